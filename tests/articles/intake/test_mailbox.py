"""Mails fetched from a small IMAP server of our own."""

import base64
import datetime
import ipaddress
import re
import socket
import ssl
import threading
from types import SimpleNamespace

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from articles.intake import mailbox


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """The path of a certificate with its key, for 127.0.0.1."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "mailbox.example")])
    today = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(today - datetime.timedelta(days=1))
        .not_valid_after(today + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "certificate.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


class Server:
    """As much of IMAP as is asked for: mails by number, each with its flags; every line that came is kept in `heard`."""

    def __init__(self, certificate, mails, capabilities="IMAP4rev1"):
        self.mails = dict(enumerate(mails, 1))
        self.flags = {uid: set() for uid in self.mails}
        self.folders = {"INBOX", "&ZTZ6Pw-", "Done"}
        self.moved, self.heard, self.answers = {}, [], {}
        self.capabilities = capabilities
        self.hangs_up_at = None
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                plain, _ = self.socket.accept()
                with self.context.wrap_socket(plain, server_side=True) as tls, tls.makefile("rwb") as stream:
                    self.talk(stream)
            except OSError:
                if self.socket.fileno() < 0:
                    return

    def talk(self, stream):
        stream.write(b"* OK ready\r\n")
        stream.flush()
        while line := stream.readline():
            tag, _, command = line.decode().strip().partition(" ")
            self.heard.append(command)
            if self.hangs_up_at and re.match(self.hangs_up_at, command):
                return
            if command == "AUTHENTICATE PLAIN":
                stream.write(b"+ \r\n")
                stream.flush()
                self.heard.append(base64.b64decode(stream.readline()).decode())
            answer = next((a for pattern, a in self.answers.items() if re.match(pattern, command)), None)
            stream.write((answer or self.answer(command)).replace(b"TAG", tag.encode()))
            stream.flush()
            if command == "LOGOUT":
                return

    def answer(self, command):
        if command == "CAPABILITY":
            return f"* CAPABILITY {self.capabilities}\r\nTAG OK done\r\n".encode()
        if found := re.match(r'SELECT "(.+)"', command):
            if found[1] not in self.folders:
                return b"TAG NO no such folder\r\n"
            return b"* OK [UIDVALIDITY 77] ok\r\nTAG OK [READ-WRITE]\r\n"
        if command.startswith("LOGIN"):
            return b"TAG OK done\r\n" if command == r'LOGIN "desk@example.org" "pa\"ss"' else b"TAG NO wrong\r\n"
        if command.startswith("UID SEARCH"):
            unseen = [str(uid) for uid, flags in self.flags.items() if "Seen" not in flags and uid in self.mails]
            return f"* SEARCH {' '.join(unseen)}\r\nTAG OK done\r\n".encode()
        if found := re.match(r"UID FETCH (\d+) \((.+)\)", command):
            return self.fetched(int(found[1]), found[2])
        if found := re.match(r"UID STORE (\d+) \+FLAGS.SILENT \(\\(\w+)\)", command):
            self.flags[int(found[1])].add(found[2])
        if found := re.match(r'UID (?:COPY|MOVE) (\d+) "(.+)"', command):
            self.moved[int(found[1])] = found[2]
        return b"* BYE\r\nTAG OK done\r\n" if command == "LOGOUT" else b"TAG OK done\r\n"

    def fetched(self, uid, what):
        mail = self.mails[uid]
        if what == "RFC822.SIZE":
            return f"* {uid} FETCH (UID {uid} RFC822.SIZE {len(mail)})\r\nTAG OK done\r\n".encode()
        if "HEADER" in what:
            mail = mail.partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
        name = what.replace(".PEEK", "")
        return f"* {uid} FETCH (UID {uid} {name} {{{len(mail)}}}\r\n".encode() + mail + b")\r\nTAG OK done\r\n"


@pytest.fixture
def serve(certificate):
    servers = []

    def start(*mails, **more):
        servers.append(Server(certificate, mails, **more))
        return servers[-1]

    yield start
    for server in servers:
        server.socket.close()


@pytest.fixture
def fetch(certificate):
    def start(server, folder="INBOX", password='pa"ss', **more):  # noqa: S107
        context = more.pop("context", None) or ssl.create_default_context(cafile=certificate)
        more = {"seconds": 5, **more}
        return mailbox.fetch("127.0.0.1", server.port, "desk@example.org", password, folder, context=context, **more)

    return start


ONE = "Subject: 一\r\n\r\n春灌开始。\r\n".encode()
TWO = b"Subject: two\r\n\r\n" + b"x" * 2000


def test_brings_unread_mails_as_they_are(serve, fetch):
    server = serve(ONE, TWO)
    with fetch(server) as mails:
        found = list(mails)
    assert [(mail.key, mail.data, mail.size, mail.is_whole) for mail in found] == [
        ("77-1", ONE, len(ONE), True),
        ("77-2", TWO, len(TWO), True),
    ]
    assert server.flags == {1: set(), 2: set()}
    assert server.heard[-1] == "LOGOUT"
    assert all("PEEK" in line for line in server.heard if "BODY" in line)


def test_marks_a_mail_once_it_is_stored(serve, fetch):
    server = serve(ONE, TWO)
    with fetch(server) as mails:
        next(mails).done()
    assert server.flags == {1: {"Seen"}, 2: set()}
    with fetch(server) as mails:
        assert [mail.key for mail in mails] == ["77-2"]


def test_keeps_a_mail_unread_where_storing_fails(serve, fetch):
    server = serve(ONE)
    with pytest.raises(ZeroDivisionError), fetch(server) as mails:
        next(mails)
        raise ZeroDivisionError
    assert server.flags == {1: set()}
    assert server.heard[-1] == "LOGOUT"


def test_takes_the_oldest_and_no_more_than_asked_for(serve, fetch):
    server = serve(*[ONE] * 5)
    with fetch(server, most=2) as mails:
        assert [mail.key for mail in mails] == ["77-1", "77-2"]


def test_brings_the_head_of_a_mail_that_is_too_large(serve, fetch):
    with fetch(serve(TWO), largest=1000) as mails:
        [mail] = mails
    assert (mail.data, mail.is_whole, mail.size) == (b"Subject: two\r\n\r\n", False, len(TWO))


def test_moves_what_is_done(serve, fetch):
    server = serve(ONE, capabilities="IMAP4rev1 MOVE")
    with fetch(server, move_to="Done") as mails:
        next(mails).done()
    assert server.moved == {1: "Done"}
    assert server.flags == {1: {"Seen"}}


def test_moves_by_copying_where_the_server_cannot_move(serve, fetch):
    server = serve(ONE, capabilities="IMAP4rev1 UIDPLUS")
    with fetch(server, move_to="收稿") as mails:
        next(mails).done()
    assert server.moved == {1: "&ZTZ6Pw-"}
    assert server.flags == {1: {"Seen", "Deleted"}}
    assert "UID EXPUNGE 1" in server.heard
    server = serve(ONE)
    with fetch(server, move_to="Done") as mails:
        next(mails).done()
    assert not [line for line in server.heard if "EXPUNGE" in line]


def test_opens_folders_with_chinese_names(serve, fetch):
    with fetch(serve(ONE), folder="收稿") as mails:
        assert len(list(mails)) == 1


@pytest.mark.parametrize(
    ("name", "written"),
    [("INBOX", "INBOX"), ("收稿", "&ZTZ6Pw-"), ("A&B", "A&-B"), ("来稿/done", "&Z2V6Pw-/done"), ("😀", "&2D3eAA-")],
)
def test_writes_names_as_imap_does(name, written):
    assert mailbox.modified_utf7(name) == written


def test_says_who_it_is_where_a_provider_wants_to_know(serve, fetch):
    server = serve(ONE, capabilities="IMAP4rev1 ID")
    with fetch(server) as mails:
        list(mails)
    commands = [line.split()[0] for line in server.heard]
    assert commands.index("ID") < commands.index("SELECT")


def test_passes_over_a_mail_that_has_gone(serve, fetch):
    server = serve(ONE, TWO)
    server.answers["UID FETCH 1"] = b"TAG OK done\r\n"
    with fetch(server) as mails:
        assert [mail.key for mail in mails] == ["77-2"]


def failure(fetched):
    with pytest.raises(mailbox.MailboxFailed) as failed, fetched as mails:
        for mail in mails:
            mail.done()
    return failed.value.code


def test_says_what_is_wrong_at_the_door(serve, fetch):
    server = serve(ONE)
    assert failure(fetch(server, password="wrong")) == "refused"
    assert failure(fetch(server, password="a\r\nb")) == "refused"
    assert failure(fetch(server, folder="Nowhere")) == "no_folder"
    assert failure(fetch(server, folder='a"b\\c')) == "no_folder"
    assert failure(fetch(server, folder="a\r\nb")) == "no_folder"
    assert failure(fetch(server, context=ssl.create_default_context())) == "untrusted"
    assert 'SELECT "a\\"b\\\\c"' in server.heard
    server.answers["SELECT"] = b"* OK [READ-ONLY] ok\r\nTAG OK [READ-ONLY]\r\n"
    assert failure(fetch(server)) == "no_folder"


def test_logs_in_with_a_password_that_is_not_ascii(serve, fetch):
    server = serve(ONE)
    with fetch(server, password="密码") as mails:
        assert len(list(mails)) == 1
    assert "\0desk@example.org\0密码" in server.heard


def test_says_where_nobody_answers(fetch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = SimpleNamespace(port=silent.getsockname()[1])
        assert failure(fetch(server, seconds=0.3)) == "unreachable"
    assert failure(fetch(server, seconds=0.3)) == "unreachable"


@pytest.mark.parametrize("at", ["UID SEARCH", "UID FETCH", "UID STORE", "LOGIN"])
def test_says_where_the_connection_breaks(serve, fetch, at):
    server = serve(ONE)
    server.hangs_up_at = at
    assert failure(fetch(server)) == "broken_off"
    assert server.flags == {1: set()}


def test_takes_no_more_than_was_announced(serve, fetch):
    server = serve(ONE)
    server.answers[r"UID FETCH 1 \(BODY"] = b"* 1 FETCH (UID 1 BODY[] {9000000000}\r\n"
    assert failure(fetch(server)) == "broken_off"
