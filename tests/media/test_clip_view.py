import pytest

NAME = "ab" + "0" * 62
ADDRESS = f"/media/clips/ab/{NAME}.mp4"
WORDS = b"0123456789"


@pytest.fixture(autouse=True)
def clip(settings, tmp_path):
    settings.CLIPS = tmp_path
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / f"{NAME}.mp4").write_bytes(WORDS)


def read(response):
    return b"".join(response.streaming_content)


def test_a_clip_may_be_kept_for_ever_and_asked_for_in_parts(client):
    response = client.get(ADDRESS)
    assert read(response) == WORDS
    assert response["Content-Type"] == "video/mp4"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == "10"
    assert not response.cookies


@pytest.mark.parametrize(
    ("header", "words", "span"),
    [("bytes=0-1", b"01", "0-1"), ("bytes=7-", b"789", "7-9"), ("bytes=-2", b"89", "8-9"), ("bytes=0-", WORDS, "0-9")],
)
def test_a_part_is_sent_as_a_part(client, header, words, span):
    response = client.get(ADDRESS, headers={"Range": header})
    assert response.status_code == 206
    assert read(response) == words
    assert response["Content-Range"] == f"bytes {span}/10"
    assert response["Content-Length"] == str(len(words))
    assert response["Content-Type"] == "video/mp4"


def test_what_lies_behind_the_end_is_416_and_not_kept(client):
    response = client.get(ADDRESS, headers={"Range": "bytes=10-"})
    assert (response.status_code, response["Content-Range"]) == (416, "bytes */10")
    assert "Cache-Control" not in response


def test_several_parts_or_a_part_of_another_file_get_the_whole(client):
    assert client.get(ADDRESS, headers={"Range": "bytes=0-1,4-5"}).status_code == 200
    assert client.get(ADDRESS, headers={"Range": "bytes=0-1", "If-Range": '"other"'}).status_code == 200
    assert client.get(ADDRESS, headers={"Range": "bytes=0-1", "If-Range": f'"{NAME}"'}).status_code == 206


def test_who_has_it_gets_304(client):
    assert client.get(ADDRESS, headers={"If-None-Match": f'"{NAME}"'}).status_code == 304


def test_the_head_alone_says_how_long_it_is(client):
    assert client.head(ADDRESS)["Content-Length"] == "10"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/media/clips/ab/{NAME}.mp3",
        f"/media/clips/ac/{NAME}.mp4",
        f"/media/clips/ab/{NAME}.html",
        f"/media/clips/ab/{NAME}.mp4%0A",
        f"/media/clips/%2e%2e/{NAME}.mp4",
        "/media/clips/ab/",
    ],
)
def test_nothing_else_is_served(client, address):
    assert client.get(address).status_code == 404


def test_only_reading_is_answered(client):
    assert client.post(ADDRESS).status_code == 405
