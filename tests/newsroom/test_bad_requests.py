"""Requests as no browser sends them, over which stock parts fail."""

from io import BytesIO

import pytest
from django.core.handlers.wsgi import WSGIHandler

from articles.desk import tagging
from articles.models import Tag
from newsroom.requests import Request


@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary*=x''%ff", "text/plain; charset=gbk", "a; charset*=x'y'z"]
)
def test_a_form_in_a_charset_that_is_none_is_refused(db, kind):
    handler = WSGIHandler()
    handler.request_class = Request
    said = []
    environ = {
        "REQUEST_METHOD": "POST",
        "PATH_INFO": "/admin/login/",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": "3",
        "wsgi.input": BytesIO(b"a=1"),
        "wsgi.url_scheme": "http",
    }
    handler(environ, lambda status, headers: said.append(status))
    assert said == ["400 Bad Request"]


@pytest.mark.parametrize(
    "path", ["/%00", "/a%00b/", "/sections/%00/", "/tags/a%00/latest.rss", "/admin/%00/", "/preview/%00/"]
)
def test_an_address_with_a_nul_is_not_there(client, cast, path):
    response = client.get(path)
    assert response.status_code == 404
    assert 'class="masthead' in response.text  # the whole page, which asks the database


def test_a_query_with_a_nul_leads_nowhere(client, cast):
    for path in ("/former/?p=%00", "/former/?a=%00&p=1"):
        response = client.get(path)
        assert response.status_code == 404 and 'class="masthead' in response.text


def test_what_is_named_with_a_nul_is_not_there(client, cast):
    client.force_login(cast.editor)
    response = client.post("/admin/articles/article/unsaved/discard/", {"tab": "a\x00b"})
    assert response.status_code == 404


@pytest.mark.parametrize("wrong", ["99999-01-01T00:00", "x", "9" * 30, "-1", "\x00"])
def test_a_form_comes_back_with_a_reporter_that_is_no_number(client, cast, wrong):
    photo = cast.photo(processed=False)
    client.force_login(cast.photo_desk)
    credit = photo.credits.get()
    form = {
        "credits-TOTAL_FORMS": 1,
        "credits-INITIAL_FORMS": 1,
        "credits-0-id": credit.pk,
        "credits-0-photo": photo.pk,
        "credits-0-name": "江一帆",
        "credits-0-reporter": wrong,
    }
    assert client.post(f"/admin/media/photo/{photo.pk}/change/", form).status_code == 200
    client.force_login(cast.administrator)
    typed = {"name": "江一帆", "role": "记者", "user": wrong}
    assert client.post(f"/admin/newsroom/reporter/{cast.jiang.pk}/change/", typed).status_code == 200


def test_something_said_of_no_photos(client, cast):
    client.force_login(cast.photo_desk)
    assert client.post("/admin/media/photo/say/", {"caption": "河谷"}).json() == {"photos": []}


def test_two_who_give_a_tag_the_same_other_name(cast):
    tag, other = Tag.objects.create(name="冰雪"), Tag.objects.create(name="滑雪")
    tagging.set_synonyms(other, ["雪上"])
    with pytest.raises(tagging.Refused, match="雪上"):
        tagging.set_synonyms(tag, ["雪上"])
    tagging.set_synonyms(other, ["雪上"])
    assert [alias.name for alias in other.aliases.all()] == ["雪上"]


@pytest.mark.parametrize("name", ["江一帆", " 江一帆\n", "江一帆\x00", "江\u202e一帆"])
def test_one_credit_twice_is_told(client, cast, name):
    photo = cast.photo(processed=False)
    credit = photo.credits.get()
    client.force_login(cast.photo_desk)
    form = {
        "credits-TOTAL_FORMS": 2,
        "credits-INITIAL_FORMS": 1,
        "credits-0-id": credit.pk,
        "credits-0-photo": photo.pk,
        "credits-0-name": "江一帆",
        "credits-0-work": "photo",
        "credits-1-photo": photo.pk,
        "credits-1-name": name,
        "credits-1-work": "photo",
    }
    assert client.post(f"/admin/media/photo/{photo.pk}/change/", form).status_code == 200
    assert photo.credits.count() == 1


def test_a_credit_that_somebody_else_gave_meanwhile_is_told(client, cast):
    photo = cast.photo(processed=False)
    client.force_login(cast.photo_desk)
    form = {
        "credits-TOTAL_FORMS": 1,
        "credits-INITIAL_FORMS": 0,
        "credits-0-photo": photo.pk,
        "credits-0-name": photo.credits.get().name,
        "credits-0-work": "photo",
    }
    assert client.post(f"/admin/media/photo/{photo.pk}/change/", form).status_code == 200
    assert photo.credits.count() == 1


@pytest.mark.parametrize("query", ["pk__in=9223372036854775808", "q=&id__in=1,9223372036854775808"])
@pytest.mark.parametrize("page", ["", "export.csv"])
def test_a_number_that_no_column_holds_is_no_row_of_a_list(client, cast, page, query):
    client.force_login(cast.administrator)
    for model in ("plan", "article", "supplier"):
        assert client.get(f"/admin/articles/{model}/{page}?{query}").status_code in {200, 302, 404}
