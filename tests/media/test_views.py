import pytest

NAME = "ab" + "0" * 62


@pytest.fixture
def rendition(settings, tmp_path):
    """A public file, and beside the public folder an original that nobody may get."""
    settings.RENDITIONS = tmp_path / "renditions"
    settings.ORIGINALS = tmp_path / "originals"
    for folder in (settings.RENDITIONS, settings.ORIGINALS):
        (folder / "ab").mkdir(parents=True)
    (settings.RENDITIONS / "ab" / f"{NAME}.webp").write_bytes(b"a photo")
    (settings.ORIGINALS / "ab" / f"{NAME}.jpg").write_bytes(b"an original")
    return f"/media/photos/ab/{NAME}.webp"


def test_a_rendition_may_be_kept_for_ever(client, rendition):
    response = client.get(rendition)
    assert b"".join(response.streaming_content) == b"a photo"
    assert response["Content-Type"] == "image/webp"
    assert response["Cache-Control"] == "public, max-age=31536000, immutable"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_a_reader_who_has_it_gets_304(client, rendition):
    etag = client.get(rendition)["ETag"]
    assert client.get(rendition, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        f"/media/photos/ab/{NAME}.jpg",
        f"/media/photos/ac/{NAME}.webp",
        f"/media/photos/ab/{NAME}.webp%0A",
        f"/media/photos/ab/{NAME.upper()}.webp",
        f"/media/photos/ab/{NAME}.svg",
        f"/media/photos/ab/{NAME}",
        f"/media/photos/ab/../../originals/ab/{NAME}.jpg",
        f"/media/photos/%2e%2e/{NAME}.webp",
        f"/media/originals/ab/{NAME}.jpg",
        "/media/photos/ab/",
        "/media/",
    ],
)
def test_nothing_else_is_served(client, rendition, address):
    assert client.get(address).status_code == 404


def test_only_reading_is_answered(client, rendition):
    assert client.post(rendition).status_code == 405
