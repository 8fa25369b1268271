"""Files in folders and in buckets: the same can be asked of both."""

import hashlib
import time
from io import BytesIO
from pathlib import Path

import pytest

from media import files, stores, tasks, uploads
from media.models import Photo
from newsroom import env
from tests.cast import photo_file

WORDS = b"not a photo, but bytes all the same"
SHA256 = hashlib.sha256(WORDS).hexdigest()
NAME = f"{SHA256[:2]}/{SHA256}.jpg"


@pytest.fixture
def service(monkeypatch):
    """An S3 service in memory with a public and a private bucket, and the STORAGES of a site that is set to use it."""
    import boto3
    from moto import mock_aws

    for name, value in {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "S3_REGION": "us-east-1",
        "S3_ENDPOINT_URL": "",
    }.items():
        monkeypatch.setenv(name, value)
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1")
        client.create_bucket(Bucket="public")
        client.create_bucket(Bucket="private")
        yield client, env.buckets("public", "private")


@pytest.fixture
def in_buckets(service, settings):
    """The site's own stores, in buckets."""
    client, storages = service
    settings.STORAGES = settings.STORAGES | storages
    return client


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    if request.param == "folder":
        return stores.Folder(tmp_path / "kept")
    request.getfixturevalue("in_buckets")
    return stores.photos()


def read(store, name):
    with store.open(name) as stream:
        return stream.read()


@pytest.mark.parametrize("kind", ["bytes", "stream", "path", "text path"])
def test_a_file_is_kept_under_the_hash_of_its_content(store, tmp_path, kind):
    came = tmp_path / "came"
    came.write_bytes(WORDS)
    source = {"bytes": WORDS, "stream": BytesIO(WORDS), "path": came, "text path": str(came)}[kind]
    assert store.store(source, "jpg") == files.Stored(NAME, SHA256, len(WORDS))
    assert store.has(NAME)
    assert read(store, NAME) == WORDS


def test_a_file_that_comes_again_is_the_one_that_is_there_and_counts_as_fresh(store):
    first = store.store(WORDS, "jpg")
    before = time.time()
    assert store.store(WORDS, "jpg") == first
    assert [name for name, _size, _at in store.listed()] == [first.name]
    assert before - 2 <= store.written(first.name) <= time.time() + 2


def test_a_file_is_lent_as_a_path_while_it_is_needed(store):
    store.store(WORDS, "jpg")
    with store.local(NAME) as path:
        assert Path(path).read_bytes() == WORDS
        assert Path(path).suffix == ".jpg"


def test_a_file_that_is_gone_is_not_found(store):
    assert not store.has(NAME)
    with pytest.raises(FileNotFoundError):
        store.open(NAME)
    with pytest.raises(FileNotFoundError), store.local(NAME):
        pass


def test_a_file_is_taken_away_once_and_safely_again(store):
    store.store(WORDS, "jpg")
    store.delete(NAME)
    store.delete(NAME)
    assert not store.has(NAME)
    assert list(store.listed()) == []


def test_every_file_is_listed_with_its_size_and_time(store):
    before = time.time()
    kept = {store.store(word, extension) for word, extension in ((b"a", "jpg"), (b"bc", "webp"), (b"def", "avif"))}
    listed = list(store.listed())
    assert {(name, size) for name, size, _ in listed} == {(one.name, one.size) for one in kept}
    assert all(before - 2 <= at <= time.time() + 2 for _, _, at in listed)


@pytest.mark.parametrize("name", ["", "../secret", f"ab/{SHA256}", f"ab/{SHA256}.jpg/..", f"/ab/{SHA256}.jpg"])
def test_a_name_that_no_store_could_have_given_is_refused(store, name):
    def lend(name):
        with store.local(name):
            pass

    for ask in (store.open, store.delete, store.has, lend):
        with pytest.raises(files.BadName):
            ask(name)


@pytest.mark.parametrize("extension", ["", "jp", "../x", "JPG", "tar.gz"])
def test_an_extension_that_is_none_is_refused(store, extension):
    with pytest.raises(files.BadName):
        store.store(WORDS, extension)
    assert list(store.listed()) == []


def test_without_settings_files_lie_in_folders_of_this_machine(settings):
    assert stores.originals().folder == settings.ORIGINALS
    assert stores.photos().folder == settings.RENDITIONS
    assert stores.clips().folder == settings.CLIPS


def test_a_folder_lists_nothing_but_what_is_kept_there(tmp_path):
    store = stores.Folder(tmp_path)
    store.store(WORDS, "jpg")
    (tmp_path / ".part-0123").write_bytes(b"half")
    (tmp_path / SHA256[:2] / "notes.txt").write_bytes(b"other")
    assert [name for name, _size, _at in store.listed()] == [NAME]


def test_photos_and_clips_lie_in_the_public_bucket_and_originals_in_the_private_one(in_buckets):
    for store, word in ((stores.originals(), b"1"), (stores.photos(), b"2"), (stores.clips(), b"3")):
        store.store(word, "jpg")
    keys = {
        bucket: sorted(one["Key"].split("/")[0] for one in in_buckets.list_objects_v2(Bucket=bucket)["Contents"])
        for bucket in ("public", "private")
    }
    assert keys == {"public": ["clips", "photos"], "private": ["originals"]}


@pytest.mark.parametrize(
    ("extension", "type"), [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg"), ("m4a", "audio/mp4")]
)
def test_a_bucket_says_what_a_file_is_and_that_it_may_be_kept_for_ever(in_buckets, extension, type):
    name = stores.photos().store(WORDS, extension).name
    said = in_buckets.head_object(Bucket="public", Key=f"photos/{name}")
    assert said["ContentType"] == type
    assert said["CacheControl"] == "public, max-age=31536000, immutable"


def test_a_large_file_is_read_from_a_bucket_by_way_of_the_disk(service):
    _client, options = service
    assert all(one["OPTIONS"]["max_memory_size"] == 2 * 1024 * 1024 for one in options.values())


@pytest.mark.django_db
def test_a_photo_in_buckets_is_taken_in_made_and_killed(in_buckets, cast):
    photo, _created = uploads.accept(photo_file(), cast.reporter)
    tasks.make_renditions.func(photo.pk)
    photo = Photo.objects.get(pk=photo.pk)
    assert photo.failure == ""
    assert stores.originals().has(photo.original)
    made = list(photo.renditions.values_list("name", flat=True))
    assert made
    assert {name for name, _size, _at in stores.photos().listed()} == set(made)

    from media.killing import kill, sweep

    kill(photo, cast.editor, "by mistake")
    sweep()
    assert list(stores.photos().listed()) == []
    assert stores.originals().has(photo.original)


def test_the_public_and_the_private_bucket_are_two(monkeypatch):
    from django.core.exceptions import ImproperlyConfigured

    assert env.buckets("", "") == {}
    for public, private in (("one", ""), ("", "one"), ("one", "one")):
        with pytest.raises(ImproperlyConfigured, match="S3_PRIVATE_BUCKET"):
            env.buckets(public, private)


def test_the_service_is_that_of_the_settings(monkeypatch):
    monkeypatch.setenv("S3_ENDPOINT_URL", "https://s3.example")
    monkeypatch.setenv("S3_REGION", "xj-1")
    for one in env.buckets("public", "private").values():
        assert (one["OPTIONS"]["endpoint_url"], one["OPTIONS"]["region_name"]) == ("https://s3.example", "xj-1")


def test_no_file_of_a_bucket_is_left_on_this_machine(in_buckets, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    store = stores.originals()
    store.store(WORDS, "jpg")
    with store.local(NAME):
        assert list(tmp_path.iterdir())
    assert list(tmp_path.iterdir()) == []
