"""Stories that were read, in a real browser without a network."""

import json

import pytest

from tests.browser.conftest import shown
from tests.running import until

pytestmark = pytest.mark.browser

STORIES = """
import json
from io import BytesIO
from django.core.files import File
from django.utils import timezone
from PIL import Image
from articles import printing
from articles.models import Section, Version
from media import pictures, uploads
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom import edition
from tests import factories

addresses = []
for number in range(4):
    stream = BytesIO()
    Image.new("RGB", (1500, 1000), (60 * number, 90, 120)).save(stream, "JPEG")
    stream.seek(0)
    photo, _made = uploads.accept(File(stream, name=f"{number}.jpg"), None)
    PhotoCredit.objects.get_or_create(photo=photo, work="photo", name="江一帆")
    make_renditions.call(photo.pk)
    shown = {photo.pk: pictures.picture(Photo.objects.get(pk=photo.pk))}
    body = "<p>很长的一段。</p>" * 60 + f'<figure data-photo="{photo.pk}"></figure>'
    html = printing.printed({"body": body, "language": "zh-hans"}, shown)
    story = factories.publication(
        html=html,
        story=92_000 + number,
        headline=f"离线报道之{number}",
        section=Section.objects.get(slug="news", masthead_id="zh-hans"),
        published_at=timezone.now(),
    )
    addresses.append(story.get_absolute_url())
edition.bump()
print(json.dumps(addresses))
"""
WITHDRAW = """
from django.utils import timezone
from articles.models import Publication, Version
from newsroom import edition
Publication.objects.filter(story=92_001).delete()
words = {"story": 92_001}
Version.objects.create(story=92_001, number=2, kind="withdrawn", at=timezone.now(), note="撤回。", words=words, fingerprint="-", link="-")
edition.bump()
"""
KEPT = """async () => {
  const kept = {};
  for (const shelf of ["stories", "photos", "lists", "offline"])
    kept[shelf] = (await (await caches.open(shelf)).keys()).map(({ url }) => new URL(url).pathname);
  return kept;
}"""


@pytest.fixture(scope="module")
def stories(site):
    return json.loads(site.manage("shell", "-v0", "-c", STORIES))


@pytest.fixture
def reader(open_as):
    return open_as(None, forgiven="net::", viewport={"width": 390, "height": 800})


def read(page, site, address, photos=1):
    """Open a story and wait until it is kept with its photos."""
    page.goto(site.url + address)
    until(lambda: address in page.evaluate(KEPT)["stories"])
    before = len(page.evaluate(KEPT)["photos"])
    until(lambda: len(page.evaluate(KEPT)["photos"]) >= max(before, photos))


def test_what_was_read_stays_readable(reader, site, stories):
    for number, address in enumerate(stories[:2], 1):
        read(reader, site, address, photos=number)
    reader.context.set_offline(True)
    for number, address in enumerate(stories[:2]):
        reader.goto(site.url + address)
        assert reader.text_content("h1") == f"离线报道之{number}"
        assert "离线阅读" in reader.text_content("[role=status].ear")
        photo = reader.locator(".story .photo img")
        photo.scroll_into_view_if_needed()
        shown(reader, photo)
        assert reader.evaluate("getComputedStyle(document.body).marginTop") == "0px"  # with its style
    reader.goto(site.url + stories[2])
    assert reader.text_content("h1") == "没有网络"
    links = reader.locator("#kept-stories a")
    links.first.wait_for()
    assert links.all_text_contents() == ["离线报道之1", "离线报道之0"]
    links.last.click()
    reader.wait_for_url(site.url + stories[0])
    assert reader.text_content("h1") == "离线报道之0"
    reader.context.set_offline(False)
    reader.reload()
    assert reader.locator("[role=status].ear").count() == 0


def test_search_and_the_desk_are_never_kept(reader, site, stories):
    read(reader, site, stories[3])
    reader.goto(site.url + "/")
    until(lambda: "/" in reader.evaluate(KEPT)["lists"])
    for path in ("/search/", "/search/?q=雪", "/admin/login/", "/?before=9"):
        reader.goto(site.url + path)
    kept = reader.evaluate(KEPT)
    assert not [path for path in kept["lists"] + kept["stories"] if "search" in path or "admin" in path]
    reader.context.set_offline(True)
    reader.goto(site.url + "/")
    assert reader.locator(".masthead.is-front").count() == 1


def test_the_front_page_can_be_read_whatever_was_kept_before_it(reader, site, stories):
    read(reader, site, stories[3])
    reader.evaluate("caches.delete('lists')")  # as when a page was gone: what is kept next stands behind all the rest
    reader.goto(site.url + "/")
    until(lambda: "/" in reader.evaluate(KEPT)["lists"])
    reader.context.set_offline(True)
    reader.goto(site.url + "/")
    assert reader.locator(".masthead.is-front").count() == 1


def test_a_withdrawn_story_vanishes(reader, site, stories):
    for number, address in enumerate(stories[:2], 1):
        read(reader, site, address, photos=number)
    reader.context.set_offline(True)
    reader.goto(site.url + stories[1])
    assert reader.text_content("h1") == "离线报道之1"
    site.manage("shell", "-v0", "-c", WITHDRAW)
    reader.context.set_offline(False)
    reader.goto(site.url + "/corrections/")  # any page: what is kept is asked for again
    until(lambda: stories[1] not in reader.evaluate(KEPT)["stories"])
    until(lambda: len(reader.evaluate(KEPT)["photos"]) == 1)
    reader.context.set_offline(True)
    reader.goto(site.url + stories[1])
    assert reader.text_content("h1") == "没有网络"
    reader.goto(site.url + stories[0])
    assert reader.text_content("h1") == "离线报道之0"
