"""The page of an article's translations, the line about them in its form, and the filter of the list."""

import pytest
from django.urls import reverse

from articles.desk import saving, translating
from articles.desk.workflow import Verb
from articles.models import Article
from tests import factories
from tests.articles.admin.desk import address, form_of, said

pytestmark = pytest.mark.django_db
LIST = "/admin/articles/article/"


def where(article):
    return reverse("admin:articles_article_translations", args=[article.pk])


@pytest.fixture
def original(cast):
    """A story on the site, in a house with a Uyghur edition."""
    factories.section(cast.section.slug, language="ug", name="خەۋەر")
    article = cast.article(body="<p>河谷昨夜下雪。</p><p>雪深二十厘米。</p>")
    saving.begin(article, cast.reporter)
    return cast.published(article)


@pytest.fixture
def late(cast, original):
    """Its translation, since which the second paragraph was corrected."""
    translation = translating.begin(original, "ug", cast.editor)
    cast.signed(cast.changed(original, body="<p>河谷昨夜下雪。</p><p>雪深三十厘米。</p>"))
    cast.do(original, Verb.CORRECT, cast.chief_editor, text="雪深有误。")
    return translation


def test_a_draft_in_another_language_is_made_with_one_click(client, cast, original):
    client.force_login(cast.reporter)
    page = client.get(where(original)).content.decode()
    assert 'name="language" value="ug"' in page
    response = client.post(where(original), {"do": "begin", "language": "ug"}, follow=True)
    draft = Article.objects.get(translation_of=original)
    assert response.redirect_chain == [(address(draft), 302)]
    assert "翻译" in said(response)
    assert f'href="{address(draft)}"' in client.get(where(original)).content.decode()


def test_what_cannot_be_made_is_told(client, cast, original, late):
    client.force_login(cast.reporter)
    response = client.post(where(original), {"do": "begin", "language": "ug"}, follow=True)
    assert str(late.pk) in said(response)
    assert Article.objects.filter(translation_of=original).count() == 1


def test_the_page_shows_the_paragraph_that_changed_beside_the_translation(client, cast, late):
    client.force_login(cast.editor)
    page = client.get(where(late)).content.decode()
    assert "第 2 段" in page
    assert "<del>二</del><ins>三</ins>" in page
    assert "雪深二十厘米。" in page.split("translations-here")[1]
    response = client.post(where(late), {"do": "level", "version": "2"}, follow=True)
    assert "第 2 版" in said(response)
    assert "落后" not in client.get(where(late)).content.decode()


def test_it_cannot_be_called_level_by_those_who_may_not_edit_it(client, cast, late):
    client.force_login(cast.photo_desk)
    response = client.post(where(late), {"do": "level", "version": "2"}, follow=True)
    assert said(response)
    assert Article.objects.get(pk=late.pk).translated_version == 1


def test_a_form_that_says_nothing_is_missing(client, cast, late):
    client.force_login(cast.editor)
    for form in ({}, {"do": "level"}, {"do": "level", "version": "x"}, {"do": "other", "version": "1"}):
        assert client.post(where(late), form).status_code == 404


def test_the_form_says_that_the_original_has_changed_and_where(client, cast, original, late):
    client.force_login(cast.editor)
    page = client.get(address(late)).content.decode()
    assert "译稿对应第 1 版，读者看到的是第 2 版" in page
    assert "第 2 段" in page
    assert where(late) in page
    assert "读者看到的是" not in client.get(address(original)).content.decode()
    cast.do(original, Verb.WITHDRAW, cast.chief_editor)
    assert "原稿已不在网上" in client.get(address(late)).content.decode()


def test_a_house_of_one_edition_is_not_asked(client, cast):
    client.force_login(cast.editor)
    article = cast.article()
    assert where(article) not in client.get(address(article)).content.decode()
    assert client.get(where(article)).status_code == 200


def test_the_list_finds_the_translations_that_are_behind(client, cast, original, late):
    factories.section(cast.section.slug, language="kk-arab")
    level = translating.begin(original, "kk-arab", cast.editor)
    client.force_login(cast.editor)
    for value, found in (("behind", {late.pk}), ("all", {late.pk, level.pk}), ("", {late.pk, level.pk, original.pk})):
        listed = client.get(LIST, {"translation": value} if value else {}).context["cl"].result_list
        assert {article.pk for article in listed} == found


def test_the_original_of_a_translation_is_the_first_story(client, cast, original, late):
    client.force_login(cast.editor)
    article = cast.article()
    client.post(address(article), form_of(article, translation_of=late.pk))
    assert Article.objects.get(pk=article.pk).translation_of == original
    response = client.post(address(original), form_of(original, translation_of=late.pk))
    assert "所选稿件是本稿的译稿" in response.content.decode()


@pytest.mark.parametrize("more", [0, 6])
def test_the_page_costs_the_same_however_many_translations_there_are(
    client, cast, original, late, more, django_assert_num_queries
):
    for number in range(more):
        section = factories.section(language=f"x{chr(97 + number)}")
        cast.article(translation_of=original, language=section.language, section=section)
    client.force_login(cast.editor)
    client.get(where(late))
    with django_assert_num_queries(10):
        client.get(where(late))
