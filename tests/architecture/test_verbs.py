"""Who may do what when: every verb in every state, for every role. The table is the rule as the house would say it.

R her own reporter · r another reporter · E editor · S section head · s one limited to the section it stands in · C chief
editor · P photo desk · A administrator · U superuser · B an editor who stands in the byline · o a section head limited to
another section · N a login without a role · X a chief editor whose login was closed. A dot: nobody. Section heads, chief
editors and administrators publish.
"""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from articles.desk import saving, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article, Remit, Section
from newsroom import roles
from newsroom.models import LogLine, Reporter

pytestmark = pytest.mark.django_db

TABLE = """
state      edit      submit    sign return  publish correct schedule unschedule withdraw restore take_off cancel trash     untrash
draft      REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    .          .        .       SsCAU    .      REBSsCAU  .
nowhere    REBSsCAUo REBSsCAUo .    .       .       .       SsCAUo   .          .        .       SsCAUo   .      REBSsCAUo .
waits-1    EBSsCAU   .         EU   EBSsCAU .       .       SsCAU    .          .        .       SsCAU    .      EBSsCAU   .
waits-2    EBSsCAU   .         SsU  SsCAU   .       .       SsCAU    .          .        .       SsCAU    .      EBSsCAU   .
waits-3    EBSsCAU   .         CU   SsCAU   .       .       SsCAU    .          .        .       SsCAU    .      EBSsCAU   .
returned   REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    .          .        .       SsCAU    .      REBSsCAU  .
signed     EBSsCAU   .         .    SsCAU   SsCAU   .       SsCAU    .          .        .       SsCAU    .      EBSsCAU   .
reworded   EBSsCAU   .         CU   SsCAU   .       .       SsCAU    .          .        .       SsCAU    .      EBSsCAU   .
held       EBSsCAU   .         .    SsCAU   SsCAU   .       SsCAU    .          .        .       SsCAU    .      EBSsCAU   .
embargoed  REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    SsCAU      .        .       SsCAU    .      .         .
scheduled  EBSsCAU   .         .    SsCAU   .       .       SsCAU    SsCAU      .        .       SsCAU    .      .         .
planned    REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    .          .        .       SsCAU    SsCAU  .         .
live       REBSsCAU  .         .    .       .       .       .        .          SsCAU    .       SsCAU    .      .         .
leaving    REBSsCAU  .         .    .       .       .       .        .          SsCAU    .       SsCAU    SsCAU  .         .
changed    REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    .          SsCAU    .       SsCAU    .      .         .
correcting EBSsCAU   .         EU   EBSsCAU .       .       SsCAU    .          SsCAU    .       SsCAU    .      .         .
correction EBSsCAU   .         .    SsCAU   .       SsCAU   SsCAU    .          SsCAU    .       SsCAU    .      .         .
announced  EBSsCAU   .         .    SsCAU   .       .       SsCAU    SsCAU      SsCAU    .       SsCAU    .      .         .
withdrawn  REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    .          .        SsCAU   .        .      REBSsCAU  .
returning  REBSsCAU  REBSsCAU  .    .       .       .       SsCAU    SsCAU      .        .       .        .      .         .
restored   REBSsCAU  .         .    .       .       .       .        .          SsCAU    .       SsCAU    .      .         .
trashed    .         .         .    .       .       .       .        .          .        .       .        .      .         REBSsCAU
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

    def nowhere(self):
        return self.cast.article(section=None)

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

    def held(self):
        article = self.signed()
        Article.objects.filter(pk=article.pk).update(held="因故暂扣")
        return article

    def embargoed(self):
        return self._scheduled(self.draft())

    def scheduled(self):
        return self._scheduled(self.signed())

    def _scheduled(self, article):
        self.cast.do(article, Verb.SCHEDULE, self.cast.chief_editor, at=self.later, text="日期有误")
        return article

    def planned(self):
        return self._to_leave(self.draft())

    def live(self):
        return self.cast.published()

    def leaving(self):
        return self._to_leave(self.live())

    def _to_leave(self, article):
        self.cast.do(article, Verb.TAKE_OFF, self.cast.chief_editor, at=self.later)
        return article

    def changed(self):
        return self.cast.changed(self.live(), body="<p>改过的。</p>")

    def correcting(self):
        article = self.changed()
        self.cast.do(article, Verb.SUBMIT, self.cast.reporter)
        return article

    def correction(self):
        return self.cast.signed(self.changed())

    def announced(self):
        return self._scheduled(self.correction())

    def withdrawn(self):
        article = self.live()
        self.cast.do(article, Verb.WITHDRAW, self.cast.chief_editor)
        return article

    def returning(self):
        return self._scheduled(self.withdrawn())

    def restored(self):
        article = self.withdrawn()
        self.cast.do(article, Verb.RESTORE, self.cast.chief_editor)
        return article

    def trashed(self):
        article = self.draft()
        self.cast.do(article, Verb.TRASH, self.cast.editor)
        return article


LETTERS = "RrEBSsCPAUoNX"


@pytest.fixture
def people(cast):
    """Letter → login. B stands in the byline of whatever is looked at, without having filed it."""
    named = {letter: cast.users[role] for letter, role in ROLES.items()}
    named["r"] = cast.user("another", roles.REPORTER)
    named["B"] = cast.user("named", roles.EDITOR)
    Reporter.objects.create(name="陆鸣", user=named["B"])
    named["U"] = get_user_model().objects.create_superuser("root")
    named["N"] = get_user_model().objects.create_user("nobody", is_staff=True)
    named["X"] = cast.user("gone", roles.CHIEF_EDITOR)
    get_user_model().objects.filter(pk=named["X"].pk).update(is_active=False)
    other = Section.objects.create(masthead_id="zh-hans", name="民生", slug="life")
    for letter, section in (("s", cast.section), ("o", other)):
        named[letter] = cast.user(f"limited to {section}", roles.SECTION_HEAD)
        Remit.objects.create(user=named[letter]).sections.add(section)
    return {letter: get_user_model().objects.get(pk=user.pk) for letter, user in named.items()}


@pytest.mark.parametrize("state", rows())
def test_each_verb_is_for_those_whom_the_table_names(state, cast, people):
    article = States(cast).article(state)
    article.bylines.create(reporter=people["B"].reporter, role="记者", position=2)
    if state in {"signed", "held", "scheduled", "correction", "announced", "reworded", "waits-3"}:
        article.bylines.filter(reporter=people["B"].reporter).delete()  # the words that were signed
    article = workflow.with_live(Article.objects).get(pk=article.pk)
    found = {
        verb: "".join(letter for letter in LETTERS if workflow.why_not(article, verb, people[letter]) is None) or "."
        for verb in Verb
    }
    assert found == {verb: "".join(sorted(named, key=LETTERS.find)) for verb, named in rows()[state].items()}


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


@pytest.mark.parametrize("state", rows())
def test_whoever_may_does_it_and_the_log_says_so(state, cast, people):
    number = States(cast).article(state).pk
    for letter, user in people.items():
        article = workflow.with_live(Article.objects).get(pk=number)
        allowed = [verb for verb in Verb if workflow.why_not(article, verb, user) is None and verb != Verb.EDIT]
        for verb in allowed:
            sid = transaction.savepoint()
            at = timezone.now() + timedelta(minutes=30 if verb == Verb.SCHEDULE else 120)
            assert workflow.act(article, verb, user, text="因为", at=at, fingerprint=fingerprint(freeze(article)))
            line = LogLine.objects.first()
            assert (line.kind, line.actor, line.story) == ("decision", user, number), (letter, verb)
            transaction.savepoint_rollback(sid)


@pytest.mark.parametrize("state", rows())
def test_whoever_may_not_edit_saves_nothing_by_a_script_either(state, cast, people):
    article = States(cast).article(state)
    for letter, user in people.items():
        if letter in rows()[state][Verb.EDIT] or letter == "B":
            continue
        with pytest.raises(workflow.Refused):
            saving.save(article.pk, {"subtitle": "改写"}, user, article.saves)
