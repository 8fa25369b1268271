"""Pages of the house, as chief editors and administrators write them."""

import pytest

from articles.models import HousePage
from newsroom import edition, roles
from newsroom.models import LogLine

ADD = "/admin/articles/housepage/add/"
FORM = {"title": "关于我们", "slug": "about", "masthead": "zh-hans", "position": 1, "body": "<p>我们在雪山脚下。</p>"}


@pytest.fixture
def page(cast):
    return HousePage.objects.create(title="关于我们", slug="about", body="<p>旧文。</p>")


def change(page):
    return f"/admin/articles/housepage/{page.pk}/change/"


@pytest.mark.parametrize("who", [roles.CHIEF_EDITOR, roles.ADMINISTRATOR])
def test_readers_read_what_was_written(client, cast, who):
    client.force_login(cast.users[who])
    assert client.get("/about/").status_code == 404
    before = edition.current()
    client.post(ADD, FORM)
    assert "我们在雪山脚下。" in client.get("/about/").text
    assert edition.current() > before


@pytest.mark.parametrize("who", [roles.REPORTER, roles.EDITOR, roles.SECTION_HEAD, roles.PHOTO_DESK])
def test_others_may_not(client, cast, page, who):
    client.force_login(cast.users[who])
    assert client.post(ADD, FORM | {"slug": "contact"}).status_code == 403
    assert client.post(change(page), FORM).status_code == 403
    assert HousePage.objects.get().body == "<p>旧文。</p>"


def test_a_change_begins_an_edition_and_is_in_the_log(client, cast, page):
    client.force_login(cast.chief_editor)
    before = edition.current()
    client.post(change(page), FORM)
    assert edition.current() > before
    assert "我们在雪山脚下。" in client.get("/about/").text
    line = LogLine.objects.latest("pk")
    assert (line.kind, line.actor) == ("house", cast.chief_editor)
    assert "关于我们" in line.about
    assert "正文" in line.detail


def test_the_address_and_the_edition_stay(client, cast, page):
    client.force_login(cast.chief_editor)
    client.post(change(page), FORM | {"slug": "other"})
    assert HousePage.objects.get().slug == "about"


def test_a_page_that_is_deleted_leaves_the_foot_and_the_log_says_so(client, cast, page):
    client.force_login(cast.administrator)
    assert 'href="/about/"' in client.get("/").text
    before = edition.current()
    client.post(f"/admin/articles/housepage/{page.pk}/delete/", {"post": "yes"})
    assert edition.current() > before
    assert 'href="/about/"' not in client.get("/").text
    assert LogLine.objects.latest("pk").about.endswith("关于我们")


@pytest.mark.parametrize("wrong", [{"title": " "}, {"slug": ""}, {"slug": "关于"}, {"slug": "a/b"}, {"masthead": "xx"}])
def test_what_cannot_be_kept_comes_back_with_all_that_was_typed(client, cast, wrong):
    client.force_login(cast.chief_editor)
    response = client.post(ADD, FORM | wrong)
    assert response.status_code == 200
    assert "我们在雪山脚下。" in response.text
    assert response.context["adminform"].form.errors.keys() == wrong.keys()
    assert not HousePage.objects.exists()


def test_an_address_is_there_once_in_an_edition(client, cast, page):
    client.force_login(cast.chief_editor)
    response = client.post(ADD, FORM)
    assert response.context["adminform"].form.errors
    assert HousePage.objects.count() == 1


def test_a_body_is_held_to_what_bodies_may_have(client, cast):
    client.force_login(cast.chief_editor)
    client.post(ADD, FORM | {"body": '<p onclick="x()">好</p><script>x()</script><font>字</font>'})
    assert HousePage.objects.get().body == "<p>好</p>字"


def test_a_body_that_is_too_deep_is_refused_and_stays_in_the_form(client, cast):
    client.force_login(cast.chief_editor)
    response = client.post(ADD, FORM | {"body": "<blockquote>" * 200 + "深"})
    assert response.context["adminform"].form.errors.keys() == {"body"}
    assert "深" in response.text


def test_the_editor_offers_no_photos(client, cast, page):
    client.force_login(cast.chief_editor)
    response = client.get(change(page))
    assert "editor-photo.js" not in response.text
    assert "editor-table.js" in response.text
    assert 'href="/about/"' in response.text
