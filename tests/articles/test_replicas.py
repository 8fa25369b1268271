"""Beyond one box: a primary and a streaming standby, two real servers, with stories on them. PostgreSQL alone."""

import time
from contextlib import contextmanager
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from articles.desk.workflow import Verb
from articles.models import Publication, Tag
from newsroom import edition, replicas
from newsroom.models import Edition
from newsroom.pagecache import PageCache
from tests.newsroom.pagecache.site import ask
from tests.newsroom.replicas import ALIAS, configured
from tests.postgres import Standby


@pytest.fixture(scope="module")
def standby(django_db_setup):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no replicas")
    try:
        server = Standby(connection.settings_dict["HOST"], settings.VAR.parent / "standby")
    except OSError as error:
        pytest.skip(str(error))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def replica(standby, transactional_db):
    """The connection to the standby."""
    with configured(HOST=str(standby.folder)):
        yield connections[ALIAS]
        if connections[ALIAS].connection is None:
            connections[ALIAS].connect()
        say(connections[ALIAS], "SELECT pg_wal_replay_resume()")


@pytest.fixture
def box(tmp_path):
    """box(): a web box that has no page yet."""
    numbers = iter(range(99))
    return lambda: PageCache(WSGIHandler(), folder=tmp_path / f"pages{next(numbers)}")


def say(to, sql):
    with to.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def catch_up(replica):
    """Wait until the standby has all that the primary has."""
    there = say(connection, "SELECT pg_current_wal_lsn()::text")
    for _ in range(200):
        if say(replica, f"SELECT pg_last_wal_replay_lsn() >= '{there}'::pg_lsn"):
            return
        time.sleep(0.02)
    raise AssertionError("the standby does not follow")


@contextmanager
def counted():
    """(queries of the primary, queries of the standby)."""
    with CaptureQueriesContext(connection) as primary, CaptureQueriesContext(connections[ALIAS]) as standby:
        yield primary, standby


def story(cast, headline):
    article = cast.article(headline=headline)
    article.tags.add(Tag.objects.get_or_create(name="冰雪", slug="冰雪")[0])
    return cast.published(article)


def test_all_that_readers_get_comes_from_the_standby(replica, box, cast):
    published = story(cast, "冰雪季开幕")
    catch_up(replica)
    home = Publication.objects.get(story=published.story).get_absolute_url()
    told = [
        "/",
        home,
        f"{home}ninjs.json",
        f"{home}print/",
        f"{home}versions/",
        "/sections/news/",
        f"/tags/{published.tags.get().slug}/",
    ]
    told += [
        unquote(cast.lin.get_absolute_url()),
        "/feeds/latest.rss",
        "/feeds/latest.atom",
        "/feeds/latest.json",
        "/news-sitemap.xml",
    ]
    told += [f"/search/?q={quote('冰雪')}", f"/{home.split('/')[1]}/", f"/{'/'.join(home.split('/')[1:4])}/"]
    further = [
        "/sitemap.xml",
        "/sitemaps/pages.xml",
        "/corrections/",
        "/topics/",
        "/photos/",
        "/about/nobody/",
    ]
    this = box()
    for address in told + further:
        with counted() as (primary, standby):
            answer = ask(this, address)
        assert answer.status == (404 if "nobody" in address else 200), address
        assert primary.captured_queries == [], address
        assert len(standby), address
        assert "季开幕" in answer.text or address in further or address == f"/{home.split('/')[1]}/", address


def test_a_page_that_the_standby_cannot_know_yet_is_made_by_the_primary(replica, box, cast):
    story(cast, "冰雪季开幕")
    catch_up(replica)
    say(replica, "SELECT pg_wal_replay_pause()")
    taken_off = story(cast, "公路通车")
    cast.do(taken_off, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
    story(cast, "新馆落成")
    assert not Publication.objects.using(ALIAS).filter(headline="新馆落成").exists()  # it does lag
    this = box()
    with counted() as (primary, standby):
        page = ask(this, "/")
    assert "新馆落成" in page.text
    assert "公路通车" not in page.text
    assert len(standby) == 1  # for its edition
    assert len(primary)
    assert "落成" in ask(this, f"/search/?q={quote('新馆')}").text
    assert "通车" not in ask(this, f"/search/?q={quote('公路')}").text
    assert ask(this, "/").how == "newsroom; hit"

    say(replica, "SELECT pg_wal_replay_resume()")
    catch_up(replica)
    with counted() as (primary, standby):
        assert ask(box(), "/").text == page.text
    assert primary.captured_queries == []
    assert len(standby)


def test_a_standby_that_dies_costs_no_reader_a_page(replica, standby, box, cast, monkeypatch):
    story(cast, "冰雪季开幕")
    catch_up(replica)
    sent = []

    def dies(execute, sql, *more):
        sent.append(sql)
        if len(sent) == 3:
            standby.stop()
        return execute(sql, *more)

    try:
        with replica.execute_wrapper(dies):
            assert "冰雪季开幕" in ask(box(), "/").text  # in the midst of making it
        assert len(sent) == 3
        for over in (0, time.monotonic() + 60):  # the pause is over, it is not
            monkeypatch.setitem(replicas._away, ALIAS, over)
            with CaptureQueriesContext(connection) as primary:
                assert "冰雪季开幕" in ask(box(), "/").text
            assert len(primary)
            assert replicas._away[ALIAS] > time.monotonic()
    finally:
        standby.start()
    monkeypatch.setitem(replicas._away, ALIAS, 0)
    with counted() as (primary, _standby):
        assert "冰雪季开幕" in ask(box(), "/").text
    assert primary.captured_queries == []


def test_without_a_primary_readers_get_what_no_box_has_kept(replica, box, cast):
    published = story(cast, "冰雪季开幕")
    catch_up(replica)
    address = Publication.objects.get(story=published.story).get_absolute_url()

    def away(*_what):
        raise AssertionError("the primary was asked")

    with connection.execute_wrapper(away):
        assert ask(box(), address).status == 200
        assert "季开幕" in ask(box(), f"/search/?q={quote('冰雪')}").text


def test_a_box_hears_of_an_edition_from_the_primary_alone(replica, cast):
    catch_up(replica)
    say(replica, "SELECT pg_wal_replay_pause()")
    edition.bump()
    assert edition.current() == Edition.objects.using("default").get().number
    assert edition.current() > (Edition.objects.using(ALIAS).values_list("number", flat=True).first() or 0)
