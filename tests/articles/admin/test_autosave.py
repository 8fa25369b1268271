"""What is typed and not saved: kept, offered again, taken over or thrown away; and who has the article open."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.admin.autosave import SEEN_WITHIN
from articles.desk import saving
from articles.models import Article, Autosave, Presence, Section
from newsroom.models import Reporter
from tests.articles.admin.desk import address, byline_fields, editor_fields, form_of

NEW = "admin:articles_article_autosave_new"


@pytest.fixture
def article(cast):
    return cast.article()


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


def at(name, article):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


@pytest.fixture
def typed(cast, article, editor):
    """typed(headline="…") is the answer to the form of the article as its script sends it."""

    def send(tab="a-tab", client=editor, user=cast.editor, **changes):
        return client.post(at("autosave", article), form_of(article, tab=tab, writer=user.pk, **changes))

    return send


def test_what_is_typed_is_kept_and_nothing_is_saved(typed, article, cast):
    answer = typed(
        headline="写了一半的标", event_date="2026-13-", tags="冰雪，冬捕", body="<p onclick='x()'>雪</p>"
    ).json()
    assert (answer["saves"], answer["user"]) == (1, cast.editor.pk)
    assert answer["csrf"]
    row = Autosave.objects.get()
    assert (row.article, row.user, row.tab, row.seen) == (article, cast.editor, "a-tab", 1)
    assert row.content["headline"] == "写了一半的标"
    assert (row.content["event_date"], row.content["tags"], row.content["body"]) == (
        "2026-13-",
        ["冬捕", "冰雪"],
        "<p>雪</p>",
    )
    assert [line["reporter"] for line in row.content["bylines"]] == [cast.lin.pk, cast.jiang.pk]
    article.refresh_from_db()
    assert (article.headline, article.saves) == ("冬季旅游推介会召开", 1)


def test_a_form_has_one_row_and_two_forms_have_two(typed):
    typed(headline="一")
    typed(headline="二")
    typed(headline="三", tab="other")
    assert sorted(row.content["headline"] for row in Autosave.objects.all()) == ["三", "二"]


def test_a_new_article_is_kept_by_its_tab(editor, cast):
    values = {
        "headline": "新稿",
        "tab": "a-tab",
        "writer": cast.editor.pk,
        **byline_fields(None, [("记者", cast.lin, "")]),
        **editor_fields(None),
    }
    assert editor.post(reverse(NEW), values).status_code == 200
    row = Autosave.objects.get()
    assert (row.article, row.content["headline"]) == (None, "新稿")
    page = editor.get(reverse("admin:articles_article_add"))
    assert "新稿" in page.content.decode()
    taken = editor.get(reverse("admin:articles_article_add"), {"unsaved": "a-tab"})
    assert taken.context["adminform"].form["headline"].value() == "新稿"
    assert taken.context["tab"] == "a-tab"
    editor.post(reverse("admin:articles_article_add"), values)
    assert Article.objects.get().headline == "新稿"
    assert not Autosave.objects.exists()


@pytest.mark.parametrize("tab", ["", "x" * 37])
def test_a_form_without_a_name_is_not_kept(typed, tab):
    assert typed(tab=tab).status_code == 400


@pytest.mark.parametrize("body", ["雪" * 2_000_001, "<blockquote>" * 300 + "雪"], ids=["long", "deep"])
def test_more_than_an_article_may_be_is_told(typed, body):
    assert typed(body=body).status_code == 413
    assert not Autosave.objects.exists()


def test_without_a_login_a_script_is_told_so_and_not_sent_elsewhere(client, article):
    for name in ("autosave", "presence"):
        assert client.post(at(name, article)).status_code == 401
    assert client.get(reverse(NEW)).status_code == 401


def test_nothing_is_kept_in_the_name_of_another(typed, cast):
    assert typed(user=cast.chief_editor).status_code == 409
    assert not Autosave.objects.exists()


def test_what_is_no_article_is_not_there(editor):
    assert editor.post(reverse("admin:articles_article_autosave", args=[999])).status_code == 404
    assert editor.get(reverse("admin:articles_article_presence", args=[999])).status_code == 404


def test_autosave_costs_six_queries(typed, editor, article, cast, django_assert_num_queries):
    typed(headline="一")
    values = form_of(article, headline="二", tab="a-tab", writer=cast.editor.pk)
    with django_assert_num_queries(6):
        editor.post(at("autosave", article), values)


def test_unsaved_work_is_offered_with_what_is_in_it(typed, editor, article):
    typed(headline="写了一半的标题")
    page = editor.get(address(article))
    (offer,) = page.context["offers"]
    assert [change.field for change in offer.changes] == ["headline"]
    assert page.context["adminform"].form["headline"].value() == "冬季旅游推介会召开"
    assert "写了一半的标题" not in page.content.decode().split("difference")[0]


def test_unsaved_work_that_is_taken_over_is_in_the_form_and_still_unsaved(typed, editor, article, cast):
    other = Section.objects.create(masthead_id="zh-hans", name="民生", slug="livelihood")
    he = Reporter.objects.create(name="贺小满")
    values = {"kicker": "引题", "section": other.pk, "tags": "冰雪", "event_date": "2026-13-"}
    typed(**values, **byline_fields(article, [("通讯员", he, "河谷乡")]))
    cast.changed(article, subtitle="别人的副题")
    page = editor.get(address(article), {"unsaved": "a-tab"})
    form = page.context["adminform"].form
    assert {name: form[name].value() for name in values} == values | {"section": other.pk}
    assert form["saves"].value() == 1
    assert [row["reporter"].value() for row in page.context["bylines"]] == [he.pk]
    assert "贺小满" in page.content.decode()
    assert "data-dirty" in page.content.decode()
    article.refresh_from_db()
    assert article.kicker == ""


def test_what_was_taken_over_is_saved_and_merged_like_all_else(typed, editor, article, cast):
    typed(kicker="引题")
    saving.save(article.pk, {"subtitle": "别人的副题"}, cast.chief_editor, 1)
    page = editor.get(address(article), {"unsaved": "a-tab"})
    mine = form_of(article, kicker="引题", subtitle="", saves=1, tab=page.context["tab"])
    editor.post(address(article), mine | {"bylines-INITIAL_FORMS": 0})
    article.refresh_from_db()
    assert (article.kicker, article.subtitle) == ("引题", "别人的副题")
    assert not Autosave.objects.exists()


def test_work_of_others_is_not_offered(typed, client, article, cast):
    typed(headline="写了一半的标题")
    client.force_login(cast.chief_editor)
    assert client.get(address(article)).context["offers"] == []
    taken = client.get(address(article), {"unsaved": "a-tab"})
    assert taken.context["adminform"].form["headline"].value() == "冬季旅游推介会召开"
    assert client.post(reverse("admin:articles_article_discard"), {"tab": "a-tab"}).status_code == 404
    assert Autosave.objects.exists()


def test_what_turned_out_to_be_saved_is_offered_no_more(typed, editor, article):
    typed(headline="新标题")
    editor.post(address(article), form_of(article, headline="新标题", tab="another"))
    assert editor.get(address(article)).context["offers"] == []
    assert not Autosave.objects.exists()


def test_discarding_throws_it_away(typed, editor, article):
    typed(headline="不要了")
    response = editor.post(reverse("admin:articles_article_discard"), {"tab": "a-tab"})
    assert response.url == address(article)
    assert not Autosave.objects.exists()


def test_the_strip_is_there_for_scripts_too(typed, editor, article):
    typed(headline="写了一半的标题")
    assert "a-tab" in editor.get(at("unsaved", article)).content.decode()
    assert "a-tab" not in editor.get(at("unsaved", article), {"tab": "a-tab"}).content.decode()
    assert editor.get(reverse("admin:articles_article_unsaved_new")).status_code == 200


def test_saving_forgets_what_was_typed_in_that_form_only(typed, editor, article):
    typed(headline="一")
    typed(headline="二", tab="other")
    editor.post(address(article), form_of(article, headline="一", tab="a-tab"))
    assert [row.tab for row in Autosave.objects.all()] == ["other"]


# ---- presence


def test_others_who_have_it_open_are_named(editor, article, cast):
    Presence.objects.create(article=article, user=cast.reporter, is_typing=True)
    answer = editor.post(at("presence", article), {"typing": "0"}).json()
    assert answer["people"] == [{"name": "林知夏", "is_typing": True}]
    assert Presence.objects.filter(user=cast.editor, is_typing=False).exists()


def test_those_who_have_gone_are_not_named(editor, article, cast):
    Presence.objects.create(article=article, user=cast.reporter, at=timezone.now() - SEEN_WITHIN - timedelta(seconds=1))
    assert editor.post(at("presence", article)).json()["people"] == []


def test_who_leaves_is_gone_at_once_and_the_others_stay(editor, article, cast):
    for user in (cast.editor, cast.reporter):
        Presence.objects.create(article=article, user=user)
    assert editor.post(at("presence", article), {"leaving": "1"}).status_code == 200
    assert [one.user for one in Presence.objects.all()] == [cast.reporter]


def test_looking_is_no_presence(editor, article):
    assert editor.get(at("presence", article)).json()["people"] == []
    assert not Presence.objects.exists()


def test_a_heartbeat_writes_no_more_often_than_its_beat(editor, article, django_assert_num_queries):
    old = timezone.now() - timedelta(days=2)
    Presence.objects.create(article=article, user=article.created_by, at=old)
    editor.post(at("presence", article), {"typing": "0"})
    assert Presence.objects.count() == 1  # that of days ago is gone
    first = Presence.objects.get().at
    editor.post(at("presence", article), {"typing": "1"})
    assert Presence.objects.get().at == first
    Presence.objects.update(at=first - timedelta(seconds=10))
    editor.post(at("presence", article), {"typing": "1"})
    assert Presence.objects.get().is_typing


def test_the_form_hears_of_a_newer_save_and_why_it_may_not_be_edited(client, article, cast):
    from articles.desk.workflow import Verb

    client.force_login(cast.reporter)
    cast.changed(article, headline="新", updated_by=cast.editor)
    answer = client.get(at("presence", article)).json()
    assert (answer["saves"], answer["by"], answer["refusal"]) == (2, "editor", None)
    cast.do(article, Verb.SUBMIT, cast.reporter)
    assert client.get(at("presence", article)).json()["refusal"]


def test_a_login_in_a_window_of_its_own_ends_on_a_page_that_says_so(editor):
    assert editor.get(reverse("admin:articles_article_back")).status_code == 200
