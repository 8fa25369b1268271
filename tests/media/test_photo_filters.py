"""The filters of the contact sheet, and its search."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import photos
from media.models import Photo

LIST = "/admin/media/photo/"


@pytest.fixture
def sheet(client, cast):
    """sheet(q="…", credit="none") is the set of names of the photos that the sheet shows then."""
    client.force_login(cast.photo_desk)

    def sheet(**query):
        return {photo.caption for photo in client.get(LIST, query).context["cl"].result_list}

    return sheet


def made(cast, caption, credited=True, **fields):
    """A photo with these fields; each has a shade of its own, so that each is another file."""
    shade = 20 * Photo.objects.count()
    photo = cast.photo(caption, credited=credited, colour=(shade, 255 - shade, 90), processed=False)
    Photo.objects.filter(pk=photo.pk).update(**fields)
    photo.refresh_from_db()
    return photo


def days(number):
    return timezone.localdate() + timedelta(days=number)


def test_no_credit_is_neither_person_nor_provider_nor_agency(cast, sheet):
    made(cast, "有人")
    made(cast, "供图", credited=False, provider="云杉文旅局")
    made(cast, "社发", credited=False, agency="新华社")
    made(cast, "无名", credited=False)
    assert sheet(credit="none") == {"无名"}
    assert sheet(credit="some") == {"有人", "供图", "社发"}


def test_what_is_missing(cast, sheet):
    made(cast, "", alt="有替代文字")
    made(cast, "有图说")
    assert sheet(wanting="caption") == {""}
    assert sheet(wanting="alt") == {"有图说"}


def test_not_used_is_what_nothing_holds(cast, sheet):
    used = made(cast, "在稿件里")
    made(cast, "没人用")
    cast.article(cover=used)
    assert sheet(wanting="use") == {"没人用"}


def test_rights_that_end_soon_and_that_have_ended(cast, sheet):
    for caption, day in [("昨天", -1), ("今天", 0), ("两周", 14), ("再一天", 15)]:
        made(cast, caption, expires_on=days(day))
    made(cast, "无期限")
    assert sheet(rights="over") == {"昨天"}
    assert sheet(rights="soon") == {"今天", "两周"}


def test_restrictions_and_what_ai_made(cast, sheet):
    made(cast, "受限", restrictions="仅限本次使用")
    made(cast, "AI图", made=Photo.Made.AI)
    made(cast, "AI改", made=Photo.Made.AI_PART)
    assert sheet(rights="limited") == {"受限"}
    assert sheet(made="ai") == {"AI图", "AI改"}


def test_killed_photos_are_out_of_sight_until_they_are_asked_for(cast, sheet):
    killed = made(cast, "封存的河谷", expires_on=days(-1), restrictions="不得使用")
    made(cast, "留着的河谷")
    photos.kill(killed.pk, cast.photo_desk, "侵权")
    assert sheet() == {"留着的河谷"}
    assert sheet(rights="over") == sheet(rights="limited") == set()
    assert sheet(rights="killed") == {"封存的河谷"}
    assert sheet(q="河谷") == {"封存的河谷", "留着的河谷"}


def test_mine_are_those_that_i_uploaded(cast, sheet):
    made(cast, "我的")
    made(cast, "别人的", uploaded_by=cast.editor)
    assert sheet(mine="yes") == {"我的"}


@pytest.mark.parametrize(
    "fields",
    [
        {"alt": "冰湖上的渔网"},
        {"place": "塔什河冰湖"},
        {"keywords": "冬捕、冰湖"},
        {"file_name": "冰湖01.jpg"},
        {"provider": "冰湖景区"},
        {"agency": "冰湖社"},
        {"copyright": "冰湖影像"},
    ],
)
def test_chinese_is_found_inside_every_word_of_a_photo(cast, sheet, fields):
    made(cast, "别的", credited=False)
    made(cast, "找到", credited=False, **fields)
    assert sheet(q="冰湖") == {"找到"}


def test_every_word_has_to_be_found_wherever_it_stands(cast, sheet):
    made(cast, "冬捕开网", place="冰湖")
    made(cast, "冬捕收网", place="河口")
    assert sheet(q="冬捕 冰湖") == {"冬捕开网"}
    assert sheet(q="江一帆　河口") == {"冬捕收网"}  # a space as Chinese types it
    assert sheet(q="冰湖 河口") == set()


def test_a_number_and_a_name_find_a_photo_once(client, cast, sheet):
    photo = made(cast, "合照")
    photo.credits.create(name="江一帆二", role="记者")
    assert sheet(q=f"#{photo.pk}") == {"合照"}
    assert len(client.get(LIST, {"q": "江一帆"}).context["cl"].result_list) == 1


@pytest.mark.parametrize(
    "typed", ["\x00", "%", "_", "'", "冰" * 300, " ".join("冬捕冰湖开网收网渔船") * 3, "９９９９９９９９"]
)
def test_odd_words_find_nothing_and_break_nothing(cast, sheet, typed):
    made(cast, "一张图")
    assert sheet(q=typed) in ({"一张图"}, set())
    assert sheet(rights="x", credit="x", wanting="x", made="x", mine="x") == {"一张图"}
