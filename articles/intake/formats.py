"""Which reader a file is for, by what is in it; its name only tells texts apart. Pure."""

from datetime import UTC

from articles.intake import html, mail, ninjs, office, plaintext, rss, zips
from articles.intake.copy import Unreadable

LARGEST_TEXT = 20_000_000  # bytes
HEAD = 4096
OF_OFFICES = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"{\\rtf")  # Word and its like, new and old


def read(path, name, folder, *, zone=UTC):
    """The Copies that the file at `path` holds, whatever its kind: one, but for feeds. Pictures are put into `folder`,
    which the caller keeps as long as it needs them. `zone` is that of times in feeds that name none. Raises
    Unreadable."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    ending = name.rpartition(".")[2].lower()
    if not head.strip():
        raise Unreadable("empty")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and zips.is_bundle(path):
        return [zips.read(path, folder)]
    if head.startswith(OF_OFFICES):
        return [office.read(path, folder)]
    if head.startswith(b"%PDF"):
        raise Unreadable("pdf")
    if ending in ("eml", "mht", "mhtml") or head.startswith(b"MIME-Version:"):
        return [mail.read(path, folder)]
    if path.stat().st_size > LARGEST_TEXT:
        raise Unreadable("too_large")
    data = path.read_bytes()
    start = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n")
    if ending == "json" or start.startswith((b"{", b"[{")):
        return rss.read(data, zone=zone) if _is_feed(data) else ninjs.read(data, zone=zone)
    if ending in ("html", "htm") or start[:15].lower().startswith((b"<!doctype html", b"<html")):
        return [html.copy_of(plaintext.decode(data))]
    if ending in ("rss", "atom", "xml") or start.startswith((b"<?xml", b"<rss", b"<feed")):
        return rss.read(data, zone=zone)
    return [plaintext.copy_of(plaintext.decode(data))]


def _is_feed(data):
    """Whether JSON is a JSON Feed, which says so in its first lines."""
    return b"jsonfeed.org/version" in data[:HEAD]
