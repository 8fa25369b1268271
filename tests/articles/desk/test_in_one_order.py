"""Whatever changes what readers see holds the edition first and articles after it: two that held the two in different order would
wait for each other, and PostgreSQL would end one of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk import clock
from articles.desk.workflow import Verb
from articles.models import Article
from tests.articles.admin.desk import address, form_of

pytestmark = pytest.mark.django_db
HOLDS = ('UPDATE "articles_article"', "FOR UPDATE OF", "FOR UPDATE SKIP")


def held_in_order(work):
    """Whether the edition was held before the first article that was."""
    with CaptureQueriesContext(connection) as captured:
        work()
    statements = [query["sql"] for query in captured]
    edition = next(at for at, sql in enumerate(statements) if sql.startswith('UPDATE "newsroom_edition"'))
    article = next(at for at, sql in enumerate(statements) if any(words in sql for words in HOLDS))
    return edition < article


def due(cast, **fields):
    article = cast.signed() if "publish_at" in fields else cast.published()
    Article.objects.filter(pk=article.pk).update(**fields)
    return timezone.now()


def test_who_publishes_holds_the_edition_first(cast):
    article = cast.signed()
    assert held_in_order(lambda: cast.do(article, Verb.PUBLISH, cast.chief_editor))


def test_who_corrects_holds_the_edition_first(cast):
    article = cast.signed(cast.changed(cast.published(), headline="冬季旅游推介会今日召开"))
    assert held_in_order(lambda: cast.do(article, Verb.CORRECT, cast.chief_editor, text="标题改正。"))


def test_who_withdraws_and_restores_holds_the_edition_first(cast):
    article = cast.published()
    assert held_in_order(lambda: cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="内容失实。"))
    assert held_in_order(lambda: cast.do(article, Verb.RESTORE, cast.chief_editor))


def test_a_form_that_saves_and_publishes_holds_the_edition_first(client, cast):
    article = cast.signed()
    client.force_login(cast.chief_editor)
    typed = form_of(article) | {"priority": "3", "_verb": Verb.PUBLISH}
    assert held_in_order(lambda: client.post(address(article), typed))


def test_the_clock_holds_the_edition_first(cast):
    now = due(cast, publish_at=timezone.now() - timedelta(minutes=1))
    assert held_in_order(lambda: clock.publish_due(now))


def test_the_clock_that_takes_off_holds_the_edition_first(cast):
    now = due(cast, take_off_at=timezone.now() - timedelta(minutes=1))
    assert held_in_order(lambda: clock.take_off_due(now))
