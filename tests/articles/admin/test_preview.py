from django.urls import reverse

from articles.models import Article, Publication, Version
from tests.articles.admin.desk import form_of

PREVIEW = "/admin/articles/article/preview/"


def test_it_shows_what_is_typed_and_writes_nothing(client, cast):
    article = cast.article()
    client.force_login(cast.editor)
    lines = [("通讯员", cast.jiang, "")]
    response = client.post(PREVIEW, form_of(article, bylines=lines, headline="还没保存的标题", tags="冰雪，新标签"))
    page = response.content.decode()
    for shown in ("还没保存的标题", "(通讯员 ", "新标签", "雪川新闻网"):
        assert shown in page
    assert "林知夏" not in page
    article.refresh_from_db()
    assert article.headline == "冬季旅游推介会召开"
    assert article.bylines.count() == 2
    assert not Publication.objects.exists()
    assert not Version.objects.exists()
    assert response["Cache-Control"].find("no-store") >= 0


def test_it_shows_photos_with_caption_and_credit(client, cast):
    photo = cast.photo()
    article = cast.article()
    client.force_login(cast.editor)
    body = f'<p>雪</p><figure data-photo="{photo.pk}"><figcaption>自写的图说</figcaption></figure>'
    page = client.post(PREVIEW, form_of(article, body=body)).content.decode()
    assert "自写的图说" in page
    assert "实习记者 江一帆摄" in page


def test_a_form_that_is_not_ready_is_shown_as_far_as_it_goes(client, cast):
    client.force_login(cast.reporter)
    response = client.post(PREVIEW, {"headline": "", "body": "<p>只有一段</p>", "section": cast.section.pk})
    assert "只有一段" in response.content.decode()
    assert client.post(PREVIEW, {"article": "99999999999999999"}).status_code in {200, 404}
    assert not Article.objects.exists()


def test_nothing_unclean_gets_into_the_page(client, cast):
    client.force_login(cast.editor)
    page = client.post(PREVIEW, {"headline": "<script>x()</script>", "body": "<p>雪<script>y()</script></p>"})
    assert "<script>x()" not in page.content.decode()
    assert "y()" not in page.content.decode()


def test_those_who_may_not_write_see_none(client, cast):
    article = cast.article()
    assert client.post(PREVIEW, form_of(article)).status_code == 302
    from django.contrib.auth import get_user_model

    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    assert client.post(PREVIEW, form_of(article)).status_code == 403
    assert client.get(reverse("admin:articles_article_preview_saved", args=[article.pk])).status_code == 403


def test_the_saved_article_can_be_read_where_it_cannot_be_edited(client, cast):
    article = cast.article()
    client.force_login(cast.user("other", "reporter"))
    page = client.get(reverse("admin:articles_article_preview_saved", args=[article.pk]))
    assert article.headline in page.content.decode()
    assert client.get(reverse("admin:articles_article_preview_saved", args=[999])).status_code == 404
