"""Remits: whoever has one acts in her sections only, and reads everything."""

import pytest

from articles.desk import workflow
from articles.desk.workflow import Verb
from articles.models import Article, Remit, Section

pytestmark = pytest.mark.django_db


@pytest.fixture
def life(cast):
    return Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")


@pytest.fixture
def limit(life):
    """Limit a user to 民生."""

    def limit(user):
        Remit.objects.create(user=user).sections.add(life)
        return type(user).objects.get(pk=user.pk)

    return limit


def test_without_a_remit_or_with_an_empty_one_every_section_is_hers(cast, life):
    Remit.objects.create(user=cast.editor)
    for user in (cast.editor, cast.section_head):
        for section in (cast.section, life, None):
            assert workflow.in_remit(user, cast.article(section=section))


def test_of_other_sections_she_does_nothing_and_is_told_why(cast, limit):
    article = cast.signed()
    head = limit(cast.section_head)
    for verb in (Verb.EDIT, Verb.PUBLISH, Verb.SCHEDULE, Verb.TAKE_OFF, Verb.RETURN, Verb.TRASH):
        reason = cast.why_not(article, verb, head)
        assert "要闻" in reason and "民生" in reason
    assert {choice.why_not is None for choice in workflow.verbs(article, head)} <= {False}


def test_in_her_own_she_does_all_that_her_role_does(cast, life, limit):
    article = cast.signed(cast.article(section=life))
    cast.do(article, Verb.PUBLISH, limit(cast.section_head))


def test_what_has_no_section_yet_is_everybodys(cast, limit):
    assert cast.why_not(cast.article(section=None), Verb.EDIT, limit(cast.editor)) is None


def test_a_reporter_writes_her_own_wherever_it_stands(cast, limit):
    article = cast.article()
    reporter = limit(cast.reporter)
    for verb in (Verb.EDIT, Verb.SUBMIT, Verb.TRASH):
        assert cast.why_not(article, verb, reporter) is None


def test_filing_it_does_not_make_it_hers_to_publish(cast, limit):
    article = cast.signed(cast.article(created_by=cast.section_head))
    head = limit(cast.section_head)
    assert cast.why_not(article, Verb.EDIT, head) is None
    assert cast.why_not(article, Verb.PUBLISH, head)


def test_signing_asks_it_too(cast, limit):
    article = cast.article()
    cast.do(article, Verb.SUBMIT, cast.reporter)
    assert cast.why_not(article, Verb.SIGN, limit(cast.editor))


def test_the_database_narrows_as_the_rule_does(cast, life, limit):
    hers = [cast.article(section=life), cast.article(section=None)]
    other = cast.article()
    editor = limit(cast.editor)
    assert set(workflow.within(Article.objects.all(), editor)) == set(hers)
    assert {a for a in [*hers, other] if workflow.in_remit(editor, a)} == set(hers)
    assert workflow.within(Article.objects.all(), cast.section_head).count() == 3
