"""What is not put back, and why; nothing is written then."""

import os
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from articles.desk import arriving
from media import stores
from newsroom.backups import checking, making, manifest, owner, postgresql, restoring
from newsroom.models import Beat
from tests.media.test_stores import in_buckets, service  # noqa: F401, fixtures
from tests.newsroom.backups.test_damage import of_head, rewritten

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def backup(folders, folder, tmp_path):
    """The folder of a backup of a site with one file."""
    (tmp_path / "came.docx").write_bytes(b"one")
    arriving.keep_unread(tmp_path / "came.docx", "来稿.docx", "读不了")
    return folder / making.make(folder).name


def put_back(backup, **more):
    restoring.put_back(backup.parent, backup.name, **more)


def test_a_database_with_rows_is_left_alone(backup):
    with pytest.raises(making.Failed, match=r"has rows already \(.*articles_dispatch.*say --replace"):
        put_back(backup)


def test_files_that_are_not_of_the_backup_are_left_alone(backup, monkeypatch):
    monkeypatch.setattr(restoring.database, "filled", list)
    restoring._is_empty(backup)  # what a try before has written is no hindrance
    stores.originals().store(b"somebody's", "jpg")
    with pytest.raises(making.Failed, match="1 originals already that are not in the backup"):
        put_back(backup)


def test_a_running_site_is_left_alone_even_when_told_to_replace(backup):
    Beat.objects.create(pk=1, at=timezone.now() - timedelta(seconds=20))
    with pytest.raises(making.Failed, match="the site is running: stop it first"):
        put_back(backup, replace=True)


def test_a_site_with_the_other_database_says_which_is_needed(backup):
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    rewritten(backup, of_head(database=other))
    spoken = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[other]
    with pytest.raises(making.Failed, match=f"of a site with {spoken}, and DATABASE_URL .* put it back into {spoken}"):
        put_back(backup)


def test_a_release_older_than_the_backup_says_so(backup):
    rewritten(backup, of_head(migrations=[["articles", "0001_initial"], ["articles", "9999_what_comes"]]))
    with pytest.raises(making.Failed, match="a newer release made the backup.*articles.9999_what_comes"):
        put_back(backup)


def test_a_migration_of_an_app_that_is_gone_is_no_hindrance(backup):
    head = manifest.read(backup / manifest.FILE, backup.name)[0]
    head.migrations.append(["an_app_of_before", "0001_initial"])
    restoring._fits(head)


def test_a_backup_that_is_not_there_is_named_with_those_that_are(backup, tmp_path):
    assert restoring.choose(backup.parent) == backup.name
    with pytest.raises(making.Failed, match=f"no backup 20260310T190000Z .* there are {backup.name}"):
        restoring.choose(backup.parent, "20260310T190000Z")
    for folder in (tmp_path / "none", tmp_path):
        with pytest.raises(making.Failed, match="there is no backup in"):
            restoring.choose(folder)


def test_another_user_than_the_site_s_own_is_told_to_become_it(folders, folder, monkeypatch):
    monkeypatch.setattr(owner.os, "geteuid", lambda: os.getuid() + 1)
    for command in ("backup", "restore"):
        with pytest.raises(CommandError, match="run this as that user"):
            call_command(command, str(folder))
    assert checking.names(folder) == []


def test_without_a_folder_the_commands_say_how_to_name_one(settings):
    settings.BACKUP_DIR = None
    for command in ("backup", "restore"):
        with pytest.raises(CommandError, match="or set BACKUP_DIR"):
            call_command(command)


def test_an_order_of_what_to_keep_that_is_none_is_refused(folder):
    with pytest.raises(CommandError, match="--keep must be three numbers such as 7,4,12"):
        call_command("backup", str(folder), "--keep", "7,4")
    assert checking.names(folder) == []


def test_files_are_put_back_into_buckets_as_well(backup, in_buckets):  # noqa: F811
    assert list(stores.copies().listed()) == []
    restoring._write_files(backup, 1, lambda done: None)
    ((name, size, _at),) = stores.copies().listed()
    assert size == 3
    with stores.copies().open(name) as stream:
        assert stream.read() == b"one"


@pytest.fixture
def programs(tmp_path, settings):
    """programs(18) makes a pg_dump that says it is of that release, in the folder that PG_BIN names."""
    settings.PG_BIN = tmp_path / "bin"
    settings.PG_BIN.mkdir()

    def made(release):
        path = settings.PG_BIN / "pg_dump"
        path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {release}.3 (Debian {release}.3-1)'\n")
        path.chmod(0o700)
        return str(path)

    return made


def test_a_program_of_postgresql_is_found_by_its_folder(programs):
    path = programs(17)
    assert postgresql.program("pg_dump", 17) == path
    assert postgresql.program("pg_dump", 16) == path


def test_a_missing_one_and_one_older_than_the_server_say_what_to_install(programs):
    with pytest.raises(postgresql.Trouble, match="no pg_dump in .*PG_BIN names: apt install postgresql-client"):
        postgresql.program("pg_dump", 17)
    programs(15)
    with pytest.raises(
        postgresql.Trouble, match="of PostgreSQL 15, and the server of 17: apt install postgresql-client-17"
    ):
        postgresql.program("pg_dump", 17)
