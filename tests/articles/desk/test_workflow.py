from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from articles.desk import checklist, clock, saving, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Refused, Verb
from articles.models import Article, Byline, Publication, ReviewStage, Signature, Version
from newsroom import edition, roles

pytestmark = pytest.mark.django_db


class TestSubmit:
    def test_it_then_waits_for_the_first_stage(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        article.refresh_from_db()
        assert (article.state, article.stage.name, article.round) == ("review", "一审", 1)

    def test_an_empty_body_is_refused(self, cast):
        with pytest.raises(Refused):
            cast.do(cast.article(body=""), Verb.SUBMIT, cast.reporter)

    def test_a_reporter_may_not_submit_what_is_not_hers(self, cast):
        other = cast.user("another", roles.REPORTER)
        assert cast.why_not(cast.article(), Verb.SUBMIT, other)

    def test_twice_is_refused(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        with pytest.raises(Refused):
            cast.do(article, Verb.SUBMIT, cast.reporter)

    def test_readers_see_nothing_of_it(self, cast, client):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert not Publication.objects.exists()


class TestSign:
    def test_three_people_in_turn_make_it_signed(self, cast):
        article = cast.signed()
        assert (article.state, article.stage) == ("signed", None)
        assert [s.stage.name for s in Signature.objects.standing(article)] == ["一审", "二审", "三审"]

    def test_each_stage_is_signed_by_its_role(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert cast.why_not(article, Verb.SIGN, cast.reporter)
        assert cast.why_not(article, Verb.SIGN, cast.chief_editor)
        assert cast.why_not(article, Verb.SIGN, cast.editor) is None

    def test_nobody_signs_two_stages(self, cast):
        cast.editor.groups.set(cast.section_head.groups.all() | cast.editor.groups.all())
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.SIGN, cast.editor)
        with pytest.raises(Refused):
            cast.do(article, Verb.SIGN, cast.editor)

    def test_the_database_refuses_two_stages_by_one_person_too(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.SIGN, cast.editor)
        article.refresh_from_db()
        first = Signature.objects.standing(article).get()
        first.pk, first._state.adding = None, True
        first.stage = ReviewStage.objects.get(name="二审")
        with pytest.raises(IntegrityError), transaction.atomic():
            first.save()

    def test_nobody_signs_her_own_story(self, cast):
        article = cast.article()
        cast.jiang.user = cast.editor
        cast.jiang.save()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert cast.why_not(article, Verb.SIGN, cast.editor)

    def test_a_script_cannot_sign_for_somebody_in_the_byline_either(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        with pytest.raises(ValidationError):
            Signature.objects.create(
                article=article,
                round=1,
                stage=ReviewStage.objects.first(),
                verdict="signed",
                signer=cast.reporter,
                signer_name="x",
                fingerprint="x",
                words={},
            )

    def test_words_that_changed_since_they_were_read_are_not_signed(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        seen = fingerprint(freeze(article))
        cast.changed(article, body="<p>别的话。</p>")
        with pytest.raises(Refused):
            cast.do(article, Verb.SIGN, cast.editor, fingerprint=seen)
        assert not Signature.objects.standing(article).exists()

    def test_the_signature_keeps_what_was_read(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.SIGN, cast.editor)
        cast.changed(article, body="<p>别的话。</p>")
        signature = Signature.objects.standing(article).get()
        assert "推介会召开" in signature.words["body"]

    def test_words_changed_after_the_last_signature_have_to_be_signed_again(self, cast):
        article = cast.signed()
        cast.changed(article, body="<p>别的话。</p>")
        assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
        assert cast.why_not(article, Verb.SIGN, cast.chief_editor) is None
        cast.do(article, Verb.SIGN, cast.chief_editor)
        assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor) is None

    def test_a_newsroom_may_keep_one_stage(self, cast):
        ReviewStage.objects.exclude(name="三审").update(is_active=False)
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.SIGN, cast.chief_editor)
        article.refresh_from_db()
        assert article.state == "signed"


class TestReturn:
    def test_it_goes_back_with_the_reason(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.RETURN, cast.editor, text="导语太长")
        article.refresh_from_db()
        assert article.state == "returned"
        assert Signature.objects.get(verdict="returned").note == "导语太长"

    def test_a_reason_is_needed(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        with pytest.raises(Refused):
            cast.do(article, Verb.RETURN, cast.editor, text="  ")

    def test_a_reporter_may_not(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert cast.why_not(article, Verb.RETURN, cast.reporter)

    def test_after_it_all_stages_sign_anew(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        cast.do(article, Verb.SIGN, cast.editor)
        cast.do(article, Verb.RETURN, cast.section_head, text="核实数字")
        cast.do(article, Verb.SUBMIT, cast.reporter)
        article.refresh_from_db()
        assert (article.stage.name, article.round) == ("一审", 2)
        assert not Signature.objects.standing(article).exists()


class TestEdit:
    def test_a_reporter_edits_her_own_drafts_and_no_others(self, cast):
        article = cast.article()
        assert cast.why_not(article, Verb.EDIT, cast.reporter) is None
        assert cast.why_not(article, Verb.EDIT, cast.user("another", roles.REPORTER))

    def test_in_review_only_editors_edit(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        assert cast.why_not(article, Verb.EDIT, cast.reporter)
        assert cast.why_not(article, Verb.EDIT, cast.editor) is None

    def test_what_is_saved_after_the_signatures_waits_for_the_last_stage_again(self, cast):
        article = cast.signed()
        saving.save(article.pk, {"subtitle": "新的副题"}, cast.editor, article.saves)
        article.refresh_from_db()
        assert (article.state, article.stage.name) == ("review", "三审")


class TestPublish:
    def test_readers_see_it_afterwards_and_not_before(self, cast):
        article = cast.signed()
        assert not Publication.objects.exists()
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        assert Publication.objects.get().story == article.pk

    @pytest.mark.parametrize("role", ["reporter", "editor", "photo_desk"])
    def test_who_may_not(self, cast, role):
        assert cast.why_not(cast.signed(), Verb.PUBLISH, getattr(cast, role))

    def test_unsigned_it_is_refused(self, cast):
        with pytest.raises(Refused):
            cast.do(cast.article(), Verb.PUBLISH, cast.chief_editor)

    def test_refused_it_begins_no_edition(self, cast):
        before = edition.current()
        with pytest.raises(Refused):
            cast.do(cast.signed(), Verb.PUBLISH, cast.editor)
        assert edition.current() == before

    def test_what_the_checklist_demands_is_asked_once_and_in_the_queue(self, cast, monkeypatch):
        article, asked = cast.signed(), []

        def must(*args, _must=checklist.must):
            asked.append(edition.current())
            return _must(*args)

        monkeypatch.setattr(checklist, "must", must)
        before = edition.current()
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        assert len(asked) == 1 and asked[0] > before

    def test_a_missing_signature_cannot_be_forged_by_the_state(self, cast):
        article = cast.article()
        Article.objects.filter(pk=article.pk).update(state="signed")
        assert "一审" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)

    def test_twice_is_refused(self, cast):
        with pytest.raises(Refused):
            cast.do(cast.published(), Verb.PUBLISH, cast.chief_editor)

    def test_without_a_section_it_is_refused(self, cast):
        assert cast.why_not(cast.signed(cast.article(section=None)), Verb.PUBLISH, cast.chief_editor)


class TestSchedule:
    def test_it_goes_out_by_itself_at_its_time(self, cast):
        article = cast.signed()
        at = timezone.now() + timedelta(hours=1)
        cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=at)
        clock.publish_due(at - timedelta(seconds=1))
        assert not Publication.objects.exists()
        clock.publish_due(at)
        clock.publish_due(at)
        assert Publication.objects.get().published_at == at
        assert Version.objects.count() == 1

    def test_words_changed_since_the_signature_do_not_go_out_and_the_desk_is_told(self, cast):
        article = cast.signed()
        at = timezone.now() + timedelta(hours=1)
        cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=at)
        cast.changed(article, body="<p>别的话。</p>")
        clock.publish_due(at)
        article.refresh_from_db()
        assert not Publication.objects.exists()
        assert article.publish_at is None and article.held

    def test_a_time_that_is_past_is_refused(self, cast):
        with pytest.raises(Refused):
            cast.do(cast.signed(), Verb.SCHEDULE, cast.chief_editor, at=timezone.now())

    def test_it_can_be_taken_off_the_schedule(self, cast):
        article = cast.signed()
        cast.do(article, Verb.SCHEDULE, cast.chief_editor, at=timezone.now() + timedelta(hours=1))
        cast.do(article, Verb.UNSCHEDULE, cast.section_head)
        article.refresh_from_db()
        assert article.publish_at is None


class TestCorrect:
    def correction(self, cast):
        article = cast.published()
        cast.changed(article, body="<p>12月28日,雪川地区冬季旅游推介会召开。</p>")
        return cast.signed(article)

    def test_readers_see_the_new_words_and_the_note(self, cast):
        article = self.correction(cast)
        cast.do(article, Verb.CORRECT, cast.chief_editor, text="日期应为12月28日。")
        publication = Publication.objects.get()
        assert "12月28日" in publication.html
        assert publication.facts["notes"][0]["note"] == "日期应为12月28日。"
        assert (publication.version, publication.is_corrected) == (2, True)

    def test_until_then_readers_see_the_old_words(self, cast):
        self.correction(cast)
        assert "12月27日" in Publication.objects.get().html

    def test_without_a_note_it_is_refused(self, cast):
        with pytest.raises(Refused):
            cast.do(self.correction(cast), Verb.CORRECT, cast.chief_editor, text=" ")

    def test_its_address_and_place_stay(self, cast):
        article = cast.published()
        before = Publication.objects.get()
        cast.changed(article, headline="推介会今日召开")
        cast.do(cast.signed(article), Verb.CORRECT, cast.chief_editor, text="改了标题。")
        after = Publication.objects.get()
        assert (before.key, before.get_absolute_url()) == (after.key, after.get_absolute_url())

    def test_an_editor_may_not(self, cast):
        assert cast.why_not(self.correction(cast), Verb.CORRECT, cast.editor)

    def test_unchanged_words_are_not_submitted_again(self, cast):
        assert cast.why_not(cast.published(), Verb.SUBMIT, cast.reporter)


class TestWithdraw:
    def test_the_story_leaves_the_site_and_its_versions_stay(self, cast):
        article = cast.published()
        cast.do(article, Verb.WITHDRAW, cast.chief_editor, text="来源有误。")
        assert not Publication.objects.exists()
        assert [v.kind for v in Version.objects.filter(story=article.pk)] == ["published", "withdrawn"]

    def test_a_reporter_may_not(self, cast):
        assert cast.why_not(cast.published(), Verb.WITHDRAW, cast.reporter)

    def test_withdrawing_twice_says_so(self, cast):
        article = cast.published()
        cast.do(article, Verb.WITHDRAW, cast.chief_editor)
        with pytest.raises(Refused):
            cast.do(article, Verb.WITHDRAW, cast.chief_editor)

    def test_it_can_be_published_again_at_its_old_address(self, cast):
        article = cast.published()
        address = Publication.objects.get().get_absolute_url()
        cast.do(article, Verb.WITHDRAW, cast.chief_editor)
        cast.changed(article, body="<p>核实后的话。</p>")
        cast.published(article)
        assert Publication.objects.get().get_absolute_url() == address


class TestVerbs:
    def test_a_refused_verb_carries_its_reason(self, cast):
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        article = Article.objects.get(pk=article.pk)
        choices = {c.verb: c for c in workflow.verbs(article, cast.reporter)}
        assert choices[Verb.SIGN].why_not
        assert "一审" in choices[Verb.SIGN].label

    def test_a_login_without_the_desks_rights_may_do_nothing(self, cast):
        nobody = cast.user("nobody", roles.REPORTER)
        nobody.groups.clear()
        article = cast.article()
        assert all(workflow.why_not(article, verb, nobody) for verb in Verb)


def test_a_byline_added_after_the_signatures_keeps_it_back(cast):
    article = cast.signed()
    cast.jiang.user = cast.chief_editor
    cast.jiang.save()
    Byline.objects.filter(article=article).update(role="记者")
    assert cast.why_not(article, Verb.PUBLISH, cast.section_head)
