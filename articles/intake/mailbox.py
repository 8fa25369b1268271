"""Mails that wait in a mailbox, by IMAP over TLS. A mail stays unread there until whoever took it says that it is safe. Pure."""

import base64
import contextlib
import imaplib
import re
import ssl
from dataclasses import dataclass, field

PORT = 993
SECONDS = 30
LARGEST = 60_000_000
# Some providers in China (163, 126, yeah.net) close the door to programs that do not say who they are.
imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))
WHO = '("name" "newsroom" "version" "1.0" "vendor" "newsroom")'
_SIZE = re.compile(rb"RFC822\.SIZE (\d{1,12})")
_VALIDITY = re.compile(rb"\d{1,12}")


class MailboxFailed(Exception):
    """The mailbox cannot be read. `code` says why: unreachable (no answer in time, no such host, not IMAP), untrusted (its
    certificate), refused (name or password), no_folder, broken_off (in the midst of it)."""

    def __init__(self, code, said=""):
        super().__init__(code)
        self.code = code
        self.said = said


@dataclass
class Waiting:
    """One unread mail: its bytes, its size on the server, and a key that is its own for as long as the mailbox is not made
    anew. Of one that is too large only the head is there, and `is_whole` is False."""

    key: str
    data: bytes
    size: int
    is_whole: bool
    _uid: str = field(repr=False, default="")
    _box: object = field(repr=False, default=None)

    def done(self):
        """Say that it is stored: it is marked as read, and moved where the mailbox was asked to. Raises MailboxFailed; then
        it comes again the next time."""
        self._box.settle(self._uid)


@contextlib.contextmanager
def fetch(
    host, port, user, password, folder="INBOX", *, most=20, largest=LARGEST, move_to="", seconds=SECONDS, context=None
):
    """In a `with`: an iterator over at most `most` unread mails in `folder`, the oldest first, each as Waiting.

    Reading marks nothing; `Waiting.done` does. One above `largest` bytes comes with its head alone. `move_to` is the folder
    into which those that are done go. `context` is the TLS context, the system's certificates where there is none. Raises
    MailboxFailed, also while the iterator runs."""
    box = _Box(_connected(host, port, seconds, context or ssl.create_default_context(), largest), move_to)
    try:
        box.enter(user, password, folder)
        yield box.waiting(most, largest)
    finally:
        box.leave()


def modified_utf7(name):
    """The name of a folder as IMAP writes it: 收稿 is &ZTZ6Pw-."""
    made, run = [], []

    def close():
        if run:
            data = base64.b64encode("".join(run).encode("utf-16-be")).rstrip(b"=").replace(b"/", b",")
            made.append(f"&{data.decode('ascii')}-")
            run.clear()

    for character in name:
        if " " <= character <= "~":
            close()
            made.append("&-" if character == "&" else character)
        else:
            run.append(character)
    close()
    return "".join(made)


class _Connection(imaplib.IMAP4_SSL):
    """A connection that takes no more at once than a mail may be."""

    most = LARGEST

    def read(self, size):
        if size > self.most:
            raise self.abort(f"{size} bytes announced")
        return super().read(size)


def _connected(host, port, seconds, context, largest):
    try:
        connection = _Connection(host, port, ssl_context=context, timeout=seconds)
    except ssl.SSLCertVerificationError as error:
        raise MailboxFailed("untrusted", str(error)) from error
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        raise MailboxFailed("unreachable", str(error)) from error
    connection.most = largest + 1_000_000  # its head is not counted everywhere
    return connection


class _Box:
    """A mailbox that is open, and what is done in it."""

    def __init__(self, connection, move_to):
        self.connection = connection
        self.move_to = move_to
        self.validity = ""

    def enter(self, user, password, folder):
        with _failing("refused"):
            self._introduce()
            self._login(user, password)
            self._ask_what_it_can()
            self._introduce()
        with _failing("no_folder"):
            self._said(self.connection.select(_quoted(modified_utf7(folder))))
        with _failing():
            found = _VALIDITY.search(b"".join(self.connection.response("UIDVALIDITY")[1] or [b""]) or b"")
            self.validity = found[0].decode() if found else "0"

    def waiting(self, most, largest):
        with _failing():
            uids = b" ".join(filter(None, self._said(self.connection.uid("SEARCH", "UNSEEN", "UNDELETED")))).split()
        for uid in [uid.decode("ascii") for uid in uids if uid.isdigit()][:most]:
            with _failing():
                waiting = self._fetched(uid, largest)
            if waiting:
                yield waiting

    def settle(self, uid):
        with _failing():
            self._said(self.connection.uid("STORE", uid, "+FLAGS.SILENT", r"(\Seen)"))
            if self.move_to:
                self._move(uid, _quoted(modified_utf7(self.move_to)))

    def leave(self):
        """Log out, whatever state the connection is in."""
        with contextlib.suppress(OSError, imaplib.IMAP4.error, ValueError):
            self.connection.logout()
        with contextlib.suppress(OSError, imaplib.IMAP4.error):
            self.connection.shutdown()

    def _login(self, user, password):
        if any(ord(character) < 32 for character in user + password):
            raise MailboxFailed("refused", "control character")
        if not (user + password).isascii():
            secret = f"\0{user}\0{password}".encode()
            self._said(self.connection.authenticate("PLAIN", lambda _: secret))
        else:
            self._said(self.connection.login(_quoted(user), password))

    def _ask_what_it_can(self):
        # Many say only now that they can move mails.
        said = self._said(self.connection.capability())
        self.connection.capabilities = tuple(b" ".join(_flat(said)).decode("ascii", "replace").upper().split())

    def _introduce(self):
        # Where it is unknown the server says BAD, which harms nobody.
        if "ID" in self.connection.capabilities:
            with contextlib.suppress(imaplib.IMAP4.error):
                self.connection.xatom("ID", WHO)

    def _fetched(self, uid, largest):
        """A Waiting; None where the mail has gone meanwhile."""
        answer = b"".join(_flat(self._said(self.connection.uid("FETCH", uid, "(RFC822.SIZE)"))))
        if not (found := _SIZE.search(answer)):
            return None
        size = int(found[1])
        is_whole = size <= largest
        part = "(BODY.PEEK[])" if is_whole else "(BODY.PEEK[HEADER])"
        parts = self._said(self.connection.uid("FETCH", uid, part))
        data = next((part[1] for part in parts if isinstance(part, tuple)), None)
        return None if data is None else Waiting(f"{self.validity}-{uid}", data, size, is_whole, uid, self)

    def _move(self, uid, folder):
        if "MOVE" in self.connection.capabilities:
            self._said(self.connection.uid("MOVE", uid, folder))
            return
        self._said(self.connection.uid("COPY", uid, folder))
        self._said(self.connection.uid("STORE", uid, "+FLAGS.SILENT", r"(\Deleted)"))
        if "UIDPLUS" in self.connection.capabilities:  # without it, EXPUNGE would take away what others deleted, too
            self._said(self.connection.uid("EXPUNGE", uid))

    def _said(self, answer):
        kind, data = answer
        if kind != "OK":
            raise self.connection.error(b" ".join(_flat(data)).decode("utf-8", "replace")[:300])
        return data


@contextlib.contextmanager
def _failing(code="broken_off"):
    """Say what goes wrong inside as MailboxFailed; a connection that breaks is broken off whatever was being done."""
    try:
        yield
    except imaplib.IMAP4.readonly as error:  # the library counts it among the breaks
        raise MailboxFailed(code, str(error)) from error
    except (OSError, imaplib.IMAP4.abort) as error:
        raise MailboxFailed("broken_off", str(error)) from error
    except (imaplib.IMAP4.error, ValueError) as error:
        raise MailboxFailed(code, str(error)) from error


def _flat(data):
    for part in data or ():
        if isinstance(part, tuple):
            yield from part
        elif isinstance(part, bytes):
            yield part


def _quoted(text):
    if any(ord(character) < 32 for character in text):
        raise ValueError("control character")
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
