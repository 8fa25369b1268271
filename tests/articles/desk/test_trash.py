"""The trash: out of sight and not edited, and back again as it was."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.desk import publishing, saving, workflow
from articles.desk.workflow import Refused, Verb
from articles.models import Article
from newsroom import roles

pytestmark = pytest.mark.django_db


@pytest.fixture
def trashed(cast):
    article = cast.article()
    cast.do(article, Verb.TRASH, cast.editor)
    article.refresh_from_db()
    return article


def test_it_says_who_threw_it_away_and_when(cast, trashed):
    assert trashed.trashed_by == cast.editor
    assert timezone.now() - trashed.trashed_at < timedelta(minutes=1)
    assert trashed not in Article.objects.kept()


def test_it_is_read_only(cast, trashed):
    for verb in set(Verb) - {Verb.UNTRASH}:
        assert workflow.why_not(trashed, verb, cast.administrator), verb
    with pytest.raises(Refused):
        saving.save(trashed.pk, {"subtitle": "x"}, cast.editor, trashed.saves)


def test_it_comes_back_as_it_was(cast):
    article = cast.article()
    cast.do(article, Verb.SUBMIT, cast.reporter)
    cast.do(article, Verb.SIGN, cast.editor)
    cast.do(article, Verb.TRASH, cast.editor)
    cast.do(article, Verb.UNTRASH, cast.section_head)
    article.refresh_from_db()
    assert (article.trashed_at, article.trashed_by) == (None, None)
    assert (article.state, article.stage.name) == ("review", "二审")
    cast.do(article, Verb.SIGN, cast.section_head)


def test_a_reporter_throws_away_her_own_drafts_and_no_others(cast):
    article = cast.article()
    assert cast.why_not(article, Verb.TRASH, cast.reporter) is None
    assert cast.why_not(article, Verb.TRASH, cast.user("another", roles.REPORTER))
    cast.do(article, Verb.SUBMIT, cast.reporter)
    assert cast.why_not(article, Verb.TRASH, cast.reporter)


def test_what_is_on_the_site_or_scheduled_stays_out_of_it(cast):
    assert cast.why_not(cast.published(), Verb.TRASH, cast.chief_editor)
    article = cast.article(headline="另一篇")
    cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=timezone.now() + timedelta(hours=1))
    assert cast.why_not(article, Verb.TRASH, cast.chief_editor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())


def test_not_even_a_script_publishes_or_restores_from_it(cast):
    article = cast.signed()
    cast.do(article, Verb.TRASH, cast.chief_editor)
    with pytest.raises(publishing.NotReady):
        publishing.publish(article)
    withdrawn = cast.published(cast.article(headline="另一篇"))
    cast.do(withdrawn, Verb.WITHDRAW, cast.chief_editor)
    cast.do(withdrawn, Verb.TRASH, cast.chief_editor)
    with pytest.raises(publishing.NotReady):
        publishing.restore(withdrawn.pk)
