"""One "publish at" from any state: not before its time, then by itself if it is signed, else held back with the reason."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import OperationalError
from django.utils import timezone

from articles.desk import clock, labels, publishing, saving, standing, times, workflow
from articles.desk.workflow import Refused, Verb
from articles.models import Article, Publication, Version
from newsroom.models import LogLine
from tests.newsroom.together import together

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def at():
    return timezone.now() + HOUR


def schedule(cast, article, at, **more):
    cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=at, **more)
    article.refresh_from_db()
    return article


def choices(article, user):
    article = workflow.with_live(Article.objects).get(pk=article.pk)
    return {choice.verb: choice for choice in workflow.verbs(article, user)}


def submitted(cast):
    article = cast.article()
    cast.do(article, Verb.SUBMIT, cast.reporter)
    return article


def returned(cast):
    article = submitted(cast)
    cast.do(article, Verb.RETURN, cast.editor, text="数字请核对。")
    return article


def correction(cast, sign=True):
    article = cast.published()
    cast.changed(article, body="<p>12月28日,雪川地区冬季旅游推介会召开。</p>")
    return cast.signed(article) if sign else article


class TestFromAnyState:
    @pytest.mark.parametrize(
        "make",
        [lambda cast: cast.article(), submitted, returned, lambda cast: cast.signed()],
        ids=["draft", "in review", "returned", "signed"],
    )
    def test_the_time_is_kept_and_the_state_stays(self, cast, at, make):
        article = make(cast)
        article.refresh_from_db()
        before = article.state
        schedule(cast, article, at)
        assert (article.publish_at, article.state) == (at, before)
        assert not Publication.objects.exists()

    def test_what_is_signed_after_the_time_was_set_goes_out_at_it(self, cast, at):
        article = schedule(cast, cast.article(), at)
        cast.signed(article)
        clock.publish_due(at - timedelta(seconds=1))
        assert not Publication.objects.exists()
        clock.publish_due(at)
        assert Publication.objects.get().published_at == at

    def test_it_can_be_set_anew_and_taken_off(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        assert choices(article, cast.chief_editor)[Verb.SCHEDULE].at == at
        schedule(cast, article, at + HOUR)
        assert article.publish_at == at + HOUR
        cast.do(article, Verb.UNSCHEDULE, cast.section_head)
        article.refresh_from_db()
        assert article.publish_at is None

    @pytest.mark.parametrize("role", ["reporter", "editor", "photo_desk"])
    def test_who_may_not_and_is_not_offered_it(self, cast, at, role):
        article = cast.signed()
        assert cast.why_not(article, Verb.SCHEDULE, getattr(cast, role))
        assert Verb.SCHEDULE not in choices(article, getattr(cast, role))
        schedule(cast, article, at)
        assert cast.why_not(article, Verb.UNSCHEDULE, getattr(cast, role))

    def test_an_unchanged_story_on_the_site_has_nothing_to_go_out(self, cast):
        assert cast.why_not(cast.published(), Verb.SCHEDULE, cast.chief_editor)

    def test_a_time_that_is_past_is_refused(self, cast):
        with pytest.raises(Refused):
            cast.do(cast.article(), Verb.SCHEDULE, cast.chief_editor, at=timezone.now())


class TestTheEmbargo:
    def test_nobody_publishes_before_the_time(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        assert times.shown(at) in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
        with pytest.raises(publishing.NotReady):
            publishing.publish(article)
        assert not Publication.objects.exists()

    def test_nor_corrects(self, cast, at):
        article = schedule(cast, correction(cast), at, text="日期应为12月28日。")
        assert times.shown(at) in cast.why_not(article, Verb.CORRECT, cast.chief_editor)

    def test_without_it_the_story_goes_out_by_hand(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        cast.do(article, Verb.UNSCHEDULE, cast.chief_editor)
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        assert Publication.objects.exists()

    def test_once_the_time_has_come_a_hand_may_do_what_the_clock_did_not(self, cast):
        article = cast.signed()
        Article.objects.filter(pk=article.pk).update(publish_at=timezone.now() - HOUR)
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        article.refresh_from_db()
        assert article.publish_at is None
        clock.publish_due(timezone.now())
        assert Version.objects.count() == 1


class TestHeldBack:
    @pytest.mark.parametrize(
        "make",
        [lambda cast: cast.article(), submitted, returned, lambda cast: cast.article(section=None)],
        ids=["draft", "in review", "returned", "without a section"],
    )
    def test_what_is_not_signed_does_not_go_out_then_or_later(self, cast, at, make):
        article = schedule(cast, make(cast), at)
        clock.publish_due(at)
        article.refresh_from_db()
        assert article.publish_at is None
        assert article.held
        if article.state == "draft":
            cast.signed(article)
        clock.publish_due(at + HOUR)
        assert not Publication.objects.exists()

    def test_a_returned_story_with_all_its_signatures_does_not_go_out(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        cast.do(article, Verb.RETURN, cast.chief_editor, text="先等等。")
        clock.publish_due(at)
        article.refresh_from_db()
        assert not Publication.objects.exists()
        assert article.held

    def test_the_list_says_so_and_the_log_too(self, cast, at):
        article = schedule(cast, submitted(cast), at)
        clock.publish_due(at)
        article.refresh_from_db()
        assert article.held in labels.state_badge(article)
        line = LogLine.objects.first()
        assert (line.story, line.actor) == (article.pk, None)
        assert article.held in line.detail

    def test_signing_or_scheduling_anew_forgets_it(self, cast, at):
        article = schedule(cast, submitted(cast), at)
        clock.publish_due(at)
        schedule(cast, article, at + HOUR)
        assert article.held == ""


class TestEditingMeanwhile:
    def test_words_that_are_saved_after_the_signatures_have_to_be_signed_again(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        saving.save(article.pk, {"subtitle": "新的副题"}, cast.editor, article.saves)
        article.refresh_from_db()
        assert (article.state, article.publish_at) == ("review", at)
        badge = labels.state_badge(article)
        assert "三审" in badge and times.shown(at) in badge
        clock.publish_due(at)
        assert not Publication.objects.exists()

    def test_signed_again_they_go_out_at_the_time(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        saving.save(article.pk, {"subtitle": "新的副题"}, cast.editor, article.saves)
        cast.do(article, Verb.SIGN, cast.chief_editor)
        clock.publish_due(at)
        assert Publication.objects.get().subtitle == "新的副题"


class TestWhatTheButtonsSay:
    def test_the_last_signature_names_the_time(self, cast, at):
        article = schedule(cast, submitted(cast), at)
        assert times.shown(at) not in choices(article, cast.editor)[Verb.SIGN].label
        cast.do(article, Verb.SIGN, cast.editor)
        cast.do(article, Verb.SIGN, cast.section_head)
        label = choices(article, cast.chief_editor)[Verb.SIGN].label
        assert "三审" in label and times.shown(at) in label

    def test_the_state_names_it_too(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        assert times.shown(at) in workflow.state_label(article)

    def test_another_year_is_named(self):
        with time_machine.travel(datetime(2026, 12, 30, 8, tzinfo=UTC)):
            assert times.shown(timezone.now() + timedelta(days=1)) == "12-31 16:00"
            assert times.shown(timezone.now() + timedelta(days=2)) == "2027-01-01 16:00"


class TestAScheduledCorrection:
    def test_it_needs_its_note_at_once(self, cast, at):
        with pytest.raises(Refused):
            cast.do(correction(cast), Verb.SCHEDULE, cast.chief_editor, at=at)

    def test_readers_see_the_new_words_and_the_note_from_its_time_on(self, cast, at):
        article = schedule(cast, correction(cast), at, text="日期应为12月28日。")
        assert "12月27日" in Publication.objects.get().html
        clock.publish_due(at)
        story = Publication.objects.get()
        assert "12月28日" in story.html
        assert story.facts["notes"][0]["note"] == "日期应为12月28日。"
        article.refresh_from_db()
        assert (article.publish_at, article.publish_note) == (None, "")

    def test_the_note_outlives_a_refusal_of_the_clock(self, cast, at):
        article = schedule(cast, correction(cast, sign=False), at, text="日期应为12月28日。")
        clock.publish_due(at)
        article.refresh_from_db()
        assert article.held
        assert choices(article, cast.chief_editor)[Verb.SCHEDULE].text == "日期应为12月28日。"


class TestTakingOff:
    def take_off(self, cast, article, at, text="活动已结束。"):
        cast.do(article, Verb.TAKE_OFF, cast.chief_editor, at=at, text=text)
        article.refresh_from_db()
        return article

    def test_the_story_leaves_at_its_time_with_its_notice(self, cast, at, client):
        article = self.take_off(cast, cast.published(), at)
        where = Publication.objects.get().get_absolute_url()
        clock.take_off_due(at - timedelta(seconds=1))
        assert client.get(where).status_code == 200
        clock.take_off_due(at)
        clock.take_off_due(at)
        gone = client.get(where)
        assert gone.status_code == 410
        assert "活动已结束。" in gone.content.decode()
        assert [v.kind for v in Version.objects.all()] == ["published", "withdrawn"]
        assert Version.objects.last().at == at
        article.refresh_from_db()
        assert article.take_off_at is None
        assert LogLine.objects.first().actor is None

    def test_the_list_shows_the_time_and_it_can_be_called_off(self, cast, at):
        article = self.take_off(cast, cast.published(), at)
        assert times.shown(at) in labels.state_badge(article)
        cast.do(article, Verb.CANCEL_TAKE_OFF, cast.section_head)
        clock.take_off_due(at)
        assert Publication.objects.exists()

    @pytest.mark.parametrize("role", ["reporter", "editor", "photo_desk"])
    def test_who_may_not(self, cast, at, role):
        article = self.take_off(cast, cast.published(), at)
        assert cast.why_not(article, Verb.TAKE_OFF, getattr(cast, role))
        assert cast.why_not(article, Verb.CANCEL_TAKE_OFF, getattr(cast, role))

    def test_withdrawing_by_hand_calls_it_off(self, cast, at):
        article = self.take_off(cast, cast.published(), at)
        cast.do(article, Verb.WITHDRAW, cast.chief_editor)
        article.refresh_from_db()
        assert article.take_off_at is None

    def test_a_story_goes_out_and_leaves_again_by_itself(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        self.take_off(cast, article, at + HOUR)
        clock.publish_due(at)
        assert Publication.objects.exists()
        clock.take_off_due(at + HOUR)
        assert not Publication.objects.exists()

    def test_it_leaves_after_it_goes_out_and_not_before(self, cast, at):
        article = schedule(cast, cast.signed(), at)
        with pytest.raises(Refused):
            self.take_off(cast, article, at)
        self.take_off(cast, article, at + HOUR)
        with pytest.raises(Refused):
            schedule(cast, article, at + HOUR)

    def test_a_story_whose_time_is_over_does_not_go_out(self, cast):
        article = cast.signed()
        Article.objects.filter(pk=article.pk).update(take_off_at=timezone.now() - HOUR)
        assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
        clock.take_off_due(timezone.now())
        article.refresh_from_db()
        assert article.take_off_at


def test_a_withdrawn_story_does_not_come_back_by_a_schedule_of_before(cast, at):
    article = schedule(cast, correction(cast), at, text="日期应为12月28日。")
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    clock.publish_due(at)
    assert not Publication.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_ten_pulses_at_once_publish_once_and_take_off_once(cast):
    now = timezone.now()
    article = cast.signed()
    Article.objects.filter(pk=article.pk).update(publish_at=now)
    together(10, lambda: clock.publish_due(now))
    assert [v.kind for v in Version.objects.all()] == ["published"]
    Article.objects.filter(pk=article.pk).update(take_off_at=now)
    together(10, lambda: clock.take_off_due(now))
    assert [v.kind for v in Version.objects.all()] == ["published", "withdrawn"]
    article.refresh_from_db()
    assert (article.publish_at, article.take_off_at, article.held) == (None, None, "")


def test_a_beat_with_nothing_due_costs_one_query_each(cast, at, django_assert_num_queries):
    for article in (cast.signed(), cast.published(cast.article(headline="另一篇"))):
        Article.objects.filter(pk=article.pk).update(publish_at=at, take_off_at=at + HOUR)
    for duty in (clock.publish_due, clock.take_off_due):
        with django_assert_num_queries(1):
            duty(timezone.now())


@pytest.mark.django_db(transaction=True)
def test_those_that_are_due_together_go_out_once_each_and_what_is_not_signed_keeps_none_back(cast, monkeypatch):
    monkeypatch.setattr(clock, "TOGETHER", 2)
    now = timezone.now()
    ready = [cast.signed(cast.article(headline=f"第{number}条公路通车")) for number in range(4)]
    draft = cast.article(headline="还没送审")
    Article.objects.update(publish_at=now)
    Article.objects.filter(pk=draft.pk).update(publish_at=now - HOUR)  # the first of all
    together(3, lambda: clock.publish_due(now))
    assert sorted(Version.objects.values_list("story", flat=True)) == sorted(article.pk for article in ready)
    draft.refresh_from_db()
    assert (draft.publish_at, bool(draft.held)) == (None, True)
    assert not Article.objects.exclude(publish_at=None).exists()


def test_one_that_cannot_even_be_read_keeps_none_back(cast, at, monkeypatch):
    good, bad = cast.signed(), cast.signed(cast.article(headline="坏了的一篇"))
    Article.objects.update(publish_at=at)
    freeze_all = standing.freeze_all

    def breaks(articles, photos):
        assert bad.pk not in [article.pk for article in articles]
        return freeze_all(articles, photos)

    monkeypatch.setattr(standing, "freeze_all", breaks)
    monkeypatch.setattr(
        publishing,
        "publish_all_as_read",
        lambda notes, at, _publish=publishing.publish_all_as_read: 1 / 0 if bad in notes else _publish(notes, at),
    )
    clock.publish_due(at)
    bad.refresh_from_db()
    assert [publication.story for publication in Publication.objects.all()] == [good.pk]
    assert (bad.publish_at, bool(bad.held)) == (None, True)


def test_while_the_database_is_away_what_is_due_stays_due(cast, at, monkeypatch):
    article = schedule(cast, cast.signed(), at)

    def away(*_asked, **_more):
        raise OperationalError

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "publish_all_as_read", away)
        clock.publish_due(at)
    article.refresh_from_db()
    assert (article.publish_at, article.held) == (at, "")
    clock.publish_due(at)
    assert Publication.objects.exists()


def test_many_that_are_due_together_are_asked_about_together(cast, at, django_assert_max_num_queries):
    for number in range(8):
        cast.signed(cast.article(headline=f"第{number}条公路通车"))
    Article.objects.update(publish_at=at)
    with django_assert_max_num_queries(8 * 3 + 50):
        clock.publish_due(at)
    assert Publication.objects.count() == 8
