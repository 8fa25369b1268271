"""Nothing is fetched from this machine or a network of the house's own, unless the settings allow it; never more than was asked for,
and never from where an answer leads."""

import socket
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from articles.desk.exchange import fetching
from articles.desk.exchange.fetching import Trouble, Unsafe


class Handler(BaseHTTPRequestHandler):
    seen = []

    def do_GET(self):
        self.seen.append((self.path, self.headers.get("Authorization")))
        if self.path == "/elsewhere":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1/")
            self.end_headers()
        elif self.path == "/busy":
            self.send_response(429)
            self.send_header("Retry-After", "90")
            self.end_headers()
        elif self.path == "/cut":
            self.send_response(200)
            self.send_header("Content-Length", "100")
            self.end_headers()
            self.wfile.write(b"half")
        elif self.path in ("/401", "/403", "/404", "/503"):
            self.send_response(int(self.path[1:]))
            self.end_headers()
        else:
            self.send_response(200)
            self.send_header("Content-Type", "text/plain")
            self.end_headers()
            self.wfile.write(b"x" * 1000)

    def log_message(self, *args):
        pass


@pytest.fixture
def there(settings):
    """The address of a server on this machine, which may be asked."""
    settings.EXCHANGE_INSIDE = True
    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.seen.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_what_is_there_comes_and_the_key_goes_with_the_question(there):
    answer = fetching.get(f"{there}/stories/?x=雪", most=1000, key="nr_x")
    assert (answer.kind, len(answer.data)) == ("text/plain", 1000)
    assert Handler.seen == [("/stories/?x=%E9%9B%AA", "Bearer nr_x")]


def test_no_more_than_was_asked_for(there):
    with pytest.raises(Trouble):
        fetching.get(f"{there}/stories/", most=999)


def test_an_answer_leads_nowhere(there):
    with pytest.raises(Trouble) as told:
        fetching.get(f"{there}/elsewhere", most=1000)
    assert told.value.status == 302
    assert len(Handler.seen) == 1


def test_who_says_when_to_come_again_is_heard(there):
    with pytest.raises(Trouble) as told:
        fetching.get(f"{there}/busy", most=1000)
    assert (told.value.status, told.value.wait) == (429, 90)


@pytest.mark.parametrize("path", ["/cut", "/401", "/403", "/404", "/503"])
def test_what_is_no_answer_is_trouble_in_words(there, path):
    with pytest.raises(Trouble) as told:
        fetching.get(there + path, most=1000)
    assert "127.0.0.1" in str(told.value)


def test_nobody_there_is_trouble(there, settings):
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        with pytest.raises(Trouble):
            fetching.get(f"http://127.0.0.1:{unused.getsockname()[1]}/", most=10)


@pytest.mark.parametrize(
    "address",
    [
        "http://county.example/",
        "ftp://county.example/",
        "file:///etc/passwd",
        "https://",
        "https://user@county.example/",
        "https://county.example:x/",
        "https://[::1",
        "county.example",
        "",
    ],
)
def test_what_is_no_address_of_a_site_is_not_asked(address):
    with pytest.raises(Unsafe):
        fetching.get(address, most=10)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "127.0.0.1",
            "10.0.0.5",
            "172.16.3.4",
            "192.168.1.1",
            "169.254.169.254",
            "0.0.0.0",  # noqa: S104
            "100.64.0.1",
            "224.0.0.1",
        ),
        *("::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::7f00:1"),
    ],
)
def test_a_name_that_means_this_machine_or_a_network_inside_is_not_asked(monkeypatch, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: [(family, 1, 6, "", (address, 443))])
    monkeypatch.setattr(socket, "create_connection", None)
    with pytest.raises(Unsafe):
        fetching.get("https://county.example/", most=10)


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_others_are_outside(address):
    assert fetching.is_outside(address)


def test_a_connection_goes_to_the_address_that_was_looked_at(monkeypatch):
    """A name that is looked up twice could mean another machine the second time."""
    reached = []

    def connect(where, timeout):
        reached.append(where)
        raise OSError

    rows = [(socket.AF_INET, 1, 6, "", (one, 443)) for one in ("127.0.0.1", "93.184.215.14")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **more: rows)
    monkeypatch.setattr(socket, "create_connection", connect)
    with pytest.raises(Trouble):
        fetching.get("https://county.example/", most=10)
    assert reached == [("93.184.215.14", 443)]
