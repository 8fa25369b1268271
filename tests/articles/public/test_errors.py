import pytest
from django.db import DatabaseError
from django.test import RequestFactory

from articles.public import errors, views
from tests import factories


@pytest.mark.django_db
def test_a_missing_page_offers_search_and_the_newest(client):
    story = factories.publication()
    response = client.get("/nowhere/at/all/")
    assert response.status_code == 404
    assert 'name="q"' in response.text
    assert story.headline in response.text
    assert "noindex" in response.text


def test_a_missing_page_is_answered_without_a_database(rf, monkeypatch):
    def away(language):
        raise DatabaseError

    monkeypatch.setattr(errors.lists, "of_edition", away)
    response = errors.missing(rf.get("/nowhere/"))
    assert response.status_code == 404
    assert 'href="/"' in response.text


@pytest.mark.django_db
def test_an_error_of_ours_is_answered_without_a_database(client, monkeypatch, django_assert_num_queries):
    def broken(language):
        raise DatabaseError

    monkeypatch.setattr(views, "open_edition", broken)
    client.raise_request_exception = False
    with django_assert_num_queries(0):
        response = client.get("/")
    assert response.status_code == 500
    assert 'href="/"' in response.text
    assert response["Cache-Control"] == "no-store"


def test_even_a_broken_template_leaves_an_answer(monkeypatch):
    def broken(*args):
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    assert errors.failure(RequestFactory().get("/")).status_code == 500


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/x/", ['lang="zh-Hans" dir="ltr"', 'href="/"']),
        ("/ug/x/", ['lang="ug" dir="rtl"', 'href="/ug/"']),
        ("/kk-arab/x/", ['lang="kk-Arab" dir="rtl"', 'href="/kk-arab/"']),
        ("/admin/", ['lang="zh-Hans"']),
    ],
)
def test_a_bare_page_speaks_the_language_that_its_address_says(rf, path, said):
    for handler in (errors.failure, errors.forbidden, errors.bad_request):
        response = handler(rf.get(path))
        assert all(part in response.text for part in said)
        assert response["Content-Language"] in {"zh-hans", path.split("/")[1]}


@pytest.mark.parametrize(("handler", "status"), [(errors.bad_request, 400), (errors.forbidden, 403)])
def test_a_refusal_leads_to_the_front_page(handler, status):
    response = handler(RequestFactory().get("/"))
    assert response.status_code == status
    assert 'href="/"' in response.text
