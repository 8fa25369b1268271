import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from media import credits
from media.models import Photo

SAY = "/admin/media/photo/say/"
SEVERAL = "/admin/media/photo/several/"


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.reporter)
    return client


@pytest.fixture
def photos(cast):
    return [cast.photo(caption=f"第{n}张。", colour=(60 * n, 9, 9), processed=False) for n in range(3)]


def numbers(photos):
    return ",".join(str(photo.pk) for photo in photos)


def captions():
    return list(Photo.objects.order_by("pk").values_list("caption", flat=True))


class TestSaying:
    def test_one_thing_of_several_gives_them_as_they_are_then(self, desk, photos):
        answer = desk.post(SAY, {"numbers": numbers(photos[:2]), "caption": "集市。 记者 林知夏摄", "place": "青岭"})
        told = answer.json()["photos"]
        assert [one["number"] for one in told] == [photo.pk for photo in photos[:2]]
        assert {(one["caption"], one["credit"], one["place"]) for one in told} == {("集市。", "记者 林知夏摄", "青岭")}
        assert captions() == ["集市。", "集市。", "第2张。"]

    def test_a_field_that_was_sent_empty_is_emptied(self, desk, photos):
        told = desk.post(SAY, {"numbers": numbers(photos[:1]), "caption": "", "credit": ""}).json()["photos"]
        assert (told[0]["caption"], told[0]["isCredited"]) == ("", False)

    @pytest.mark.parametrize(
        ("field", "value"),
        [("credit", "!!!"), ("caption", "长" * 501), ("expires_on", "never"), ("licence_url", "javascript:1")],
    )
    def test_what_may_not_be_said_is_named_and_changes_nothing(self, desk, photos, field, value):
        answer = desk.post(SAY, {"numbers": numbers(photos), "place": "青岭", field: value})
        assert answer.status_code == 400
        assert answer.json()["message"]
        assert answer.json()["field"] == field
        assert not Photo.objects.filter(place="青岭").exists()

    @pytest.mark.parametrize("nonsense", ["", "no", ",,x", "9" * 40, "-1", "\x00"])
    def test_numbers_that_are_none_change_nothing(self, desk, photos, nonsense):
        answer = desk.post(SAY, {"numbers": nonsense, "caption": "新的。"})
        assert (answer.status_code, answer.json()) == (200, {"photos": []})
        assert captions() == ["第0张。", "第1张。", "第2张。"]

    def test_who_may_change_no_photo_may_not(self, db, client, photos):
        client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
        assert client.post(SAY, {"numbers": numbers(photos)}).status_code == 403
        assert client.get(SEVERAL, {"ids": numbers(photos)}).status_code == 403

    def test_nor_who_has_not_the_token_of_the_form(self, cast, photos):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.reporter)
        assert client.post(SAY, {"numbers": numbers(photos), "caption": "新的。"}).status_code == 403


class TestThePage:
    def test_shows_the_photos_and_what_may_be_said(self, desk, photos):
        page = desk.get(SEVERAL, {"ids": numbers(photos)}).content.decode()
        assert "第2张。" in page
        assert 'name="credit"' in page

    def test_says_what_was_filled_in_and_nothing_else(self, desk, photos):
        answer = desk.post(SEVERAL, {"ids": numbers(photos), "caption": "", "credit": "记者 林知夏摄", "place": "青岭"})
        assert answer.status_code == 302
        assert captions() == ["第0张。", "第1张。", "第2张。"]
        assert {credits.line(credits.facts(photo)) for photo in Photo.objects.all()} == {"记者 林知夏摄"}

    def test_what_was_typed_comes_back_where_it_is_refused(self, desk, photos):
        answer = desk.post(SEVERAL, {"ids": numbers(photos), "caption": "写了很久。", "credit": "!!!"})
        assert answer.status_code == 200
        assert "写了很久。" in answer.content.decode()
