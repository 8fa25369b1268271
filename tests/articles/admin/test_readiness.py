"""The checklist beside the form, asked about what is typed."""

import json
import re

import pytest
from django.urls import reverse

from articles.desk import checklist
from articles.desk.rendering import freeze
from articles.models import Article, HouseWord
from tests.articles.admin.desk import address, editor_fields, form_of


@pytest.fixture
def ask(cast, client):
    client.force_login(cast.editor)

    def ask(values):
        response = client.post(reverse("admin:articles_article_readiness"), values)
        assert response.status_code == 200
        return response.content.decode()

    return ask


def test_it_looks_at_what_is_typed_and_writes_nothing(cast, ask):
    article = cast.article()
    assert "is-must" not in ask(form_of(article))
    page = ask(form_of(article, section="", body="<p>《雪</p>", source_title="原题"))
    assert page.count("<li>") > 2
    assert 'data-field="section"' in page
    assert 'data-field="source"' in page
    article.refresh_from_db()
    assert article.section and article.source_title == ""


def test_people_who_are_typed_and_not_saved_count(cast, ask):
    article = cast.article()
    page = ask(form_of(article, bylines=[]) | editor_fields(article, [("责编", "江一凡")]))
    assert 'data-field="bylines"' in page


def test_a_new_article_is_looked_at_before_it_is_saved(cast, ask):
    page = ask({"headline": "新稿", "body": "<p>雪</p>"})
    assert 'data-field="section"' in page
    assert not Article.objects.exists()


def test_a_point_says_where_it_leads_and_what_to_write(cast, ask):
    HouseWord.objects.create(wrong="截止", right='截"至')
    page = ask(form_of(cast.article(), body="<p>雪川截止目前</p>"))
    assert 'data-put="截&quot;至"' in page
    spots = re.search(r'data-put=[^>]* data-spots="([^"]*)"', page)[1].replace("&quot;", '"')
    assert json.loads(spots) == [["雪川", "截止", "目前"]]


def test_it_says_what_publishing_says(cast, ask):
    article = cast.article(section=None, body="")
    assert [str(point) in ask(form_of(article)) for point in checklist.must(article, freeze(article))] == [True, True]


def test_nothing_of_what_is_typed_gets_into_the_page_as_html(cast, ask):
    page = ask(form_of(cast.article(), source="<b>x</b>", headline="<script>x()</script>"))
    assert "<script>" not in page
    assert "<b>x" not in page


def test_those_who_may_not_write_are_told_nothing(client, cast):
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.post(reverse("admin:articles_article_readiness"), form_of(cast.article())).status_code == 403


def test_the_form_shows_the_points_as_it_opens(client, cast):
    article = cast.article(section=None)
    client.force_login(cast.editor)
    page = client.get(address(article)).content.decode()
    assert f'data-url="{reverse("admin:articles_article_readiness")}"' in page
    assert 'data-field="section"' in page


def test_where_the_article_is_only_read_points_lead_nowhere(client, cast):
    article = cast.article(section=None)
    client.force_login(cast.user("other", "reporter"))
    page = client.get(address(article)).content.decode()
    assert "desk-checks" in page
    assert "data-field" not in page
