"""The editions of the paper, and the ways between them."""

import lxml.html
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import Slot, Topic
from articles.models.taxonomy import furniture
from articles.public import linked
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


SWITCHER, ALSO_IN, ALTERNATES = "//nav[@class='languages']//a", "//p[@class='also-in']//a", "//link[@hreflang]"


def hrefs(client, address, path):
    """(address, lang, dir, text) of the links that an XPath finds in a page."""
    page = lxml.html.fromstring(client.get(address).content)
    return [(a.get("href"), a.get("lang"), a.get("dir"), a.text_content()) for a in page.xpath(path)]


def test_a_front_page_leads_to_the_other_editions(client, editions):
    assert hrefs(client, "/", SWITCHER) == [
        ("/kk-arab/", "kk-Arab", "rtl", "قازاقشا"),
        ("/ug/", "ug", "rtl", "ئۇيغۇرچە"),
    ]
    page = lxml.html.fromstring(client.get("/ug/").content)
    (here,) = page.xpath("//nav[@class='languages']//*[@aria-current]")
    assert (here.tag, here.get("lang"), here.text) == ("span", "ug", "ئۇيغۇرچە")
    alternates = {one.get("hreflang"): one.get("href") for one in page.xpath(ALTERNATES)}
    assert alternates == {
        "zh-Hans": "http://localhost:8000/",
        "kk-Arab": "http://localhost:8000/kk-arab/",
        "ug": "http://localhost:8000/ug/",
        "x-default": "http://localhost:8000/",
    }


def test_the_only_edition_offers_no_other(client):
    factories.publication()
    page = client.get("/").content.decode()
    assert "languages" not in page
    assert "hreflang" not in page


def translated(editions):
    """A story in Chinese with its translations, and one that stands alone."""
    first = factories.publication(story=500)
    kazakh = factories.publication(section=editions["kk-arab"].sections[0], original=500, headline="ٴبىرىنشى قار")
    uyghur = factories.publication(section=editions["ug"].sections[0], original=500, headline="تۇنجى قار")
    return first, kazakh, uyghur, factories.publication()


def test_a_story_leads_to_itself_in_the_other_languages(client, editions):
    first, kazakh, uyghur, alone = translated(editions)
    address = uyghur.get_absolute_url()
    assert [link[0] for link in hrefs(client, address, SWITCHER)] == [
        first.get_absolute_url(),
        kazakh.get_absolute_url(),
    ]
    assert hrefs(client, first.get_absolute_url(), ALSO_IN) == [
        (kazakh.get_absolute_url(), "kk-Arab", "rtl", "قازاقشا"),
        (address, "ug", "rtl", "ئۇيغۇرچە"),
    ]
    alternates = hrefs(client, address, ALTERNATES)
    assert alternates[0][0] == alternates[-1][0] == f"http://localhost:8000{first.get_absolute_url()}"
    assert len(alternates) == 4
    assert hrefs(client, alone.get_absolute_url(), f"{ALSO_IN} | {ALTERNATES}") == []
    assert [link[0] for link in hrefs(client, alone.get_absolute_url(), SWITCHER)] == ["/kk-arab/", "/ug/"]


def test_a_version_that_is_withdrawn_is_gone_from_the_others_at_once(client, editions):
    first, kazakh, uyghur, _alone = translated(editions)
    first.delete()
    assert [link[0] for link in hrefs(client, uyghur.get_absolute_url(), SWITCHER)] == [
        "/",
        kazakh.get_absolute_url(),
    ]
    kazakh.delete()
    assert hrefs(client, uyghur.get_absolute_url(), ALSO_IN) == []


@pytest.mark.parametrize("more", [0, 10])
def test_the_versions_of_a_story_cost_one_query(editions, more):
    first, *_others = translated(editions)
    for number in range(more):
        factories.publication(section=factories.section(language=f"x{chr(97 + number)}"), original=500)
    with CaptureQueriesContext(connection) as queries:
        found = linked.versions(first, editions["zh-hans"])
    assert len(queries) == 1
    assert len(found) == 3 + more
    assert found[0].story == 500


def test_a_wrong_address_below_an_edition_answers_in_its_language(client, editions):
    response = client.get("/ug/nowhere/")
    assert response.status_code == 404
    assert '<html lang="ug" dir="rtl">' in response.content.decode()
    assert '<html lang="zh-Hans" dir="ltr">' in client.get("/en/nowhere/").content.decode()


def test_a_photo_that_was_put_by_hand_has_its_credit_as_the_edition_prints_it(client, cast, editions):
    section = editions["kk-arab"].sections[0]
    story = factories.publication(section=section)
    photo = cast.photo()
    Slot.objects.create(masthead_id="kk-arab", position=1, story=story.story, photo=photo)
    Topic.objects.create(masthead_id="kk-arab", slug="winter", title="قىس", is_open=True, cover=photo)
    for address in ("/kk-arab/", "/kk-arab/topics/winter/"):
        [credit] = lxml.html.fromstring(client.get(address).text).xpath("//figcaption//*[@class='credit']")
        assert "摄" not in credit.text_content()
        assert "سۋرەت" in credit.text_content()
