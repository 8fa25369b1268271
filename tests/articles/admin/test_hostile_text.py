"""The form of an article given what no text should hold, and more than anybody writes."""

import time

import pytest
from django.urls import reverse

from articles.models import Article, Publication, Snapshot
from tests.articles.admin.desk import address, editor_fields, form_of

NASTY = "\x00\x07\x0b\x1b\x7f\u202e\u2066\ufffe"
EMOJI = "👨‍👩‍👧𠀀🇨🇳"
LINES = "kicker headline subtitle standfirst outlets dateline collective source source_title source_author".split()


@pytest.fixture
def editor(client, cast):
    client.force_login(cast.editor)
    return client


def test_control_characters_in_every_field_are_left_out_and_nothing_is_refused(editor, cast):
    article = cast.article()
    fields = dict.fromkeys(LINES, f"{NASTY}雪<script>{EMOJI}{NASTY}")
    form = form_of(article, **fields, body=f"<p>{NASTY}雪{EMOJI}</p>", tags=f"冰{NASTY}雪，{EMOJI}")
    form |= editor_fields(article, [(f"责{NASTY}编", f"高{NASTY}远")])
    response = editor.post(address(article), form)
    assert response.status_code == 302, response.context["errors"]
    article.refresh_from_db()
    assert {getattr(article, name) for name in LINES} == {f"雪<script>{EMOJI}"}
    assert article.body == f"<p>雪{EMOJI}</p>"
    assert set(article.tags.names()) == {"冰雪", EMOJI}
    assert [(line.role, line.name) for line in article.editors.all()] == [("责编", "高远")]
    page = editor.get(address(article)).content.decode()
    assert "雪<script>" not in page
    for path in ("admin:articles_article_changelist", "admin:articles_article_history", "admin:index"):
        arguments = [article.pk] if "history" in path else []
        assert "雪<script>" not in editor.get(reverse(path, args=arguments)).content.decode()
    cast.published(article)
    found = Publication.objects.get(story=article.pk)
    for path in (found.get_absolute_url(), "/", "/feeds/latest.rss", "/feeds/latest.json", "/search/?q=雪"):
        public = editor.get(path).content.decode()
        assert "雪<script>" not in public or path.endswith("json")
        assert not set(NASTY) & set(public), path


@pytest.mark.parametrize("blank", ["", "\x00\x07", "\u3000 "])
@pytest.mark.parametrize("name", ["headline", "bylines-0-role", "editors-0-role", "editors-0-name"])
def test_what_has_to_be_there_is_asked_for_where_nothing_of_it_is_left(editor, cast, name, blank):
    article = cast.article()
    article.editors.create(role="责编", name="江一帆")
    form = form_of(article)
    assert form[name]
    response = editor.post(address(article), form | {name: blank, "kicker": "雪"})
    assert response.status_code == 200
    assert response.context["errors"]
    article.refresh_from_db()
    assert article.kicker != "雪"


@pytest.mark.parametrize("path", ["preview", "readiness", "layout", "autosave_new"])
def test_control_characters_are_taken_by_whatever_reads_the_form_as_it_is_typed(editor, cast, path):
    article = cast.article()
    form = form_of(article, headline=f"{NASTY}雪", body=f"<p>{NASTY}雪</p>", tags=NASTY, related=NASTY, section=NASTY)
    form |= {"article": NASTY, "saves": NASTY, "tab": "t", "writer": str(cast.editor.pk), "event_date": NASTY}
    assert editor.post(reverse(f"admin:articles_article_{path}"), form).status_code in {200, 400}


def test_two_hundred_thousand_characters_and_three_hundred_photos_are_one_article(editor, cast):
    photo = cast.photo()
    article = cast.article()
    figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    paragraph = "<p>" + "雪后的河谷里，孩子们堆起了雪人。" * 40 + "</p>"
    body = "".join(paragraph + figure for _ in range(300))
    started = time.process_time()
    assert editor.post(address(article), form_of(article, body=body)).status_code == 302
    article.refresh_from_db()
    assert article.body == body
    assert len(body) > 200_000
    changed = body.replace("雪人", "雪狮", 1).replace(paragraph, "", 1)
    assert editor.post(address(article), form_of(article, body=changed)).status_code == 302
    assert Snapshot.objects.filter(article=article).count() >= 2
    page = editor.get(reverse("admin:articles_article_history", args=[article.pk]))
    assert page.status_code == 200
    for path in ("preview", "readiness", "layout"):
        posted = editor.post(reverse(f"admin:articles_article_{path}"), form_of(article))
        assert posted.status_code == 200
    assert time.process_time() - started < 30


def test_a_body_that_is_too_long_keeps_the_form_as_it_was_typed(editor, cast):
    article = cast.article()
    response = editor.post(address(article), form_of(article, body="<p>" + "雪" * 1_000_001 + "</p>"))
    assert response.status_code == 200
    assert "雪" * 1_000_001 in response.content.decode()
    assert Article.objects.get(pk=article.pk).body == article.body
