"""Fields of the article's form beside its words: edition, original, topic, related stories, source, editor line."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from articles.models import Section, Topic
from newsroom.models import Masthead, Reporter
from tests.articles.admin.desk import address, editor_fields, form_of

PREVIEW = "/admin/articles/article/preview/"


@pytest.fixture
def article(cast):
    return cast.article()


@pytest.fixture
def editor(cast, client):
    client.force_login(cast.editor)
    return client


@pytest.fixture
def kazakh(cast):
    Masthead.objects.create(language="kk-arab", name="雪川哈文版", outlet="雪川", publisher="雪川")
    return Section.objects.create(masthead_id="kk-arab", name="别版", slug="news")


def test_all_settings_are_stored(editor, article, cast):
    original = cast.article(headline="原稿")
    topic = Topic.objects.create(title="冰雪季", slug="snow")
    values = form_of(article, translation_of=original.pk, topic=topic.pk, related="31, 12，31")
    source = {
        "source": "河谷日报",
        "source_title": "原题",
        "source_author": "陆远",
        "source_url": "https://a.example/1",
    }
    assert editor.post(address(article), values | source).status_code == 302
    article.refresh_from_db()
    assert (article.translation_of, article.topic, article.related) == (original, topic, [31, 12])
    assert {name: getattr(article, name) for name in source} == source
    page = editor.get(address(article)).content.decode()
    for shown in ("31, 12", "冰雪季", f"{original.pk} 原稿", "原题"):
        assert shown in page


@pytest.mark.parametrize("related", ["x", "1, -2", ", ".join(map(str, range(1, 20)))])
def test_related_stories_that_are_no_numbers_bring_the_form_back(editor, article, related):
    response = editor.post(address(article), form_of(article, related=related, kicker="冬日"))
    assert response.status_code == 200
    assert related in response.content.decode()
    article.refresh_from_db()
    assert (article.related, article.kicker) == ([], "")


def test_the_rows_of_people_come_back_with_their_numbers(editor, article):
    article.editors.create(role="责编", name="林知夏")
    page = editor.get(address(article)).content.decode()
    for prefix, rows in (("bylines", article.bylines.all()), ("editors", article.editors.all())):
        for place, row in enumerate(rows):
            assert f'name="{prefix}-{place}-id" value="{row.pk}"' in page


def test_the_part_of_ai_is_stored_and_its_fold_is_open(editor, article):
    assert '<select name="ai_part"' in editor.get(address(article)).content.decode()
    assert editor.post(address(article), form_of(article, ai_part="assisted")).status_code == 302
    article.refresh_from_db()
    assert article.ai_part == "assisted"
    page = editor.get(address(article)).content.decode()
    assert '<details class="desk-fold" open><summary>AI' in page
    assert '<option value="assisted" selected>' in page


def test_a_part_of_ai_that_is_none_of_them_brings_the_form_back(editor, article):
    response = editor.post(address(article), form_of(article, ai_part="wholly", kicker="冬日"))
    assert response.status_code == 200
    article.refresh_from_db()
    assert (article.ai_part, article.kicker) == ("", "")


def test_the_preview_labels_what_ai_made(editor, article):
    assert "AI生成" in editor.post(PREVIEW, form_of(article, ai_part="generated")).content.decode()


def test_an_article_is_no_translation_of_itself(editor, article):
    response = editor.post(address(article), form_of(article, translation_of=article.pk))
    assert response.status_code == 200


def test_one_edition_needs_no_choice_of_language(editor, article):
    assert '<select name="language"' not in editor.get(address(article)).content.decode()


def test_an_article_without_a_section_may_choose_its_edition(editor, article, kazakh):
    assert "雪川哈文版" in editor.get(address(article)).content.decode()
    editor.post(address(article), form_of(article, section="", language="kk-arab"))
    article.refresh_from_db()
    assert (article.language, article.section) == ("kk-arab", None)


def test_the_section_has_the_last_word_on_the_edition(editor, article, cast, kazakh):
    editor.post(address(article), form_of(article, section=kazakh.pk, language="zh-hans"))
    article.refresh_from_db()
    assert article.language == "kk-arab"


def test_a_language_that_is_no_edition_changes_nothing(editor, article):
    editor.post(address(article), form_of(article, section="", language="tlh", kicker="冬日"))
    article.refresh_from_db()
    assert (article.language, article.kicker) == ("zh-hans", "冬日")


def test_the_editor_line_keeps_its_order_and_knows_its_people(editor, article, cast):
    cast_of_line = [("责编", "江一帆"), ("校对", "外来的人")]
    editor.post(address(article), form_of(article) | editor_fields(article, cast_of_line))
    found = [(line.role, line.name, line.reporter) for line in article.editors.all()]
    assert found == [("责编", "江一帆", cast.jiang), ("校对", "外来的人", None)]


def test_two_people_of_one_name_are_not_guessed_apart(editor, article, cast):
    other = Reporter.objects.create(name="江一帆", unit="河谷乡")
    rows = editor_fields(article, [("责编", "江一帆"), ("校对", "江一帆")]) | {"editors-1-reporter": other.pk}
    editor.post(address(article), form_of(article) | rows)
    assert [line.reporter for line in article.editors.all()] == [None, other]


def test_a_duty_that_was_offered_and_got_no_name_is_no_row(editor, article):
    editor.post(address(article), form_of(article) | editor_fields(article, [("责编", ""), ("校对", "林知夏")]))
    assert [line.role for line in article.editors.all()] == ["校对"]


def test_a_duty_that_was_typed_without_a_name_brings_the_form_back(editor, article):
    response = editor.post(address(article), form_of(article) | editor_fields(article, [("统筹", "")]))
    assert response.status_code == 200
    assert "统筹" in response.content.decode()


def test_people_are_taken_out_of_the_editor_line(editor, article):
    article.editors.create(role="责编", name="林知夏")
    editor.post(address(article), form_of(article) | editor_fields(article, []))
    assert not article.editors.exists()


def test_the_preview_shows_editors_and_source_as_they_are_typed(editor, article):
    values = form_of(article, source="河谷日报", source_author="陆远") | editor_fields(article, [("责编", "江一帆")])
    page = editor.post(PREVIEW, values).content.decode()
    for shown in ("责编:江一帆", "河谷日报", "陆远"):
        assert shown in page
    assert not article.editors.exists()


def test_originals_are_found_by_headline_and_number_and_not_in_the_trash(editor, article, cast):
    from django.utils import timezone

    cast.article(headline="推介会的废稿", trashed_at=timezone.now())
    cast.article(headline="别的稿子", body="<p>正文里有推介会。</p>")
    call_command("rebuild_desk_index")
    found = reverse("admin:articles_article_originals")
    for typed in ("推介会", str(article.pk)):
        assert [one["number"] for one in editor.get(found, {"q": typed}).json()["articles"]] == [article.pk]


def test_those_who_may_not_see_articles_find_none(client, cast):
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(reverse("admin:articles_article_originals")).status_code == 403
