"""The picture that a shared story shows, at its address."""

import re
from io import BytesIO

import pytest
from django.core.files import File
from PIL import Image

from articles.models import Publication
from articles.public import cards
from media import cardfiles, killing, stores
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.CARDS, settings.RENDITIONS = tmp_path / "cards", tmp_path / "renditions"


@pytest.fixture
def cover():
    """A green photo in the public store, as a Publication has it."""
    stream = BytesIO()
    Image.new("RGB", (960, 640), "#00a000").save(stream, "JPEG")
    address = stores.address_of(stores.photos().store(stream.getvalue(), "jpg").name)
    return factories.picture(src=address, large=address, social=address)


def shown(client, story):
    """The address that the page names."""
    text = client.get(story.get_absolute_url()).text
    return re.search(r'<meta property="og:image" content="http://[^/]+(.*?)">', text)[1]


def kept(settings):
    return [path.name for path in settings.CARDS.rglob("*.jpg")]


def is_green(response):
    with Image.open(BytesIO(response.content)) as card:
        assert card.size == (1200, 630)
        return card.convert("RGB").getpixel((1100, 300))[1] in range(140, 180)


def test_the_address_in_the_page_answers_at_once_and_again(client, cover, settings):
    story = factories.publication(cover=cover, kicker="引题")
    address = shown(client, story)
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert response["Cache-Control"] == "public, max-age=86400"
    assert is_green(response)
    assert kept(settings) == [f"{story.story}-{address[-12:-4]}.jpg"]
    assert client.get(address).content == response.content


def test_a_story_without_a_photo_has_one_too(client):
    assert not is_green(client.get(shown(client, factories.publication())))


def test_an_address_of_before_leads_to_the_card_of_now(client):
    story = factories.publication()
    before = shown(client, story)
    client.get(before)
    Publication.objects.filter(pk=story.pk).update(headline="另一个标题")
    response = client.get(before)
    assert (response.status_code, response["Location"]) == (302, shown(client, story))
    other_day = before.replace("/2026/", "/2025/")
    assert client.get(other_day)["Location"] == shown(client, story)


@pytest.mark.parametrize(
    "change", [{"headline": "别的"}, {"kicker": "引题"}, {"cover": None}, {"cover": {"credit": "他人摄"}}]
)
def test_every_thing_on_the_card_is_in_its_address(client, cover, change):
    story = factories.publication(cover=cover)
    before = shown(client, story)
    if change.get("cover"):
        change = {"cover": cover | change["cover"]}
    Publication.objects.filter(pk=story.pk).update(**change)
    assert shown(client, story) != before


def test_the_colour_and_logo_of_the_masthead_are_too(client):
    story = factories.publication()
    before = shown(client, story)
    factories.masthead(colour="#0b5cad")
    after = shown(client, story)
    factories.masthead(logo={"src": "/media/photos/ab/" + "ab" * 32 + ".png", "width": 9, "height": 9, "icons": {}})
    assert len({before, after, shown(client, story)}) == 3


def test_where_no_story_is_there_is_no_card(client):
    story = factories.publication()
    address = shown(client, story)
    story.delete()
    assert client.get(address).status_code == 404


def test_a_new_card_takes_the_place_of_the_old_one(client, settings):
    story = factories.publication()
    client.get(shown(client, story))
    Publication.objects.filter(pk=story.pk).update(headline="另一个标题")
    client.get(shown(client, story))
    assert len(kept(settings)) == 1


def test_a_card_whose_photo_is_not_there_is_not_kept(client, settings):
    story = factories.publication(cover=factories.picture())
    response = client.get(shown(client, story))
    assert (response.status_code, response["Cache-Control"]) == (200, "public, max-age=30")
    assert kept(settings) == []


def test_a_story_that_changes_while_its_card_is_drawn_leaves_none(client, settings, monkeypatch):
    story = factories.publication()
    address = shown(client, story)
    draw = cards.cards.draw

    def slowly(*args):
        Publication.objects.filter(pk=story.pk).delete()
        return draw(*args)

    monkeypatch.setattr(cards.cards, "draw", slowly)
    assert client.get(address).status_code == 200
    assert kept(settings) == []


def test_where_others_take_too_long_the_photo_stands_in(client, cover, monkeypatch):
    story = factories.publication(cover=cover)
    address = shown(client, story)
    monkeypatch.setattr(cards, "PATIENCE", 0.01)
    with cards.DRAWING:
        assert client.get(address)["Location"] == cover["social"]


def test_a_full_disk_keeps_no_card_from_being_shown(client, settings, tmp_path):
    (tmp_path / "file").touch()
    settings.CARDS = tmp_path / "file" / "cards"
    assert client.get(shown(client, factories.publication())).status_code == 200


def test_a_killed_photo_leaves_no_card(client, cast, settings, tmp_path, django_capture_on_commit_callbacks):
    from articles.desk import photos, publishing
    from media import uploads
    from media.tasks import make_renditions
    from tests.cast import photo_file

    settings.ORIGINALS = tmp_path / "originals"
    photo, _created = uploads.accept(File(photo_file(), name="a.jpg"), cast.photo_desk, credit="江一帆摄", caption="雪")
    make_renditions.call(photo.pk)
    version = publishing.publish(cast.signed(cast.article(cover=photo)))
    story = Publication.objects.get(story=version.story)
    client.get(shown(client, story))
    assert len(kept(settings)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        photos.kill(photo.pk, cast.photo_desk, "不实")
    assert kept(settings) == []
    killing.sweep()
    assert client.get(shown(client, story)).status_code == 200


def test_withdrawing_takes_the_card_away(cast, client, settings, django_capture_on_commit_callbacks):
    from articles.desk import publishing

    version = publishing.publish(cast.signed())
    address = shown(client, Publication.objects.get(story=version.story))
    client.get(address)
    with django_capture_on_commit_callbacks(execute=True):
        publishing.withdraw(version.story)
    assert kept(settings) == []
    assert client.get(address).status_code == 404


def test_forgetting_one_story_leaves_the_others(settings):
    cardfiles.keep(1, "aaaaaaaa", b"1")
    cardfiles.keep(257, "aaaaaaaa", b"2")
    cardfiles.forget(1)
    assert (cardfiles.read(1, "aaaaaaaa"), cardfiles.read(257, "aaaaaaaa")) == (None, b"2")
