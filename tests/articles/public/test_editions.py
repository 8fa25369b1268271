"""The editions of the paper, and the ways between them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models.taxonomy import furniture
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editions():
    """An edition in Chinese, in Kazakh and in Uyghur, each with a section and a story, and one in English without."""
    factories.masthead("kk-arab", name="قارلىوزەن حابارلارى", language_name="قازاقشا")
    factories.masthead("ug", name="قاردەريا خەۋەرلىرى")
    factories.masthead("en", name="Snow River News")
    for language in ("zh-hans", "kk-arab", "ug"):
        factories.publication(section=factories.section(language=language))
    return {language: furniture(language) for language in ("zh-hans", "kk-arab", "ug", "en")}


def test_an_edition_knows_the_others_that_have_stories(editions):
    for language, found in editions.items():
        assert found.masthead.language == language
        assert [masthead.language for masthead in found.editions] == ["zh-hans", "kk-arab", "ug"]
    assert editions["en"].sections == []
    assert furniture("fr").masthead.pk is None


def test_they_cost_no_query_more(editions):
    with CaptureQueriesContext(connection) as queries:
        furniture("ug")
    assert len(queries) == 1
