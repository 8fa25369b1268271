"""How the API answers: caches, other origins, other methods, what it does not know, how often."""

import pytest
from django.db import OperationalError

from articles.public.api import askers
from newsroom.limits import Counts
from tests import factories
from tests.articles.public.api.asked import ask, partner, problem

pytestmark = pytest.mark.django_db
LISTS = ["stories/", "changes/", "sections/", "tags/", "openapi.json"]


@pytest.fixture(autouse=True)
def story(monkeypatch):
    monkeypatch.setattr(askers, "counts", Counts())
    return factories.publication(tags=[factories.tag()])


@pytest.mark.parametrize("path", LISTS)
def test_whoever_has_the_answer_is_told_so(client, path):
    first = ask(client, path)
    again = ask(client, path, **{"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Access-Control-Allow-Origin"] == "*"
    factories.section("villages")
    factories.publication(tags=[factories.tag("新词")])
    if path in ("stories/", "sections/", "tags/"):
        assert ask(client, path, **{"If-None-Match": first["ETag"]}).status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_head_says_what_get_would(client, path):
    get, head = ask(client, path), client.head(f"/api/v1/{path}")
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == get["ETag"]
    assert head["Content-Type"] == get["Content-Type"] == "application/json; charset=utf-8"


def test_pages_of_other_origins_may_read(client, story):
    for path in (*LISTS, f"stories/{story.story}/", "nowhere/"):
        answer = ask(client, path, Origin="https://elsewhere.example")
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert "ETag" in answer["Access-Control-Expose-Headers"]
        assert answer["Cross-Origin-Resource-Policy"] == "cross-origin"
    asked = client.options("/api/v1/stories/", headers={"Access-Control-Request-Headers": "authorization"})
    assert asked.status_code == 204
    assert "Authorization" in asked["Access-Control-Allow-Headers"]


def test_answers_to_a_key_are_kept_by_nobody_else(client, story):
    _partner, key = partner()
    open_, closed = ask(client, "stories/"), ask(client, "stories/", key)
    assert open_["Cache-Control"].startswith("public")
    assert closed["Cache-Control"].startswith("private")
    for answer in (open_, closed):
        assert "Authorization" in answer["Vary"]
        assert "Set-Cookie" not in answer
    assert open_["ETag"] != closed["ETag"]
    assert ask(client, "stories/", key, **{"If-None-Match": closed["ETag"]}).status_code == 304


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_only_read(client, method):
    answer = getattr(client, method)("/api/v1/stories/")
    problem(answer, 405, "method")
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_what_it_does_not_know_is_refused_by_name(client):
    found = problem(ask(client, "stories/?sections=news"), 400, "unknown-parameter")
    assert found["detail"] == "这个地址没有参数“sections”。"
    assert (found["parameter"], "section" in found["known"]) == ("sections", True)
    problem(ask(client, "sections/?cursor=x"), 400, "unknown-parameter")
    problem(ask(client, "openapi.json?x="), 400, "unknown-parameter")


def test_what_cannot_be_read_is_refused_with_an_example(client):
    queries = ["size=0", "size=101", "size=x", "size=-1", "size=", "size=1&size=2", "language=ZH", "language=../x"]
    queries += ["from=2026-02-30", "from=1969-01-01", "from=0001-01-01", "to=x", "updated=yesterday", "tag=%00"]
    queries += ["updated=2026-13-01T00:00", "updated=9999-12-31T23:59:59-23:00", "updated=0001-01-01T00:00:00%2B23:00"]
    queries += ["cursor=x", "cursor=", "cursor=azk5OTk5OTk5OTk5OTk5OTk5OTk5", "section=", f"section={'x' * 300}"]
    for query in queries:
        found = problem(ask(client, f"stories/?{query}"), 400, "bad-value")
        assert found["parameter"] == query.partition("=")[0]
    assert "50" in problem(ask(client, "stories/?size=0"), 400, "bad-value")["detail"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("zh-CN", "这里什么也没有"),
        ("en", "There is nothing here"),
        ("ug", "بۇ يەردە ھېچنېمە يوق"),
        ("fr", "这里什么也没有"),
    ],
)
def test_problems_are_told_in_the_language_that_was_asked_for(client, language, title):
    assert problem(ask(client, "stories/77777/", **{"Accept-Language": language}), 404, "not-found")["title"] == title


def test_an_address_without_its_last_stroke_leads_on(client):
    answer = ask(client, "stories?size=5")
    assert (answer.status_code, answer["Location"]) == (301, "/api/v1/stories/?size=5")


def test_who_asks_too_often_waits(client, settings, monkeypatch):
    settings.API_RATE = 3
    elsewhere = {"REMOTE_ADDR": "203.0.113.9"}
    assert [ask(client, "sections/").status_code for _ in range(4)] == [200, 200, 200, 429]
    answer = ask(client, "sections/")
    assert "3" in problem(answer, 429, "too-many")["detail"]
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert client.get("/api/v1/sections/", **elsewhere).status_code == 200  # another network is another count
    _partner, key = partner(rate=5)
    assert [ask(client, "sections/", key).status_code for _ in range(6)] == [200] * 5 + [429]  # as is a key


def test_a_minute_later_they_may_again(client, settings, monkeypatch):
    settings.API_RATE = 1
    assert [ask(client, "sections/").status_code for _ in range(2)] == [200, 429]
    for network, (began, count) in askers.counts.minutes.items():
        askers.counts.minutes[network] = began - 61, count
    assert ask(client, "sections/").status_code == 200


def test_wrong_keys_are_counted_and_then_not_even_looked_up(client, settings, django_assert_num_queries):
    settings.API_RATE = 2
    for _ in range(2):
        answer = ask(client, "sections/", "nr_x")
        problem(answer, 401, "wrong-key")
        assert answer["WWW-Authenticate"].startswith("Bearer")
    with django_assert_num_queries(0):
        problem(ask(client, "sections/", "nr_x"), 429, "too-many")


def test_a_database_that_is_away_is_told(client, monkeypatch):
    def away(*_arguments):
        raise OperationalError("gone")

    monkeypatch.setattr("articles.public.api.stories._found", away)
    answer = ask(client, "stories/")
    problem(answer, 503, "away")
    assert answer["Retry-After"] == "30"


def test_the_page_for_people_names_every_address_and_problem(client):
    text = client.get("/api/v1/").content.decode()
    for said_there in (
        "/api/v1/changes/",
        "/api/v1/photos/{number}/original",
        'curl "http',
        'id="too-many"',
        "openapi.json",
    ):
        assert said_there in text
