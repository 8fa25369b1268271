"""What a mail brings, part by part: letters, files, pictures. Pure."""

import re
from dataclasses import dataclass, field
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from articles.intake import charsets, parcels
from articles.intake.copy import Unreadable

MAX_PARTS = 200
MAX_DEPTH = 10
MAX_WORK = 50_000_000  # lines × boundaries, each of which the parser compares
SMALL_PICTURE = 20_000  # bytes; below that a picture among the words of a covering note is an ornament
_BOUNDARY = re.compile(rb"boundary\s*=", re.IGNORECASE)
_EXTENSIONS = {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/msword": ".doc",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/zip": ".zip",
    "application/x-zip-compressed": ".zip",
}
# What programs add to a mail, and nobody misses.
_IGNORED = {
    "application/pkcs7-signature",
    "application/x-pkcs7-signature",
    "application/pgp-signature",
    "application/pgp-encrypted",
    "application/pgp-keys",
    "text/calendar",
    "text/vcard",
    "text/x-vcard",
    "text/x-amp-html",
    "message/delivery-status",
    "message/disposition-notification",
    "text/rfc822-headers",
}
_SEALED = {"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"}


@dataclass
class Letter:
    """One mail, or one that was forwarded inside: who sent it, on what, and its words as ("plain", text), ("page", markup)
    and ("picture", SHA-256) in order."""

    subject: str = ""
    sender: str = ""
    address: str = ""
    words: list = field(default_factory=list)


@dataclass
class Post:
    """All that a mail brought: letters from the outside in, files as (name, bytes), and pictures by the names that its
    pages have for them."""

    letters: list = field(default_factory=list)
    files: list = field(default_factory=list)
    by_address: dict = field(default_factory=dict)
    ornaments: set = field(default_factory=set)
    told: list = field(default_factory=list)
    zips: int = 0
    reason: Unreadable | None = None


def opened(data):
    """The Post that the mail in `data` brings. Raises Unreadable: too_many_parts, broken."""
    post, count = Post(), _Count()
    _open(_parse(data, count), post, count, 0)
    return post


class _Count:
    """Makes messages for the parser, and counts them."""

    parts = 0

    def __call__(self, policy=None):
        self.parts += 1
        if self.parts > MAX_PARTS:
            raise Unreadable("too_many_parts", most=MAX_PARTS)
        return EmailMessage(policy)


def _parse(data, count):
    """The message in `data`. Its headers stay as they came: the library's own reading of them trips over hostile ones."""
    if data.count(b"\n") * (len(_BOUNDARY.findall(data)) + 1) > MAX_WORK:
        raise Unreadable("too_many_parts", most=MAX_PARTS)
    plain = policy.default.clone(header_factory=_as_it_came, message_factory=count)
    try:
        return BytesParser(policy=plain).parsebytes(data)
    except Unreadable:
        raise
    except (RecursionError, ValueError, LookupError, TypeError, AttributeError):
        raise Unreadable("broken") from None


def _as_it_came(_name, value):
    return value[: charsets.LONGEST_HEADER]


def _open(message, post, count, depth):
    """Put a mail and those inside it into `post`."""
    name, address = charsets.sender(str(message.get("from", "")))
    letter = Letter(charsets.header(str(message.get("subject", ""))), name, address)
    post.letters.append(letter)
    if message.get_content_type() == "multipart/report" or "auto-replied" in str(message.get("auto-submitted", "")):
        post.told.append("automatic_mail")
    letter.words = _words(message, post, count, depth)


def _words(part, post, count, depth, is_related=False):
    """The words of a part and those in it; its files go into `post`. `is_related` says that it belongs to a page."""
    if depth > MAX_DEPTH:
        raise Unreadable("too_many_parts", most=MAX_PARTS)
    kind = part.get_content_type()
    if kind in _IGNORED:
        return []
    if kind in _SEALED:
        post.told.append("sealed")
        post.reason = Unreadable("protected")
    if kind == "message/rfc822" and part.is_multipart():
        post.told.append("nested_mail")
        for inner in part.get_payload():
            _open(inner, post, count, depth + 1)
        return []
    if not part.is_multipart():
        return _leaf(part, kind, post, count, depth, is_related)
    is_related = kind == "multipart/related"
    found = [_words(child, post, count, depth + 1, is_related) for child in part.get_payload()]
    if kind == "multipart/alternative":
        pages = [words for words in found if any(kind == "page" and text.strip() for kind, text in words)]
        return next(iter(pages or [words for words in found if words]), [])
    return [words for child in found for words in child]


def _leaf(part, kind, post, count, depth, is_related):
    name, data = _name(part), _bytes(part)
    disposition = str(part.get("content-disposition", "")).lower().lstrip()
    is_attached = disposition.startswith("attachment")
    if kind.startswith(("text/", "multipart/")) and kind not in _EXTENSIONS:
        if not name and not is_attached and len(data) <= parcels.LONGEST_PAGE:
            text = charsets.text_of(data, _charset(part))
            if charsets.LOST in text:
                post.told.append("damaged_letters")
            return [("page" if kind == "text/html" else "plain", text)]
        name = name or ("attached.html" if kind == "text/html" else "attached.txt")
    if kind == "application/ms-tnef" or name.lower() == "winmail.dat":
        post.told.append("winmail")
    if name.lower().endswith(".eml"):
        post.told.append("nested_mail")
        _open(_parse(data, count), post, count, depth + 1)
        return []
    if not re.search(r"\.[A-Za-z0-9]{2,5}$", name):
        name = (name or "attached") + _EXTENSIONS.get(kind, "")
    post.files.append((name, data))
    return _picture_among_words(part, kind, data, is_attached and not is_related, post)


def _picture_among_words(part, kind, data, is_attached, post):
    """Note how pages call a picture. One that stands among plain words is one of them."""
    digest = parcels.digest(data)
    addresses = [f"cid:{str(part.get('content-id', '')).strip(' <>')}", str(part.get("content-location", "")).strip()]
    for address in addresses:
        if address not in ("cid:", ""):
            post.by_address[address.lower()] = digest
    if is_attached or not kind.startswith("image/"):
        return []
    if len(data) < SMALL_PICTURE:
        post.ornaments.add(digest)
    return [("picture", digest)]


def _name(part):
    try:
        name = part.get_filename("") or ""
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return parcels.last_name(charsets.header(str(name)))


def _charset(part):
    try:
        return str(part.get_param("charset", "") or "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""


def _bytes(part):
    try:
        return part.get_payload(decode=True) or b""
    except (ValueError, LookupError, TypeError, AttributeError):
        return b""
