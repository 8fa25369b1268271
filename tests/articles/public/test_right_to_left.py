"""Every page that readers can open, in an edition that runs from right to left."""

import re
from pathlib import Path

import lxml.html
import pytest
from django.conf import settings
from django.urls import resolve

from articles.models import HousePage, PublicationPhoto, Topic, TopicBlock, TopicStory, Version
from articles.public import urls
from tests import factories

pytestmark = pytest.mark.django_db
STATIC = Path(settings.BASE_DIR) / "static"
MACHINES = {"manifest", "search_suggest", "api"}  # of an edition, beside its feeds: for machines and who writes them
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
HAN, LATIN = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[A-Za-z]{4,}")


@pytest.fixture
def pages(client):
    """name → address of every page of the Uyghur edition, each with something on it."""
    factories.masthead("ug", name="قاردەريا خەۋەرلىرى", outlet="قاردەريا تورى", publisher="قاردەريا مەركىزى")
    factories.masthead(name="雪川新闻网")
    factories.publication(section=factories.section(language="zh-hans"), story=400, headline="河谷下雪")
    section = factories.section("news", language="ug", name="خەۋەر")
    factories.section("snow", language="ug", name="قار-مۇز")
    reporter = factories.reporter("ئايگۈل", slug="aygul", role="记者")
    tag = factories.tag("قار")
    topic = Topic.objects.create(masthead_id="ug", title="قىش", slug="qish", is_open=True)
    HousePage.objects.create(masthead_id="ug", title="بىز ھەققىدە", slug="about", body="<p>بىز.</p>")
    HousePage.objects.create(masthead_id="ug", title="ئالاقە", slug="contact", body="<p>يېزىڭ.</p>")
    figure = '<figure class="gallery"><ul tabindex="0"><li></li></ul></figure>'
    for number in range(30):
        said = {"summary": "بۇ يىل تۇنجى قار ياغدى.", "html": f"<p>قار ياغدى.</p>{figure if number == 29 else ''}"}
        facts = {"notes": [{"at": "2026-03-05T12:00:00+08:00", "note": "سان تۈزىتىلدى."}]} if number == 28 else {}
        story = factories.publication(
            [reporter],
            [tag],
            section=section,
            story=500 + number,
            headline=f"تۇنجى قار {number}",
            topic=topic,
            cover=factories.picture(number + 1, caption="قار", alt="قار", credit="ئايگۈل") if number % 2 else None,
            original=400 if number == 29 else None,
            photo_count=3 * (number % 3),
            is_corrected=number == 28,
            facts={"outlets": ["قاردەريا تورى"], **facts},
            **said,
        )
        story.facts["byline"] = [{"text": "قاردەريا تورى: مۇخبىر "}, {"text": "ئايگۈل", "slug": "aygul"}]
        story.save(update_fields=["facts"])
    PublicationPhoto.objects.create(publication=story, photo=1, position=0)
    block = TopicBlock.objects.create(topic=topic, position=0, heading="باش")
    TopicStory.objects.create(block=block, position=0, story=story.story)
    TopicBlock.objects.create(topic=topic, position=1, kind=TopicBlock.Kind.NEWEST)
    day = f"/ug/{story.date:%Y/%m/%d}/"
    return {
        "front": "/ug/",
        "section": "/ug/sections/news/",
        "an empty section": "/ug/sections/snow/",
        "older stories": f"/ug/sections/news/?before={story.key}",
        "tag": "/ug/tags/قار/",
        "topics": "/ug/topics/",
        "topic": "/ug/topics/qish/",
        "reporter": "/ug/reporters/aygul/",
        "reporter_photos": "/ug/reporters/aygul/photos/",
        "photos": "/ug/photos/",
        "about": "/ug/about/",
        "house_page": "/ug/about/contact/",
        "corrections": "/ug/corrections/",
        "search": "/ug/search/",
        "what was found": "/ug/search/?q=قار",
        "what was not found": "/ug/search/?q=تاغ",
        "offline": "/ug/offline/",
        "archive_year": day[:9],
        "archive_month": day[:12],
        "archive_day": day,
        "a year without stories": "/ug/1999/",
        "story": story.get_absolute_url(),
        "nothing": "/ug/nowhere/",
    }


def read(client, address, status=200):
    response = client.get(address, follow=False)
    assert response.status_code == status, address
    return lxml.html.document_fromstring(response.content)


def strange(page):
    """The texts of a page in Chinese or Latin letters of which no element around them says that they are Chinese."""
    for text in page.xpath("//body//text()[normalize-space() and not(ancestor::script or ancestor::style)]"):
        chinese = text.getparent().xpath("ancestor-or-self::*[starts-with(@lang, 'zh')]")
        if not chinese and (HAN.search(text) or LATIN.search(text)):
            yield text.strip()


def test_every_page_runs_from_right_to_left_and_speaks_its_language(client, pages):
    for name, address in pages.items():
        missing = {"nothing": 404, "reporter_photos": 404}  # nobody is credited with a photo here
        page = read(client, address, missing.get(name, 200))
        assert (page.get("lang"), page.get("dir")) == ("ug", "rtl"), name
        assert list(strange(page)) == [], name
        assert page.xpath("//nav[@class='languages']//a/@hreflang") == ["zh-Hans"], name


def test_no_page_of_an_edition_is_forgotten(pages):
    named = {resolve(address.partition("?")[0]).url_name for name, address in pages.items() if name != "nothing"}
    ours = {pattern.name for pattern in urls.edition}
    assert ours - named - MACHINES == {name for name in ours if name.startswith("feed_")}


def test_the_notice_of_a_story_that_was_withdrawn_is_in_its_language(client, pages):
    at = factories.NOON
    for number, kind, words in ((1, "published", {"language": "ug", "story": 900}), (2, "withdrawn", {"story": 900})):
        Version.objects.create(
            story=900, number=number, kind=kind, at=at, words=words, fingerprint="x", link=str(number)
        )
    page = read(client, f"/{at:%Y/%m/%d}/900/", 410)
    assert (page.get("lang"), page.get("dir")) == ("ug", "rtl")
    assert list(strange(page)) == []


def test_the_style_sheets_of_the_paper_know_no_left_and_right():
    sheets = sorted(STATIC.glob("*.css"))
    assert len(sheets) > 4
    found = {sheet.name: PHYSICAL.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)) for sheet in sheets}
    assert {name: rules for name, rules in found.items() if rules} == {}


@pytest.mark.parametrize(
    "rule", ["a{margin-left:0}", "a{ left: 0}", "a{text-align:right}", "a{border-top-left-radius:1px}"]
)
def test_a_physical_rule_would_be_found(rule):
    assert PHYSICAL.search(rule)
