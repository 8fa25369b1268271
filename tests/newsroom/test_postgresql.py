"""Our PostgreSQL: plans of queries that come again are kept, and a connection that just answered is not asked whether it is
there."""

import time

import pytest
from django.db import connection
from django.db.backends.postgresql import base as django_base

from articles.models import Publication
from newsroom.prepared import prepared
from tests import factories

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone"),
]


@prepared(Publication)
def with_headline(headline):
    return Publication.objects.filter(headline=headline)


def kept_plans(of):
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        return [statement for (statement,) in cursor.fetchall() if of in statement]


@pytest.fixture
def another():
    """A second connection to the same database, open."""
    made = connection.copy("default")
    made.connect()
    yield made
    made.close()


@pytest.fixture
def asked(monkeypatch):
    """What is true each time that a connection was asked whether it is there."""
    times, ask = [], django_base.DatabaseWrapper.is_usable

    def counted(self):
        times.append(ask(self))
        return times[-1]

    monkeypatch.setattr(django_base.DatabaseWrapper, "is_usable", counted)
    return times


def test_the_plan_of_a_query_that_comes_again_is_kept():
    story = factories.publication(headline="河谷里的第一场雪")
    for _ in range(connection.settings_dict["OPTIONS"]["prepare_threshold"]):
        assert with_headline(story.headline) == [story]
    assert kept_plans('"headline" = $1') == []
    assert with_headline("没有的") == with_headline("' OR 1=1 --") == []
    assert len(kept_plans('"headline" = $1')) == 1
    assert with_headline(story.headline) == [story]


def test_the_plan_of_a_query_with_its_values_written_in_is_not():
    for number in range(10):
        assert not Publication.objects.filter(headline=f"第{number}场雪")
    assert kept_plans("articles_publication") == []


def test_a_connection_that_just_answered_is_not_asked(another, asked):
    assert another.is_usable() and another.is_usable()
    assert asked == [True]


def test_a_connection_that_answered_a_while_ago_is_asked(another, asked, monkeypatch):
    monkeypatch.setattr("newsroom.db.postgresql.base.TRUSTED", 0)
    assert another.is_usable() and another.is_usable()
    assert asked == [True, True]


def test_a_connection_that_had_an_error_is_asked(another, asked):
    assert another.is_usable()
    another.errors_occurred = True
    assert another.is_usable()
    assert asked == [True, True]


def test_a_new_connection_is_not_trusted_for_the_one_before(another, asked):
    assert another.is_usable()
    another.close()
    another.connect()
    assert another.is_usable()
    assert asked == [True, True]


def test_a_server_that_goes_away_is_noticed_at_once(another, asked):
    assert another.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [another.connection.info.backend_pid])
        assert cursor.fetchone() == (True,)
    until = time.monotonic() + 5
    while another.is_usable() and time.monotonic() < until:
        time.sleep(0.01)
    assert asked[-1] is False
    another.close()
