"""The WSGI layer itself."""

import threading
import time
from dataclasses import dataclass

from django.conf import settings

from newsroom import edition
from newsroom.pagecache import keys
from newsroom.pagecache.bodies import Kept
from newsroom.pagecache.stores import Files, Memory
from newsroom.replicas import FOR_EDITION
from newsroom.turns import PAGES, at_the_desk

OLDEST = 24 * 3600  # seconds for which a page of an earlier edition may stand in for one that cannot be made
PATIENCE = 30  # seconds that a request waits for another one to make its page
LASTING = ("200 ", "410 ")  # statuses of pages that are kept for their edition
YOUNG = 1.0  # seconds of an edition, in which all are wanted anew: pages of before serve while PAGES are being made
TROUBLE = 1.0  # seconds after a failure in which nobody tries again where an older page serves


@dataclass
class _Making:
    """A page that somebody is making now, and what became of it."""

    done: threading.Event
    page: Kept | None = None


class PageCache:
    """Answers from kept pages, before `application`, a WSGI application, is asked. `count` is called with the environment of
    each request that is answered with a page that is there (200, or 304 for it), or is None."""

    def __init__(self, application, memory=None, folder=None, count=None):
        self.application = application
        self.count = count
        self.memory = Memory((memory or settings.PAGE_CACHE_MB) * 1024 * 1024)
        self.files = Files(folder or settings.PAGES)
        self.making = {}
        self.shared = (0, {})
        self.lock = threading.Lock()
        self.trouble = 0.0

    def __call__(self, wsgi, start_response):
        if not keys.asks_for_a_page(wsgi):
            return self.application(wsgi, start_response)
        path, text = wsgi["PATH_INFO"], wsgi.get("QUERY_STRING", "")
        if not text and (page := self.memory.get(path)) is not None and page.edition == edition.heard().number:
            return self._answer(page, wsgi, start_response, "hit")  # nearly all of them
        rule = keys.rule_of(wsgi)
        if rule is None:
            return self.application(wsgi, start_response)
        query = keys.query_of(text, rule.parameters)
        if not rule.is_stored:
            page = self._made(wsgi, path, query, edition.heard().number)
            return self._answer(page, wsgi, start_response, "bypass")
        page, state = self._page(wsgi, path, query)
        if text and page.status.startswith("404 "):  # its whole address may be one of a former site
            page, state = self._made(wsgi, path, text, edition.heard().number), "bypass"
        return self._answer(page, wsgi, start_response, state)

    def _answer(self, page, wsgi, start_response, state):
        if self.count is not None and page.status.startswith("200 "):
            self.count(wsgi)
        return _answer(page, wsgi, start_response, state)

    def _page(self, wsgi, path, query):
        """(page, how it was come by) for a key."""
        key = f"{path}?{query}" if query else path
        now = edition.heard()
        page = self.memory.get(key)
        if page and page.edition == now.number:
            return page, "hit"
        older = page if page and _may_stand_in(page, now) else None
        if older and (time.monotonic() < self.trouble or self._is_at_its_busiest()):
            return older, "stale"
        with self.lock:
            making = self.making.get(key)
            if making is None:
                mine = self.making[key] = _Making(threading.Event())
        if making is not None:
            if older:
                return older, "stale"
            making.done.wait(PATIENCE)
            if making.page is None:
                return self._made(wsgi, path, query, now.number), "miss"
            if not _may_stand_in(making.page, now):  # it was begun before something was taken away
                return self._page(wsgi, path, query)
            return making.page, "hit"
        try:
            mine.page, state = self._make(wsgi, path, query, key, now, older)
            return mine.page, state
        finally:
            with self.lock:
                self.making.pop(key, None)
            mine.done.set()

    def _is_at_its_busiest(self):
        """Whether an edition has just begun and as many pages of it are being made as threads make them; where the desk is at
        work in this process, whether one is: two take the processor from whoever saves."""
        return len(self.making) >= (1 if at_the_desk.many else PAGES) and edition.age() < YOUNG

    def _make(self, wsgi, path, query, key, now, older):
        filed = None if query else self.files.get(key)
        if filed and filed.edition == now.number and filed.made_at > time.time() - OLDEST:
            self.memory.put(key, filed)
            return filed, "hit"
        page = self._made(wsgi, path, query, now.number)
        if page.status.startswith("5"):
            self.trouble = time.monotonic() + TROUBLE
            older = older or (filed if filed and _may_stand_in(filed, now) else None)
            if older is None:
                return page, "miss"
            self.memory.put(key, older)
            return older, "stale"
        if page.status.startswith(LASTING):
            self.memory.put(key, page)
            if not query:
                self.files.put(key, page)
        else:  # it was a page once, and is none any more
            self.memory.drop(key)
            self.files.drop(key)
        return page, "miss"

    def _shared_by(self, number):
        """What pages of an edition share; whoever makes one for another edition begins anew."""
        held, shared = self.shared
        if held != number:
            shared = {}
            self.shared = (number, shared)
        return shared

    def _made(self, wsgi, path, query, number):
        """The page as Django answers it to a clean request, whatever its status."""
        said = {}

        def start_response(status, headers, exc_info=None):
            said["status"], said["headers"] = status, headers

        asked = keys.clean_request(wsgi, path, query) | {FOR_EDITION: number}
        with edition.sharing(self._shared_by(number)):
            answer = self.application(asked, start_response)
            try:
                body = b"".join(answer)
            finally:
                if hasattr(answer, "close"):
                    answer.close()
        return Kept.of(number, time.time(), said["status"], said["headers"], body)


def _may_stand_in(page, now):
    """Whether a page of an earlier edition may still be shown: nothing was taken away since, and it is not too old."""
    return page.edition >= now.firm and page.made_at > time.time() - OLDEST


def _answer(page, wsgi, start_response, state):
    headers = [*page.headers, ("ETag", page.etag), ("Vary", "Accept-Encoding"), ("Cache-Status", _said(page, state))]
    if state == "stale":
        headers = [(name, value) for name, value in headers if name.lower() != "cache-control"]
        headers.append(("Cache-Control", "public, max-age=0"))
    if page.status.startswith("200 ") and _has_it(wsgi.get("HTTP_IF_NONE_MATCH", ""), page.etag):
        start_response("304 Not Modified", headers)
        return [b""]
    body, encoding = page.body_for(wsgi.get("HTTP_ACCEPT_ENCODING", ""))
    if encoding:
        headers.append(("Content-Encoding", encoding))
    headers.append(("Content-Length", str(len(body))))
    start_response(page.status, headers)
    return [b""] if wsgi["REQUEST_METHOD"] == "HEAD" else [body]


def _said(page, state):
    """Cache-Status as RFC 9211 has it."""
    if state == "hit":
        return "newsroom; hit"
    if state == "stale":
        return f"newsroom; hit; ttl=-{max(int(time.time() - page.made_at), 1)}"
    return f"newsroom; fwd={'uri-miss' if state == 'miss' else 'bypass'}"


def _has_it(header, etag):
    """Whether If-None-Match names this page; compared weakly (RFC 9110, 13.1.2)."""
    if not header:
        return False
    plain = etag.removeprefix("W/")
    return header.strip() == "*" or any(part.strip().removeprefix("W/") == plain for part in header.split(","))
