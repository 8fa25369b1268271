"""Texts that become a script where they are not escaped, in what stands around every story and in bodies."""

import pytest
from lxml import html

from articles.models import Publication
from articles.models.bodies import clean_body
from newsroom.models import Masthead
from tests import factories
from tests.drills.injecting import filled
from tests.drills.vectors import VECTORS

pytestmark = pytest.mark.django_db
SCHEMES = ("javascript:", "vbscript:", "data:text")
NEVER = {
    "script",
    "iframe",
    "object",
    "embed",
    "base",
    "form",
    "svg",
    "math",
    "style",
    "link",
    "meta",
    "template",
    "input",
    "button",
}


def active(tree, never=frozenset()):
    """All in a tree of HTML that could run or be fetched, but scripts from files and data for machines."""
    found = []
    for one in tree.iter():
        if not isinstance(one.tag, str):
            continue
        values = [
            value.strip().lower() for name, value in one.attrib.items() if name in {"href", "src", "action", "poster"}
        ]
        is_script = one.tag == "script" and not one.get("src") and one.get("type") != "application/ld+json"
        if (
            is_script
            or one.tag in never
            or any(name.startswith(("on", "x-", "hx-", "data-hx")) or name == "srcdoc" for name in one.attrib)
            or any(value.startswith(SCHEMES) or ("//vx7" in value and one.tag != "a") for value in values)
        ):
            found.append(html.tostring(one)[:200])
    return found


@pytest.mark.parametrize("vector", VECTORS)
def test_a_body_keeps_nothing_that_runs(vector):
    for body in (
        vector,
        f"<p>{vector}</p>",
        f'<p title="{vector}">雪</p>',
        f'<a href="{vector}">雪</a>',
        f"<figure>{vector}</figure>",
    ):
        cleaned = clean_body(body)
        if cleaned.strip():
            assert active(html.fragment_fromstring(cleaned, create_parent="main"), NEVER) == [], cleaned


def test_what_stands_around_a_story_runs_nowhere(client):
    factories.section()
    story = factories.publication()
    addresses = ["/", story.get_absolute_url(), f"{story.get_absolute_url()}print/", "/about/", "/search/?q=a"]
    masthead = Masthead.objects.get(language="zh-hans")
    for at, vector in enumerate(VECTORS):
        filled(masthead, vector, at, email="").save()
        for address in addresses:
            answer = client.get(address).content.decode()
            assert answer.rstrip().endswith("</html>")
            assert active(html.fromstring(answer)) == [], vector


@pytest.mark.parametrize("address", ['javascript:alert("vx7")', "data:text/html,vx7", " JavaScript:alert(1)"])
def test_a_source_whose_address_is_none_of_the_web_leads_nowhere(client, cast, address):
    article = cast.article(source="北川日报", source_author="沈怀瑾", source_url=address)  # no form would take it
    cast.published(article)
    story = Publication.objects.get(story=article.pk)
    for page in (
        story.get_absolute_url(),
        f"{story.get_absolute_url()}print/",
        f"{story.get_absolute_url()}versions/1/",
    ):
        text = client.get(page).text
        assert "北川日报" in text
        assert active(html.document_fromstring(text)) == []
