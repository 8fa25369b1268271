"""A page that comes in bit by bit, as over a bad line: what a reader sees of it stands where it stays."""

import re
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.test_every_page import MOVED

pytestmark = pytest.mark.browser
PAUSE, FIRST_PAUSE = 0.012, 0.3  # seconds after a tag, and after the head, whose sheets are fetched


class SlowLine(BaseHTTPRequestHandler):
    """Passes on what `site` answers, a page tag by tag."""

    protocol_version = "HTTP/1.1"
    site = ""

    def do_GET(self):
        request = urllib.request.Request(self.site + self.path, headers={"Accept-Encoding": "identity"})  # noqa: S310 - the site of this test
        with urllib.request.urlopen(request) as answer:  # noqa: S310
            kind, body = answer.headers["Content-Type"], answer.read()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not kind.startswith("text/html"):
            self.wfile.write(body)
            return
        head, begin, rest = body.partition(b"<body")
        self._pass_on(head, FIRST_PAUSE)
        for tag in re.split(rb"(?=<)", begin + rest):
            self._pass_on(tag, PAUSE)

    def _pass_on(self, words, pause):
        self.wfile.write(words)
        self.wfile.flush()
        time.sleep(pause)

    def log_message(self, *args):
        """Nothing."""


@pytest.fixture(scope="module")
def slow_line(paper):
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Line", (SlowLine,), {"site": paper.url}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("kind", "width"),
    [("front", 390), ("story_rich", 390), ("story_gallery", 1440), ("topic", 390), ("archive_month", 390)],
)
def test_nothing_moves_while_a_page_comes_in(chromium, paper, slow_line, kind, width):
    context = chromium.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    page = context.new_page()
    page.goto(slow_line + paper.addresses["zh-hans"][kind])
    assert page.evaluate(MOVED) == []
    context.close()
