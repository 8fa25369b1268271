"""Keeping files by their content."""

import hashlib
import os
from io import BytesIO

import pytest

from media import files

WORDS = b"not a photo, but bytes all the same"
SHA256 = hashlib.sha256(WORDS).hexdigest()


def names_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("kind", ["bytes", "stream", "path", "text path"])
def test_bytes_streams_and_paths_are_kept_under_the_hash_of_their_content(tmp_path, kind):
    came = tmp_path / "came"
    came.write_bytes(WORDS)
    source = {"bytes": WORDS, "stream": BytesIO(WORDS), "path": came, "text path": str(came)}[kind]
    folder = tmp_path / "kept"
    stored = files.store(source, folder, "jpg")
    assert stored == files.Stored(f"{SHA256[:2]}/{SHA256}.jpg", SHA256, len(WORDS))
    assert names_in(folder) == [stored.name]
    assert files.open_stored(folder, stored.name).read() == WORDS


def test_what_is_there_already_stays(tmp_path):
    first = files.store(WORDS, tmp_path, "jpg")
    before = files.path_of(tmp_path, first.name).stat()
    assert files.store(WORDS, tmp_path, "jpg") == first
    assert files.path_of(tmp_path, first.name).stat().st_ino == before.st_ino
    assert names_in(tmp_path) == [first.name]


def test_what_comes_again_counts_as_just_written(tmp_path):
    path = files.path_of(tmp_path, files.store(WORDS, tmp_path, "jpg").name)
    os.utime(path, (1, 1))
    files.store(WORDS, tmp_path, "jpg")
    assert path.stat().st_mtime > 1


def test_a_file_cut_short_under_the_name_is_replaced(tmp_path):
    stored = files.store(WORDS, tmp_path, "jpg")
    files.path_of(tmp_path, stored.name).write_bytes(WORDS[:5])
    files.store(WORDS, tmp_path, "jpg")
    assert files.path_of(tmp_path, stored.name).read_bytes() == WORDS


class Breaking:
    """A stream that ends in an error, as an upload does that is broken off."""

    def __init__(self):
        self.left = [b"half of the photo"]

    def read(self, size):
        if self.left:
            return self.left.pop()
        raise ConnectionResetError


def test_a_source_that_breaks_off_leaves_nothing_behind(tmp_path):
    with pytest.raises(ConnectionResetError):
        files.store(Breaking(), tmp_path, "jpg")
    assert names_in(tmp_path) == []


def test_a_file_has_its_name_only_once_it_is_whole_and_on_the_disk(tmp_path, monkeypatch):
    steps = []
    fsync, replace = os.fsync, type(tmp_path).replace
    monkeypatch.setattr(os, "fsync", lambda handle: (steps.append("sync"), fsync(handle)))
    monkeypatch.setattr(type(tmp_path), "replace", lambda self, to: (steps.append("rename"), replace(self, to))[1])
    (tmp_path / SHA256[:2]).mkdir()
    files.store(WORDS, tmp_path, "jpg")
    assert steps == ["sync", "rename", "sync"]


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such rights")
def test_a_kept_file_may_be_read_by_the_web_server_if_the_umask_lets_it(tmp_path):
    before = os.umask(0o022)
    try:
        stored = files.store(WORDS, tmp_path, "jpg")
    finally:
        os.umask(before)
    assert files.path_of(tmp_path, stored.name).stat().st_mode & 0o777 == 0o644


BAD_NAMES = [
    "",
    "../secret",
    "ab/../../etc/passwd",
    f"ab/{SHA256}",
    f"ab/{SHA256}.jp",
    f"ab/{SHA256}.jpg\n",
    f"ab/{SHA256}.jpg/..",
    f"/ab/{SHA256}.jpg",
    f"AB/{SHA256.upper()}.jpg",
    f"ab\\{SHA256}.jpg",
    f"ab/{SHA256[:-1]}.jpg",
    f"ab/{SHA256[:-1]}٣.jpg",
    f"ab/{SHA256}.jpg\0",
]


@pytest.mark.parametrize("name", BAD_NAMES)
def test_a_name_that_store_could_not_have_given_is_refused(tmp_path, name):
    with pytest.raises(files.BadName):
        files.open_stored(tmp_path, name)


@pytest.mark.parametrize("extension", ["", "jp", "tar.gz", "../x", "JPG", "longer", "jp\n"])
def test_an_extension_that_is_none_is_refused_before_anything_is_written(tmp_path, extension):
    with pytest.raises(files.BadName):
        files.store(WORDS, tmp_path, extension)
    assert names_in(tmp_path) == []


def test_a_file_that_is_gone_is_not_found(tmp_path):
    with pytest.raises(FileNotFoundError):
        files.open_stored(tmp_path, f"ab/{SHA256}.jpg")
