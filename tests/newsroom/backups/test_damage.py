"""A backup that is not whole is refused with the reason in words, and nothing is written."""

import gzip
import hashlib
import json
import re

import pytest
from django.db import connection

from articles.desk import arriving
from newsroom.backups import checking, making, manifest
from newsroom.backups.manifest import Damaged

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(folders, folder, tmp_path):
    """The folder of a backup of a site with two files."""
    for text in (b"one", b"two"):
        (tmp_path / "came.docx").write_bytes(text)
        arriving.keep_unread(tmp_path / "came.docx", "来稿.docx", "读不了")
    return folder / making.make(folder).name


def database_of(backup):
    return next(backup.glob("database.*"))


def a_file(backup):
    return sorted((backup.parent / "files").glob("??/*"))[0]


def rewritten(backup, change):
    """Write the manifest anew, as `change(lines)` has it, with an end that agrees."""
    path = backup / manifest.FILE
    *lines, end = path.read_bytes().splitlines(keepends=True)
    lines = change(lines)
    path.write_bytes(
        b"".join(lines) + re.sub(rb"[0-9a-f]{64}", hashlib.sha256(b"".join(lines)).hexdigest().encode(), end)
    )


def of_head(**more):
    def change(lines):
        return [json.dumps(json.loads(lines[0]) | more).encode() + b"\n", *lines[1:]]

    return change


def cut_database(backup):
    path = database_of(backup)
    path.write_bytes(path.read_bytes()[:-100])


def change_database(backup):
    path = database_of(backup)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut_database_and_say_so(backup):
    cut_database(backup)
    data = database_of(backup).read_bytes()
    rewritten(backup, of_head(size=len(data), sha256=hashlib.sha256(data).hexdigest()))


def change_a_byte(backup):
    path = a_file(backup)
    path.write_bytes(b"X" + path.read_bytes()[1:])


def lose_a_file(backup):
    a_file(backup).unlink()


def change_manifest(backup):
    path = backup / manifest.FILE
    path.write_bytes(path.read_bytes().replace(b"\ncopies ", b"\nclips ", 1))


def cut_manifest(backup):
    path = backup / manifest.FILE
    path.write_bytes(path.read_bytes()[:-90])


def cut_manifest_between_lines(backup):
    path = backup / manifest.FILE
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))


def cut_head(backup):
    path = backup / manifest.FILE
    path.write_bytes(path.read_bytes()[:200])


def add_to_manifest(backup):
    path = backup / manifest.FILE
    path.write_bytes(path.read_bytes() + b"copies ab/cd.jpg 3\n")


def be_newer(backup):
    rewritten(backup, of_head(format=manifest.FORMAT + 1))


def be_another(backup):
    rewritten(backup, of_head(name="20260310T190000Z"))


def be_of_no_database(backup):
    rewritten(backup, of_head(database="../../etc/passwd"))


def leave_the_folder(backup):
    rewritten(backup, lambda lines: [*lines[:-1], b"copies ../../../etc/passwd 3\n"])


DAMAGES = [
    (cut_database, "database is cut off or was changed"),
    (change_database, "database is cut off or was changed"),
    (cut_database_and_say_so, "database is (cut off or was changed|damaged)"),
    (change_a_byte, "1 of its 2 files are damaged: [0-9a-f/]+.docx of copies was changed"),
    (lose_a_file, "1 of its 2 files are damaged: [0-9a-f/]+.docx of copies is not there"),
    (change_manifest, "manifest was changed after it was made"),
    (cut_manifest, "manifest is cut off"),
    (cut_manifest_between_lines, "manifest is cut off"),
    (cut_head, "manifest is cut off"),
    (add_to_manifest, "manifest goes on after its end"),
    (be_newer, "a newer release made it"),
    (be_another, "manifest is that of 20260310T190000Z"),
    (be_of_no_database, "says what no backup says"),
    (leave_the_folder, "names what no backup holds: copies ../../../etc/passwd"),
    (lambda backup: (backup / manifest.FILE).unlink(), "there is no manifest"),
    (lambda backup: database_of(backup).unlink(), "database is not there"),
]


def test_a_backup_with_any_damage_is_refused_with_the_reason(backup):
    checking.look_at(backup, backup.name, lambda done, total: None)
    whole = {path: path.read_bytes() for path in backup.parent.rglob("*") if path.is_file()}
    for damage, reason in DAMAGES:
        damage(backup)
        with pytest.raises(Damaged, match=reason):
            checking.look_at(backup, backup.name, lambda done, total: None)
        for path, data in whole.items():
            path.write_bytes(data)
    checking.look_at(backup, backup.name, lambda done, total: None)


def test_the_command_says_so_names_the_others_and_writes_nothing(backup, folder, place):
    newer = folder / making.make(folder).name
    cut_database(newer)
    code, said = place.manage("backup", folder, "--verify")
    assert (code, f"{newer.name} is damaged: its database is cut off" in said) == (1, True), said
    code, said = place.manage("restore", folder)
    assert code == 1
    assert f"Nothing was written: {newer.name} is damaged: its database is cut off or was changed." in said
    assert f"There are {backup.name}: say --backup NAME." in said
    assert place.written() == set()
    assert place.manage("backup", folder, "--list")[1].count(backup.name) == 1


def test_a_database_with_a_fault_inside_is_found_though_its_hash_agrees(backup):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own archive cannot be changed inside so easily")
    data = bytearray(gzip.decompress(database_of(backup).read_bytes()))
    data[8192:12288] = bytes(4096)
    database_of(backup).write_bytes(gzip.compress(data))
    data = database_of(backup).read_bytes()
    rewritten(backup, of_head(size=len(data), sha256=hashlib.sha256(data).hexdigest()))
    with pytest.raises(Damaged, match="database is damaged"):
        checking.look_at(backup, backup.name)
