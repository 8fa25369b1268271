"""What readers get while a page cannot be made."""

import os
import time

import time_machine
from django.db import OperationalError
from django.utils import timezone

from newsroom import pagecache
from newsroom.pagecache import PageCache, housekeeping
from tests.newsroom.pagecache import site
from tests.newsroom.pagecache.site import ask

DOWN = OperationalError("the database is away")


def test_while_the_database_is_away_the_page_of_before_is_served_and_said_to_be_old(cache, number):
    old = ask(cache, "/").text
    number.set(2)
    site.answers["/"] = DOWN
    page = ask(cache, "/")
    assert (page.status, page.text) == (200, old)
    assert "ttl=-" in page.how
    assert page.headers["cache-control"] == "public, max-age=0"


def test_also_after_a_restart(cache, number):
    old = ask(cache, "/").text
    number.set(2)
    site.answers["/"] = DOWN
    assert ask(PageCache(cache.application, folder=cache.files.folder), "/").text == old


def test_what_was_never_made_is_a_500(cache):
    site.answers["/"] = DOWN
    assert ask(cache, "/").status == 500
    assert not cache.memory.pages


def test_nothing_is_brought_back_that_was_taken_away(cache, number):
    ask(cache, "/")
    number.set(3, firm=3)
    site.answers["/"] = DOWN
    assert ask(cache, "/").status == 500
    assert ask(PageCache(cache.application, folder=cache.files.folder), "/").status == 500


def test_a_page_of_more_than_a_day_ago_is_not_served(cache, number):
    ask(cache, "/")
    number.set(2)
    site.answers["/"] = DOWN
    with time_machine.travel(time.time() + 25 * 3600):
        assert ask(cache, "/").status == 500


def test_as_soon_as_the_database_is_back_the_page_is_made_anew(cache, number):
    old = ask(cache, "/").text
    number.set(2)
    site.answers["/"] = DOWN
    ask(cache, "/")
    del site.answers["/"]
    assert ask(cache, "/").text == old  # for a second nobody tries
    cache.trouble = 0
    assert ask(cache, "/").text != old


def test_a_full_disk_fails_no_page(cache, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.write_bytes", full)
    assert ask(cache, "/").status == 200
    assert ask(cache, "/").how == "newsroom; hit"


def test_a_broken_file_is_as_none(cache):
    ask(cache, "/")
    path = next(path for path in cache.files.folder.rglob("*") if path.is_file())
    for junk in (b"", b"{}\n", b"\x00" * 99, path.read_bytes()[:40], b"[1]\nx"):
        path.write_bytes(junk)
        assert ask(PageCache(cache.application, folder=cache.files.folder), "/").status == 200


def test_old_files_are_swept(cache):
    ask(cache, "/")
    cache.files.sweep(older_than=60, limit=10**9)
    assert cache.files.get("/")
    cache.files.sweep(older_than=-60, limit=10**9)
    assert cache.files.get("/") is None


def test_of_too_many_files_the_newest_stay(cache):
    for number, path in enumerate(("/", "/list/", "/story/4/")):
        ask(cache, path)
        file = cache.files._path(path)
        os.utime(file, (1_000_000 + number, 1_000_000 + number))
    size = file.stat().st_size
    cache.files.sweep(older_than=10**12, limit=size * 2.5)
    assert [bool(cache.files.get(path)) for path in ("/", "/list/", "/story/4/")] == [False, True, True]


def test_the_pulse_tidies_the_folder_every_ten_minutes(cache, settings, monkeypatch):
    settings.PAGES, settings.PAGE_FILES_MB = cache.files.folder, 0
    monkeypatch.setattr(housekeeping, "_tidied_at", -1e9)
    for left in (False, True):
        ask(cache, "/")
        cache.memory.drop("/")
        pagecache.tidy(timezone.now())
        assert bool(cache.files.get("/")) is left
