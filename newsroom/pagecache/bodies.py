"""A kept page: its bytes, packed once, and the headers that go with them."""

import gzip
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from functools import cached_property, lru_cache

import brotli

DROPPED = {"content-length", "etag", "set-cookie", "vary", "connection", "date", "age"}
LONGEST = 200  # characters of what a client says it takes
SMALLEST = 400  # bytes that are worth compressing
TEXT = re.compile(r"text/|application/(?:[a-z.+-]*(?:json|xml)|javascript)|image/svg")


@dataclass(frozen=True)
class Kept:
    """A page as it was made: the edition it belongs to, when, its status line, headers, and its body, packed (Brotli) where that
    makes it smaller."""

    edition: int
    made_at: float
    status: str
    headers: tuple
    etag: str
    body: bytes
    is_packed: bool

    @classmethod
    def of(cls, edition, made_at, status, headers, body):
        headers = _shared((name, value) for name, value in headers if name.lower() not in DROPPED)
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        is_packed = len(body) >= SMALLEST and bool(TEXT.match(kind))
        etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
        kept = brotli.compress(body, quality=5) if is_packed else body
        return cls(edition, made_at, status, headers, etag, kept, is_packed)

    @cached_property
    def gzipped(self):
        """The packed body for clients that take no Brotli; made when the first one asks, since nearly all take it."""
        return gzip.compress(brotli.decompress(self.body), 6, mtime=0)

    @property
    def weight(self):
        """About how many bytes it may come to hold in memory."""
        return len(self.body) * (2.1 if self.is_packed else 1) + 1500

    def body_for(self, encodings):
        """(body, name of its encoding or "") for what a client says it takes."""
        if not self.is_packed:
            return self.body, ""
        encoding = chosen(encodings[:LONGEST])
        if encoding == "br":
            return self.body, encoding
        return (self.gzipped if encoding else brotli.decompress(self.body)), encoding

    def to_bytes(self):
        """The page as a file; `from_bytes` reads it."""
        said = [self.edition, self.made_at, self.status, self.headers, self.etag, self.is_packed, len(self.body)]
        return json.dumps(said).encode() + b"\n" + self.body

    @classmethod
    def from_bytes(cls, data):
        """The page that `to_bytes` wrote; ValueError for anything else, such as what an earlier release wrote."""
        said, _newline, body = data.partition(b"\n")
        edition, made_at, status, headers, etag, is_packed, length = json.loads(said)
        if not isinstance(headers, list) or len(body) != length:
            raise ValueError("not a kept page")
        return cls(edition, made_at, status, _shared(headers), etag, body, is_packed)


def _shared(headers):
    """Headers as pairs whose texts all pages have in common: nearly every page says the same."""
    return tuple((sys.intern(name), sys.intern(value)) for name, value in headers)


@lru_cache(maxsize=256)  # browsers send a handful
def chosen(header):
    """The encoding for a client with this Accept-Encoding: br, gzip or "" (RFC 9110, 12.5.3)."""
    taken = {}
    for part in header.lower().split(","):
        name, _semicolon, weight = part.partition(";")
        taken[name.strip()] = not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", weight)
    return next((name for name in ("br", "gzip") if taken.get(name, taken.get("*", False))), "")
