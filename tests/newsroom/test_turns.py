"""Readers do not wait for the desk, and what Django says comes through as it is."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextvars import ContextVar

import pytest
from django.db import connections

from newsroom.turns import AWAITED, DESK, PAGES, SHORT, Turns, at_the_desk

PATIENCE = 10  # seconds
asked_for = ContextVar("asked_for", default="")


def ask(application, path="/", body=None, length=None):
    """(status, body) of a request."""
    said = []
    wsgi = {"REQUEST_METHOD": "POST" if body else "GET", "PATH_INFO": path, "wsgi.input": body or io.BytesIO()}
    if length:
        wsgi["CONTENT_LENGTH"] = str(length)
    answer = b"".join(application(wsgi, lambda status, headers, exc_info=None: said.append(status)))
    return said[0], answer


class Desk:
    """An application whose desk answers when `let_go` is set."""

    def __init__(self):
        self.let_go, self.lock = threading.Event(), threading.Lock()
        self.inside = self.most = 0

    def __call__(self, wsgi, start):
        with self.lock:
            self.inside += 1
            self.most = max(self.most, self.inside)
        if wsgi["PATH_INFO"].startswith("/admin/"):
            assert self.let_go.wait(PATIENCE)
        with self.lock:
            self.inside -= 1
        start("200 OK", [])
        return [wsgi["PATH_INFO"].encode()]


def test_readers_get_their_pages_while_the_whole_desk_waits():
    desk = Desk()
    turns = Turns(desk)
    with ThreadPoolExecutor(3 * DESK) as people:
        waiting = [people.submit(ask, turns, "/admin/") for _ in range(3 * DESK)]
        try:
            assert ask(turns, "/2026/11/26/1/") == ("200 OK", b"/2026/11/26/1/")
            assert not any(one.done() for one in waiting)
        finally:
            desk.let_go.set()
        assert [one.result() for one in waiting] == [("200 OK", b"/admin/")] * 3 * DESK
    assert desk.most <= DESK + PAGES


def test_what_django_says_comes_through():
    def application(wsgi, start):
        start("404 Not Found", [("X-A", "1")])
        return [asked_for.get().encode()]

    token = asked_for.set("request 7")
    try:
        assert ask(Turns(application)) == ("404 Not Found", b"request 7")
    finally:
        asked_for.reset(token)


def test_a_failure_reaches_the_server():
    def application(wsgi, start):
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        ask(Turns(application))


def test_a_list_that_is_sent_bit_by_bit_keeps_no_connection_of_the_servers_thread(monkeypatch):
    closed = []

    class Lines(list):
        def close(self):
            closed.append("list")

    def application(wsgi, start):
        start("200 OK", [])
        return Lines([b"a", b"b"])

    monkeypatch.setattr(connections, "close_all", lambda: closed.append("connections"))
    answer = Turns(application)({"PATH_INFO": "/admin/"}, lambda *said: None)
    assert list(answer) == [b"a", b"b"]
    answer.close()
    assert closed == ["list", "connections"]


class Slow(io.BytesIO):
    """A body that remembers in which thread it was read."""

    def read(self, size=-1):
        self.read_in = threading.current_thread()
        return super().read(size)


@pytest.mark.parametrize(("length", "awaited"), [(SHORT, True), (SHORT + 1, False)])
def test_a_short_body_is_awaited_before_a_thread_is_taken(length, awaited):
    def application(wsgi, start):
        start("200 OK", [])
        return [str(len(wsgi["wsgi.input"].read(length))).encode()]

    body = Slow(bytes(length))
    assert ask(Turns(application), "/admin/", body, length) == ("200 OK", str(length).encode())
    assert (body.read_in is threading.current_thread()) == awaited


class Never(io.BytesIO):
    """A body that does not come until `let_go` is set."""

    let_go = threading.Event()

    def read(self, size=-1):
        self.let_go.wait(PATIENCE)
        return super().read(size)


def test_bodies_that_never_come_hold_up_only_themselves():
    def application(wsgi, start):
        start("403 Forbidden", [])  # without a look at the body
        return [b""]

    turns = Turns(application)
    with ThreadPoolExecutor(3 * AWAITED) as people:
        sent = [people.submit(ask, turns, "/admin/login/", Never(b"abc"), 100) for _ in range(3 * AWAITED)]
        try:
            assert ask(turns) == ("403 Forbidden", b"")
            assert sum(one.done() for one in wait(sent, timeout=1).done) == 2 * AWAITED
        finally:
            Never.let_go.set()


def test_it_knows_how_many_of_the_desk_are_at_work():
    before, inside = at_the_desk.many, []

    def application(wsgi, start):
        inside.append(at_the_desk.many - before)
        start("200 OK", [])
        if wsgi["PATH_INFO"] == "/admin/broken/":
            raise ValueError
        return [b""]

    layer = Turns(application)
    ask(layer, "/admin/")
    ask(layer, "/")
    with pytest.raises(ValueError):
        ask(layer, "/admin/broken/")
    assert inside == [1, 0, 1]
    assert at_the_desk.many == before
