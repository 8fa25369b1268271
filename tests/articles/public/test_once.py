"""What pages of one edition share is drawn once."""

import pytest
from django.template import Context, Template

from newsroom import edition
from newsroom.models import Masthead

pytestmark = pytest.mark.django_db
PART = Template("{% load edition %}{% once 'part' differs %}{{ differs }} {{ said }}{% endonce %}")


def drawn(**values):
    return PART.render(Context({"masthead": Masthead(language="zh-hans")} | values))


def test_pages_of_an_edition_share_it():
    with edition.sharing({}):
        assert drawn(differs=1, said="first") == "1 first"
        assert drawn(differs=1, said="second") == "1 first"


def test_what_differs_is_drawn_for_itself():
    with edition.sharing({}):
        drawn(differs=1, said="first")
        assert drawn(differs=2, said="second") == "2 second"
        assert drawn(differs=1, said="second", masthead=Masthead(language="ug")) == "1 second"
        assert drawn(differs=[1], said="second") == "[1] second"


def test_the_next_edition_draws_it_anew():
    with edition.sharing({}):
        drawn(differs=1, said="first")
    with edition.sharing({}):
        assert drawn(differs=1, said="second") == "1 second"


def test_a_page_that_shares_nothing_draws_it():
    drawn(differs=1, said="first")
    assert drawn(differs=1, said="second") == "1 second"
