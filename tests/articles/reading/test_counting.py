"""Views of stories are counted once each, from kept pages and from fresh ones, and nothing is kept of who looked."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import OperationalError
from django.utils import timezone

from articles.desk import publishing
from articles.models import Publication, ReadingDay
from articles.reading import counting
from newsroom import pagecache, pulse
from newsroom.pagecache import PageCache
from tests.articles.reading.test_readers import MACHINES, PEOPLE
from tests.newsroom.pagecache.site import ask, connections_left_alone
from tests.newsroom.together import together

READER = {"HTTP_USER_AGENT": PEOPLE[0]}


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch):
    monkeypatch.setattr(counting, "_counted", {})
    monkeypatch.setattr(counting, "_waiting", {})
    monkeypatch.setattr(counting, "_day", None)
    monkeypatch.setattr(counting, "_saved_at", time.monotonic())


@pytest.fixture
def site(cast, settings, tmp_path):
    """The layer before the whole site, with its counter."""
    settings.VAR = tmp_path
    with connections_left_alone():
        yield PageCache(WSGIHandler(), folder=tmp_path / "pages", count=pagecache.counter())


@pytest.fixture
def story(cast):
    """A story on the site."""
    return Publication.objects.get(story=cast.published().pk)


def look(path, method="GET", **more):
    """Count a request that was answered."""
    counting.count({"REQUEST_METHOD": method, "PATH_INFO": path} | READER | more)


def rows():
    return list(ReadingDay.objects.order_by("day", "story").values_list("story", "day", "views"))


# ---- what is counted


def test_a_view_is_counted_once_whether_the_page_was_made_or_kept(site, story):
    address = story.get_absolute_url()
    assert ask(site, address, **READER).how.startswith("newsroom; fwd")
    assert counting._counted == {story.story: 1}
    page = ask(site, address, **READER)
    assert page.how == "newsroom; hit"
    assert ask(site, f"{address}?from=singlemessage", **READER).status == 200
    assert counting._counted == {story.story: 3}
    again = ask(site, address, HTTP_IF_NONE_MATCH=page.headers["etag"], **READER)
    assert again.status == 304  # she looks again, and her browser has the page
    assert counting._counted == {story.story: 4}


@pytest.mark.parametrize("kept", [False, True])
def test_nobody_but_readers_is_counted(site, story, kept):
    address = story.get_absolute_url()
    if kept:
        ask(site, address)
    ask(site, address)
    ask(site, address, "HEAD", **READER)
    ask(site, address, HTTP_USER_AGENT=MACHINES[2])
    ask(site, address, HTTP_SEC_PURPOSE="prefetch", **READER)
    ask(site, address, HTTP_PURPOSE="prefetch", **READER)  # as our own service worker says
    ask(site, address, HTTP_COOKIE="sessionid=abc", **READER)
    ask(site, address, "POST", **READER)
    assert counting._counted == {}


def test_other_pages_are_not_counted(site, story):
    address = story.get_absolute_url()
    for other in ("/", "/2026/", "/sections/news/", f"{address}versions/", f"{address}print/", f"{address}ninjs.json"):
        assert ask(site, other, **READER).status == 200, other
    assert ask(site, f"/2001/01/01/{story.story}/", **READER).status == 301
    assert ask(site, f"{address[:-1]}9/", **READER).status == 404
    assert ask(site, f"/admin/articles/article/{story.story}/preview/", **READER).status == 302
    assert counting._counted == {}


def test_the_notice_of_a_withdrawn_story_is_not_counted(site, story, cast):
    publishing.withdraw(story.story, notice="说明")
    assert ask(site, story.get_absolute_url(), **READER).status == 410
    assert counting._counted == {}


def test_it_can_be_switched_off(settings):
    assert pagecache.counter() is counting.count
    settings.READING_FIGURES = False
    assert pagecache.counter() is None


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 3)
    for number in (1, 2, 3, 4, 1):
        look(f"/2026/01/01/{number}/")
    assert counting._counted == {1: 2, 2: 1, 3: 1}


# ---- how it is added up


@pytest.mark.django_db
def test_counts_of_several_processes_add_up():
    now, day = timezone.now(), timezone.localdate()
    for _process in range(2):
        look("/2026/01/01/7/")
        look("/2026/01/01/8/")
        look("/2026/01/01/8/")
        counting.save(now)
    assert rows() == [(7, day, 2), (8, day, 4)]


@pytest.mark.django_db(transaction=True)
def test_they_add_up_at_the_same_moment_too():
    day = timezone.localdate()
    together(8, lambda: counting.add({(story, day): 1 for story in range(1, 700)}))
    assert ReadingDay.objects.filter(views=8).count() == ReadingDay.objects.count() == 699


@pytest.mark.django_db
def test_the_pulse_saves_every_half_minute(monkeypatch):
    now = timezone.now()
    counting.keep(now)
    look("/2026/01/01/7/")
    counting.keep(now)
    assert rows() == []
    monkeypatch.setattr(counting, "_saved_at", time.monotonic() - counting.EVERY)
    counting.keep(now)
    assert rows() == [(7, timezone.localdate(), 1)]
    assert counting._counted == {}


@pytest.mark.django_db
def test_it_saves_at_once_when_much_was_counted(monkeypatch):
    monkeypatch.setattr(counting, "MOST", 1)
    look("/2026/01/01/7/")
    counting.keep(timezone.now())
    assert len(rows()) == 1


@pytest.mark.django_db
def test_views_of_before_midnight_are_of_the_day_before():
    evening = datetime(2026, 3, 5, 15, 59, 55, tzinfo=UTC)  # 23:59:55 in the site's zone
    counting.keep(evening)
    look("/2026/01/01/7/")
    counting.keep(evening + timedelta(seconds=6))
    look("/2026/01/01/7/")
    look("/2026/01/01/7/")
    counting.save(evening + timedelta(seconds=20))
    assert rows() == [(7, date(2026, 3, 5), 1), (7, date(2026, 3, 6), 2)]


@pytest.mark.django_db
def test_while_the_database_is_away_counts_wait_with_their_day(monkeypatch):
    def away(_views):
        raise OperationalError("away")

    now = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
    with monkeypatch.context() as broken:
        broken.setattr(counting, "add", away)
        look("/2026/01/01/7/")
        counting.save(now)
        look("/2026/01/01/7/")
        counting.save(now)
    look("/2026/01/01/7/")
    counting.save(now + timedelta(hours=2))
    assert rows() == [(7, date(2026, 3, 5), 3)]
    counting.save(now + timedelta(hours=2))
    assert rows() == [(7, date(2026, 3, 5), 3)]


@pytest.mark.django_db
def test_a_process_that_ends_saves_what_it_has(monkeypatch):
    monkeypatch.setattr(pulse.connections, "close_all", lambda: None)  # they are the test's
    look("/2026/01/01/7/")
    pulse.finish()
    assert rows() == [(7, timezone.localdate(), 1)]


def test_nothing_of_the_reader_can_be_kept():
    assert {field.name for field in ReadingDay._meta.get_fields()} == {"id", "story", "day", "views"}


def test_counting_costs_a_kept_page_next_to_nothing():
    wsgi = {"REQUEST_METHOD": "GET", "PATH_INFO": "/2026/01/01/7/", "HTTP_COOKIE": "theme=dark"} | READER
    best = min(_seconds(wsgi) for _again in range(5))
    assert best < 10e-6  # 1 to 2 on a quiet machine


def _seconds(wsgi, times=2000):
    began = time.perf_counter()
    for _once in range(times):
        counting.count(wsgi)
    return (time.perf_counter() - began) / times
