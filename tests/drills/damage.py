"""Requests as no browser sends them: wrong methods, paths, parameters, headers, cookies and bodies, for any address.

All are written as bytes and sent as they are: a library would mend or refuse them."""

import random
import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode

METHODS = b"GET HEAD POST PUT PATCH DELETE OPTIONS TRACE PROPFIND CONNECT get FOO".split()
LONG = b"9" * 5000
MOST = 300_000  # bytes of an answer that are read
# What stands for a number, a word or a date where something else was expected; encoded as in an address.
VALUES = [
    *b"%00 a%00b %ED%A0%80 %FF%FE %C0%AF %E4%BD %u0041 % %zz %25s %25n -1 0 1e309 NaN inf 0x10 1_000 +1 01 null true".split(),
    *b"99999999999999999999 9223372036854775807 9223372036854775808 -9223372036854775809 2147483648 %EF%BC%91 %D9%A1".split(),
    *b"%E2%82%87 %F0%9D%9F%99 %C2%B2 %E0%A5%A7 '%22;-- %0d%0aX-Set:1 ../../../etc/passwd %252e%252e%252f {{7*7}} ${7*7}".split(),
    *b"[] {} [%22a%22] &&&== %09 %1b %E2%80%AE %F0%9F%92%A9 %EF%BF%BE %EF%BF%BF 0000-00-00 9999-99-99 2026-02-30".split(),
    *b"%25 ,,, ;; | \\ * (((((( %5B%5B%5B .* __class__ id pk %7F %C2%A0 %E3%80%80 %E2%80%A8 1,2,3 1%2C%00 -0 1.5 1e5".split(),
    b"",
    LONG,
    b"%F0%9F%92%A9" * 400,
    b"a" * 6000,
    b"-" + LONG[:400],
    b"%28" * 700,
]
NAMES = b"""q before p o e all page term app_label model_name field_name theme tab state show sections masthead into front
direction back at unsaved numbers ids _popup _to_field _changelist_filters next _verb pk__in id__exact section__id__exact
password__startswith created_by__password __class__ date_hierarchy saved_at__year published_at__year published_at__day section
language mine queue notes translation photo what who day credit wanting rights made is_open groups is_active sort in from to
year person tag kind""".split()
HEADERS = [
    (b"Host", [b"", b"evil.example", b"localhost:99999", b"[::1", b"a b", b"\xff\xfe", b"127.0.0.1:80:80", b"a" * 3000, b"-", b"[", b"]:"]),
    (b"Cookie", [b"sessionid=x", b"sessionid=%00", b"csrftoken=\xff\xfe", b"=", b";;;", b"sessionid=" + b"a" * 6000, b"a=\"\\", b"messages=x",
                 b"messages=[[1]]", b"sessionid=\xe4\xb8\xad", b"\xff" * 500, b"django_language=../../etc"]),
    (b"Content-Type", [b"", b"x", b"text/html; charset=utf-16", b"application/x-www-form-urlencoded; charset=gbk", b"multipart/form-data",
                       b"multipart/form-data; boundary=", b"multipart/form-data; boundary=\xff", b"application/json; charset=\xff",
                       b"multipart/form-data; boundary=" + b"a" * 500, b"text/plain; charset*=utf-8''x", b"; charset=utf-8", b"a/b; =; charset",
                       b"multipart/form-data; boundary=x; charset=utf-7", b"multipart/form-data; boundary*=x''%ff"]),
    (b"Range", [b"bytes=", b"bytes=-", b"bytes=9-1", b"bytes=0-0,1-1,2-2", b"bytes=-" + LONG, b"bytes=" + LONG + b"-", b"x=1", b"bytes=\xff-1", b"bytes=a-b"]),
    (b"If-None-Match", [b"*", b"\"", b"\xff", b"W/", b"\"a\", " * 500, b"W/\"\x80\""]),
    (b"If-Modified-Since", [b"never", b"Sat, 99 Foo 99999 99:99:99 GMT", b"\xff", b"Thu, 01 Jan 0000 00:00:00 GMT", b"Sun, 31 Feb 2026 25:61:61 GMT"]),
    (b"If-Range", [b"\xff", b"\"x", b"Sat, 99 Foo 99999 99:99:99 GMT"]),
    (b"Accept-Encoding", [b"\xff", b"gzip;q=x", b",,,;;;", b"br;q=0, *;q=0", b"a" * 5000, b"gzip;q=1e999"]),
    (b"Accept-Language", [b"\xff", b"zh;q=nan", b"a" * 5000, b"zh-" * 500, b",;q", b"../../x"]),
    (b"Accept", [b"\xff", b"text/html;q=x", b"a/b" * 900, b"*"]),
    (b"X-Forwarded-Proto", [b"\xff", b"javascript", b""]),
    (b"X-Forwarded-For", [b"\xff", b"1.2.3", b"::::", b"a" * 5000, b",,,", b"127.0.0.1, %00"]),
    (b"X-Forwarded-Host", [b"evil.example", b"\xff"]),
    (b"X-Requested-With", [b"\xff", b"XMLHttpRequest"]),
    (b"X-CSRFToken", [b"\xff", b"", b"a" * 6000, b"\xc3\xa9" * 32]),
    (b"Referer", [b"\xff", b"http://[", b"javascript:1", b"http://a:99999999/", b"//", b"http://\xff/"]),
    (b"Origin", [b"null", b"\xff", b"http://[::", b"http://evil.example"]),
    (b"User-Agent", [b"\xff" * 200, b"", b"a" * 6000]),
    (b"Authorization", [b"Basic \xff", b"Basic ====", b"Bearer"]),
    (b"Content-Length", [b"-1", b"x", b"99999999999999999999", b"0x10", b"+5", b"1, 2", b""]),
    (b"Transfer-Encoding", [b"chunked, chunked", b"x", b"gzip", b"\xff"]),
    (b"Expect", [b"100-continue", b"x"]),
    (b"Upgrade", [b"websocket", b"h2c", b"\xff"]),
    (b"Upload-Offset", [b"-1", b"\xff", b"\xd9\xa1", LONG]),
    (b"Upload-Length", [b"-1", b"\xff", LONG, b"1e3"]),
    (b"Upload-Metadata", [b"\xff", b"filename", b"filename ====", b"filename /w==", b"filename AA==", b",,,", b"filename " + b"A" * 5000]),
    (b"Tus-Resumable", [b"9.9", b"\xff"]),
]  # fmt: skip
EDGE = b"edge"
PART = b"--edge\r\nContent-Disposition: form-data; name="
FORM, PARTS, JSON = b"application/x-www-form-urlencoded", b"multipart/form-data; boundary=edge", b"application/json"
BODIES = [
    (FORM, b""),
    (FORM, b"&&&==="),
    (FORM, b"\xff\xfe\x00"),
    (FORM, b"a=%00&b=%ff&c=%ED%A0%80"),
    (FORM, b"a=1&" * 2500),
    (FORM, b"%" * 3000),
    (FORM, b"\x80" * 300 + b"=" + b"\x80" * 300),
    (PARTS, b""),
    (PARTS, b"--edge"),
    (PARTS, b"--edge--"),
    (PARTS, PART + b'"a"\r\n\r\nx'),
    (PARTS, PART + b'"file"; filename="a.jpg"\r\n\r\nx'),
    (PARTS, PART + b'"file"; filename=""\r\n\r\n\r\n--edge--\r\n'),
    (PARTS, PART + b'"file"; filename="\x00.jpg"\r\n\r\nx\r\n--edge--\r\n'),
    (PARTS, PART + b'"file"; filename="../../etc/passwd"\r\nContent-Type: \xff\r\n\r\nx\r\n--edge--\r\n'),
    (PARTS, PART + b"\"file\"; filename*=utf-9''%ff\r\n\r\nx\r\n--edge--\r\n"),
    (PARTS, PART + b"\"file\"; filename*=utf-8''%ff%00\r\n\r\nx\r\n--edge--\r\n"),
    (PARTS, PART + b'"file"; filename*=\'\r\n\r\nx\r\n--edge--\r\n'),
    (PARTS, PART + b'"file"; filename="' + b"a" * 3000 + b'.docx"\r\n\r\nx\r\n--edge--\r\n'),
    (PARTS, PART + b'"\xff"\r\n\r\n\xff\r\n--edge--\r\n'),
    (PARTS, PART + b'"a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=\r\n--edge--\r\n'),
    (PARTS, PART + b'"a"; filename="a"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!=\r\n--edge--\r\n'),
    (PARTS, PART + b'"a"\r\nContent-Type: text/plain; charset=\xff\r\n\r\nx\r\n--edge--\r\n'),
    (PARTS, PART + b'"a"\r\nContent-Type: text/plain; charset=utf-16\r\n\r\nx\r\n--edge--\r\n'),
    (PARTS, b"--edge\r\n" + b"X: y\r\n" * 300 + b"\r\nx\r\n--edge--\r\n"),
    (PARTS, b"--edge\n" + b"\n" * 300),
    (PARTS, (PART + b'"a"\r\n\r\nx\r\n') * 2500 + b"--edge--\r\n"),
    (PARTS, (PART + b'"f"; filename="f"\r\n\r\nx\r\n') * 150 + b"--edge--\r\n"),
    (JSON, b""),
    (JSON, b"{"),
    (JSON, b"null"),
    (JSON, b"[]"),
    (JSON, b"1e999"),
    (JSON, b'"\\ud800"'),
    (JSON, b"\xff"),
    (JSON, b'{"headline": {"a": [1]}, "body": null, "tab": 5}'),
    (JSON, b"[" * 20_000),
    (JSON, b"9" * 5000),
]
# What a field of a form is sent instead of what it holds.
WRONG = ["", "\x00", "a\x00b", "-1", "0", "99999999999999999999", "9223372036854775808", "NaN", "1e309", "\ud800", "\ufffe", "١", "１", "²",
         "x" * 100_000, "<b>", "null", "[]", "{}", '{"a": 1}', "[[[[[[", "2026-02-30", "0000-00-00T00:00", "99999-01-01T00:00", "0001-01-01T00:00",
         "9999-12-31T23:59", "\u202e", "../..", "javascript:1", "http://[", "http://a:b@c:99999999/", "//", "|", ",", "\n", "1,2", "1,x", "on", "é" * 9000]  # fmt: skip


@dataclass
class Request:
    """What is sent: the parts of a request, as bytes."""

    method: bytes
    target: bytes
    headers: list = field(default_factory=list)
    body: bytes = b""
    version: bytes = b"HTTP/1.1"

    def to_bytes(self):
        named = {name.lower() for name, _value in self.headers}
        headers = [*self.headers]
        if b"host" not in named:
            headers.insert(0, (b"Host", b"localhost"))
        if self.body and not named & {b"content-length", b"transfer-encoding"}:
            headers.append((b"Content-Length", str(len(self.body)).encode()))
        headers.append((b"Connection", b"close"))
        lines = [b" ".join([self.method, self.target, self.version]), *(b": ".join(pair) for pair in headers)]
        return b"\r\n".join(lines) + b"\r\n\r\n" + self.body


def sent(port, request, patience=60):
    """(status, beginning of the answer) to the request; status None where the connection ended without an answer, and where
    none came in time."""
    said = b""
    with socket.create_connection(("127.0.0.1", port), timeout=patience) as connection:
        with suppress(OSError):  # it may be answered, and the connection ended, before all was sent
            connection.sendall(request.to_bytes())
        with suppress(OSError):
            while len(said) < MOST and (chunk := connection.recv(65536)):
                said += chunk
    found = re.match(rb"HTTP/1\.[01] (\d{3})", said)
    return (int(found[1]) if found else None), said[:3000]


def with_methods(door):
    """The address by every method, with a body and without."""
    for method in METHODS:
        yield Request(method, door.address.encode())
    yield Request(b"POST", door.address.encode(), [(b"Content-Type", FORM)], b"a=1")
    yield Request(b"PUT", door.address.encode(), [(b"Content-Type", JSON)], b"{}")


def with_parameters(door, chosen, number):
    """The address with `number` wrong parameters, picked by `chosen`, a random.Random."""
    pairs = [*product(NAMES, VALUES)]
    for name, value in chosen.sample(pairs, number):
        yield Request(b"GET", door.address.encode() + b"?" + name + b"=" + value)
    address = door.address.encode()
    yield Request(b"GET", address + b"?" + b"&".join(name + b"=" + chosen.choice(VALUES[:40]) for name in NAMES))
    yield Request(b"GET", address + b"?" + b"a=1&" * 1200)
    yield Request(b"GET", address + b"?\xff\xfe\x80")
    yield Request(b"GET", address + b"??#?%")


def with_paths(door, chosen, number):
    """The address with one of its parts replaced, and with something before or behind it."""
    parts = door.address.encode().split(b"/")
    for _once in range(number):
        changed = list(parts)
        changed[chosen.randrange(1, len(parts))] = chosen.choice(VALUES).replace(b" ", b"+")
        yield Request(b"GET", b"/".join(changed))
    for end in (b"%00", b"..;/", b"//", b"%2e%2e/", b".json", b"%0a", b"\xff", b"%ED%A0%80", b"/" * 300, b"?", b"%"):
        yield Request(b"GET", door.address.encode() + end)
    yield Request(b"GET", b"/" + door.address.encode())
    yield Request(b"GET", b"http://evil.example" + door.address.encode())
    yield Request(b"GET", door.address.encode()[1:])
    yield Request(b"GET", door.address.encode().upper())


def with_headers(door, method=b"GET"):
    """The address with every wrong header, one at a time."""
    for name, values in HEADERS:
        for value in values:
            yield Request(method, door.address.encode(), [(name, value)], b"a=1" if method == b"POST" else b"")
    yield Request(method, door.address.encode(), [(b"X-%d" % at, b"y") for at in range(200)])
    yield Request(method, door.address.encode(), [(b"X", b"y" * 90_000)])
    yield Request(method, door.address.encode(), [(b"A B", b"y")])
    yield Request(method, door.address.encode(), version=b"HTTP/1.0")
    yield Request(method, door.address.encode(), version=b"HTTP/9.9")
    yield Request(method, door.address.encode(), version=b"")


def with_bodies(door, headers=()):
    """The address with every damaged body."""
    for kind, body in BODIES:
        yield Request(b"POST", door.address.encode(), [*headers, (b"Content-Type", kind)], body)


def picked(seed=8):
    """A source of choices that is the same on every day."""
    return random.Random(seed)


def with_fields(address, fields, headers, chosen, number):
    """The form at the address, its `fields` as they stand but for one or a few that are wrong, missing or there twice;
    `number` times, picked by `chosen`."""
    names = sorted(fields)
    management = [name for name in names if name.endswith(("_FORMS", "-id", "-ORDER", "-position", "-DELETE"))]
    posted = [*headers, (b"Content-Type", FORM)]
    for _once in range(number):
        changed = dict(fields)
        for name in chosen.sample(names, min(len(names), chosen.choice([1, 1, 1, 2, 5]))):
            changed[name] = chosen.choice(WRONG)
        if management and chosen.random() < 0.3:
            changed[chosen.choice(management)] = chosen.choice([*WRONG[:12], "2", "1000", "2000000000"])
        if chosen.random() < 0.2:
            changed.pop(chosen.choice(names))
        pairs = [*changed.items(), *([(chosen.choice(names), chosen.choice(WRONG))] if chosen.random() < 0.2 else [])]
        yield Request(b"POST", address.encode(), posted, encoded(pairs))


def encoded(pairs):
    """A form, as a browser sends it; lone surrogates as some program might."""
    return urlencode([(name.encode(), value.encode("utf-8", "surrogatepass")) for name, value in pairs]).encode()


FILES = [b"", b"\xff\xd8\xff\xe0" + b"\x00" * 50, b"\x89PNG\r\n\x1a\n" + b"\xff" * 90, b"PK\x03\x04" + b"\x00" * 90, b"GIF89a", b"RIFF\xff\xff\xff\xffWEBPVP8 ",
         b"{", b'{"uri": 5, "headline": [], "associations": 7, "by": {}}', b"<rss><channel><item>", b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>",
         b"From: \xff\nSubject: =?x?b?///?=\nContent-Type: multipart/mixed; boundary=\n\n--", b"\x00" * 5000, b"\xff\xfe" * 3000, b"name\n\x00,\xff\n", "a,b\n١,２\n".encode("utf-16"),
         b"\x00\x00\x00\x20ftypmp42" + b"\xff" * 60, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"%PDF-1.4", b"<svg xmlns='http://www.w3.org/2000/svg'/>"]  # fmt: skip
FILE_NAMES = ["a.jpg", "a.docx", "a.doc", "a.zip", "a.json", "a.xml", "a.eml", "a.txt", "a.csv", "a.xlsx", "a.mp4", "a.png", "a.html", "", ".", "a" * 400 + ".jpg",
              "../a.jpg", "a\x00.jpg", "a\r\nX: y.docx", '"', "a.jpg.exe", "雪\u202egpj.exe", "\x85.zip"]  # fmt: skip


def with_files(address, fields, names, headers):
    """The form at the address with damaged files in the fields `names`."""
    for name, data, title in product(names, FILES, FILE_NAMES):
        parts = [PART + f'"{field}"\r\n\r\n{value}\r\n'.encode() for field, value in fields.items()]
        head = PART + f'"{name}"; filename="{title}"\r\nContent-Type: image/jpeg\r\n\r\n'.encode()
        body = b"".join(parts) + head + data + b"\r\n--edge--\r\n"
        yield Request(b"POST", address.encode(), [*headers, (b"Content-Type", PARTS)], body)
