"""Two photos walk through everything that readers get, one made by AI and one taken by a camera. Wherever they are seen,
each has its credit, and the one by AI its label on the picture."""

import json
import re
from pathlib import Path

import lxml.html
import pytest
from django.urls import reverse

from articles.desk import previews
from articles.desk.workflow import Verb
from articles.models import HousePage, Publication, Slot, Topic, TopicBlock, TopicStory
from media import metadata, stores
from media.models import Photo, PhotoCredit
from media.tasks import make_later, make_renditions
from tests.architecture.matrix import PUBLIC

pytestmark = pytest.mark.django_db
AI, CAMERA = "AI生成", ""
CREDIT = {AI: "(AI生成) 实习记者 江一帆摄", CAMERA: "记者 林知夏摄"}

# Every page of the matrix: which photos it shows, or why none. A new page needs a line here.
BOTH, FIRST = {AI, CAMERA}, {AI}
PAGES = {
    "front": BOTH,  # the lead in full, and cards
    "section": BOTH,
    "tag": BOTH,
    "reporter": BOTH,
    "topics": FIRST,  # the cover of the topic, small
    "topic": BOTH,  # the same in full, the lead of a block, cards
    "search": BOTH,
    "archive_month": BOTH,
    "archive_day": BOTH,
    "story": BOTH,  # figures, a gallery, the card of another story, more from the section
    "story_version": BOTH,
    "story_print": BOTH,
    "preview": BOTH,
    "photos": FIRST,  # the cover of the story with most
    "reporter_photos": {CAMERA},  # her own
    "corrections": set(),  # words alone
    "archive_year": set(),
    "story_versions": set(),
    "about": set(),
    "house_page": set(),
    "offline": set(),
    "api": set(),  # its manual
}
FEEDS = ("feed_latest", "feed_section", "feed_tag", "feed_reporter", "feed_topic")
NO_PAGES = {
    "story_ninjs",
    "story_code",
    "card",
    "search_suggest",
    "manifest",
    "favicon",
    "icon",
    "colour",
    "worker",
    "sitemap",
    "sitemap_month",
    "sitemap_topics",
    "news_sitemap",
    "sitemap_reporters",
    "sitemap_tags",
    "sitemap_pages",
    "robots",
    "rendition",
    "clip",
    "healthz",
    "calendar",
}


@pytest.fixture
def photos(cast):
    """Label → photo."""
    made, taken = (cast.photo(credited=False, processed=False, colour=colour) for colour in ((9, 9, 9), (200, 50, 50)))
    Photo.objects.filter(pk=made.pk).update(made=Photo.Made.AI, caption="想象中的冬捕节。")
    PhotoCredit.objects.create(photo=made, role="实习记者", name="江一帆", reporter=cast.jiang)
    PhotoCredit.objects.create(photo=taken, role="记者", name="林知夏", reporter=cast.lin)
    for photo in (made, taken):
        make_renditions.call(photo.pk)
    return {AI: made, CAMERA: taken}


@pytest.fixture
def paper(cast, photos):
    """A site whose every page shows both photos; name of the address → its arguments."""
    made, taken = photos[AI], photos[CAMERA]
    topic = Topic.objects.create(title="冬捕", slug="winter", is_open=True, cover=made)
    first = published(cast, cover=made, topic=topic)
    second = published(cast, cover=taken, topic=topic)
    gallery = f'<figure data-gallery="{made.pk} {taken.pk}"><figcaption>冬捕</figcaption></figure>'
    figures = "".join(f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>' for photo in (made, taken))
    cards = "".join(f'<aside data-story="{story.pk}"></aside>' for story in (first, second))
    third = published(cast, body=f"<p>冬捕节开幕。</p>{figures}{gallery}{cards}", cover=made, topic=topic)
    block = TopicBlock.objects.create(topic=topic, kind="stories", position=1)
    for position, story in enumerate((first, second)):
        TopicStory.objects.create(block=block, position=position, story=story.pk)
        Slot.objects.create(position=position + 1, story=story.pk)
        Slot.objects.create(position=position + 1, story=story.pk, section=cast.section)
    Publication.objects.filter(story=third.pk).update(photo_count=3)  # as if there were one more
    for slug in ("about", "contact"):
        HousePage.objects.create(title="关于本站", slug=slug, body="<p>本站由雪川地区融媒体中心主办。</p>")
    story = Publication.objects.get(story=third.pk)
    day = {"year": story.date.year, "month": f"{story.date:%m}", "day": f"{story.date:%d}"}
    slug = {"slug": cast.section.slug}
    return {
        "section": slug,
        "feed_section": slug,
        "tag": {"slug": "winter"},
        "feed_tag": {"slug": "winter"},
        "reporter": {"slug": cast.lin.slug},
        "feed_reporter": {"slug": cast.lin.slug},
        "topic": {"slug": "winter"},
        "feed_topic": {"slug": "winter"},
        "archive_year": {"year": day["year"]},
        "archive_month": {"year": day["year"], "month": day["month"]},
        "archive_day": day,
        "story": day | {"story": third.pk},
        "story_versions": day | {"story": third.pk},
        "story_version": day | {"story": third.pk, "number": 1},
        "story_print": day | {"story": third.pk},
        "reporter_photos": {"slug": cast.lin.slug},
        "house_page": {"slug": "contact"},
        "preview": {"token": previews.share(third, cast.editor)[1]},
    }


def published(cast, **fields):
    article = cast.article(headline="冬捕节开幕", **fields)
    article.tags.add("winter")
    return cast.published(article)


def opened(client, paper, name):
    query = {"q": "冬捕节"} if name == "search" else {}
    return client.get(reverse(name, kwargs=paper.get(name, {})), query)


def shown(html, photos):
    """(label of the photo, the label on it, the credit with it) of every picture of ours in the page."""
    files = {name: label for label, photo in photos.items() for name in photo.renditions.values_list("name", flat=True)}
    for picture in lxml.html.fromstring(html).xpath("//img[not(contains(@src, '/qr.svg'))]"):
        framed = picture.xpath("ancestor::*[contains(@class, 'labelled')][1]")
        figure = picture.xpath("ancestor::figure[1]//figcaption//*[@class='credit']")
        credit = picture.get("title") or (figure[0].text_content() if figure else "")
        label = framed[0].find_class("ai-label")[0].text_content() if framed else ""
        yield files[picture.get("src").partition("/photos/")[2]], label, credit


def test_every_public_page_is_looked_at():
    # those of an edition are the same pages again; machines get data, not pages
    names = {name for name in PUBLIC if not name.startswith(("editions:", "api:"))}
    assert names == {*PAGES, *FEEDS, *NO_PAGES}


@pytest.mark.parametrize("turned", [False, True], ids=["AI leads", "the camera leads"])
def test_every_picture_of_every_page_has_its_credit_and_that_by_ai_its_label(client, cast, photos, paper, turned):
    if turned:
        cover = {AI: photos[CAMERA], CAMERA: photos[AI]}
        Topic.objects.update(cover=cover[AI])
        Slot.objects.filter(position=1).update(position=3)
        TopicStory.objects.filter(position=0).update(position=3)
    for name, expected in PAGES.items():
        response = opened(client, paper, name)
        assert response.status_code == 200, name
        seen = list(shown(response.text, photos))
        if expected == FIRST and turned and name == "topics":
            expected = {CAMERA}
        assert {photo for photo, _label, _credit in seen} == expected, name
        for photo, label, credit in seen:
            assert (label, credit) == (photo, CREDIT[photo]), name


def test_so_do_the_pages_that_say_what_is_not_there(client, cast, photos, paper):
    gone = published(cast)
    cast.do(gone, Verb.WITHDRAW, cast.chief_editor, text="有误。")
    missing = client.get(f"/2026/01/01/{gone.pk}/")
    assert missing.status_code == 410
    seen = list(shown(missing.text, photos))
    assert {photo for photo, _label, _credit in seen} == BOTH
    assert all((label, credit) == (photo, CREDIT[photo]) for photo, label, credit in seen)


def test_the_body_shows_each_photo_as_figure_gallery_and_card(client, photos, paper):
    page = lxml.html.fromstring(opened(client, paper, "story").text)
    body = page.find_class("body")[0]
    for css, count in {"photo": 4, "gallery": 1, "related-story": 2}.items():
        assert len(body.find_class(css)) == count, css
    assert [label for label, _on, _credit in shown(lxml.html.tostring(body, encoding="unicode"), photos)] == 3 * [
        AI,
        CAMERA,
    ]


@pytest.mark.parametrize("name", FEEDS)
def test_feeds_say_it_in_media_credit_and_in_the_text(client, paper, name):
    xml = opened(client, paper, name).text
    for credit in CREDIT.values():
        assert f"<media:credit>{credit}</media:credit>" in xml
    html = re.search(r"<content:encoded>(.*?图.*?|.*?gallery.*?)</content:encoded>", xml, re.S)[1]
    assert html.count("ai-label") == html.count("AI生成&lt;/span&gt;&lt;/span&gt;") == 2  # a figure and a gallery


def test_machines_are_told_on_the_page_of_the_story_and_of_the_topic(client, paper):
    story, topic = (structured(opened(client, paper, name).text) for name in ("story", "topic"))
    made, taken = story["image"]
    assert (made["creditText"], taken["creditText"]) == (CREDIT[AI], CREDIT[CAMERA])
    assert made["digitalSourceType"] == "https://schema.org/TrainedAlgorithmicMediaDigitalSource"
    assert "digitalSourceType" not in taken
    assert topic["image"]["creditText"] == CREDIT[AI]


def structured(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])


@pytest.mark.parametrize("name", ["front", "topic", "story"])
def test_shared_links_say_it_beside_the_photo(client, paper, name):
    page = lxml.html.fromstring(opened(client, paper, name).text)
    said = page.xpath("//meta[@property='og:image:alt']/@content")
    assert page.xpath("//meta[@property='og:image']")
    headline = "冬捕节开幕 " if name == "story" else ""  # it stands on the card that is drawn for the story
    assert said == [f"{headline}想象中的冬捕节。 {CREDIT[AI]}"]


def test_every_public_file_says_it_of_itself(photos):
    for label, photo in photos.items():
        make_later.call(photo.pk)
        files = list(photo.renditions.all())
        assert {file.format for file in files} == {"jpeg", "webp", "avif"}
        for file in files:
            with stores.photos().local(file.name) as path:
                said = metadata.read(path)
            assert said.credit == CREDIT[label], file
            assert said.ai_source_type == (f"{metadata.SOURCE_TYPES}trainedAlgorithmicMedia" if label else ""), file


def test_no_template_for_readers_writes_a_picture_by_itself():
    templates = Path(__file__).parents[3] / "templates"
    by_hand = {
        str(path.relative_to(templates))
        for path in templates.rglob("*.html")
        if path.relative_to(templates).parts[0]
        not in {"admin", "archive", "desk", "unfold"}  # the archive copy is no page of the site
        and re.search("<img|<picture|srcset", path.read_text())
    }
    no_photos = {"public/_name.html", "public/_share.html", "public/print.html"}  # the logo, the QR code
    assert by_hand - no_photos == {"media/photo.html"}
