"""Which reader a file is for, by what is in it; its name only tells texts apart. Pure."""

from articles.intake import docx, html, mail, ninjs, office, plaintext, rss, zips
from articles.intake.copy import Unreadable

LARGEST_TEXT = 20_000_000  # bytes
HEAD = 4096


def read(path, name, folder):
    """The Copies that the file at `path` holds, whatever its kind: one, but for feeds. Pictures are put into `folder`,
    which the caller keeps as long as it needs them. Raises Unreadable."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    ending = name.rpartition(".")[2].lower()
    if not head.strip():
        raise Unreadable("empty")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return [zips.read(path, folder) if zips.is_bundle(path) else docx.read(path, folder)]
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return [docx.read(path, folder) if ending in ("docx", "docm") else office.read(path, folder)]
    if head.startswith(b"{\\rtf"):
        return [office.read(path, folder)]
    if head.startswith(b"%PDF"):
        raise Unreadable("pdf")
    if ending == "eml":
        return [mail.read(path, folder)]
    if path.stat().st_size > LARGEST_TEXT:
        raise Unreadable("too_large")
    data = path.read_bytes()
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending == "json" or start.startswith((b"{", b"[{")):
        return ninjs.read(data) if not _is_feed(data) else rss.read(data)
    if ending in ("html", "htm", "mht") or start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return [html.copy_of(plaintext.decode(data))]
    if ending in ("rss", "atom", "xml") or start.startswith((b"<?xml", b"<rss", b"<feed")):
        return rss.read(data)
    return [plaintext.copy_of(plaintext.decode(data))]


def _is_feed(data):
    """Whether JSON is a JSON Feed, which says so in its first lines."""
    return b"jsonfeed.org/version" in data[:HEAD]
