"""A small site behind a page cache: a page, one with a parameter, a page that is made afresh, and one that nobody keeps."""

import gzip
import io
from contextlib import contextmanager
from itertools import count

import brotli
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import Http404, HttpResponse
from django.urls import path

from newsroom.pagecache import kept

made = count(1)
answers = {}  # path → what the page does; a number of the making where there is nothing


@kept()
def plain(request, number=None):
    return _answer(request)


@kept("before")
def listed(request):
    return _answer(request)


@kept("q", store=False)
def afresh(request):
    return _answer(request)


def private(request):
    return HttpResponse(f"private {next(made)} {request.META.get('HTTP_COOKIE', '')}")


def _answer(request):
    act = answers.get(request.path)
    if isinstance(act, Exception):
        raise act
    if act == 404:
        raise Http404
    if callable(act):
        return act(request)
    sent = " ".join(sorted(name for name in request.META if name.startswith("HTTP_")))
    text = act or f"{request.get_full_path()} {next(made)} {request.build_absolute_uri('/')} {sent} {request.COOKIES}"
    return HttpResponse(text + " " * 500, headers={"Cache-Control": "public, max-age=0", "X-Made": "1"})


urlpatterns = [
    path("", plain),
    path("story/<int:number>/", plain),
    path("list/", listed),
    path("标签/", plain),
    path("search/", afresh),
    path("private/", private),
]


def failure(request):
    return HttpResponse("failure", status=500)


def missing(request, exception):
    return HttpResponse("missing", status=404)


handler500 = failure
handler404 = missing


@contextmanager
def connections_left_alone():
    """Requests end as in production, but for the connections to the database, which are the test's."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


class Answer:
    """What a client got."""

    def __init__(self, status, headers, body):
        self.status = int(status.split()[0])
        self.headers = {name.lower(): value for name, value in headers}
        self.raw = body
        unpack = {"gzip": gzip.decompress, "br": brotli.decompress}.get(self.headers.get("content-encoding"), bytes)
        self.text = unpack(body).decode().strip()

    @property
    def how(self):
        return self.headers.get("cache-status", "")


def ask(application, address, method="GET", **environ):
    """An Answer of a WSGI application to one request of a reader."""
    where, _mark, query = address.partition("?")
    said = {}

    def start_response(status, headers, exc_info=None):
        said.update(status=status, headers=headers)

    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": where.encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_NAME": "x",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    } | environ
    answer = application(environ, start_response)
    body = b"".join(answer)
    if hasattr(answer, "close"):
        answer.close()
    return Answer(said["status"], said["headers"], body)
