from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.desk.workflow import Verb
from articles.models import Article

START = "/admin/"


def cards(client, user):
    client.force_login(user)
    return {card.name: card for card in client.get(START).context["cards"]}


def headlines(card):
    return [row["headline"] for row in card.rows]


def test_what_waits_for_a_signer_is_hers_to_sign(client, cast):
    article = cast.article(headline="等一审")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    assert headlines(cards(client, cast.editor)["waiting"]) == ["等一审"]
    assert cards(client, cast.section_head)["waiting"].count == 0
    cast.do(article, Verb.SIGN, cast.editor)
    assert cards(client, cast.editor)["waiting"].count == 0
    assert headlines(cards(client, cast.section_head)["waiting"]) == ["等一审"]


def test_nothing_waits_for_her_that_she_wrote_or_signed_before(client, cast):
    from django.contrib.auth.models import Group

    article = cast.article()
    cast.reporter.groups.add(Group.objects.get(name="editor"))
    cast.editor.groups.add(Group.objects.get(name="section-head"))
    cast.do(article, Verb.SUBMIT, cast.reporter)
    assert cards(client, cast.reporter)["waiting"].count == 0
    cast.do(article, Verb.SIGN, cast.editor)
    assert cards(client, cast.editor)["waiting"].count == 0


def test_words_changed_after_the_last_signature_wait_for_it_again(client, cast):
    article = cast.signed(cast.article(headline="签后又改"))
    assert cards(client, cast.chief_editor)["waiting"].count == 0
    cast.changed(article, subtitle="新的副题")
    assert headlines(cards(client, cast.chief_editor)["waiting"]) == ["签后又改"]
    assert cards(client, cast.section_head)["waiting"].count == 0


def test_my_drafts_and_returned_articles(client, cast):
    cast.article(headline="草稿")
    returned = cast.article(headline="退稿")
    cast.do(returned, Verb.SUBMIT, cast.reporter)
    cast.do(returned, Verb.RETURN, cast.editor, text="请核对。")
    cast.published(cast.article(headline="已上网"))
    assert sorted(headlines(cards(client, cast.reporter)["mine"])) == ["草稿", "退稿"]
    assert cards(client, cast.editor)["mine"].count == 0


def test_scheduled_ready_held_and_out_today(client, cast):
    cast.published(cast.article(headline="已发"))
    cast.signed(cast.article(headline="待发"))
    scheduled = cast.signed(cast.article(headline="定时"))
    cast.do(scheduled, Verb.SCHEDULE, cast.chief_editor, at=timezone.now() + timedelta(hours=3))
    held = cast.signed(cast.article(headline="没发出"))
    Article.objects.filter(pk=held.pk).update(held="图片没有署名。")
    shown = cards(client, cast.chief_editor)
    assert headlines(shown["scheduled"]) == ["定时"]
    assert headlines(shown["ready"]) == ["待发", "没发出"]
    assert headlines(shown["held"]) == ["没发出"]
    assert headlines(shown["out"]) == ["已发"]
    assert "ready" not in cards(client, cast.reporter)


def test_counts_are_true_beyond_what_is_shown(client, cast):
    for number in range(10):
        cast.article(headline=f"草稿{number}")
    card = cards(client, cast.reporter)["mine"]
    assert (card.count, len(card.rows)) == (10, 8)


def test_it_offers_to_file_and_to_upload(client, cast):
    client.force_login(cast.reporter)
    page = client.get(START).content.decode()
    assert 'href="/admin/file/"' in page
    assert 'href="/admin/media/photo/upload/"' in page


def test_it_costs_the_same_with_more_articles(client, cast):
    client.force_login(cast.chief_editor)
    cast.do(cast.article(), Verb.SUBMIT, cast.reporter)
    cast.article(created_by=cast.chief_editor)
    client.get(START)
    with CaptureQueriesContext(connection) as few:
        client.get(START)
    for number in range(6):
        cast.do(cast.article(headline=f"稿{number}"), Verb.SUBMIT, cast.reporter)
        cast.article(created_by=cast.chief_editor)
    with CaptureQueriesContext(connection) as many:
        client.get(START)
    assert len(many) == len(few)
    assert len(few) <= 24


def test_somebody_without_a_role_sees_an_empty_page(client, cast):
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    page = client.get(START)
    assert page.status_code == 200
    assert page.context["cards"] == []
