"""The addresses of what was a tag once lead to the tag it became, for readers and feed readers."""

import pytest

from articles.models import TagAlias
from newsroom.models import Masthead
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def ski():
    tag = factories.tag("冰雪")
    factories.publication(tags=[tag])
    TagAlias.objects.create(name="滑雪", slug="滑雪", tag=tag, is_former=True)
    return tag


def test_the_old_address_leads_to_the_tag_for_ever(client, ski):
    response = client.get("/tags/滑雪/")
    assert (response.status_code, response["Location"]) == (301, ski.get_absolute_url())
    feed = client.get("/tags/滑雪/latest.rss")
    assert feed.status_code == 301
    assert client.get(feed["Location"]).status_code == 200


def test_editions_in_other_languages_lead_to_their_own(client, ski):
    Masthead.objects.create(language="kk-arab", name="x", outlet="x", publisher="x")
    assert client.get("/kk-arab/tags/滑雪/").status_code == 404  # none of its stories carries the tag
    factories.publication(tags=[ski], section=factories.section(language="kk-arab"), language="kk-arab")
    for ending in ("", "latest.rss"):
        response = client.get(f"/kk-arab/tags/滑雪/{ending}")
        assert response.status_code == 301
        assert response["Location"].startswith("/kk-arab/tags/")
        assert client.get(response["Location"]).status_code == 200


def test_another_name_of_a_draft_s_tag_is_not_there(client):
    factories.section()
    tag = factories.tag("机密")
    TagAlias.objects.create(name="秘", slug="秘", tag=tag)
    assert client.get("/tags/秘/").status_code == 404
    assert client.get("/tags/秘/latest.rss").status_code == 404


def test_finding_the_way_costs_the_same_with_more_stories(client, ski, django_assert_num_queries):
    for _n in range(10):
        factories.publication(tags=[ski])
    with django_assert_num_queries(4):
        client.get("/tags/滑雪/")
