from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.workflow import Verb
from articles.models import Article, Publication, Signature
from newsroom import roles
from tests.articles.admin.desk import address, form_of, said

State = Article.State


def press(client, user, article, verb, **values):
    """Press the button of a verb with the form as it is saved, and follow to the page that comes."""
    client.force_login(user)
    response = client.post(address(article), form_of(article) | {"_verb": verb} | values, follow=True)
    article.refresh_from_db()
    return response


@pytest.fixture
def article(cast):
    return cast.article()


def test_words_are_saved_together_with_the_verb(client, cast, article):
    press(client, cast.reporter, article, Verb.SUBMIT, kicker="冬日")
    assert (article.kicker, article.state) == ("冬日", State.REVIEW)


def test_a_refused_verb_keeps_the_words_and_says_both(client, cast, article):
    response = press(client, cast.editor, article, Verb.SIGN, kicker="冬日")
    assert (article.kicker, article.state) == ("冬日", State.DRAFT)
    assert any(message.level_tag == "error" for message in response.context["messages"])
    assert _("No signature is due.") in said(response)
    assert _("Your changes are saved.") in said(response)


def test_signing_is_of_the_stage_that_the_button_named(client, cast, article):
    both = cast.user("both", roles.EDITOR)
    both.groups.add(Group.objects.get(name=roles.SECTION_HEAD))
    cast.do(article, Verb.SUBMIT, cast.reporter)
    client.force_login(both)
    shown = client.get(address(article)).context["stage_due"]
    cast.do(article, Verb.SIGN, cast.editor)
    press(client, both, article, Verb.SIGN, stage=shown.pk)
    assert article.stage.name == "二审"
    press(client, both, article, Verb.SIGN, stage=article.stage_id)
    assert article.stage.name == "三审"


def test_signing_is_of_the_words_that_were_shown(client, cast, article):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    shown = form_of(article)
    article.bylines.filter(reporter=cast.jiang).update(role="记者")
    client.force_login(cast.editor)
    client.post(address(article), shown | {"_verb": "sign", "bylines-1-role": "记者"})
    assert not Signature.objects.filter(verdict="signed").exists()


def test_the_signers_own_changes_are_words_she_has_seen(client, cast, article):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    press(client, cast.editor, article, Verb.SIGN, kicker="冬日")
    signature = Signature.objects.get(verdict="signed")
    assert signature.words["kicker"] == "冬日"
    assert article.stage.name == "二审"


def test_a_photo_described_anew_since_is_not_signed_unread(client, cast):
    photo = cast.photo()
    article = cast.article(body=f'<p>雪</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    cast.do(article, Verb.SUBMIT, cast.reporter)
    shown = form_of(article)
    type(photo).objects.filter(pk=photo.pk).update(caption="别的图说。")
    client.force_login(cast.editor)
    client.post(address(article), shown | {"_verb": "sign", "kicker": "冬日"})
    assert not Signature.objects.filter(verdict="signed").exists()
    article.refresh_from_db()
    assert article.kicker == "冬日"


def test_returning_needs_a_reason_and_shows_it_first(client, cast, article):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    press(client, cast.editor, article, Verb.RETURN)
    assert article.state == State.REVIEW
    response = press(client, cast.editor, article, Verb.RETURN, text_return="数字请核对。")
    assert article.state == State.RETURNED
    assert "desk-banner is-returned" in response.content.decode()
    assert "数字请核对。" in response.content.decode()


def test_publishing_puts_the_story_before_readers(client, cast):
    article = cast.signed()
    press(client, cast.chief_editor, article, Verb.PUBLISH)
    story = Publication.objects.get(story=article.pk)
    assert client.get(story.get_absolute_url()).status_code == 200


def test_words_changed_with_the_verb_are_not_published_unsigned(client, cast):
    article = cast.signed()
    press(client, cast.chief_editor, article, Verb.PUBLISH, kicker="没人签过")
    assert not Publication.objects.exists()
    assert article.kicker == "没人签过"


def test_scheduling_takes_the_time_of_the_dialog(client, cast):
    article = cast.signed()
    at = (timezone.localtime() + timedelta(days=1)).replace(second=0, microsecond=0)
    press(client, cast.chief_editor, article, Verb.SCHEDULE, at_schedule=at.strftime("%Y-%m-%dT%H:%M"))
    assert article.publish_at == at
    press(client, cast.chief_editor, article, Verb.UNSCHEDULE)
    assert article.publish_at is None


@pytest.mark.parametrize("at", ["", "soon", "2020-01-01T08:00", "9999-99-99T99:99", "0001-01-01T00:00"])
def test_a_time_that_is_none_is_refused(client, cast, at):
    article = cast.signed()
    response = press(client, cast.chief_editor, article, Verb.SCHEDULE, at_schedule=at)
    assert response.status_code == 200
    assert article.publish_at is None


def test_correcting_shows_readers_the_note(client, cast):
    article = cast.published()
    cast.changed(article, subtitle="新的副题")
    cast.signed(article)
    press(client, cast.chief_editor, article, Verb.CORRECT, text_correct="副题有误，已更正。")
    story = Publication.objects.get(story=article.pk)
    assert "副题有误，已更正。" in client.get(story.get_absolute_url()).content.decode()


def test_withdrawing_shows_readers_the_notice(client, cast):
    article = cast.published()
    where = Publication.objects.get(story=article.pk).get_absolute_url()
    press(client, cast.chief_editor, article, Verb.WITHDRAW, text_withdraw="经核实，特此撤稿。")
    gone = client.get(where)
    assert gone.status_code == 410
    assert "经核实，特此撤稿。" in gone.content.decode()


def test_every_verb_is_asked_again_when_it_is_pressed(client, cast):
    article = cast.signed()
    press(client, cast.reporter, article, Verb.PUBLISH)
    assert not Publication.objects.exists()


@pytest.mark.parametrize("verb", ["edit", "delete", ""])
def test_unknown_verbs_do_nothing(client, cast, article, verb):
    client.force_login(cast.editor)
    response = client.post(address(article), form_of(article) | {"_verb": verb})
    assert response.status_code in {302, 403}
    article.refresh_from_db()
    assert article.state == State.DRAFT


def test_a_refused_verb_stands_disabled_with_its_reason(client, cast, article):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    client.force_login(cast.section_head)
    page = client.get(address(article))
    refused = {choice.verb: choice.why_not for choice in page.context["refused"]}
    assert refused[Verb.SIGN] in page.content.decode()
    assert 'name="_verb" value="sign"' not in page.content.decode()


def test_the_next_step_leads_and_going_back_never_does(client, cast, article):
    cast.do(article, Verb.SUBMIT, cast.reporter)
    client.force_login(cast.editor)
    assert client.get(address(article)).context["primary"] == Verb.SIGN
    client.force_login(cast.chief_editor)
    assert client.get(address(article)).context["primary"] is None
