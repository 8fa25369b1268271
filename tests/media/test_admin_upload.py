import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from media.models import Photo
from tests.cast import photo_file

UPLOAD = "/admin/media/photo/upload/"
TAKE = "/admin/media/photo/take/"


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.reporter)
    return client


def no_photo(name="notes.jpg"):
    return SimpleUploadedFile(name, b"no photo", "image/jpeg")


def test_the_credit_starts_as_mine_with_my_role(desk):
    assert 'value="记者 林知夏摄"' in desk.get(UPLOAD).content.decode()


def test_several_photos_share_caption_and_credit(desk):
    files = [photo_file("a.jpg"), photo_file("b.jpg", colour=(3, 3, 3))]
    response = desk.post(UPLOAD, {"files": files, "caption": "河谷晨雾。", "credit": "记者 林知夏摄"})
    assert response.url == "/admin/media/photo/"
    assert [(p.caption, p.credits.get().name) for p in Photo.objects.all()] == [("河谷晨雾。", "林知夏")] * 2


def test_what_is_no_photo_is_named_and_the_others_are_kept(desk):
    response = desk.post(UPLOAD, {"files": [photo_file(), no_photo()], "caption": "河谷晨雾。", "credit": ""})
    page = response.content.decode()
    assert "notes.jpg" in page
    assert "河谷晨雾。" in page
    assert Photo.objects.count() == 1


def test_no_file_at_all_is_said(desk):
    response = desk.post(UPLOAD, {"caption": "河谷晨雾。", "credit": ""})
    assert response.status_code == 200
    assert response.context["refusals"]


def test_one_photo_is_taken_as_json(desk):
    response = desk.post(TAKE, {"file": photo_file(), "caption": "河谷晨雾。", "credit": "实习记者 江一帆摄"})
    assert response.status_code == 201
    told = response.json()
    assert (told["caption"], told["credit"], told["isNew"]) == ("河谷晨雾。", "实习记者 江一帆摄", True)
    again = desk.post(TAKE, {"file": photo_file()})
    assert (again.status_code, again.json()["number"], again.json()["isNew"]) == (200, told["number"], False)


@pytest.mark.parametrize("file", [None, no_photo(), SimpleUploadedFile("a.jpg", b"")])
def test_a_refusal_is_a_message_and_stores_nothing(desk, file):
    response = desk.post(TAKE, {"file": file} if file else {})
    assert response.status_code == 400
    assert response.json()["message"]
    assert not Photo.objects.exists()


def test_a_form_without_its_token_is_refused(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.reporter)
    assert client.post(TAKE, {"file": photo_file()}).status_code == 403
