from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.desk.workflow import Verb

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


def test_search_finds_headlines_and_names(client, cast):
    cast.article(headline="冰雪小镇")
    other = cast.article(headline="牧场转场")
    other.bylines.filter(reporter=cast.jiang).delete()
    client.force_login(cast.editor)
    assert rows(client, "?q=冰雪") == ["冰雪小镇"]
    assert rows(client, "?q=江一帆") == ["冰雪小镇"]


def test_filters_by_state_stage_and_mine(client, cast):
    draft = cast.article(headline="草稿", created_by=cast.editor)
    draft.bylines.all().delete()
    review = cast.article(headline="在审")
    cast.do(review, Verb.SUBMIT, cast.reporter)
    review.refresh_from_db()
    cast.published(cast.article(headline="上网"))
    client.force_login(cast.editor)
    assert rows(client, "?state=draft") == ["草稿"]
    assert rows(client, f"?state=stage-{review.stage_id}") == ["在审"]
    assert rows(client, "?state=live") == ["上网"]
    assert rows(client, "?mine=yes") == ["草稿"]
    assert rows(client, "?state=stage-x") == []


def test_articles_are_never_deleted_in_bulk(client, cast):
    article = cast.article()
    client.force_login(cast.chief_editor)
    client.post(LIST, {"action": "delete_selected", "_selected_action": [article.pk], "post": "yes"})
    article.refresh_from_db()


def test_the_list_costs_the_same_with_ten_more(client, cast):
    client.force_login(cast.editor)
    cast.do(cast.article(), Verb.SUBMIT, cast.reporter)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for number in range(10):
        cast.article(headline=f"稿子{number}", updated_by=cast.editor)
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


def test_somebody_without_a_role_sees_no_list(client, cast):
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.get(LIST).status_code == 403
