"""What the logs say, and what they never say."""

import json
import logging
import re
import threading

import pytest
from django.core import mail

from newsroom import asked, env, logs


@pytest.fixture
def request_in_hand():
    """A request that is being answered."""
    wsgi = {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "2001:db8::7, 203.0.113.9"}
    token = asked._now.set(("abcdefgh-1", wsgi))
    yield
    asked._now.reset(token)


@pytest.fixture
def secrets(settings):
    settings.SECRET_KEY = "the-key-of-this-site-0123456789"
    settings.MAILBOX_PASSWORD = "授权码abc"
    logs._secrets.cache_clear()
    yield
    logs._secrets.cache_clear()


def record(message, *args, error=None, level=logging.ERROR, name="newsroom.tests", more=None):
    info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(name, level, __file__, 1, message, args, info)
    if more:
        made.more = more
    return made


def raised(message):
    try:
        raise ValueError(message)
    except ValueError as error:
        return error


def test_a_line_to_read_names_the_request(request_in_hand):
    line = logs.Lines().format(record("story %s has to wait", 5))
    assert re.fullmatch(r"\S+ \S+ ERROR newsroom.tests \[abcdefgh-1\] story 5 has to wait", line)


def test_outside_of_a_request_no_id_stands_there():
    assert logs.Lines().format(record("tick")).endswith("ERROR newsroom.tests tick")


def test_json_is_one_object_a_line(request_in_hand):
    text = logs.JsonLines().format(record("报道 %s\n又一行", 5, error=raised("坏了"), more={"kind": "desk"}))
    assert "\n" not in text
    said = json.loads(text)
    assert {name: said[name] for name in ("level", "logger", "message", "request", "kind")} == {
        "level": "ERROR",
        "logger": "newsroom.tests",
        "message": "报道 5\n又一行",
        "request": "abcdefgh-1",
        "kind": "desk",
    }
    assert said["exception"].endswith("ValueError: 坏了")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00", said["time"])


@pytest.mark.parametrize(
    "text",
    [
        "key the-key-of-this-site-0123456789 is short",
        "login failed with 授权码abc",
        "postgres://desk:p4ssw0rd-x@db.example/news is away",
        "{'password': 'p4ssw0rd-x'}",
        "password=p4ssw0rd-x&next=/",
        "Authorization: Bearer p4ssw0rd-x",
        "Cookie: sessionid=p4ssw0rd-x; csrftoken=p4ssw0rd-x",
        "Internal Server Error: /preview/p4ssw0rd-xyz/",
        "Internal Server Error: /desk/calendar/p4ssw0rd-xyz.ics",
        "from 203.0.113.9 or 2001:db8::7",
    ],
)
@pytest.mark.parametrize("formatter", [logs.Lines, logs.JsonLines])
def test_no_line_holds_a_secret_or_an_address(text, formatter, secrets, request_in_hand):
    said = formatter().format(record("%s", text, error=raised(text)))
    for secret in ("the-key-of", "授权码abc", "p4ssw0rd", "203.0.113.9", "2001:db8::7"):
        assert secret not in said


def test_addresses_stand_there_where_asked_for(settings, request_in_hand):
    settings.LOG_ADDRESSES = True
    assert "203.0.113.9" in logs.Lines().format(record("from 203.0.113.9"))


def test_ordinary_words_are_left_alone():
    for text in ("story 5: 密码学 token of thanks", "the token is old", "at 2026-01-02 10:00:00 127.0.0.1:5432"):
        assert logs.clean(text) == text


@pytest.fixture
def letters(settings):
    settings.ADMINS = [("", "office@news.example")]
    now = [0.0]
    handler = logs.Letters(clock=lambda: now[0])
    handler.now = now
    handler.send = lambda *made: _sent(handler, *made)
    return handler


def _sent(handler, *records):
    for made in records:
        handler.handle(made)
    for thread in threading.enumerate():
        if thread.name == "letter":
            thread.join(10)
    return [letter.subject for letter in mail.outbox]


def test_an_error_is_mailed_to_the_administrators_without_what_was_typed(letters, request_in_hand, secrets):
    letters.send(record("Internal Server Error: %s", "/admin/", error=raised("with the-key-of-this-site-0123456789")))
    (letter,) = mail.outbox
    assert letter.to == ["office@news.example"]
    assert letter.subject == "[localhost] newsroom.tests: Internal Server Error: /admin/"
    assert "[abcdefgh-1]" in letter.body
    assert "ValueError: with [withheld]" in letter.body


def test_the_same_error_comes_once_an_hour(letters):
    again = raised("again")
    assert len(letters.send(*[record("it broke", error=again) for _ in range(30)])) == 1
    letters.now[0] = 3601
    assert len(letters.send(record("it broke", error=again))) == 2
    assert "29 more errors" in mail.outbox[1].body


def test_twenty_letters_an_hour_are_enough(letters):
    assert len(letters.send(*[record(f"broken {number}") for number in range(50)])) == 20


def test_warnings_are_no_letters(letters):
    log = logging.Logger("newsroom.tests")
    log.addHandler(letters)
    log.warning("hm")
    assert letters.send() == []


def test_a_mail_server_that_is_away_breaks_nothing(letters, settings, caplog):
    settings.EMAIL_BACKEND = "no.such.Backend"
    letters.send(record("it broke"))
    assert "could not be told by mail" in caplog.text


@pytest.mark.parametrize(
    ("url", "means"),
    [
        ("", ("", 25, "", "", False, False)),
        ("smtp://desk%40news:p%3Aw@mail.example", ("mail.example", 587, "desk@news", "p:w", False, True)),
        ("smtps://desk:pw@mail.example", ("mail.example", 465, "desk", "pw", True, False)),
        ("smtp://localhost", ("localhost", 25, "", "", False, False)),
        ("smtp://mail.example:2525", ("mail.example", 2525, "", "", False, True)),
    ],
)
def test_the_address_of_a_mail_server(url, means):
    assert env.mail_server(url) == means


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "smtp://mail.example:many"])
def test_what_is_no_address_of_one_is_refused(url):
    from django.core.exceptions import ImproperlyConfigured

    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must be"):
        env.mail_server(url)


def test_sentry_is_told_nothing_of_readers(secrets, request_in_hand):
    event = {
        "request": {
            "url": "https://news.example/search/?q=x",
            "method": "POST",
            "data": {"body": "a draft"},
            "cookies": {"sessionid": "1"},
            "headers": {"Authorization": "Basic x"},
            "env": {"REMOTE_ADDR": "203.0.113.9"},
        },
        "user": {"ip_address": "203.0.113.9", "id": 4},
        "exception": {"values": [{"value": "the-key-of-this-site-0123456789 and 203.0.113.9"}]},
    }
    assert logs.without_readers(event, None) == {
        "request": {"url": "https://news.example/search/", "method": "POST"},
        "tags": {"request": "abcdefgh-1"},
        "exception": {"values": [{"value": "[withheld] and [withheld]"}]},
    }


def test_sentry_sends_an_error_without_readers(settings, request_in_hand):
    sentry_sdk = pytest.importorskip("sentry_sdk")
    sent = []
    settings.SENTRY_DSN = "https://0123456789abcdef@sentry.example/1"
    logs.tell_sentry()
    client = sentry_sdk.get_client()
    try:
        client.transport.capture_envelope = sent.append
        logging.getLogger("newsroom.tests").error("it broke for 203.0.113.9", exc_info=raised("坏了"))
        text = b"".join(envelope.serialize() for envelope in sent).decode()
        assert "ValueError" in text
        assert "203.0.113.9" not in text
    finally:
        sentry_sdk.get_global_scope().set_client(None)
        client.close(timeout=0)


def test_without_an_address_sentry_is_not_begun(settings):
    settings.SENTRY_DSN = ""
    assert logs.tell_sentry() is None


def test_django_itself_mails_no_requests():
    from django.utils.log import AdminEmailHandler

    names = [None, "django", *logging.root.manager.loggerDict]
    handlers = [handler for name in names for handler in logging.getLogger(name).handlers]
    assert [handler for handler in handlers if isinstance(handler, AdminEmailHandler)] == []
