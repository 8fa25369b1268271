import base64
import hashlib
import random
from datetime import timedelta
from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw, ImageOps

from media import incoming, killing, uploads
from media.models import Photo, Upload
from tests.cast import photo_file
from tests.media.test_uploads import with_words

BEGIN = "/admin/media/photo/incoming/"
KNOWN = "/admin/media/photo/known/"
UPLOAD = "/admin/media/photo/upload/"
FILE = photo_file().read()


def shaped(size=(600, 400), mirrored=False):
    """A JPEG with something to see on it: discs of all sizes."""
    image = Image.new("L", (600, 400), 90)
    dice = random.Random(7)
    for _disc in range(20):
        x, y, wide = dice.randrange(600), dice.randrange(400), dice.randrange(40, 200)
        ImageDraw.Draw(image).ellipse((x, y, x + wide, y + wide), fill=dice.randrange(256))
    stream = BytesIO()
    (ImageOps.mirror(image) if mirrored else image).resize(size).save(stream, "JPEG")
    return stream.getvalue()


@pytest.fixture
def desk(cast, client):
    client.force_login(cast.reporter)
    return client


def named(name):
    return "filename " + base64.b64encode(name.encode()).decode()


def begin(client, content=FILE, name="雪山.jpg"):
    said = {"Upload-Length": str(len(content)), "Upload-Metadata": named(name)}
    return client.post(BEGIN, headers=said)


def send(client, address, content, offset=0, kind="application/offset+octet-stream"):
    return client.patch(address, content, content_type=kind, headers={"Upload-Offset": str(offset)})


def sent(client, content=FILE, name="雪山.jpg"):
    address = begin(client, content, name)["Location"]
    assert send(client, address, content).status_code == 204
    return address


def finish(client, address, **said):
    return client.post(f"{address}finish/", said)


class TestOneFile:
    def test_comes_in_pieces_and_is_a_photo(self, desk):
        begun = begin(desk)
        assert (begun.status_code, begun["Tus-Resumable"]) == (201, "1.0.0")
        address = begun["Location"]
        assert send(desk, address, FILE[:500])["Upload-Offset"] == "500"
        here = desk.head(address)
        assert (here["Upload-Offset"], here["Upload-Length"]) == ("500", str(len(FILE)))
        assert "no-store" in here["Cache-Control"]
        assert send(desk, address, FILE[500:], 500)["Upload-Offset"] == str(len(FILE))
        done = finish(
            desk, address, caption="河谷晨雾。", credit="实习记者 江一帆摄", place="青岭", keywords="晨雾、河谷"
        )
        assert done.status_code == 201
        told = done.json()
        assert (told["caption"], told["credit"], told["place"]) == ("河谷晨雾。", "实习记者 江一帆摄", "青岭")
        assert (told["keywords"], told["isNew"], told["isOfNow"]) == ("晨雾、河谷", True, True)
        assert Photo.objects.get().file_name == "雪山.jpg"

    def test_a_piece_that_does_not_follow_is_409_with_where_to_go_on(self, desk):
        address = begin(desk)["Location"]
        send(desk, address, FILE[:500])
        for offset in ("0", "499", "501", "-1", "no", ""):
            answer = send(desk, address, FILE, offset)
            assert (answer.status_code, answer["Upload-Offset"]) == (409, "500")

    def test_a_piece_of_another_kind_is_415(self, desk):
        assert send(desk, begin(desk)["Location"], FILE, kind="text/plain").status_code == 415

    def test_finished_too_early_is_409(self, desk):
        assert finish(desk, begin(desk)["Location"]).status_code == 409

    def test_finished_twice_is_the_same_photo(self, desk):
        address = sent(desk)
        first, again = finish(desk, address), finish(desk, address)
        assert (first.status_code, again.status_code) == (201, 200)
        assert first.json()["number"] == again.json()["number"]
        assert desk.head(address)["Upload-Offset"] == str(len(FILE))

    def test_while_others_are_looked_at_it_is_to_be_asked_again(self, desk):
        address = sent(desk)
        with incoming.LOOKING:
            assert finish(desk, address).status_code == 202
        assert finish(desk, address).status_code == 201

    def test_a_refused_file_says_why_and_is_not_there_to_go_on(self, desk):
        address = sent(desk, b"no photo", "notes.jpg")
        for _time in range(2):
            answer = finish(desk, address)
            assert answer.status_code == 400
            assert "notes.jpg" in answer.json()["message"]
        assert desk.head(address).status_code == 410

    def test_given_up_it_is_gone(self, desk):
        address = sent(desk)
        assert desk.delete(address).status_code == 204
        assert desk.head(address).status_code == 404


class TestCredit:
    def test_mine_is_for_files_that_name_nobody(self, desk):
        told = finish(desk, sent(desk), otherwise="记者 林知夏摄").json()
        assert told["credit"] == "记者 林知夏摄"

    def test_whom_the_file_names_goes_before_mine_but_not_before_what_was_typed(self, cast, desk):
        content = with_words(creators=("江一帆",)).read()
        assert "江一帆" in finish(desk, sent(desk, content), otherwise="记者 林知夏摄").json()["credit"]
        other = with_words(colour=(1, 2, 3), creators=("江一帆",)).read()
        assert finish(desk, sent(desk, other), credit="记者 林知夏摄").json()["credit"] == "记者 林知夏摄"

    def test_a_caption_that_ends_with_its_credit_is_divided_and_linked(self, cast, desk):
        told = finish(desk, sent(desk), caption="雪后的集市。 实习记者 江一帆摄", otherwise="记者 林知夏摄").json()
        assert (told["caption"], told["credit"]) == ("雪后的集市。", "实习记者 江一帆摄")
        assert Photo.objects.get().credits.get().reporter == cast.jiang

    def test_so_is_the_caption_of_the_file(self, cast, desk):
        content = with_words(caption="雪后的集市。 实习记者 江一帆摄", creators=("相机主人",)).read()
        told = finish(desk, sent(desk, content), otherwise="记者 林知夏摄").json()
        assert (told["caption"], told["credit"]) == ("雪后的集市。", "实习记者 江一帆摄")

    def test_one_that_names_nobody_does_not_cost_the_photo(self, desk):
        told = finish(desk, sent(desk), caption="河谷。", credit="!!!").json()
        assert (told["caption"], told["isCredited"]) == ("河谷。", False)


class TestDuplicates:
    def test_are_known_by_their_hash_before_they_are_sent(self, cast, desk):
        photo, _created = uploads.accept(photo_file(), cast.editor)
        digest = hashlib.sha256(FILE).hexdigest()
        found = desk.post(KNOWN, {"hashes": f"{digest},{'0' * 64},nonsense"}).json()
        assert {key: one["number"] for key, one in found.items()} == {digest: photo.pk}
        assert not found[digest]["isOfNow"]

    def test_keep_what_they_say(self, cast, desk):
        photo, _created = uploads.accept(photo_file(), cast.editor, caption="原来的。", credit="实习记者 江一帆摄")
        told = finish(desk, sent(desk), caption="新的。", credit="记者 林知夏摄").json()
        assert (told["number"], told["isNew"]) == (photo.pk, False)
        assert (told["caption"], told["credit"]) == ("原来的。", "实习记者 江一帆摄")

    def test_mine_of_today_belong_to_the_batch_still(self, cast, desk):
        finish(desk, sent(desk))
        digest = hashlib.sha256(FILE).hexdigest()
        assert desk.post(KNOWN, {"hashes": digest}).json()[digest]["isOfNow"]
        Photo.objects.update(uploaded_at=timezone.now() - timedelta(days=2))
        assert not desk.post(KNOWN, {"hashes": digest}).json()[digest]["isOfNow"]

    def test_a_killed_one_is_not_known_and_refused(self, cast, desk):
        photo, _created = uploads.accept(photo_file(), cast.reporter)
        killing.kill(photo, cast.photo_desk, "侵权")
        assert desk.post(KNOWN, {"hashes": photo.sha256}).json() == {}
        assert finish(desk, sent(desk)).status_code == 400

    def test_near_ones_are_named(self, desk):
        first = finish(desk, sent(desk, shaped())).json()
        told = finish(desk, sent(desk, shaped((900, 600)))).json()
        assert [one["number"] for one in told["alike"]] == [first["number"]]
        assert told["likeness"]

    def test_pictures_of_another_shape_are_not(self, desk):
        finish(desk, sent(desk, shaped()))
        assert finish(desk, sent(desk, shaped(mirrored=True))).json()["alike"] == []

    def test_plain_surfaces_are_like_none(self, desk):
        finish(desk, sent(desk))
        told = finish(desk, sent(desk, photo_file(colour=(9, 9, 9)).read())).json()
        assert (told["alike"], told["likeness"]) == ([], "")


class TestWhoMay:
    def test_others_are_told_that_it_is_not_there(self, cast, desk):
        address = sent(desk)
        other = Client()
        other.force_login(cast.editor)
        assert other.head(address).status_code == 404
        assert send(other, address, b"x").status_code == 404
        assert other.delete(address).status_code == 404
        assert finish(other, address).status_code == 404
        assert Upload.objects.count() == 1

    def test_readers_are_sent_to_the_login(self, db, client):
        assert begin(client).status_code == 302
        assert client.post(KNOWN, {"hashes": ""}).status_code == 302

    def test_staff_who_may_add_no_photo_may_not(self, db, client):
        client.force_login(get_user_model().objects.create_user("guest", is_staff=True))
        assert begin(client).status_code == 403
        assert client.post(KNOWN, {"hashes": ""}).status_code == 403
        assert client.get(UPLOAD).status_code == 403
        assert client.head(f"{BEGIN}00000000-0000-4000-8000-000000000000/").status_code == 403

    def test_nothing_goes_without_the_token_of_the_form(self, cast):
        client = Client(enforce_csrf_checks=True)
        client.force_login(cast.reporter)
        address = f"{BEGIN}00000000-0000-4000-8000-000000000000/"
        assert begin(client).status_code == 403
        assert send(client, address, b"x").status_code == 403
        assert client.delete(address).status_code == 403
        assert finish(client, address).status_code == 403


class TestNonsense:
    @pytest.mark.parametrize("length", ["", "no", "-5", "0", "1e9", "９", "9" * 40, "1.5", "\x00"])
    def test_lengths_are_refused_with_a_message(self, desk, length):
        answer = desk.post(BEGIN, headers={"Upload-Length": length, "Upload-Metadata": named("a.jpg")})
        assert answer.status_code == 400
        assert answer.json()["message"]

    @pytest.mark.parametrize(
        "metadata", ["", "filename", "filename ###", "filename /w==", ",,,", "x" * 9000, "filename AAAA", "name \xff"]
    )
    def test_metadata_leave_the_file_without_a_name(self, desk, metadata):
        assert desk.post(BEGIN, headers={"Upload-Length": "9", "Upload-Metadata": metadata}).status_code == 201
        assert Upload.objects.get().file_name == "?"

    def test_keys_and_methods(self, desk):
        address = begin(desk)["Location"]
        assert desk.get(BEGIN).status_code == 405
        assert desk.get(address).status_code == 405
        assert desk.head(f"{BEGIN}no-key/").status_code in (302, 404)
        assert desk.head(f"{BEGIN}00000000-0000-4000-8000-000000000000/").status_code == 404

    def test_texts_are_cut_and_cleaned_not_an_error(self, desk):
        told = finish(
            desk, sent(desk), caption="图\x00" * 900, place="地" * 300, keywords="\x01词" * 300, credit="摄" * 300
        )
        assert told.status_code == 201
        assert (len(told.json()["place"]), len(told.json()["keywords"])) == (80, 200)


class TestPlainForm:
    def test_says_what_was_typed_of_all(self, cast, desk):
        said = {"caption": "河谷。 实习记者 江一帆摄", "credit": "记者 林知夏摄", "place": "青岭", "keywords": "河谷"}
        desk.post(UPLOAD, {"files": [photo_file()], **said})
        photo = Photo.objects.get()
        assert (photo.caption, photo.place, photo.keywords) == ("河谷。", "青岭", "河谷")
        assert photo.credits.get().reporter == cast.jiang

    def test_names_what_was_in_the_library_already_and_leaves_it(self, cast, desk):
        uploads.accept(photo_file(), cast.editor, caption="原来的。")
        answer = desk.post(UPLOAD, {"files": [photo_file()], "caption": "新的。"}, follow=True)
        assert Photo.objects.get().caption == "原来的。"
        assert "meeting.jpg" in answer.content.decode()

    def test_shows_what_did_not_come_whole_and_gives_it_up(self, desk):
        address = begin(desk)["Location"]
        send(desk, address, FILE[: len(FILE) // 2])
        page = desk.get(UPLOAD).content.decode()
        assert "雪山.jpg" in page
        desk.post(UPLOAD, {"give_up": "1"})
        assert not Upload.objects.exists()
