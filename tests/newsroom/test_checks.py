"""The system checks: silent on a good site, and each says what is wrong."""

import os
from pathlib import Path

import pytest

from newsroom import checks, env
from newsroom.db.sqlite3.base import DatabaseWrapper


def ids(found):
    return [message.id for message in found]


def test_nothing_is_wrong_with_the_settings_as_they_come():
    all_checks = [
        checks.site_answers_to_its_address,
        checks.data_folder_can_be_written,
        checks.originals_are_private,
        checks.secret_key_is_long_enough,
        checks.pulse_finds_its_duties,
        checks.buckets_can_be_reached,
        checks.replicas_are_other_servers,
    ]
    assert [message for check in all_checks for message in check()] == []


def test_an_old_sqlite_is_named(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "newsroom.db.sqlite3")
    monkeypatch.setattr(DatabaseWrapper.Database, "sqlite_version_info", (3, 40, 1))
    assert ids(checks.sqlite_is_safe()) == ["newsroom.W001"]


def test_a_sqlite_without_the_fault_is_not(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "newsroom.db.sqlite3")
    monkeypatch.setattr(DatabaseWrapper.Database, "sqlite_version_info", (3, 51, 3))
    assert checks.sqlite_is_safe() == []


def test_postgresql_is_not_asked_for_its_sqlite(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "newsroom.db.postgresql")
    monkeypatch.setattr(DatabaseWrapper.Database, "sqlite_version_info", (3, 40, 1))
    assert checks.sqlite_is_safe() == []


def test_a_replica_is_another_server_than_the_primary(settings, monkeypatch):
    primary = settings.DATABASES["default"]
    monkeypatch.setitem(settings.DATABASES, "replica1", primary | {"HOST": "other.example"})
    assert checks.replicas_are_other_servers() == []
    monkeypatch.setitem(settings.DATABASES, "replica2", dict(primary))
    monkeypatch.setitem(settings.DATABASES, "replica3", primary | {"HOST": "other.example"})
    assert ids(checks.replicas_are_other_servers()) == ["newsroom.W012", "newsroom.W012"]


@pytest.mark.parametrize(("url", "found"), [("http://news.example", ["newsroom.W002"]), ("https://news.example", [])])
def test_production_speaks_https(settings, url, found):
    settings.SITE_URL = url
    assert ids(checks.site_speaks_https()) == found


@pytest.mark.parametrize(
    ("hosts", "found"),
    [
        (["localhost"], ["newsroom.W003"]),
        (["news.example"], []),
        ([".example"], []),
        (["*"], []),
        ([".other.example"], ["newsroom.W003"]),
    ],
)
def test_the_site_answers_to_its_own_address(settings, hosts, found):
    settings.SITE_URL, settings.ALLOWED_HOSTS = "https://news.example", hosts
    assert ids(checks.site_answers_to_its_address()) == found


def test_a_data_folder_that_cannot_be_written_is_an_error(settings, monkeypatch, tmp_path):
    settings.VAR = tmp_path / "not" / "there"
    assert checks.data_folder_can_be_written() == []
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert ids(checks.data_folder_can_be_written()) == ["newsroom.E004"]


def test_a_file_where_the_data_folder_should_be_is_an_error(settings, tmp_path):
    settings.VAR = tmp_path / "var"
    settings.VAR.touch()
    assert ids(checks.data_folder_can_be_written()) == ["newsroom.E004"]


@pytest.mark.parametrize("public", ["STATIC_ROOT", "RENDITIONS"])
def test_originals_where_readers_could_fetch_them_are_an_error(settings, public, tmp_path):
    setattr(settings, public, tmp_path)
    settings.ORIGINALS = tmp_path / "static" / ".." / "originals"
    assert ids(checks.originals_are_private()) == ["newsroom.E005"]


@pytest.mark.parametrize("public", ["STATIC_ROOT", "RENDITIONS"])
def test_dispatches_where_readers_could_fetch_them_are_an_error(settings, public, tmp_path):
    setattr(settings, public, tmp_path)
    settings.COPIES = tmp_path / "copies"
    assert ids(checks.originals_are_private()) == ["newsroom.E005"]


def test_originals_beside_what_is_public_are_in_order(settings, tmp_path):
    settings.RENDITIONS, settings.ORIGINALS = Path(tmp_path / "photos"), Path(tmp_path / "photos-as-uploaded")
    assert checks.originals_are_private() == []


def test_a_short_key_is_an_error(settings):
    settings.SECRET_KEY = "x" * 31
    assert ids(checks.secret_key_is_long_enough()) == ["newsroom.E006"]


def test_a_duty_that_is_not_there_is_an_error(settings):
    settings.PULSE = ["articles.desk.nowhere.publish_due"]
    assert ids(checks.pulse_finds_its_duties()) == ["newsroom.E007"]


def test_buckets_without_their_packages_are_an_error(settings, monkeypatch):
    settings.STORAGES = settings.STORAGES | env.buckets("public", "private")
    settings.MEDIA_URL = "https://photos.example/"
    assert checks.buckets_can_be_reached() == []
    monkeypatch.setattr(checks, "find_spec", lambda name: None)
    (said,) = checks.buckets_can_be_reached()
    assert said.id == "newsroom.E008"
    assert "requirements-s3.txt" in said.hint


def test_buckets_that_no_page_would_name_are_warned_of(settings):
    settings.STORAGES = settings.STORAGES | env.buckets("public", "private")
    settings.MEDIA_URL = "/media/"
    assert ids(checks.buckets_can_be_reached()) == ["newsroom.W009"]


@pytest.mark.parametrize("said", ["", "Refuse", "yes"])
def test_what_crawlers_of_ai_are_told_is_one_of_two_words(settings, said):
    assert checks.crawlers_of_ai_are_told_something() == []
    settings.AI_CRAWLERS = said
    assert ids(checks.crawlers_of_ai_are_told_something()) == ["newsroom.E010"]


def test_a_hub_without_https_is_an_error(settings):
    settings.WEBSUB_HUBS = ("https://hub.example/", "http://hub.example/", "https://", "https://[", "hub")
    assert ids(checks.hubs_can_be_told()) == 4 * ["newsroom.E011"]
    settings.DEBUG = True
    assert len(checks.hubs_can_be_told()) == 3


def test_errors_to_be_told_need_a_way(settings):
    assert checks.errors_can_be_told() == []
    settings.ADMINS, settings.LOG_FORMAT = [("", "office@news.example")], "xml"
    assert ids(checks.errors_can_be_told()) == ["newsroom.W021", "newsroom.E023"]
    settings.EMAIL_HOST, settings.LOG_FORMAT = "mail.example", "json"
    assert checks.errors_can_be_told() == []


def test_sentry_needs_its_package(settings, monkeypatch):
    settings.SENTRY_DSN = "https://key@sentry.example/1"
    monkeypatch.setattr(checks, "find_spec", lambda name: None)
    assert ids(checks.errors_can_be_told()) == ["newsroom.E022"]
