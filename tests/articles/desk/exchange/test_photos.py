"""Photos of a supplier: which file comes, and that their credit is exactly what it is there."""

import pytest

from articles.desk.exchange import fetching, photos
from articles.desk.exchange.fetching import Answer, Trouble
from articles.desk.workflow import Verb
from articles.intake import supplied
from articles.models import Publication, Supplier
from media import credits
from media.models import Photo, PhotoCredit
from media.tasks import make_renditions
from newsroom.models import Reporter
from tests.articles.intake.test_supplied import item, photo
from tests.cast import photo_file

pytestmark = pytest.mark.django_db
ORIGINAL = {"name": "original", "href": "https://county.example/api/v1/photos/7/original"}


@pytest.fixture
def county():
    return Supplier(name="白河县融媒体中心", address="https://county.example", key="nr_key")


@pytest.fixture
def fetched(monkeypatch):
    """path ending → what is there, a file's colour or a status; and the (address, key) of all that was asked for."""

    def fetched(**there):
        asked = []

        def get(address, *, most, key=""):
            asked.append((address, key))
            found = next((there[name] for name in there if address.endswith(name) or name in address), 404)
            if isinstance(found, int):
                raise Trouble("no", found)
            return Answer("image/jpeg", found if isinstance(found, bytes) else photo_file(colour=found).read())

        monkeypatch.setattr(fetching, "get", get)
        return asked

    return fetched


def story(**more):
    return supplied.read(item(associations=[photo(7, **more)]))


def with_original(**more):
    made = photo(7, **more)
    made["renditions"].append(ORIGINAL)
    return supplied.read(item(associations=[made]))


def test_the_original_comes_where_the_key_opens_it(county, fetched):
    asked = fetched(original=(9, 9, 9))
    taken = photos.take(county, with_original())
    assert taken.photos[7].file_name == "7.jpg"
    assert asked == [(ORIGINAL["href"], "nr_key")]


def test_the_largest_public_file_comes_where_it_does_not(county, fetched):
    asked = fetched(original=403, jpg=(9, 9, 9))
    taken = photos.take(county, with_original())
    assert taken.photos[7].file_name == "7-1600.jpg"
    assert [address.rpartition("/")[2] for address, _key in asked] == ["original", "7-1600.jpg"]


def test_the_key_is_shown_to_nobody_else(county, fetched):
    asked = fetched(jpg=(9, 9, 9))
    elsewhere = [{"name": "jpeg-960", "href": "https://cdn.example/7.jpg", "width": 960}]
    photos.take(county, story(renditions=elsewhere))
    assert asked == [("https://cdn.example/7.jpg", "")]


def test_one_that_is_not_to_be_had_is_told_and_its_place_waits(county, fetched):
    fetched(jpg=404)
    taken = photos.take(county, story())
    assert taken.photos == {7: None}
    assert "推介会现场。" in taken.told[0]


def test_what_is_no_photo_is_told(county, fetched):
    fetched(jpg=b"<html>")
    taken = photos.take(county, story())
    assert taken.photos == {7: None}
    assert taken.told
    assert not Photo.objects.exists()


def test_a_supplier_that_is_away_is_no_missing_photo(county, fetched):
    fetched(jpg=503)
    with pytest.raises(Trouble):
        photos.take(county, story())


def person(literal, name, rel="photographer"):
    return {"name": name, "rel": rel, "literal": literal}


@pytest.mark.parametrize(
    ("line", "more"),
    [
        ("实习记者 江一帆摄", {}),
        ("记者 林知夏 江一帆 摄", {"people": [person("记者 林知夏", "林知夏"), person("记者 江一帆", "江一帆")]}),
        ("县融媒体中心记者 江一帆摄", {"people": [person("县融媒体中心 记者 江一帆", "江一帆")]}),
        ("(县融媒体中心 江一帆摄)", {"people": [person("县融媒体中心 江一帆", "江一帆")]}),
        ("江一帆摄", {"people": [person("江一帆", "江一帆")]}),
        ("县委宣传部供图", {"people": [], "infoSources": [{"name": "县委宣传部", "role": "provider"}]}),
        (
            "远山社发(江一帆摄)",
            {"people": [person("江一帆", "江一帆")], "infoSources": [{"name": "远山社", "role": "agency"}]},
        ),
        ("制图:江一帆", {"people": [person("江一帆", "江一帆", "illustrator")]}),
        ("(资料图片) 江一帆摄", {"people": [person("江一帆", "江一帆")]}),
    ],
)
def test_a_credit_is_printed_as_it_is_there(county, fetched, line, more):
    fetched(jpg=(9, 9, 9))
    taken = photos.take(county, story(by=line, **more))
    assert credits.line(credits.facts(taken.photos[7])) == line
    assert taken.told == []


def test_a_name_that_one_of_ours_has_is_not_taken_for_her(county, fetched):
    Reporter.objects.create(name="江一帆")
    fetched(jpg=(9, 9, 9))
    taken = photos.take(county, story())
    assert taken.photos[7].credits.get().reporter is None
    assert taken.photos[7].licence == Photo.Licence.GIVEN


def test_a_corrected_credit_follows_and_the_file_is_not_fetched_again(county, fetched):
    asked = fetched(jpg=(9, 9, 9))
    before = photos.take(county, story())
    again = photos.take(county, story(by="记者 江一帆摄", people=[person("记者 江一帆", "江一帆")]), before.kept)
    assert credits.line(credits.facts(again.photos[7])) == "记者 江一帆摄"
    assert len(asked) == 1
    assert again.told == []


def test_a_corrected_caption_follows(county, fetched):
    fetched(jpg=(9, 9, 9))
    before = photos.take(county, story())
    photos.take(county, story(descriptions=[{"role": "caption", "value": "会场外。"}]), before.kept)
    assert Photo.objects.get().caption == "会场外。"


def test_what_the_desk_said_of_it_stays_and_the_difference_is_told(county, fetched):
    fetched(jpg=(9, 9, 9))
    before = photos.take(county, story())
    PhotoCredit.objects.update(role="记者")
    again = photos.take(county, story(by="通讯员 江一帆摄", people=[person("通讯员 江一帆", "江一帆")]), before.kept)
    assert PhotoCredit.objects.get().role == "记者"
    assert "通讯员 江一帆摄" in again.told[0]


def test_a_photo_of_ours_keeps_its_credit(cast, county, fetched):
    ours = cast.photo(colour=(9, 9, 9))
    fetched(jpg=(9, 9, 9))
    taken = photos.take(county, story(by="别人 摄"))
    assert taken.photos[7] == ours
    assert credits.line(credits.facts(ours)) == "实习记者 江一帆摄"
    assert taken.told


def test_a_story_with_photos_goes_out_here_with_their_credit(cast, exchange):
    one = cast.photo(colour=(1, 2, 3))
    Photo.objects.filter(pk=one.pk).update(licence=Photo.Licence.OURS)
    body = f'<p>雪。</p><figure data-photo="{one.pk}"><figcaption>本文另写的一句。</figcaption></figure>'
    cast.published(cast.article(body=body))
    exchange.set(files_itself=True)
    exchange.ask()
    assert any(address.endswith(f"/api/v1/photos/{one.pk}/original") for address, _key in exchange.asked)
    ours = exchange.article
    for number in Photo.objects.values_list("pk", flat=True):
        make_renditions.call(number)
    cast.do(ours, Verb.SUBMIT, cast.editor)
    for user in (cast.editor, cast.section_head, cast.chief_editor):
        cast.do(ours, Verb.SIGN, user)
    cast.do(ours, Verb.PUBLISH, cast.chief_editor)

    html = Publication.objects.get(story=ours.pk).html
    assert "本文另写的一句。" in html
    assert "实习记者 江一帆摄" in html
