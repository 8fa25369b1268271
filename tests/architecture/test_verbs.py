"""Who may do what when: every verb in every state, for every role. The table is the rule as the house would say it.

R her own reporter · r another reporter · E editor · S section head · C chief editor · P photo desk · A administrator;
B an editor who stands in the byline. A dot: nobody. Section heads, chief editors and administrators publish.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import workflow
from articles.desk.workflow import Verb
from articles.models import Article
from newsroom import roles
from newsroom.models import Reporter

pytestmark = pytest.mark.django_db

TABLE = """
state        edit    submit  sign  return publish correct schedule unschedule withdraw restore take_off cancel trash   untrash
draft        REBSCA  REBSCA  .     .      .       .       SCA      .          .        .       SCA      .      REBSCA  .
waits-1      EBSCA   .       E     EBSCA  .       .       SCA      .          .        .       SCA      .      EBSCA   .
waits-2      EBSCA   .       S     SCA    .       .       SCA      .          .        .       SCA      .      EBSCA   .
waits-3      EBSCA   .       C     SCA    .       .       SCA      .          .        .       SCA      .      EBSCA   .
returned     REBSCA  REBSCA  .     .      .       .       SCA      .          .        .       SCA      .      REBSCA  .
signed       EBSCA   .       .     SCA    SCA     .       SCA      .          .        .       SCA      .      EBSCA   .
reworded     EBSCA   .       C     SCA    .       .       SCA      .          .        .       SCA      .      EBSCA   .
embargoed    REBSCA  REBSCA  .     .      .       .       SCA      SCA        .        .       SCA      .      .       .
scheduled    EBSCA   .       .     SCA    .       .       SCA      SCA        .        .       SCA      .      .       .
live         REBSCA  .       .     .      .       .       .        .          SCA      .       SCA      .      .       .
leaving      REBSCA  .       .     .      .       .       .        .          SCA      .       SCA      SCA    .       .
changed      REBSCA  REBSCA  .     .      .       .       SCA      .          SCA      .       SCA      .      .       .
correction   EBSCA   .       .     SCA    .       SCA     SCA      .          SCA      .       SCA      .      .       .
withdrawn    REBSCA  REBSCA  .     .      .       .       SCA      .          .        SCA     .        .      REBSCA  .
trashed      .       .       .     .      .       .       .        .          .        .       .        .      .       REBSCA
"""
ROLES = {
    "R": roles.REPORTER,
    "E": roles.EDITOR,
    "S": roles.SECTION_HEAD,
    "C": roles.CHIEF_EDITOR,
    "P": roles.PHOTO_DESK,
    "A": roles.ADMINISTRATOR,
}


def rows():
    head, *lines = [line.split() for line in TABLE.strip().splitlines()]
    verbs = [Verb("cancel_take_off" if name == "cancel" else name) for name in head[1:]]
    assert set(verbs) == set(Verb)
    return {line[0]: dict(zip(verbs, line[1:], strict=True)) for line in lines}


class States:
    """Makes an article in the state of that name."""

    def __init__(self, cast):
        self.cast = cast
        self.later = timezone.now() + timedelta(hours=1)

    def article(self, name):
        return getattr(self, name.replace("-", "_"))()

    def draft(self):
        return self.cast.article()

    def waits_1(self):
        return self._signed_by()

    def waits_2(self):
        return self._signed_by("editor")

    def waits_3(self):
        return self._signed_by("editor", "section_head")

    def _signed_by(self, *names):
        article = self.draft()
        self.cast.do(article, Verb.SUBMIT, self.cast.reporter)
        for name in names:
            self.cast.do(article, Verb.SIGN, getattr(self.cast, name))
        return article

    def returned(self):
        article = self.waits_2()
        self.cast.do(article, Verb.RETURN, self.cast.section_head, text="核实数字")
        return article

    def signed(self):
        return self.cast.signed()

    def reworded(self):
        return self.cast.changed(self.signed(), body="<p>别的话。</p>")

    def embargoed(self):
        return self._scheduled(self.draft())

    def scheduled(self):
        return self._scheduled(self.signed())

    def _scheduled(self, article):
        self.cast.do(article, Verb.SCHEDULE, self.cast.chief_editor, at=self.later)
        return article

    def live(self):
        return self.cast.published()

    def leaving(self):
        article = self.live()
        self.cast.do(article, Verb.TAKE_OFF, self.cast.chief_editor, at=self.later)
        return article

    def changed(self):
        return self.cast.changed(self.live(), body="<p>改过的。</p>")

    def correction(self):
        return self.cast.signed(self.changed())

    def withdrawn(self):
        article = self.live()
        self.cast.do(article, Verb.WITHDRAW, self.cast.chief_editor)
        return article

    def trashed(self):
        article = self.draft()
        self.cast.do(article, Verb.TRASH, self.cast.editor)
        return article


@pytest.fixture
def people(cast):
    """Letter → login. B stands in the byline of whatever is looked at, without having filed it."""
    named = {letter: cast.users[role] for letter, role in ROLES.items()}
    named["r"] = cast.user("another", roles.REPORTER)
    named["B"] = cast.user("named", roles.EDITOR)
    Reporter.objects.create(name="陆鸣", user=named["B"])
    return named


@pytest.mark.parametrize("state", rows())
def test_each_verb_is_for_those_whom_the_table_names(state, cast, people):
    article = States(cast).article(state)
    article.bylines.create(reporter=people["B"].reporter, role="记者", position=2)
    if state in {"signed", "scheduled", "correction", "reworded", "waits-3"}:
        article.bylines.filter(reporter=people["B"].reporter).delete()  # the words that were signed
    article = workflow.with_live(Article.objects).get(pk=article.pk)
    found = {
        verb: "".join(letter for letter in "RrEBSCPA" if workflow.why_not(article, verb, people[letter]) is None) or "."
        for verb in Verb
    }
    assert found == rows()[state]


@pytest.mark.parametrize("state", rows())
def test_what_is_offered_is_refused_only_with_a_reason_and_done_only_where_allowed(state, cast, people):
    article = workflow.with_live(Article.objects).get(pk=States(cast).article(state).pk)
    for letter, user in people.items():
        offered = {choice.verb: choice.why_not for choice in workflow.verbs(article, user)}
        assert offered == {verb: workflow.why_not(article, verb, user) for verb in offered}, letter
        for verb in Verb:
            if workflow.why_not(article, verb, user):
                with pytest.raises(workflow.Refused):
                    workflow.act(article, verb, user, text="x", at=timezone.now() + timedelta(hours=2))


@pytest.mark.parametrize("state", rows())
def test_whatever_somebody_may_do_is_offered_to_her(state, cast, people):
    article = workflow.with_live(Article.objects).get(pk=States(cast).article(state).pk)
    for letter, user in people.items():
        offered = {choice.verb for choice in workflow.verbs(article, user)}
        may = {verb for verb in Verb if workflow.why_not(article, verb, user) is None}
        assert may - offered <= {Verb.EDIT}, letter
