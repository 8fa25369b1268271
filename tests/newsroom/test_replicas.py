"""Which database a request reads from. What a real replica does is in tests/articles/test_replicas.py."""

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, connections, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from newsroom import edition, replicas
from newsroom.models import Edition, Masthead
from tests.newsroom.replicas import ALIAS, configured

FAR = 10**9  # an edition that is not out


@pytest.fixture
def site(transactional_db):
    """At some edition, that this box has heard of."""
    for _ in range(3):
        edition.bump()
    edition.announce()


@pytest.fixture
def replica(site):
    with configured():
        yield ALIAS


def where(request):
    """A view that tells where it reads and writes."""
    return HttpResponse(f"{Edition.objects.all().db} {Edition.objects.get().number} {replicas.for_reading().alias}")


def ask(number=None, view=where):
    """What `view` tells in a request of an editor, or while a page is made for edition `number`."""
    said = {} if number is None else {"newsroom.edition": number}
    return replicas.read_from_replicas(view)(RequestFactory().get("/", **said)).content.decode()


def test_pages_are_made_from_the_replica(replica):
    assert ask(edition.current()) == f"{ALIAS} {edition.current()} {ALIAS}"


def test_everything_else_reads_from_the_primary(replica):
    assert ask().startswith("default")
    assert Edition.objects.all().db == "default"
    ask(edition.current())
    assert Edition.objects.all().db == "default"  # the page is made


def test_no_header_that_a_reader_sends_makes_a_request_one_for_a_page(replica):
    request = RequestFactory().get("/", headers={"newsroom.edition": "1", "newsroom-edition": "1"})
    assert replicas.read_from_replicas(where)(request).content.startswith(b"default")


def test_a_transaction_reads_what_it_wrote(replica):
    def writing(request):
        with transaction.atomic():
            return where(request)

    assert ask(edition.current(), writing).startswith("default")


def test_what_was_read_from_the_replica_is_written_to_the_primary(replica):
    def writing(request):
        masthead = Masthead.objects.create(language="en", name="x", outlet="x", publisher="x")
        read = Masthead.objects.get(language="en")
        read.name = "y"
        read.save()
        read.refresh_from_db()
        return HttpResponse(f"{masthead._state.db} {read._state.db} {read.name}")

    assert ask(edition.current(), writing) == f"default {ALIAS} y"


def test_a_replica_that_lags_behind_the_edition_is_not_read(replica):
    assert ask(edition.current() + 1).startswith("default")
    edition.bump()
    assert ask(edition.current()).startswith(ALIAS)


def test_what_is_made_afresh_knows_the_edition_that_was_heard(replica, monkeypatch):
    assert ask(0).startswith(ALIAS)
    monkeypatch.setattr(edition, "heard", lambda: edition.Heard(FAR, 0))
    assert ask(0).startswith("default")


def test_a_replica_is_asked_for_its_edition_once(replica, django_assert_num_queries):
    number = edition.current()
    with django_assert_num_queries(2, using=ALIAS):
        ask(number)
    with django_assert_num_queries(1, using=ALIAS):
        ask(number)
        ask(number - 1, lambda request: HttpResponse())
    connections[ALIAS].close()  # another session may be with another server
    with django_assert_num_queries(2, using=ALIAS):
        ask(number)


def test_a_replica_without_any_edition_is_at_the_first(transactional_db):
    with configured():
        edition.announce()
        assert ask(1, lambda request: HttpResponse(replicas.for_reading().alias)) == ALIAS


@pytest.fixture
def away(site):
    with configured(HOST="/nowhere/at/all", NAME="/nowhere/at/all"):
        yield


def test_where_a_replica_is_away_the_primary_makes_the_page(away):
    assert ask(edition.current()).startswith("default")


def test_a_replica_that_is_away_is_left_alone_for_a_while(away, monkeypatch):
    tried = []
    monkeypatch.setattr(connections[ALIAS], "connect", lambda: tried.append(1) or fail())

    def fail():
        raise DatabaseError("away")

    now = [1000.0]
    monkeypatch.setattr(replicas.time, "monotonic", lambda: now[0])
    for _ in range(5):
        assert ask(edition.current()).startswith("default")
    assert len(tried) == 1
    now[0] += replicas.PAUSE
    for _ in range(5):
        ask(edition.current())
    assert len(tried) == 2
    monkeypatch.undo()
    replicas._away[ALIAS] = 0
    assert ask(edition.current()).startswith("default")


def test_a_replica_that_is_back_is_read_again(replica):
    replicas._away[ALIAS] = replicas.time.monotonic() - 1
    assert ask(edition.current()).startswith(ALIAS)
    assert not replicas._away


def test_a_page_that_fails_on_the_replica_is_made_anew_by_the_primary(replica):
    made = []

    def failing(request):
        made.append(request)
        if replicas.for_reading().alias == ALIAS:
            with replicas.for_reading().cursor() as cursor:
                try:
                    cursor.execute("SELECT no_such_column")
                except DatabaseError:
                    return HttpResponse("failure", status=500)
        return where(request)

    assert ask(edition.current(), failing).startswith("default")
    assert len(made) == 2
    assert ask(edition.current()).startswith("default")  # the session counts as broken until a request begins
    connections[ALIAS].close_if_unusable_or_obsolete()
    assert ask(edition.current()).startswith(ALIAS)  # it does answer


def test_a_page_that_fails_by_itself_is_made_once(replica):
    made = []
    assert ask(edition.current(), lambda request: made.append(1) or HttpResponse("failure", status=500)) == "failure"
    assert len(made) == 1


def test_replicas_take_turns(site):
    with configured("replica1", "replica2"):
        told = [ask(edition.current()).split()[0] for _ in range(4)]
    assert told[:2] == told[2:]
    assert set(told) == {"replica1", "replica2"}


def test_without_replicas_nothing_is_in_the_way(settings):
    with pytest.raises(MiddlewareNotUsed):
        replicas.read_from_replicas(where)
    assert settings.DATABASE_ROUTERS == []
    assert replicas.for_reading() is connections["default"]


def test_no_migration_is_run_on_a_replica():
    router = replicas.Router()
    assert router.allow_migrate("default", "articles")
    assert not router.allow_migrate(ALIAS, "articles")
