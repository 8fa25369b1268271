import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from articles.admin.columns import ArticleColumns
from articles.desk.workflow import Verb
from articles.models import Article, Byline, Note, Publication, Section
from newsroom.models import Masthead
from newsroom.paging import Newest

LIST = "/admin/articles/article/"


def rows(client, query=""):
    page = client.get(LIST + query)
    return [article.headline for article in page.context["cl"].result_list]


def test_the_list_says_where_each_article_stands(client, cast):
    cast.do(cast.article(headline="在审的稿子"), Verb.SUBMIT, cast.reporter)
    cast.published(cast.article(headline="上网的稿子"))
    client.force_login(cast.editor)
    page = client.get(LIST).content.decode()
    for shown in ("在审的稿子", "上网的稿子", "一审", "is-review", "is-out", "林知夏 江一帆", "要闻"):
        assert shown in page


def test_search_finds_words_names_and_numbers(client, cast):
    found = cast.article(headline="小镇", body="<p>今年的冰雪旅游季开始了。</p>")
    other = cast.article(headline="牧场转场")
    other.bylines.filter(reporter=cast.jiang).delete()
    call_command("rebuild_desk_index")
    client.force_login(cast.editor)
    assert rows(client, "?q=雪旅") == ["小镇"]
    assert rows(client, "?q=江一帆") == ["小镇"]
    assert rows(client, f"?q={found.pk}") == ["小镇"]
    assert rows(client, "?q=草原") == []
    assert rows(client, "?q=“") == []


def test_filters_by_state_stage_and_mine(client, cast):
    draft = cast.article(headline="草稿", created_by=cast.editor)
    draft.bylines.all().delete()
    review = cast.article(headline="在审")
    cast.do(review, Verb.SUBMIT, cast.reporter)
    review.refresh_from_db()
    cast.published(cast.article(headline="上网"))
    gone = cast.published(cast.article(headline="撤下"))
    cast.do(gone, Verb.WITHDRAW, cast.chief_editor, text="")
    held = cast.article(headline="暂扣")
    Article.objects.filter(pk=held.pk).update(held="图片没有署名")
    client.force_login(cast.editor)
    assert rows(client, "?state=draft") == ["暂扣", "草稿"]
    assert rows(client, f"?state=stage-{review.stage_id}") == ["在审"]
    assert rows(client, "?state=live") == ["上网"]
    assert rows(client, "?state=withdrawn") == ["撤下"]
    assert rows(client, "?state=held") == ["暂扣"]
    assert rows(client, "?mine=yes") == ["草稿"]
    assert rows(client, "?state=stage-x") == rows(client, "?state=scheduled") == []


def test_mine_is_also_what_carries_my_byline(client, cast):
    article = cast.article(headline="署了名", created_by=cast.editor)
    assert Byline.objects.filter(article=article, reporter=cast.lin).exists()
    cast.article(headline="别人的", created_by=cast.editor).bylines.all().delete()
    client.force_login(cast.reporter)
    assert rows(client, "?mine=yes") == ["署了名"]


def test_filters_by_notes_section_and_photo(client, cast):
    villages = Section.objects.create(masthead_id="zh-hans", name="乡村", slug="villages")
    noted = cast.article(headline="有批注", section=villages)
    Note.objects.create(article=noted, text="核实", author_name="白露", to=cast.editor)
    done = cast.article(headline="批注已结")
    Note.objects.create(article=done, text="核实", author_name="白露", to=cast.editor, resolved_at=timezone.now())
    cast.article(headline="有图", cover=cast.photo(processed=False))
    call_command("rebuild_desk_index")
    client.force_login(cast.editor)
    assert rows(client, "?notes=me") == rows(client, "?notes=open") == ["有批注"]
    assert rows(client, f"?section={villages.pk}") == ["有批注"]
    assert rows(client, "?section=x") == []
    assert rows(client, "?photo=some") == ["有图"]
    assert rows(client, "?photo=none") == ["批注已结", "有批注"]
    assert '<span class="desk-count"' in client.get(LIST).content.decode()
    client.force_login(cast.section_head)
    assert rows(client, "?notes=me") == []


def test_languages_are_only_offered_where_there_are_several(client, cast):
    cast.article(headline="汉文")
    client.force_login(cast.editor)
    assert "language=" not in client.get(LIST).content.decode()
    Masthead.objects.create(language="kk-arab", name="قار", outlet="قار", publisher="قار")
    there = Section.objects.create(masthead_id="kk-arab", name="خەۋەر", slug="news")
    cast.article(headline="قار", language="kk-arab", section=there)
    assert "?language=kk-arab" in client.get(LIST).content.decode()
    assert rows(client, "?language=kk-arab") == ["قار"]


def test_what_is_in_the_trash_is_not_listed(client, cast):
    article = cast.article()
    Article.objects.filter(pk=article.pk).update(trashed_at=timezone.now())
    client.force_login(cast.editor)
    assert rows(client) == []
    assert rows(client, f"?q={article.pk}") == []


def test_articles_are_never_deleted_in_bulk(client, cast):
    article = cast.article()
    client.force_login(cast.chief_editor)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})
    article.refresh_from_db()


def test_a_long_list_is_counted_no_further_than_its_pages_go(client, cast, monkeypatch):
    monkeypatch.setattr(Newest, "MOST", 3)
    monkeypatch.setattr(ArticleColumns, "list_per_page", 2)
    for number in range(5):
        cast.article(headline=f"稿子{number}")
    client.force_login(cast.editor)
    page = client.get(LIST)
    assert page.context["cl"].result_count == 3
    assert "desk-more" in page.content.decode()
    assert rows(client) == ["稿子4", "稿子3"]
    assert rows(client, "?p=2") == ["稿子2"]


@pytest.mark.parametrize("query", ["", "?state=live", "?mine=yes&notes=open", "?q=冬季&photo=none", "?section=1"])
def test_the_list_costs_the_same_with_ten_more(client, cast, query):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST + query)
        counted = [q["sql"] for q in queries if "COUNT(*)" in q["sql"] and '"articles_article"' in q["sql"]]
        assert all("LIMIT" in sql for sql in counted), "a count of every article"
        return len(queries)

    client.force_login(cast.editor)
    cast.do(cast.article(), Verb.SUBMIT, cast.reporter)
    Note.objects.create(article=cast.article(), text="核实", author_name="白露")
    cast.published()
    call_command("rebuild_desk_index")
    cost()
    few = cost()
    for number in range(10):
        Note.objects.create(
            article=cast.article(headline=f"稿子{number}", updated_by=cast.editor), text="核实", author_name="白露"
        )
    cast.published()
    call_command("rebuild_desk_index")
    assert cost() == few
    assert few <= 14


def test_somebody_without_a_role_sees_no_list(client, cast):
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(LIST).status_code == 403


def test_the_list_reads_no_bodies(client, cast):
    cast.article()
    client.force_login(cast.editor)
    with CaptureQueriesContext(connection) as queries:
        client.get(LIST)
    assert not [q for q in queries if '"articles_article"."body"' in q["sql"]]
    assert Publication.objects.count() == 0


def test_the_list_behind_a_card_of_the_start_page_holds_what_the_card_counts(client, cast):
    mine = [cast.article(headline=f"草稿{n}", created_by=cast.reporter) for n in range(9)]
    cast.article(headline="别人的", created_by=cast.editor).bylines.all().delete()
    cast.published(cast.article(headline="已上网"))
    back = cast.article(headline="退回")
    cast.do(back, Verb.SUBMIT, cast.reporter)
    cast.do(back, Verb.RETURN, cast.editor, text="补电话")
    client.force_login(cast.reporter)
    start = client.get("/admin/").context
    card = next(card for card in start["now"] if card.name == "drafts")
    assert card.count == len(mine)
    assert sorted(rows(client, card.all.partition("/articles/article/")[2])) == sorted(one.headline for one in mine)
    assert rows(client, "?queue=returned") == ["退回"]
    assert rows(client, "?queue=ready") == rows(client, "?queue=held") == []
    assert len(rows(client, "?queue=x")) == 12
