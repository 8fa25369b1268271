"""The history of an article: its saves, what was decided on them, two of them compared, an old one restored."""

import pytest
from django.urls import reverse

from articles.desk import history, saving
from articles.desk.contents import content_of
from articles.desk.rendering import freeze
from articles.desk.workflow import Verb
from articles.models import Article, Publication, Section, Snapshot, Tag, TagAlias
from tests.articles.admin.desk import said

pytestmark = pytest.mark.django_db

QUERIES = 17  # of the page, whatever it compares


def address(article, **query):
    return reverse("admin:articles_article_history", args=[article.pk], query=query)


def saved(cast, article, user=None, **fields):
    """The article after `user` saved other words at the desk."""
    article = Article.objects.get(pk=article.pk)
    return saving.save(article.pk, fields, user or cast.editor, article.saves).article


def page(client, article, **query):
    response = client.get(address(article, **query))
    assert response.status_code == 200
    return response


def restoring(client, article, number, seen=None):
    where = reverse("admin:articles_article_restore", args=[article.pk])
    seen = Article.objects.get(pk=article.pk).saves if seen is None else seen
    return client.post(where, {"number": number, "seen": seen}, follow=True)


@pytest.fixture
def article(cast):
    """An article with three saves: the first words, another headline, another kicker and section."""
    article = cast.article(updated_by=cast.reporter)
    saving.begin(article, cast.reporter)
    article = saved(cast, article, headline="冬季旅游推介会开幕")
    return saved(cast, article, cast.section_head, kicker="文旅", event_date="2025-12-27")


# ---- the list


def test_every_save_stands_with_its_number_time_author_and_what_changed(cast, client, article):
    client.force_login(cast.reporter)
    listed = page(client, article).context["saves"]
    assert [save.snapshot.number for save in listed] == [3, 2, 1]
    assert [save.before for save in listed] == [2, 1, None]
    assert [save.snapshot.by_name for save in listed] == ["section-head", "editor", "林知夏"]
    assert [save.changed for save in listed] == ["引题、事件日期", "标题", ""]
    html = page(client, article).content.decode()
    assert "section-head" in html
    assert "?old=1&amp;new=2" in html


def test_a_save_carries_what_was_decided_on_its_words(cast, client):
    article = cast.article()
    saving.begin(article, cast.reporter)
    article = cast.published(article)
    saved(cast, article, headline="冬季旅游推介会开幕")
    client.force_login(cast.editor)
    newest, first = page(client, article).context["saves"]
    assert newest.marks == []
    assert [mark.tone for mark in first.marks] == ["review", "signed", "signed", "signed", "out"]
    assert "section-head" in first.marks[2].text
    assert "1" in first.marks[4].text


def test_older_saves_stand_on_pages_of_their_own_and_keep_their_marks(cast, client, monkeypatch):
    monkeypatch.setattr(history, "SIZE", 3)
    article = cast.article()
    saving.begin(article, cast.reporter)
    for number in range(2, 6):
        if number == 4:
            cast.do(article, Verb.SUBMIT, cast.reporter)
        saved(cast, article, headline=f"第{number}稿")
    client.force_login(cast.editor)
    first = page(client, article)
    assert [save.snapshot.number for save in first.context["saves"]] == [5, 4, 3]
    assert [save.before for save in first.context["saves"]] == [4, 3, 2]
    assert [len(save.marks) for save in first.context["saves"]] == [0, 0, 1]
    second = page(client, article, before=first.context["older"])
    assert [save.snapshot.number for save in second.context["saves"]] == [2, 1]
    assert [len(save.marks) for save in second.context["saves"]] == [0, 0]
    assert second.context["older"] is None
    assert b"before=" not in second.content


def test_an_article_that_was_never_saved_at_the_desk_says_so(cast, client):
    client.force_login(cast.editor)
    response = page(client, cast.article())
    assert response.context["saves"] == []
    assert response.context["changes"] == []
    assert not response.context["is_known"]


# ---- comparing


def test_what_stands_now_is_held_against_what_readers_have(cast, client):
    article = cast.published()
    article = saved(cast, article, body="<p>12月28日,雪川地区冬季旅游推介会召开。</p>")
    client.force_login(cast.reporter)
    response = page(client, article)
    assert (response.context["old"].name, response.context["new"].name) == ("v1", "2")
    (change,) = response.context["changes"]
    assert change.field == "body"
    assert "12月<del>27</del><ins>28</ins>日" in response.content.decode()


def test_a_story_that_was_not_changed_has_no_difference_from_what_readers_have(cast, client):
    photo = cast.photo()
    article = cast.article(body=f'<p>正文。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>')
    article.tags.add("冰雪")
    cast.published(article)
    client.force_login(cast.editor)
    assert page(client, article).context["changes"] == []
    assert Publication.objects.filter(story=article.pk).exists()


def test_before_there_are_readers_the_newest_is_held_against_the_save_before(cast, client, article):
    client.force_login(cast.editor)
    response = page(client, article)
    assert (response.context["old"].name, response.context["new"].name) == ("2", "3")
    assert [change.field for change in response.context["changes"]] == ["kicker", "event_date"]


def test_any_two_can_be_compared_either_way(cast, client, article):
    client.force_login(cast.editor)
    assert [c.field for c in page(client, article, old=1, new=3).context["changes"]] == [
        "kicker",
        "headline",
        "event_date",
    ]
    back = page(client, article, old=3, new=1)
    assert [c.field for c in back.context["changes"]] == ["kicker", "headline", "event_date"]
    assert "<del>文旅</del>" in back.content.decode()
    assert page(client, article, old="now", new=3).context["changes"] == []


@pytest.mark.parametrize("name", ["9", "v1", "v", "x", "-1", "９"])
def test_what_is_not_there_cannot_be_compared(cast, client, article, name):
    client.force_login(cast.editor)
    assert client.get(address(article, old=name)).status_code == 404


def test_a_withdrawal_has_no_words_to_compare(cast, client):
    article = cast.published()
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    client.force_login(cast.editor)
    assert client.get(address(article, old="v2")).status_code == 404
    assert page(client, article, old="v1").context["changes"] == []


def test_the_words_of_a_version_are_read_as_a_content(cast):
    article = cast.article(source="雪川日报", outlets="雪川新闻网-雪川地区融媒体中心")
    article.tags.add("冰雪")
    content = content_of(article)
    assert history.content_of_version(freeze(article)) == content


def test_a_version_from_before_a_field_was_kept_lacks_it(cast):
    words = freeze(cast.article())
    for key in ("topic", "related", "editors", "source_title"):
        words.pop(key)
    words["editor_line"] = "责编:乔木"
    assert {"topic", "related", "editors", "source_title"}.isdisjoint(history.content_of_version(words))


def test_the_part_of_ai_is_told_even_against_what_was_kept_before_there_was_a_field(cast, client):
    article = cast.published()
    cast.changed(article, ai_part="assisted")
    client.force_login(cast.editor)
    told = page(client, article, old="v1", new="now").context["changes"]
    assert [(change.field, change.html) for change in told] == [("ai_part", "<ins>AI 辅助生成</ins>")]


# ---- restoring


def test_an_old_save_becomes_the_newest_by_a_save_of_its_own(cast, client, article):
    client.force_login(cast.editor)
    response = restoring(client, article, 1)
    assert "4" in said(response)
    article.refresh_from_db()
    assert (article.saves, article.headline, article.kicker, article.event_date) == (4, "冬季旅游推介会召开", "", None)
    kept = Snapshot.objects.get(article=article, number=4)
    assert (kept.kind, kept.by) == (Snapshot.Kind.RESTORED, cast.editor)
    assert Snapshot.objects.get(article=article, number=3).content["kicker"] == "文旅"


def test_what_is_gone_meanwhile_is_told_and_tags_go_by_their_names_of_now(cast, client, article):
    old = Section.objects.create(masthead_id="zh-hans", name="旧栏目", slug="old")
    saved(cast, article, section=old.pk, tags=["冰天雪地", "雪后"])
    article = saved(cast, article, section=cast.section.pk, tags=[])
    old.delete()
    Tag.objects.filter(name="冰天雪地").delete()
    TagAlias.objects.create(name="冰天雪地", tag=Tag.objects.create(name="冰雪"))
    client.force_login(cast.editor)
    told = said(restoring(client, article, 4))
    article.refresh_from_db()
    assert (article.section, sorted(article.tags.names())) == (None, ["冰雪", "雪后"])
    assert "未能恢复：栏目" in told
    assert page(client, article, old=1, new=4).status_code == 200


def test_readers_see_nothing_of_a_restore(cast, client):
    article = cast.article()
    saving.begin(article, cast.reporter)
    article = saved(cast, article, headline="冬季旅游推介会开幕")
    cast.published(article)
    before = Publication.objects.get(story=article.pk).headline
    client.force_login(cast.editor)
    restoring(client, article, 1)
    assert Publication.objects.get(story=article.pk).headline == before == "冬季旅游推介会开幕"
    assert Article.objects.get(pk=article.pk).headline == "冬季旅游推介会召开"


def test_restoring_what_stands_already_saves_nothing(cast, client, article):
    client.force_login(cast.editor)
    restoring(client, article, 3)
    article.refresh_from_db()
    assert article.saves == 3


def test_who_may_not_edit_may_look_and_not_restore(cast, client, article):
    article.created_by = cast.editor
    article.save(update_fields=["created_by"])
    article.bylines.all().delete()
    client.force_login(cast.reporter)
    assert b"/restore/" not in page(client, article, old=1, new=3).content
    response = restoring(client, article, 1)
    assert said(response)
    article.refresh_from_db()
    assert article.saves == 3


def test_words_that_somebody_else_saved_meanwhile_are_not_restored_over(cast, client, article):
    saved(cast, article, cast.chief_editor, headline="推介会闭幕")
    client.force_login(cast.editor)
    response = restoring(client, article, 1, seen=3)
    assert response.redirect_chain[-1][0] == address(article)
    article.refresh_from_db()
    assert (article.saves, article.headline) == (4, "推介会闭幕")


def test_what_others_saved_meanwhile_elsewhere_is_kept(cast, client, article):
    saved(cast, article, cast.chief_editor, subtitle="三条线路发布")
    client.force_login(cast.editor)
    restoring(client, article, 1, seen=3)
    article.refresh_from_db()
    assert (article.headline, article.subtitle) == ("冬季旅游推介会召开", "三条线路发布")


@pytest.mark.parametrize("form", [{}, {"number": "9", "seen": "3"}, {"number": "1"}, {"number": "x", "seen": "y"}])
def test_a_restore_of_nothing_is_not_found(cast, client, article, form):
    client.force_login(cast.editor)
    assert client.post(reverse("admin:articles_article_restore", args=[article.pk]), form).status_code == 404


def test_a_restore_is_never_done_by_a_link(cast, client, article):
    client.force_login(cast.editor)
    assert client.get(reverse("admin:articles_article_restore", args=[article.pk])).status_code == 405


# ---- who, and at what cost


def test_readers_and_strangers_find_nothing(cast, client, article):
    assert client.get(address(article)).status_code == 302
    assert client.get(address(Article(pk=999))).status_code == 302
    client.force_login(cast.editor)
    assert client.get(address(Article(pk=999))).status_code == 404
    cast.editor.groups.clear()
    assert client.get(address(article)).status_code == 403
    assert restoring(client, article, 1).status_code == 403


def test_the_page_costs_the_same_however_long_the_history(cast, client, article, django_assert_num_queries):
    article = cast.published(article)
    article = saved(cast, article, body="<p>新的正文。</p>", section=None)
    client.force_login(cast.editor)
    page(client, article)
    with django_assert_num_queries(QUERIES):
        page(client, article)
    for number in range(10):
        article = saved(cast, article, headline=f"第{number}稿")
        cast.do(article, Verb.SUBMIT, cast.reporter) if number == 0 else None
    with django_assert_num_queries(QUERIES):
        page(client, article)
