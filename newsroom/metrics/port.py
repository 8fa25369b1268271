"""The port of the figures: `/metrics` for Prometheus, and `/healthz`, which answers here however busy the web server is."""

import json
import logging
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from django.conf import settings
from django.db import connections

from newsroom import health

log = logging.getLogger("newsroom.metrics")
_server = None


def listen(now=None):
    """What the pulse does: listen at METRICS_PORT, where it is set and no other process of the box does. Returns the server
    where this process is the one."""
    global _server
    if _server is None and settings.METRICS_PORT:
        try:
            _server = Server((settings.METRICS_HOST, settings.METRICS_PORT), Answers)
        except OSError:  # another process has it, for as long as it lives
            return None
        threading.Thread(target=_server.serve_forever, name="metrics", daemon=True).start()
        log.info("figures at http://%s:%s/metrics", *_server.server_address[:2])
    return _server


def close():
    """Give the port back."""
    global _server
    if _server is not None:
        _server.shutdown()
        _server.server_close()
        _server = None


class Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    allow_reuse_port = False


class Answers(BaseHTTPRequestHandler):
    timeout = 5  # seconds for somebody who connects and says nothing
    server_version, sys_version = "newsroom", ""

    def do_GET(self):
        if self.path == "/metrics":
            from newsroom.metrics import figures

            self._answer(200, "text/plain; version=0.0.4; charset=utf-8", figures.text())
        elif self.path == "/healthz":
            try:
                report = health.report()
            finally:
                connections.close_all()
            self._answer(health.status(report), "application/json", json.dumps(report))
        else:
            self._answer(404, "text/plain; charset=utf-8", "/metrics or /healthz\n")

    def _answer(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", len(body)), ("Cache-Control", "no-store")):
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format, *args):
        """Nothing: a line for every question would drown the others."""
