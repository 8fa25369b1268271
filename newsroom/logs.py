"""What the logs say and how: lines to read or JSON, each with the id of its request, and without secrets or the
addresses of readers. settings.LOGGING names the classes."""

import json
import logging
import re
import threading
import time
from datetime import UTC, datetime
from functools import lru_cache

from django.conf import settings

from newsroom import asked

WITHHELD = "[withheld]"
SHORTEST = 6  # characters of a secret that can be told from a word
KEYS_IN_PATHS = re.compile(r"(/preview/|/desk/calendar/)[^/\s\"']{8,}")
KEYS_BY_NAME = re.compile(
    r"(?i)\b((?:sessionid|csrftoken|csrfmiddlewaretoken|password\d?|passwd|secret|token|authorization|api_?key)"
    r"[\"']?\s*[=:]\s*[\"']?)(?:bearer |basic )?[^\s\"',;&)}]+"
)
KEYS_IN_ADDRESSES = re.compile(r"(?<=://)([^\s:/@]*):[^\s/@]+@")  # postgres://user:password@host


def clean(text):
    """`text` without passwords, keys and tokens, nor the network addresses of the request in hand, unless LOG_ADDRESSES
    asks for them."""
    for secret in _secrets():
        text = text.replace(secret, WITHHELD)
    text = KEYS_IN_ADDRESSES.sub(rf"\1:{WITHHELD}@", text)
    text = KEYS_BY_NAME.sub(rf"\1{WITHHELD}", text)
    text = KEYS_IN_PATHS.sub(r"\1…", text)
    if not settings.LOG_ADDRESSES:
        for address in asked.addresses():
            text = text.replace(address, WITHHELD)
    return text


@lru_cache(maxsize=1)
def _secrets():
    """The secrets of this site, the longest first."""
    found = {settings.SECRET_KEY, settings.MAILBOX_PASSWORD, settings.EMAIL_HOST_PASSWORD, settings.SENTRY_DSN}
    found |= {database.get("PASSWORD", "") for database in settings.DATABASES.values()}
    return sorted((secret for secret in found if secret and len(secret) >= SHORTEST), key=len, reverse=True)


class Lines(logging.Formatter):
    """A line to read: when, how bad, who says so, the id of the request where there is one, and what."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s %(request)s%(message)s")

    def format(self, record):
        number = asked.request_id()
        record.request = f"[{number}] " if number else ""
        return clean(super().format(record))


class JsonLines(logging.Formatter):
    """A JSON object on a line, for machines."""

    def format(self, record):
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": clean(record.getMessage()),
        }
        if number := asked.request_id():
            said["request"] = number
        if record.exc_info and record.exc_info[0]:
            said["exception"] = clean(self.formatException(record.exc_info))
        return json.dumps(said | getattr(record, "more", {}), ensure_ascii=False, default=str)


class Letters(logging.Handler):
    """Errors by mail to ADMINS, without anything a reader or editor sent: what stands in the log, no more. The same error
    comes once an hour, and twenty letters an hour are enough; the next one tells how many were held back."""

    HOUR, MOST = 3600, 20

    def __init__(self, level=logging.ERROR, clock=time.monotonic):
        super().__init__(level)
        self.clock = clock
        self.sent = {}  # what → when
        self.held = 0
        self.setFormatter(Lines())

    def emit(self, record):
        try:
            if record.name.startswith("django.core.mail") or not self._is_new(record):
                return
            held, self.held = self.held, 0
            first = clean(record.getMessage()).splitlines() or [""]
            body = self.format(record)
            if held:
                body += f"\n\n{held} more errors since the last letter stand in the log alone."
            threading.Thread(target=_send, args=(f"{record.name}: {first[0]}"[:150], body), name="letter").start()
        except Exception:
            self.handleError(record)

    def _is_new(self, record):
        now = self.clock()
        self.sent = {what: at for what, at in self.sent.items() if now - at < self.HOUR}
        what = (record.name, str(record.msg)[:200], _place(record))
        if what in self.sent or len(self.sent) >= self.MOST:
            self.held += 1
            return False
        self.sent[what] = now
        return True


def _place(record):
    """Where an error happened: two kinds of it in one view are two."""
    trace = record.exc_info[2] if record.exc_info and record.exc_info[0] else None
    while trace and trace.tb_next:
        trace = trace.tb_next
    return (trace.tb_frame.f_code.co_filename, trace.tb_lineno) if trace else (record.pathname, record.lineno)


def _send(subject, body):
    from django.core.mail import mail_admins

    try:
        mail_admins(subject, body)
    except Exception as error:  # the mail server is away: the log has it all the same
        logging.getLogger("newsroom.logs").warning("an error could not be told by mail: %s", error)


def tell_sentry():
    """Let errors be told to the Sentry of SENTRY_DSN, where one is named: where in the code, and nothing that a reader or
    editor sent, no local variables, no addresses. The library keeps personal data to itself unless told otherwise."""
    if not settings.SENTRY_DSN:
        return
    try:
        import sentry_sdk
    except ImportError:  # newsroom.E022 says so
        return
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        server_name="newsroom",
        before_send=without_readers,
    )


def without_readers(event, hint):
    """A Sentry event that says what went wrong and nothing of who asked: of the request its address and id alone."""
    request = event.pop("request", None) or {}
    event.pop("user", None)
    if request.get("url"):
        event["request"] = {"url": request["url"].split("?")[0], "method": request.get("method", "")}
    if number := asked.request_id():
        event.setdefault("tags", {})["request"] = number
    return _cleaned(event)


def _cleaned(said):
    if isinstance(said, str):
        return clean(said)
    if isinstance(said, dict):
        return {name: _cleaned(value) for name, value in said.items()}
    if isinstance(said, (list, tuple)):
        return [_cleaned(value) for value in said]
    return said
