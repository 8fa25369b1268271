from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from articles.desk import clock, publishing, workflow
from articles.desk.workflow import Refused, Verb
from articles.models import Publication, ReviewStage, Version
from newsroom import roles

pytestmark = pytest.mark.django_db


class TestWaysRound:
    def test_a_person_without_a_login_who_has_the_signers_name_is_the_signer(self, cast):
        article = cast.article()
        cast.jiang.name = roles.name_of(cast.editor)
        cast.jiang.save()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert cast.why_not(article, Verb.SIGN, cast.editor)

    def test_a_stage_taken_out_of_use_lets_what_waited_for_it_go_on(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.SIGN, cast.editor)
        ReviewStage.objects.filter(name="二审").update(is_active=False)
        workflow.settle()
        article.refresh_from_db()
        assert article.stage.name == "三审"

    def test_with_the_last_stage_out_of_use_changed_words_are_signed_by_the_one_before(self, cast):
        article = cast.signed()
        ReviewStage.objects.filter(name="三审").update(is_active=False)
        cast.changed(article, body="<p>别的话。</p>")
        workflow.settle()
        assert cast.why_not(article, Verb.SIGN, cast.section_head) is None

    def test_without_any_stage_nothing_goes_out(self, cast):
        article = cast.signed()
        ReviewStage.objects.update(is_active=False)
        assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
        with pytest.raises(Refused):
            cast.do(cast.article(), Verb.SUBMIT, cast.reporter)

    def test_a_reason_of_control_characters_is_none(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        with pytest.raises(Refused):
            cast.do(article, Verb.RETURN, cast.editor, text="\x00\x01")

    def test_a_notice_is_kept_without_control_characters(self, cast):
        article = cast.published()
        cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="来源\x00有误")
        assert Version.objects.last().note == "来源有误"


class TestTheClock:
    def scheduled(self, cast):
        article = cast.signed()
        at = timezone.now() + timedelta(hours=1)
        cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=at)
        return article, at

    def test_a_busy_database_only_delays_a_scheduled_story(self, cast, monkeypatch):
        article, at = self.scheduled(cast)

        def busy(version):
            raise OperationalError("database is locked")

        with monkeypatch.context() as patched:
            patched.setattr(publishing, "project", busy)
            clock.publish_due(at)
        article.refresh_from_db()
        assert (article.publish_at, article.held) == (at, "")
        clock.publish_due(at)
        assert Publication.objects.get().story == article.pk

    def test_an_error_of_one_story_does_not_keep_the_next_from_its_time(self, cast, monkeypatch):
        broken, at = self.scheduled(cast)
        whole = cast.signed(cast.article(headline="第二篇"))
        cast.do(whole, Verb.SCHEDULE, cast.chief_editor, at=at)
        project = publishing.project

        def fails_once(*versions):
            if broken.pk in [version.story for version in versions]:
                raise RuntimeError("a fault")
            return project(*versions)

        monkeypatch.setattr(publishing, "project", fails_once)
        clock.publish_due(at)
        broken.refresh_from_db()
        assert broken.held
        assert Publication.objects.get().story == whole.pk
