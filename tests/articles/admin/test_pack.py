"""The pack of a story as a page of the desk."""

import pytest
from django.utils import timezone

from articles.desk.workflow import Verb
from media.models import Photo
from newsroom import roles


def address(article, rest=""):
    return f"/admin/articles/article/{article.pk}/pack/{rest}"


@pytest.fixture
def article(cast):
    photo = cast.photo("市集。")
    figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
    return cast.published(cast.article(body=f"<p>话里有话。</p>{figure}"))


@pytest.mark.parametrize("role", roles.LABELS)
def test_whoever_sees_the_article_gets_its_pack(client, cast, article, role):
    client.force_login(cast.users[role])
    for rest in ("", "?form=text", "?form=print", "?form=none", "body/", "zip/", "files/story.txt", "files/cover.jpg"):
        assert client.get(address(article, rest)).status_code == 200, rest
    assert client.post(address(article)).status_code == 405


def test_nobody_else_does(client, cast, article):
    from django.contrib.auth import get_user_model

    assert client.get(address(article)).status_code == 302
    client.force_login(get_user_model().objects.create_user("nobody", is_staff=True))
    for rest in ("", "body/", "zip/", "files/story.txt"):
        assert client.get(address(article, rest)).status_code == 403


def test_the_page_has_fields_pictures_and_the_body(client, cast, article):
    client.force_login(cast.reporter)
    text = client.get(address(article)).text
    for said in (
        "冬季旅游推介会召开",
        "林知夏 江一帆",
        "01.jpg",
        "市集。",
        "江一帆摄",
        "900×383",
        "500×500",
        "第 1 版",
    ):
        assert said in text
    assert "\\u003Csection style" in text


def test_the_body_is_a_page_under_a_policy_of_its_own(client, cast, article):
    client.force_login(cast.reporter)
    answer = client.get(address(article, "body/"))
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-same-origin" in policy
    assert "script-src" not in policy
    assert 'src="/media/photos/' in answer.text
    assert answer["X-Frame-Options"] == "SAMEORIGIN"


def test_the_zip_and_its_files_are_for_saving(client, cast, article):
    client.force_login(cast.reporter)
    answer = client.get(address(article, "zip/"))
    assert answer["Content-Type"] == "application/zip"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    picture = client.get(address(article, "files/pictures/01.jpg"))
    assert picture["Content-Type"] == "image/jpeg"
    assert client.get(address(article, "files/story.txt"))["Content-Type"] == "text/plain; charset=utf-8"
    for name in ("../x", "pictures/09.jpg", "settings.py"):
        assert client.get(address(article, f"files/{name}")).status_code == 404


def test_a_story_that_is_not_on_the_site_says_why(client, cast, article):
    client.force_login(cast.reporter)
    draft = cast.article()
    assert "还没有上网" in client.get(address(draft)).text
    cast.do(article, Verb.WITHDRAW, cast.chief_editor)
    page = client.get(address(article)).text
    assert "撤下" in page
    assert "话里有话" not in page
    for rest in ("body/", "zip/", "files/story.txt"):
        assert client.get(address(article, rest)).status_code == 404
    assert client.get("/admin/articles/article/987654/pack/").status_code == 404


def test_photos_that_may_not_leave_are_spoken_of(client, cast, article):
    Photo.objects.update(restrictions="只限本站使用", expires_on=timezone.localdate().replace(year=2020, day=1))
    client.force_login(cast.reporter)
    text = client.get(address(article)).text
    assert "01.jpg：只限本站使用" in text
    assert "使用期限" in text


def test_what_is_too_long_says_by_how_much(client, cast):
    client.force_login(cast.reporter)
    article = cast.published(cast.article(headline="长" * 70, body="<p>字字字字字字字字字字</p>" * 1000))
    text = client.get(address(article)).text
    assert "多 6 字" in text
    assert "个字符" in text


def test_the_article_and_the_list_of_what_is_live_lead_to_it(client, cast, article):
    client.force_login(cast.editor)
    assert address(article) in client.get(f"/admin/articles/article/{article.pk}/change/").text
    assert address(article) in client.get("/admin/articles/article/?state=live").text
    assert address(article) not in client.get("/admin/articles/article/").text
    draft = cast.article()
    assert address(draft) not in client.get(f"/admin/articles/article/{draft.pk}/change/").text


def test_nothing_that_was_typed_becomes_markup(client, cast):
    article = cast.published(cast.article(headline="</script><b>粗", body="<p>&lt;img src=x&gt;</p>"))
    client.force_login(cast.reporter)
    for rest in ("", "?form=text", "body/"):
        text = client.get(address(article, rest)).text
        assert "<b>粗" not in text
        assert "<img src=x" not in text
