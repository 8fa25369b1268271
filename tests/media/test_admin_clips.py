import pytest

from media import clips
from media.models import Clip
from tests.media.recorded import RECORDINGS, recording

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.CLIPS = tmp_path


@pytest.fixture
def clip(cast):
    return clips.accept(recording(), cast.reporter, title="冬捕开网", credit="记者 林知夏摄制")[0]


def test_an_upload_gives_the_clip_back(client, cast):
    client.force_login(cast.reporter)
    sent = {"file": recording(), "title": " 冬捕 \n开网 ", "credit": "林知夏摄制" + "字" * 200}
    response = client.post("/admin/media/clip/take/", sent)
    assert response.status_code == 201
    said = response.json()
    assert (said["kind"], said["title"], len(said["credit"])) == ("video", "冬捕 开网", 120)
    assert said["src"] == Clip.objects.get().url()
    assert client.post("/admin/media/clip/take/", {"file": recording()}).status_code == 200


def test_a_refusal_says_why(client, cast):
    client.force_login(cast.reporter)
    response = client.post("/admin/media/clip/take/", {"file": recording("网页.mp4", b"<html>")})
    assert response.status_code == 400
    assert "网页.mp4" in response.json()["message"]
    assert client.post("/admin/media/clip/take/").status_code == 400


def test_the_library_is_searched_by_title_credit_and_file_name(client, cast, clip):
    other, _created = clips.accept(recording("wind.wav", RECORDINGS["wav"]), cast.reporter)
    client.force_login(cast.reporter)
    for text, found in [("冬捕", [clip.pk]), ("林知夏", [clip.pk]), ("wind", [other.pk]), ("", [other.pk, clip.pk])]:
        answer = client.get("/admin/media/clip/library/", {"q": text}).json()
        assert [one["number"] for one in answer["clips"]] == found


def test_a_killed_clip_is_only_there_for_the_places_that_have_it(client, cast, clip):
    Clip.objects.filter(pk=clip.pk).update(killed_at="2026-03-05T00:00Z")
    client.force_login(cast.reporter)
    assert client.get("/admin/media/clip/library/").json() == {"clips": []}
    [found] = client.get("/admin/media/clip/library/", {"numbers": f"{clip.pk},x,999"}).json()["clips"]
    assert found["isKilled"]


def test_title_and_credit_are_told_afterwards(client, cast, clip):
    client.force_login(cast.editor)
    told = client.post("/admin/media/clip/tell/", {"number": clip.pk, "title": "新", "credit": "江一帆摄制"})
    assert (told.json()["title"], told.json()["credit"]) == ("新", "江一帆摄制")
    assert client.post("/admin/media/clip/tell/", {"number": "9999"}).status_code == 404


def test_the_list_costs_the_same_with_ten_more(client, cast, clip, django_assert_num_queries):
    client.force_login(cast.editor)
    client.get("/admin/media/clip/")
    with django_assert_num_queries(7):
        client.get("/admin/media/clip/")
    for number in range(10):
        Clip.objects.create(name=f"x{number}", sha256=f"x{number}", kind="audio", extension="mp3", size=1)
    with django_assert_num_queries(7):
        client.get("/admin/media/clip/")


def test_a_credit_is_written_on_the_page_of_the_clip(client, cast, clip):
    client.force_login(cast.photo_desk)
    address = f"/admin/media/clip/{clip.pk}/change/"
    assert clip.url() in client.get(address).text
    client.post(address, {"title": "改过", "credit": "记者 江一帆摄制"})
    clip.refresh_from_db()
    assert (clip.title, clip.credit) == ("改过", "记者 江一帆摄制")
