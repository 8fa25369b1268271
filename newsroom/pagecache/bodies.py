"""A kept page: its bytes, compressed once, and the headers that go with them."""

import gzip
import hashlib
import json
import re
import sys
from dataclasses import dataclass
from functools import lru_cache

import brotli

DROPPED = {"content-length", "etag", "set-cookie", "vary", "connection", "date", "age"}
LONGEST = 200  # characters of what a client says it takes
SMALLEST = 400  # bytes that are worth compressing
TEXT = re.compile(r"text/|application/(?:[a-z.+-]*(?:json|xml)|javascript)|image/svg")


@dataclass(frozen=True)
class Kept:
    """A page as it was made: the edition it belongs to, when, its status line, headers, and its body in the encodings that
    clients take."""

    edition: int
    made_at: float
    status: str
    headers: tuple
    etag: str
    gzipped: bytes
    brotlied: bytes

    @classmethod
    def of(cls, edition, made_at, status, headers, body):
        headers = _shared((name, value) for name, value in headers if name.lower() not in DROPPED)
        kind = next((value for name, value in headers if name.lower() == "content-type"), "")
        is_packed = len(body) >= SMALLEST and TEXT.match(kind)
        packed = gzip.compress(body, 6, mtime=0) if is_packed else body
        smaller = brotli.compress(body, quality=5) if is_packed else b""
        etag = f'W/"{hashlib.blake2b(body, digest_size=16).hexdigest()}"'
        return cls(edition, made_at, status, headers, etag, packed, smaller)

    @property
    def weight(self):
        """About how many bytes it holds in memory."""
        return len(self.gzipped) + len(self.brotlied) + 1500

    def body_for(self, encodings):
        """(body, name of its encoding or "") for what a client says it takes."""
        if not self.brotlied:  # too small, or no text: it was not compressed
            return self.gzipped, ""
        encoding = chosen(encodings[:LONGEST])
        if encoding == "br":
            return self.brotlied, encoding
        return (self.gzipped if encoding else gzip.decompress(self.gzipped)), encoding

    def to_bytes(self):
        """The page as a file; `from_bytes` reads it."""
        said = [self.edition, self.made_at, self.status, self.headers, self.etag, len(self.gzipped)]
        return json.dumps(said).encode() + b"\n" + self.gzipped + self.brotlied

    @classmethod
    def from_bytes(cls, data):
        """The page that `to_bytes` wrote; ValueError for anything else."""
        said, _newline, bodies = data.partition(b"\n")
        edition, made_at, status, headers, etag, length = json.loads(said)
        if not isinstance(headers, list) or len(bodies) < length:
            raise ValueError("not a kept page")
        return cls(edition, made_at, status, _shared(headers), etag, bodies[:length], bodies[length:])


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
