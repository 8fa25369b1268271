"""What the rules ask about an article is asked of the database once."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk import workflow
from articles.desk.standing import standing_of
from articles.desk.workflow import Verb
from articles.models import Article

pytestmark = pytest.mark.django_db


def rules(article, user):
    """All that the form asks of the rules; returns how many queries it took."""
    article = workflow.with_live(Article.objects).select_related("section", "stage__group").get(pk=article.pk)
    user = type(user).objects.get(pk=user.pk)
    user.has_perm("articles.change_article")
    with CaptureQueriesContext(connection) as asked:
        workflow.verbs(article, user)
        workflow.why_not(article, Verb.EDIT, user)
        assert standing_of(article).words
        assert standing_of(article).must == []
    return len(asked)


def states(cast):
    yield cast.article()
    submitted = cast.article()
    cast.do(submitted, Verb.SUBMIT, cast.reporter)
    yield submitted
    yield cast.signed()
    yield cast.published(cast.article(headline="另一篇"))
    yield cast.signed(cast.changed(cast.published(cast.article(headline="第三篇")), subtitle="新的副题"))


@pytest.mark.parametrize("role", ["reporter", "editor", "section_head", "chief_editor"])
def test_all_the_rules_together_cost_little_whatever_the_state(cast, role):
    # remit, roles, bylines, tags, people of the editor line, stages, decisions, and the user's own person
    assert {rules(article, getattr(cast, role)) <= 8 for article in states(cast)} == {True}


def test_photos_cost_the_same_however_many(cast):
    def with_photos(count):
        photos = [cast.photo(colour=(number * 9, count * 9, 40)) for number in range(count)]
        figures = "".join(f'<figure data-photo="{p.pk}"><figcaption></figcaption></figure>' for p in photos)
        return cast.signed(cast.article(body=f"<p>雪</p>{figures}"))

    assert rules(with_photos(1), cast.chief_editor) == rules(with_photos(6), cast.chief_editor) <= 11


def test_an_act_sees_what_was_done_before_it(cast):
    article = cast.article()
    assert standing_of(article).decisions == []
    cast.do(article, Verb.SUBMIT, cast.reporter)
    workflow.settle_one(article)
    assert [one.verdict for one in standing_of(article).decisions] == ["submitted"]
