"""A WordPress export (WXR) as it streams by: the site, who wrote, what it was filed under, its files and its posts. Pure.

However large the file, no more of it is held at once than one post with its comments. A file with a document type is
refused, entities are never followed, and nothing is fetched.
"""

import gzip
import re
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import unescape

from lxml import etree

from articles.intake.copy import Unreadable
from newsroom.text import printable

HEAD = 1_000_000  # bytes in which the file has to say what it is
CHUNK = 1 << 16
# Exports carry whatever was pasted into the site, and one of these makes the rest unreadable as XML.
CONTROLS = bytes([*range(9), 11, 12, *range(14, 32)])
WANTED = ("item", "author", "category", "tag", "comment", "title", "link", "base_blog_url", "wxr_version")


@dataclass(frozen=True)
class Site:
    """The site that was exported: its address without a slash at the end, and its name."""

    address: str
    name: str


@dataclass(frozen=True)
class Author:
    """A login of the site, and the name that readers saw."""

    login: str
    name: str


@dataclass(frozen=True)
class Term:
    """A category or a tag of the site: `kind` is "category" or "tag", `slug` as it stands in addresses."""

    kind: str
    slug: str
    name: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of the site: its number, its address, where it lies below wp-content/uploads, what is said of it, and the
    number of the post it was uploaded with (0: none)."""

    number: int
    address: str
    file: str
    title: str = ""
    caption: str = ""
    alt: str = ""
    parent: int = 0


@dataclass(frozen=True)
class Post:
    """A post as it is stored: `body` is read by articles.intake.wpbody. `kind` is post, page or whatever the site had;
    `published` and `changed` are moments where the file says so in GMT, else times of the site's own zone without one;
    `categories` and `tags` are (slug, name); `cover` is the number of its featured image."""

    number: int
    kind: str
    status: str
    title: str
    address: str
    guid: str
    slug: str
    author: str
    published: datetime | None
    changed: datetime | None
    body: str
    excerpt: str = ""
    categories: list[tuple[str, str]] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    cover: int = 0
    is_locked: bool = False  # behind a password


def read(path):
    """What the WXR file at `path` (.xml, or the same packed with gzip) holds, in its order: one Site first, then Authors,
    Terms, Attachments and Posts. Raises Unreadable where it is none (not_wxr), has a document type (doctype), or breaks off
    or is damaged in the midst (broken, with the line): what stood before was given by then."""
    with _opened(path) as stream:
        yield from _read(_Filtered(stream))


@contextmanager
def _opened(path):
    with path.open("rb") as plain:
        packed = plain.read(2) == b"\x1f\x8b"
        plain.seek(0)
        stream = gzip.GzipFile(fileobj=plain) if packed else plain
        try:
            yield stream
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise Unreadable("broken", line=0) from error


class _Filtered:
    """A stream of bytes without control characters, and refused where its head is not that of a WXR file."""

    def __init__(self, stream):
        self.stream = stream
        self.head = self._checked_head()

    def _checked_head(self):
        head = b""
        while len(head) < HEAD and (more := self.stream.read1(CHUNK)):
            head += more
            said = re.sub(rb"<!--.*?(-->|$)", b"", head, flags=re.DOTALL)
            start = said.find(b"<rss")
            if re.search(rb"<!(DOCTYPE|ENTITY)", said[:start] if start >= 0 else said, re.IGNORECASE):
                raise Unreadable("doctype")
            if start >= 0:
                return head
        raise Unreadable("not_wxr")

    def read(self, size=CHUNK):
        data, self.head = self.head or self.stream.read1(size), b""
        while data and not (kept := data.translate(None, CONTROLS)):
            data = self.stream.read1(size)
        return kept if data else b""


def _read(stream):
    channel = {}
    said_site = False
    parser = etree.iterparse(
        stream,
        tag=[f"{{*}}{name}" for name in WANTED],
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=True,  # pictures that were pasted into a body are one long line
    )
    try:
        for _event, element in parser:
            if element.getroottree().docinfo.internalDTD is not None:
                raise Unreadable("doctype")
            name, parent = _name(element), element.getparent()
            if name == "comment":
                element.clear()  # nobody asks for those, and a post may have thousands
            if parent is None or _name(parent) != "channel":
                continue  # a title, link or category of an item, which is read with it
            if name in ("title", "link", "base_blog_url", "wxr_version"):
                channel.setdefault(name, _text(element))
                continue
            if not said_site:
                yield _site(channel)
                said_site = True
            if found := _READERS.get(name, _nothing)(element):
                yield found
            _let_go(element)
    except etree.XMLSyntaxError as error:
        raise Unreadable("broken" if said_site else "not_wxr", line=error.lineno or 0) from error
    if not said_site:
        yield _site(channel)


def _let_go(element):
    """Forget an element that was read, and those before it."""
    element.clear(keep_tail=False)
    while (before := element.getprevious()) is not None:
        before.getparent().remove(before)


def _name(element):
    return etree.QName(element).localname


def _text(element):
    return printable("".join(element.itertext())) if element is not None else ""


def _line(text):
    """A line as readers saw it: without tags, characters as themselves."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", "", text)).split())


def _nothing(element):
    return None


def _site(channel):
    if "wxr_version" not in channel:
        raise Unreadable("not_wxr")
    address = channel.get("base_blog_url") or channel.get("link", "")
    return Site(address.strip().rstrip("/"), _line(channel.get("title", "")))


def _fields(element):
    """Local name → text of the children that stand once. `encoded` is the body's; the excerpt's is excerpt_encoded."""
    found = {}
    for child in element:
        tag = etree.QName(child)
        name = f"excerpt_{tag.localname}" if "/excerpt" in (tag.namespace or "") else tag.localname
        if name not in ("category", "postmeta", "comment"):
            found.setdefault(name, _text(child))
    return found


def _author(element):
    said = _fields(element)
    login = said.get("author_login", "").strip()
    return Author(login, _line(said.get("author_display_name", "")) or login)


def _category(element):
    said = _fields(element)
    return Term("category", unquoted(said.get("category_nicename", "")), _line(said.get("cat_name", "")))


def _tag(element):
    said = _fields(element)
    return Term("tag", unquoted(said.get("tag_slug", "")), _line(said.get("tag_name", "")))


def _item(element):
    said, meta = _fields(element), _meta(element)
    number = _number(said.get("post_id", ""))
    if said.get("post_type") == "attachment":
        return _attachment(number, said, meta)
    return Post(
        number=number,
        kind=said.get("post_type", "").strip() or "post",
        status=said.get("status", "").strip(),
        title=_line(said.get("title", "")),
        address=said.get("link", "").strip(),
        guid=said.get("guid", "").strip(),
        slug=unquoted(said.get("post_name", "").strip()),
        author=said.get("creator", "").strip(),
        published=_moment(said, "post_date") or _posted(said.get("pubDate", "")),
        changed=_moment(said, "post_modified"),
        body=said.get("encoded", ""),
        excerpt=said.get("excerpt_encoded", ""),
        categories=_terms(element, "category"),
        tags=_terms(element, "post_tag"),
        cover=_number(meta.get("_thumbnail_id", "")),
        is_locked=bool(said.get("post_password", "").strip()),
    )


def _attachment(number, said, meta):
    address = (said.get("attachment_url") or said.get("guid", "")).strip()
    return Attachment(
        number=number,
        address=address,
        file=meta.get("_wp_attached_file", "").strip() or file_in(address),
        title=_line(said.get("title", "")),
        caption=_line(said.get("excerpt_encoded", "")) or _line(said.get("encoded", "")),
        alt=_line(meta.get("_wp_attachment_image_alt", "")),
        parent=_number(said.get("post_parent", "")),
    )


def file_in(address):
    """Where a file lies below wp-content/uploads, by its address; "" where it does not lie there."""
    path = address.partition("?")[0].partition("#")[0]
    _before, found, file = path.partition("/wp-content/uploads/")
    return unquoted(file) if found else ""


def unquoted(text):
    """Percent-encoded UTF-8 as characters; what is none stays as it is."""
    try:
        return re.sub(rb"%([0-9a-fA-F]{2})", lambda found: bytes([int(found[1], 16)]), text.encode()).decode()
    except UnicodeDecodeError:
        return text


def _terms(element, domain):
    found = [child for child in element if _name(child) == "category" and child.get("domain") == domain]
    return [(unquoted(child.get("nicename") or ""), _line(_text(child))) for child in found]


def _meta(element):
    found = {}
    for child in element:
        if _name(child) == "postmeta":
            said = _fields(child)
            found[said.get("meta_key", "")] = said.get("meta_value", "")
    return found


def _number(text):
    text = text.strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def _moment(said, name):
    """A time of a post; WordPress writes 0000-00-00 where there is none."""
    for text, zone in ((said.get(f"{name}_gmt", ""), UTC), (said.get(name, ""), None)):
        try:
            return datetime.strptime(text.strip(), "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
        except ValueError:
            continue
    return None


def _posted(text):
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.year > 1 else None


_READERS = {"author": _author, "category": _category, "tag": _tag, "item": _item}
