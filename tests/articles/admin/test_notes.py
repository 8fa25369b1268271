"""The panel of notes beside the form: what its scripts ask and send."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from articles.desk import notes
from articles.desk.rendering import freeze
from articles.models import Note
from tests.articles.admin.desk import address

BODY = "<p>12月27日,雪川地区冬季旅游推介会召开。</p><p>会上,各县市签约。</p>"


@pytest.fixture
def article(cast):
    return cast.article(body=BODY)


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


def of(article, note=None):
    if note:
        return reverse("admin:articles_article_note", args=[article.pk, note.pk])
    return reverse("admin:articles_article_notes", args=[article.pk])


def test_a_note_on_a_passage_is_written_and_read(editor, article, cast):
    said = {"text": "请核实", "quote": "各县市", "before": "会上,", "after": "签约。", "to": cast.reporter.pk}
    [told] = editor.post(of(article), said).json()["notes"]
    assert editor.get(of(article)).json()["notes"] == [told]
    expected = {"text": "请核实", "quote": "各县市", "author": "editor", "to": "林知夏", "isResolved": False}
    assert expected.items() <= told.items()
    assert told["mayResolve"]
    note = Note.objects.get()
    assert (note.author, note.to, note.before, note.after) == (cast.editor, cast.reporter, "会上,", "签约。")


def test_notes_come_in_the_order_of_the_text(editor, article, cast):
    for quote in ("签约", "推介会", "", "不见了的话"):
        notes.write(article, cast.editor, f"关于{quote}", quote=quote)
    quotes = [note["quote"] for note in editor.get(of(article)).json()["notes"]]
    assert quotes == ["", "推介会", "签约", "不见了的话"]


def test_a_note_is_answered_resolved_and_opened_again(editor, article, cast):
    note = notes.write(article, cast.reporter, "请核实")
    [told] = editor.post(of(article, note), {"do": "answer", "text": "核过了"}).json()["notes"]
    assert [answer["text"] for answer in told["answers"]] == ["核过了"]
    [told] = editor.post(of(article, note), {"do": "resolve"}).json()["notes"]
    assert (told["isResolved"], told["resolvedBy"]) == (True, "editor")
    [told] = editor.post(of(article, note), {"do": "reopen"}).json()["notes"]
    assert not told["isResolved"]


def test_what_is_refused_is_told_and_nothing_is_written(editor, article, cast):
    gone = cast.user("gone", "reporter")
    get_user_model().objects.filter(pk=gone.pk).update(is_active=False)
    for said in ({"text": ""}, {"text": "x", "to": gone.pk}, {"text": "x", "to": "²"}, {"text": "长" * 1001}):
        answer = editor.post(of(article), said)
        assert answer.status_code == 400
        assert answer.json()["message"]
    assert not Note.objects.exists()


def test_a_reporter_may_note_on_the_articles_of_others_but_not_resolve_for_them(client, article, cast):
    client.force_login(cast.user("other", "reporter"))
    note = notes.write(article, cast.editor, "请核实", to=cast.reporter)
    assert client.post(of(article), {"text": "我见过此事"}).status_code == 200
    assert client.post(of(article, note), {"do": "resolve"}).status_code == 400
    note.refresh_from_db()
    assert note.resolved_at is None


def test_notes_of_another_article_and_answers_are_not_found(editor, article, cast):
    other = cast.article()
    note = notes.write(other, cast.editor, "别处")
    answer = notes.answer(note, cast.editor, "答")
    assert editor.post(of(article, note), {"do": "resolve"}).status_code == 404
    assert editor.post(of(other, answer), {"do": "resolve"}).status_code == 404
    assert editor.post(of(other, note), {"do": "burn"}).status_code == 404
    assert editor.get(reverse("admin:articles_article_notes", args=[9999])).status_code == 404


def test_those_who_may_not_see_the_article_see_no_note(client, article, cast):
    note = notes.write(article, cast.editor, "请核实")
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(of(article)).status_code == 403
    assert client.post(of(article), {"text": "x"}).status_code == 403
    assert client.post(of(article, note), {"do": "resolve"}).status_code == 403
    assert client.get(reverse("admin:articles_article_colleagues")).status_code == 403


def test_colleagues_are_found_by_name_with_their_role(editor, cast):
    user = cast.user("lu", "photo-desk")
    get_user_model().objects.filter(pk=user.pk).update(last_name="陆", first_name="青山")
    cast.user("gone", "reporter")
    get_user_model().objects.filter(username="gone").update(is_active=False)
    colleagues = reverse("admin:articles_article_colleagues")
    assert [p["name"] for p in editor.get(colleagues, {"q": "陆青"}).json()["people"]] == ["陆青山"]
    assert [p["name"] for p in editor.get(colleagues, {"q": "林知"}).json()["people"]] == ["林知夏"]
    assert editor.get(colleagues, {"q": "gone"}).json()["people"] == []
    assert editor.get(colleagues, {"q": "lu"}).json()["people"][0]["role"]


def test_reading_notes_costs_the_same_with_more_of_them(editor, article, cast, django_assert_num_queries):
    first = notes.write(article, cast.reporter, "请核实", to=cast.reporter)
    with django_assert_num_queries(7):  # session, user, permissions twice, article, notes, roles
        editor.get(of(article))
    for number in range(10):
        notes.resolve(notes.write(article, cast.reporter, f"第{number}"), cast.reporter)
        notes.answer(first, cast.editor, "答")
    with django_assert_num_queries(7):
        editor.get(of(article))


def test_a_note_is_in_no_word_that_goes_out(article, cast):
    notes.write(article, cast.editor, "绝密批注", quote="推介会")
    assert "绝密批注" not in str(freeze(article))


def test_the_form_and_the_page_of_readers_only_both_have_the_panel(client, article, cast):
    for user in (cast.editor, cast.user("other", "reporter")):
        client.force_login(user)
        assert f'data-url="{of(article)}"' in client.get(address(article)).content.decode()
