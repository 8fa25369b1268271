"""Four eyes, held by the data itself: nobody signs two stages or her own story, whichever way it is tried."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from articles.desk import publishing
from articles.desk.queue import Queue
from articles.desk.workflow import Refused, Verb
from articles.models import Byline, Publication, ReviewStage, Signature
from newsroom import roles
from newsroom.models import Reporter

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(cast):
    article = cast.article()
    cast.do(article, Verb.SUBMIT, cast.reporter)
    cast.do(article, Verb.SIGN, cast.editor)
    article.refresh_from_db()
    return article


def signature(article, signer, stage="二审"):
    return Signature(
        article=article,
        round=article.round,
        stage=ReviewStage.objects.get(name=stage),
        verdict="signed",
        signer=signer,
        signer_name=signer.username,
        fingerprint="x",
        words={},
    )


WAYS = {
    "save": lambda made: made.save(),
    "bulk_create": lambda made: Signature.objects.bulk_create([made]),
    "related manager": lambda made: made.article.signatures.bulk_create([made]),
}


class TestTwoStagesByOnePerson:
    @pytest.mark.parametrize("way", WAYS)
    def test_a_script_is_refused_by_the_database(self, cast, article, way):
        with pytest.raises(IntegrityError), transaction.atomic():
            WAYS[way](signature(article, cast.editor))

    def test_raw_sql_is_refused_too(self, cast, article):
        cast.do(article, Verb.SIGN, cast.section_head)
        first, second = Signature.objects.standing(article)
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE articles_signature SET signer_id = %s WHERE id = %s", [first.signer_id, second.pk])

    def test_a_login_of_two_roles_is_refused_with_the_reason(self, cast, article):
        cast.editor.groups.add(Group.objects.get(name=roles.SECTION_HEAD))
        editor = type(cast.editor).objects.get(pk=cast.editor.pk)
        assert "一审" in cast.why_not(article, Verb.SIGN, editor)

    def test_one_stage_is_signed_once(self, cast, article):
        with pytest.raises(IntegrityError), transaction.atomic():
            signature(article, cast.section_head, stage="一审").save()


class TestSomebodyInTheByline:
    @pytest.mark.parametrize("way", WAYS)
    def test_a_script_is_refused(self, cast, article, way):
        cast.jiang.user = cast.section_head
        cast.jiang.save()
        with pytest.raises(ValidationError):
            WAYS[way](signature(article, cast.section_head))

    def test_by_a_person_of_her_name_without_a_login_too(self, cast, article):
        Byline.objects.create(
            article=article, reporter=Reporter.objects.create(name=roles.name_of(cast.section_head)), position=2
        )
        with pytest.raises(ValidationError):
            signature(article, cast.section_head).save()

    @pytest.mark.parametrize("collective", ["段雪", "本报记者 段雪", "记者段雪采写", "文 Duan Xue"])
    def test_in_the_collective_line_too_where_that_is_printed(self, cast, article, collective):
        Reporter.objects.create(name="段雪", other_names="|Duan Xue|", user=cast.section_head)
        article.bylines.all().delete()
        article.collective = collective
        article.save(update_fields=["collective"])
        with pytest.raises(ValidationError):
            signature(article, cast.section_head).save()
        assert cast.why_not(article, Verb.SIGN, cast.section_head)
        assert not Queue(cast.section_head).to_sign

    def test_by_a_person_of_her_pen_name_without_a_login_too(self, cast, article):
        Reporter.objects.create(name="段雪", other_names="|雪痕|", user=cast.section_head)
        Byline.objects.create(article=article, reporter=Reporter.objects.create(name="雪痕"), position=2)
        with pytest.raises(ValidationError):
            signature(article, cast.section_head).save()
        assert cast.why_not(article, Verb.SIGN, cast.section_head)
        assert not Queue(cast.section_head).to_sign

    @pytest.mark.parametrize("collective", ["本报评论员", "Adele Long"])
    def test_a_collective_line_without_her_name_keeps_nobody_from_signing(self, cast, article, collective):
        get_user_model().objects.filter(pk=cast.section_head.pk).update(last_name="Lo")
        head = get_user_model().objects.get(pk=cast.section_head.pk)
        article.bylines.all().delete()
        article.collective = collective
        article.save(update_fields=["collective"])
        assert cast.why_not(article, Verb.SIGN, head) is None
        assert len(Queue(head).to_sign) == 1

    def test_a_byline_that_came_after_her_signature_keeps_the_story_back(self, cast):
        article = cast.signed()
        Byline.objects.create(
            article=article, reporter=Reporter.objects.create(name="陆鸣", user=cast.section_head), position=2
        )
        cast.do(article, Verb.SIGN, cast.chief_editor)
        assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
        with pytest.raises(publishing.NotReady):
            publishing.publish(article)
        assert not Publication.objects.exists()


class TestTheRecordOfSignatures:
    def test_who_signed_what_is_never_changed(self, cast, article):
        one = Signature.objects.standing(article).get()
        one.signer = cast.section_head
        with pytest.raises(TypeError):
            one.save()
        for change in ({"signer": cast.section_head}, {"fingerprint": "x"}, {"verdict": "returned"}, {"words": {}}):
            with pytest.raises(TypeError):
                Signature.objects.filter(pk=one.pk).update(**change)


class TestStagesAsData:
    """A newsroom may keep one stage, three or five."""

    def stages(self, cast, count):
        signers = [cast.user(f"signer-{number}", roles.CHIEF_EDITOR) for number in range(count)]
        ReviewStage.objects.update(is_active=False)
        for number in range(count):
            group = Group.objects.get(name=roles.CHIEF_EDITOR)
            ReviewStage.objects.create(name=f"第{number + 1}审", position=10 + number, group=group)
        return signers

    @pytest.mark.parametrize("count", [1, 3, 5])
    def test_each_is_signed_by_another_person_in_turn(self, cast, count):
        signers = self.stages(cast, count)
        article = cast.article()
        cast.do(article, Verb.SUBMIT, cast.reporter)
        for number, signer in enumerate(signers):
            article.refresh_from_db()
            assert article.stage.name == f"第{number + 1}审"
            assert cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
            if number:
                with pytest.raises(Refused):
                    cast.do(article, Verb.SIGN, signers[number - 1])
            cast.do(article, Verb.SIGN, signer)
        cast.do(article, Verb.PUBLISH, cast.chief_editor)
        assert Publication.objects.exists()

    def test_a_stage_taken_into_use_is_asked_of_what_is_signed(self, cast):
        article = cast.signed()
        group = Group.objects.get(name=roles.CHIEF_EDITOR)
        ReviewStage.objects.create(name="终审", position=9, group=group)
        assert "终审" in cast.why_not(article, Verb.PUBLISH, cast.chief_editor)
