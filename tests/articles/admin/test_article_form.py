import pytest
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.desk.workflow import Verb
from articles.models import Article, Section
from newsroom.models import Masthead, Reporter
from tests.articles.admin.desk import address, byline_fields, editor_fields, form_of, said


@pytest.fixture
def article(cast):
    return cast.article()


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


def test_the_form_shows_words_settings_and_bylines(editor, article):
    page = editor.get(address(article)).content.decode()
    for shown in (article.headline, "雪川新闻网-雪川地区融媒体中心", "林知夏", "江一帆", 'name="saves" value="1"'):
        assert shown in page


def test_the_form_leads_to_the_history_of_what_was_saved(editor, article):
    page = editor.get(address(article)).content.decode()
    assert f'href="{reverse("admin:articles_article_history", args=[article.pk])}"' in page


def test_saving_writes_words_and_who_saved(editor, article, cast):
    editor.post(address(article), form_of(article, headline="推介会 ", kicker="冬日"))
    article.refresh_from_db()
    assert (article.headline, article.kicker, article.saves) == ("推介会", "冬日", 2)
    assert article.updated_by == cast.editor
    assert article.created_by == cast.reporter


def test_saving_without_a_change_is_no_save(editor, article):
    response = editor.post(address(article), form_of(article), follow=True)
    article.refresh_from_db()
    assert article.saves == 1
    assert _("Nothing had changed.") in said(response)


def test_a_save_leaves_what_a_verb_did_meanwhile(editor, article, cast):
    mine = form_of(article, headline="新标题")
    cast.do(article, Verb.SUBMIT, cast.reporter)
    editor.post(address(article), mine)
    article.refresh_from_db()
    assert (article.headline, article.state) == ("新标题", Article.State.REVIEW)


def test_bylines_keep_the_order_of_the_form(editor, article, cast):
    lines = [
        ("通讯员", Reporter.objects.create(name="贺小满"), "河谷乡"),
        ("实习记者", cast.jiang, ""),
        ("记者", cast.lin, ""),
    ]
    editor.post(address(article), form_of(article, bylines=lines))
    found = [(line.role, line.reporter.name, line.unit) for line in article.bylines.all()]
    assert found == [("通讯员", "贺小满", "河谷乡"), ("实习记者", "江一帆", ""), ("记者", "林知夏", "")]
    article.refresh_from_db()
    assert article.saves == 2


def test_a_person_twice_in_one_role_is_refused_and_nothing_is_saved(editor, article, cast):
    lines = [("记者", cast.lin, ""), ("记者", cast.lin, "")]
    response = editor.post(address(article), form_of(article, bylines=lines, headline="新标题"))
    assert response.status_code == 200
    article.refresh_from_db()
    assert article.headline != "新标题"
    assert article.bylines.count() == 2


def test_tags_are_parted_by_chinese_and_latin_marks(editor, article):
    editor.post(address(article), form_of(article, tags="冰雪，旅游、牧场;民俗；冰雪"))
    assert sorted(article.tags.names()) == sorted(["冰雪", "旅游", "牧场", "民俗"])


def test_the_language_is_that_of_the_sections_masthead(editor, article):
    Masthead.objects.create(language="kk-arab", name="雪川", outlet="雪川", publisher="雪川")
    other = Section.objects.create(masthead_id="kk-arab", name="别版", slug="news")
    editor.post(address(article), form_of(article, section=other.pk))
    article.refresh_from_db()
    assert article.language == "kk-arab"


def test_a_body_is_cleaned_like_every_other(editor, article):
    editor.post(address(article), form_of(article, body='<p onclick="x()">雪</p><script>x()</script>'))
    article.refresh_from_db()
    assert article.body == "<p>雪</p>"


@pytest.mark.parametrize("body", ["<blockquote>" * 300 + "雪", "雪" * 1_000_001], ids=["deep", "long"])
def test_a_body_that_cannot_be_taken_comes_back_whole(editor, article, body):
    response = editor.post(address(article), form_of(article, body=body))
    assert response.status_code == 200
    assert response.context["adminform"].form["body"].value() == body
    assert editor.post("/admin/articles/article/preview/", form_of(article, body=body)).status_code == 200


@pytest.mark.parametrize("number", ["²", "9" * 30, "-1", "x"])
def test_a_person_who_is_none_is_refused(editor, article, number):
    response = editor.post(address(article), form_of(article) | {"bylines-0-reporter": number, "article": number})
    assert response.status_code == 200
    assert article.bylines.count() == 2


def test_a_new_article_starts_with_the_houses_outlets_and_its_writer(editor, cast):
    add = reverse("admin:articles_article_add")
    assert "雪川新闻网-雪川地区融媒体中心" in editor.get(add).content.decode()
    values = {
        "headline": "新稿",
        "body": "<p>雪</p>",
        **byline_fields(None, [("记者", cast.lin, "")]),
        **editor_fields(None),
    }
    response = editor.post(add, values)
    made = Article.objects.get()
    assert response.url == address(made)
    assert (made.headline, made.created_by, made.bylines.get().reporter) == ("新稿", cast.editor, cast.lin)


def test_a_missing_headline_brings_the_form_back_with_everything(editor, article):
    response = editor.post(address(article), form_of(article, headline="", kicker="冬日"))
    assert response.status_code == 200
    assert "冬日" in response.content.decode()


def test_a_reporter_reads_but_does_not_edit_the_articles_of_others(client, article, cast):
    other = cast.user("other", "reporter")
    client.force_login(other)
    page = client.get(address(article))
    assert page.status_code == 200
    assert 'name="headline"' not in page.content.decode()
    assert page.context["refusal"]
    assert client.post(address(article), form_of(article, headline="不行")).status_code == 403
    article.refresh_from_db()
    assert article.headline != "不行"


def test_an_article_in_the_trash_shows_why_it_cannot_be_edited(client, cast):
    article = cast.article()
    cast.do(article, Verb.TRASH, cast.editor)
    client.force_login(cast.editor)
    page = client.get(address(article))
    assert page.context["refusal"]
    assert 'value="untrash"' in page.content.decode()


def test_without_a_login_there_is_only_the_login_page(client, article):
    assert "/admin/login/" in client.get(address(article)).url


def test_only_what_is_in_the_trash_is_deleted(client, article, cast):
    client.force_login(cast.chief_editor)
    unwanted = cast.article(headline="没人要的稿子")
    delete = reverse("admin:articles_article_delete", args=[unwanted.pk])
    assert client.post(delete, {"post": "yes"}).status_code == 403
    cast.do(unwanted, Verb.TRASH, cast.chief_editor)
    client.post(delete, {"post": "yes"})
    assert list(Article.objects.all()) == [article]


def test_a_reporter_deletes_nothing(client, article, cast):
    client.force_login(cast.reporter)
    response = client.post(reverse("admin:articles_article_delete", args=[article.pk]), {"post": "yes"})
    assert response.status_code == 403
