"""What every answer says of itself to browsers: the top grade of Mozilla's observatory, whatever was asked for."""

import pytest
from django.urls import reverse

from articles.models import Publication
from newsroom import headers as safe
from tests.architecture.matrix import MATRIX
from tests.architecture.test_matrix import world  # noqa: F401, the fixture
from tests.newsroom.observatory import directives, score

TOP = 115


@pytest.fixture(autouse=True)
def in_production(settings):
    settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_PRELOAD = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True


def graded(response):
    return score(response.headers, list(response.cookies.values()))


@pytest.mark.parametrize("who", [None, "chief-editor", "administrator"])
def test_every_page_has_the_top_grade(world, cast, client, who):  # noqa: F811
    low = {}
    for name, row in MATRIX.items():
        if who:
            client.force_login(cast.users[who])
        response = getattr(client, row.method)(reverse(name, kwargs=row.arguments(world)), row.form(world), secure=True)
        is_page = response.get("Content-Type", "").startswith("text/html")
        if graded(response) < TOP or (is_page and response["Cross-Origin-Resource-Policy"] != "same-origin"):
            low[name] = graded(response)
        assert response["Cross-Origin-Opener-Policy"] == "same-origin"
        assert "preload" in response["Strict-Transport-Security"]
    assert low == {}


def test_errors_have_it_too(cast, client, settings, monkeypatch):
    gone = cast.published()
    address = Publication.objects.get(story=gone.pk).get_absolute_url()
    cast.do(gone, "withdraw", cast.chief_editor, text="撤下。")
    monkeypatch.setattr("newsroom.pulse.last", lambda: 1 / 0)
    client.raise_request_exception = False
    asked = {
        address: 410,
        "/nowhere/": 404,
        "/a%00b/": 404,
        "/healthz": 500,
        "/static/nowhere.js": 404,
        "/media/photos/ab/nothing.jpg": 404,
        "/preview/nothing/": 404,
    }
    for path, status in asked.items():
        response = client.get(path, secure=True)
        assert (response.status_code, graded(response) >= TOP) == (status, True), path
    refused = client.post("/admin/login/", "a", content_type="text/plain; charset=gbk", secure=True)
    assert (refused.status_code, graded(refused) >= TOP) == (400, True)
    client.force_login(cast.reporter)
    closed = client.get("/admin/auth/user/", secure=True)
    assert (closed.status_code, graded(closed) >= TOP) == (403, True)
    strange = client.get("/", secure=True, headers={"host": "evil.example"})
    assert (strange.status_code, graded(strange) >= TOP) == (400, True)


def test_static_files_have_it_too(client, settings, db):
    (settings.STATIC_ROOT / "drawn.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    response = client.get("/static/drawn.svg", secure=True)
    assert response.status_code == 200
    assert response["Content-Security-Policy"] == safe.NOTHING
    assert (response["X-Content-Type-Options"], "preload" in response["Strict-Transport-Security"]) == ("nosniff", True)


def test_plain_http_is_sent_on_to_the_same_address(client, db):
    response = client.get("/search/?q=a")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/search/?q=a")


def test_the_desk_trusts_no_script_but_its_files(client, cast):
    client.force_login(cast.editor)
    said = directives(client.get("/admin/", secure=True)["Content-Security-Policy"])
    assert said["script-src"][0] == "'self'"
    assert all(source.startswith("'sha256-") for source in said["script-src"][1:])
    assert said["default-src"] == said["object-src"] == said["base-uri"] == ["'none'"]
    assert said["form-action"] == said["frame-ancestors"] == ["'self'"]
    assert "'unsafe-inline'" not in said["style-src"]


def test_pictures_may_be_shown_by_readers_of_feeds_and_nothing_of_the_desk(world, client, cast):  # noqa: F811
    picture = client.get(reverse("rendition", kwargs=MATRIX["rendition"].arguments(world)), secure=True)
    assert picture["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "default-src 'none'" in picture["Content-Security-Policy"]
    assert picture["Content-Security-Policy"].endswith("; sandbox")
    client.force_login(cast.photo_desk)
    original = client.get(reverse("admin:media_photo_original", args=[world["media_photo"]]), secure=True)
    assert original["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "attachment" in original["Content-Disposition"]
