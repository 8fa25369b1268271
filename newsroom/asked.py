"""The outermost WSGI layer: every request has an id, by which a log line, an error and what a reader saw are one; where
settings say so it is counted (METRICS_PORT) and told of in a log line (LOG_REQUESTS)."""

import logging
import os
import re
import time
from contextvars import ContextVar
from types import SimpleNamespace

from django.conf import settings

log = logging.getLogger("newsroom.requests")
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")  # else it could break a log line, or hide in one
KINDS = ("page", "desk", "preview", "static", "media", "health")
_PREFIXES = (
    ("/admin/", "desk"),
    ("/desk/", "desk"),
    ("/preview/", "preview"),
    ("/static/", "static"),
    ("/media/", "media"),
)
_now = ContextVar("request", default=None)


class Asked:
    """Gives each request for `application` its id, that of X-Request-Id where it is sane, and sends it back. `count` is
    called with (kind, first digit of the status, how the page cache answered or "", seconds), or is None."""

    def __init__(self, application, count=None):
        self.application = application
        self.count = count
        self.is_told = settings.LOG_REQUESTS
        self.is_timed = bool(count) or self.is_told

    def __call__(self, wsgi, start_response):
        sent = wsgi.get("HTTP_X_REQUEST_ID", "")
        number = sent if SANE.fullmatch(sent) else os.urandom(8).hex()
        answered = ["500", ""]

        def start(status, headers, exc_info=None):
            answered[0] = status
            if self.count:
                answered[1] = next((value for name, value in headers if name == "Cache-Status"), "")
            headers.append(("X-Request-Id", number))
            return start_response(status, headers, exc_info) if exc_info else start_response(status, headers)

        token = _now.set((number, wsgi))
        began = time.perf_counter() if self.is_timed else 0.0
        try:
            return self.application(wsgi, start)
        finally:
            if self.is_timed:
                self._tell(wsgi, answered, time.perf_counter() - began)
            _now.reset(token)

    def _tell(self, wsgi, answered, seconds):
        status, cache = answered
        path = wsgi.get("PATH_INFO", "")
        kind = kind_of(path)
        if self.count:
            self.count(kind, status[:1], _state(cache), seconds)
        if self.is_told:
            more = {"method": wsgi.get("REQUEST_METHOD", ""), "path": shown(path), "status": int(status[:3])}
            more |= {"kind": kind, "milliseconds": round(seconds * 1000, 1)}
            if settings.LOG_ADDRESSES:
                more["address"] = address()
            log.info("%(method)s %(path)s %(status)s %(milliseconds)s ms", more, extra={"more": more})


def request_id():
    """The id of the request that this thread answers; "" outside of one."""
    asked = _now.get()
    return asked[0] if asked else ""


def address():
    """The network address the request came from, as text; "" outside of one."""
    asked = _now.get()
    if asked is None:
        return ""
    from newsroom import audit  # here, since it needs the apps loaded

    return audit.address_of(SimpleNamespace(META=asked[1])) or ""


def addresses():
    """Every network address that the request in hand carries, the proxies' included: what no log line may hold."""
    asked = _now.get()
    if asked is None:
        return ()
    said = [asked[1].get("REMOTE_ADDR", ""), *asked[1].get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return tuple(part.strip() for part in said if len(part.strip()) > 2)


def kind_of(path):
    """Which of KINDS an address is of."""
    if path == "/healthz":
        return "health"
    return next((kind for prefix, kind in _PREFIXES if path.startswith(prefix)), "page")


def shown(path):
    """A path as a log may hold it: as browsers write it, and without the token of a preview, which is a key."""
    from newsroom.logs import KEYS_IN_PATHS

    text = path.encode("latin-1", "replace").decode("utf-8", "replace")
    return KEYS_IN_PATHS.sub(r"\1…", "".join(c if c.isprintable() else "?" for c in text))[:300]


def _state(cache):
    """How the page cache answered, of its Cache-Status: hit, stale, miss, bypass; "" where it was not asked."""
    if not cache:
        return ""
    if "; hit" in cache:
        return "stale" if "ttl=-" in cache else "hit"
    return "bypass" if "bypass" in cache else "miss"
