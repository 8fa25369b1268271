"""Every request has an id, is counted and told of where settings say so."""

import io
import json
import logging

import pytest
from django.core.handlers.wsgi import WSGIHandler

from newsroom import asked, logs
from newsroom.asked import Asked
from newsroom.pagecache import PageCache
from tests.newsroom.pagecache import site


def ask(application, path="/", *, count=None, **wsgi):
    """(status, headers as a dict, body) of a request for `application` behind the layer."""
    said = {}

    def start(status, headers, exc_info=None):
        said["status"], said["headers"] = status, dict(headers)

    wsgi = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "wsgi.input": io.BytesIO()} | wsgi
    body = b"".join(Asked(application, count)(wsgi, start))
    return said["status"], said["headers"], body


def plain(wsgi, start):
    start("200 OK", [("Cache-Status", "newsroom; hit")])
    return [asked.request_id().encode()]


def broken(wsgi, start):
    raise RuntimeError("broken")


@pytest.fixture
def lines(monkeypatch):
    """The log, a parsed JSON object a line."""
    output = io.StringIO()
    handler = logging.StreamHandler(output)
    handler.setFormatter(logs.JsonLines())
    log = logging.getLogger("newsroom.requests")
    log.addHandler(handler)
    yield lambda: [json.loads(line) for line in output.getvalue().splitlines()]
    log.removeHandler(handler)


def test_a_request_has_an_id_that_goes_out_with_the_answer():
    _status, headers, body = ask(plain)
    assert asked.SANE.fullmatch(headers["X-Request-Id"])
    assert body.decode() == headers["X-Request-Id"]
    assert asked.request_id() == ""  # afterwards


def test_two_requests_have_two():
    assert ask(plain)[2] != ask(plain)[2]


def test_the_id_of_a_proxy_is_kept():
    assert ask(plain, HTTP_X_REQUEST_ID="a1b2-c3d4.e5_f6")[2] == b"a1b2-c3d4.e5_f6"


@pytest.mark.parametrize(
    "sent", ["short", "a" * 65, "with space in it", "line\nbreak-here", '"}{"level":"x"', "编号编号编号编号"]
)
def test_an_id_that_could_break_a_line_is_not(sent):
    _status, headers, body = ask(plain, HTTP_X_REQUEST_ID=sent)
    assert headers["X-Request-Id"] != sent
    assert asked.SANE.fullmatch(body.decode())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "page"),
        ("/2026/01/02/5/", "page"),
        ("/admin/", "desk"),
        ("/admin", "page"),
        ("/preview/abc/", "preview"),
        ("/static/a.css", "static"),
        ("/media/photos/a.jpg", "media"),
        ("/healthz", "health"),
    ],
)
def test_it_is_counted_by_kind_status_and_what_the_page_cache_said(path, kind):
    counted = []
    ask(plain, path, count=lambda *what: counted.append(what))
    assert [what[:3] for what in counted] == [(kind, "2", "hit")]
    assert 0 <= counted[0][3] < 1


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ("newsroom; hit", "hit"),
        ("newsroom; hit; ttl=-5", "stale"),
        ("newsroom; fwd=uri-miss", "miss"),
        ("newsroom; fwd=bypass", "bypass"),
        ("", ""),
    ],
)
def test_the_four_ways_of_the_page_cache(said, state):
    assert asked._state(said) == state


def test_an_error_that_escapes_is_counted_as_one():
    counted = []
    with pytest.raises(RuntimeError):
        ask(broken, count=lambda *what: counted.append(what[:3]))
    assert counted == [("page", "5", "")]
    assert asked.request_id() == ""


def test_nothing_is_told_unless_asked(lines):
    ask(plain)
    assert lines() == []


def test_a_line_tells_of_a_request_without_what_was_asked_or_by_whom(settings, lines):
    settings.LOG_REQUESTS = True
    ask(plain, "/search/", QUERY_STRING="q=%E7%A7%98%E5%AF%86", REMOTE_ADDR="203.0.113.9", HTTP_COOKIE="sessionid=1")
    (line,) = lines()
    assert {"method": "GET", "path": "/search/", "status": 200, "kind": "page"}.items() <= line.items()
    assert len(line["request"]) == 16
    text = json.dumps(line)
    assert "203.0.113.9" not in text
    assert "E7" not in text
    assert "sessionid" not in text


def test_the_address_of_a_reader_is_told_where_it_is_asked_for(settings, lines):
    settings.LOG_REQUESTS = settings.LOG_ADDRESSES = True
    ask(plain, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR="198.51.100.1, 203.0.113.9")
    assert lines()[0]["address"] == "203.0.113.9"


def test_the_key_of_a_preview_is_not_told(settings, lines):
    settings.LOG_REQUESTS = True
    ask(plain, "/preview/Abcdefgh12345678/page/")
    assert lines()[0]["path"] == "/preview/…/page/"


def test_a_path_cannot_break_a_line(settings, lines):
    settings.LOG_REQUESTS = True
    ask(plain, "/a\r\n\x1b[31mb" + "中".encode().decode("latin-1") + "\xff" * 400)
    assert lines()[0]["path"].startswith("/a???[31mb中")
    assert len(lines()[0]["path"]) == 300


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/robots.txt", "/healthz"])
def test_kept_pages_and_others_come_with_it(path, tmp_path):
    with site.connections_left_alone():
        application = PageCache(WSGIHandler(), folder=tmp_path)
        wsgi = {"SERVER_NAME": "localhost", "SERVER_PORT": "80", "HTTP_HOST": "localhost", "wsgi.url_scheme": "http"}
        _status, headers, _body = ask(application, path, HTTP_X_REQUEST_ID="abcdefgh-1", **wsgi)
    assert headers["X-Request-Id"] == "abcdefgh-1"
