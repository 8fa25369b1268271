"""The least that a WSGI application can be: a body of as many bytes as the path says."""

from functools import lru_cache


@lru_cache(maxsize=64)
def _body(path):
    return b"x" * int(path[1:] or 0)


def application(environ, start_response):
    body = _body(environ["PATH_INFO"])
    start_response("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))])
    return [body]
