"""Stories of other houses from their feeds: RSS, Atom and JSON Feed. Pure."""

import codecs
import json
import re
from datetime import UTC
from html.entities import html5

from lxml import etree

from articles.intake import charsets, feeds
from articles.intake.copy import Reprint, Unreadable

MAX_BYTES = 20_000_000
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DC = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
MEDIA = "{http://search.yahoo.com/mrss/}"
ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "{http://www.w3.org/XML/1998/namespace}base"
_DECLARATION = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")
_ENCODING = re.compile(rb"<\?xml\s[^>]{0,200}encoding\s*=\s*[\"']([A-Za-z0-9_.:-]{1,40})[\"']")
_DOCTYPE = re.compile(r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_XML_OWN = {"amp", "lt", "gt", "quot", "apos"}
_MAIL_AND_NAME = re.compile(r"\S+@\S+\s*\((.+)\)")
_FEED_VERSION = re.compile(r"https?://(?:www\.)?jsonfeed\.org/version/1")


def read(data, *, zone=UTC):
    """The stories in the feed `data`, each as Copy with its Reprint. `zone` is that of times that name none.

    `told`: summary_only, pictures_elsewhere (a note for each, with its address).
    Raises Unreadable: too_large, broken, dtd, not_feed, no_story, too_many_stories."""
    if len(data) > MAX_BYTES:
        raise Unreadable("too_large", bytes=MAX_BYTES)
    is_json = data.lstrip(codecs.BOM_UTF8 + b" \t\r\n").startswith(b"{")
    found = _from_json(data, zone) if is_json else _from_xml(data, zone)
    if len(found) > feeds.MOST_STORIES:
        raise Unreadable("too_many_stories", most=feeds.MOST_STORIES)
    stories = [story for story in found if story.pieces]
    if not stories:
        raise Unreadable("no_story")
    return stories


def _from_json(data, zone):
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError):
        raise Unreadable("broken") from None
    if not isinstance(feed, dict) or not _FEED_VERSION.match(feeds.line(feed.get("version"))):
        raise Unreadable("not_feed")
    items = feed.get("items")
    items = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [_json_story(item, feed, zone) for item in items[: feeds.MOST_STORIES + 1]]


def _json_story(item, feed, zone):
    base = feeds.address(feed.get("home_page_url"))
    markup, text, summary = (_text(item.get(name)) for name in ("content_html", "content_text", "summary"))
    attached = [a for a in _list(item.get("attachments")) if isinstance(a, dict)]
    pictures = [feeds.address(item.get("image"), base)]
    pictures += [feeds.address(a.get("url"), base) for a in attached if "image" in feeds.line(a.get("mime_type"))]
    reprint = Reprint(
        source=feeds.line(feed.get("title")),
        address=feeds.address(item.get("external_url"), base) or feeds.address(item.get("url"), base),
        headline=feeds.line(item.get("title")),
        author=_joined(_json_authors(item) or _json_authors(feed)),
        key=feeds.line(item.get("id")),
        published=feeds.time(item.get("date_published"), zone) or feeds.time(item.get("date_modified"), zone),
    )
    return feeds.story(
        reprint,
        markup=markup,
        text=text or summary,
        is_summary=not (markup or text) and bool(summary),
        pictures=[feeds.picture(where) for where in dict.fromkeys(filter(None, pictures))],
        keywords=[feeds.line(tag) for tag in _list(item.get("tags"))],
    )


def _json_authors(item):
    found = _list(item.get("authors")) or [item.get("author")]
    return [feeds.line(author.get("name")) for author in found if isinstance(author, dict)]


def _from_xml(data, zone):
    root = _parsed(_decoded(data))
    name = etree.QName(root).localname
    if name == "feed":
        entries = root.iterchildren(f"{ATOM}entry")
        return [_atom_story(entry, root, zone) for entry in _some(entries)]
    if name not in ("rss", "RDF"):
        raise Unreadable("not_feed")
    channel = next((child for child in root if _is(child, "channel")), root)
    items = (child for parent in (channel, root) for child in parent if _is(child, "item"))
    return [_rss_story(item, channel, zone) for item in _some(items)]


def _decoded(data):
    """The text of an XML document, without its declaration, and entities of HTML as the characters they are."""
    declared = _ENCODING.match(data.lstrip(codecs.BOM_UTF8)[:300])
    text = charsets.text_of(data, declared[1].decode("ascii") if declared else "utf-8")
    text = _DECLARATION.sub("", text, count=1)
    return _ENTITY.sub(_character, text)


def _character(found):
    character = html5.get(f"{found[1]};", found[0])
    return found[0] if found[1] in _XML_OWN or set(character) & {"<", ">", "&"} else character


def _parsed(text):
    if _DOCTYPE.match(text[:10_000]):
        raise Unreadable("dtd")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable("broken") from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable("dtd")
    return root


def _some(items):
    """As many as are asked for, and one more, by which it shows that there are too many."""
    return [item for _, item in zip(range(feeds.MOST_STORIES + 1), items, strict=False)]


def _rss_story(item, channel, zone):
    said = {}
    for child in item:
        if isinstance(child.tag, str):
            said.setdefault(etree.QName(child).localname if _is_plain(child) else child.tag, []).append(child)
    content = _words(said, CONTENT)
    summary = _words(said, "description")
    link = _words(said, "link") or (_words(said, "guid") if _is_address(said) else "")
    authors = [feeds.line(_inside(child)) for child in said.get(f"{DC}creator", [])]
    authors = authors or [_of_mail(_words(said, "author"))]
    dates = ("pubDate", f"{DC}date", f"{TERMS}issued", f"{TERMS}created")
    reprint = Reprint(
        source=feeds.line(_words(said, "source")) or _of_channel(channel, "title"),
        address=feeds.address(link, _of_channel(channel, "link")),
        headline=feeds.line(_plain(_words(said, "title"))),
        author=_joined(authors),
        key=feeds.line(_words(said, "guid"))
        or feeds.line(item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about")),
        published=next(filter(None, (feeds.time(_words(said, name), zone) for name in dates)), ""),
    )
    return feeds.story(
        reprint,
        markup=content or summary,
        pictures=_media(item, reprint.address),
        keywords=[feeds.line(_inside(c)) for name in ("category", f"{DC}subject") for c in said.get(name, [])],
    )


def _is_address(said):
    return all(guid.get("isPermaLink", "true") != "false" for guid in said.get("guid", []))


def _media(item, base):
    """Notes of the pictures that an item of a feed names."""
    found = {}
    for element in item.iter(f"{MEDIA}content", f"{MEDIA}thumbnail", "enclosure", f"{ATOM}link"):
        kind = element.get("type") or element.get("medium") or ""
        is_link = element.tag == f"{ATOM}link"
        where = feeds.address(element.get("href") if is_link else element.get("url"), base)
        if is_link and element.get("rel") != "enclosure":
            continue
        if not where or where in found or not ("image" in kind or (not kind and element.tag.startswith(MEDIA))):
            continue
        caption = feeds.line(_plain(element.findtext(f"{MEDIA}description") or element.findtext(f"{MEDIA}title") or ""))
        found[where] = feeds.picture(where, caption, feeds.line(element.findtext(f"{MEDIA}credit") or ""))
    return list(found.values())[: feeds.MOST_PICTURES]


def _atom_story(entry, feed, zone):
    content = entry.find(f"{ATOM}content")
    summary = entry.find(f"{ATOM}summary")
    markup, text = _atom_text(content)
    is_summary = not (markup or text)
    if is_summary:
        markup, text = _atom_text(summary)
    base = entry.get(BASE) or feed.get(BASE) or _atom_link(feed, "")
    source = entry.findtext(f"{ATOM}source/{ATOM}title") or feed.findtext(f"{ATOM}title") or ""
    reprint = Reprint(
        source=feeds.line(source),
        address=_atom_link(entry, base),
        headline=feeds.line(_headline(entry.find(f"{ATOM}title"))),
        author=_joined(_atom_authors(entry) or _atom_authors(feed)),
        key=feeds.line(entry.findtext(f"{ATOM}id") or ""),
        published=feeds.time(entry.findtext(f"{ATOM}published") or "", zone)
        or feeds.time(entry.findtext(f"{ATOM}updated") or "", zone),
    )
    terms = [category.get("label") or category.get("term") for category in entry.iterchildren(f"{ATOM}category")]
    return feeds.story(
        reprint,
        markup=markup,
        text=text,
        is_summary=is_summary and bool(markup or text),
        pictures=_media(entry, base),
        keywords=[feeds.line(term) for term in terms],
    )


def _atom_text(element):
    """(HTML, plain text) of an Atom text."""
    if element is None:
        return "", ""
    kind = (element.get("type") or "text").lower()
    if kind == "xhtml" or len(element):
        return _as_html(element), ""
    words = _inside(element)
    return (words, "") if "html" in kind else ("", words)


def _headline(title):
    markup, text = _atom_text(title)
    return _plain(markup) or text


def _atom_link(element, base):
    for link in element.iterchildren(f"{ATOM}link"):
        if (link.get("rel") or "alternate") == "alternate" and (found := feeds.address(link.get("href"), base)):
            return found
    return ""


def _atom_authors(element):
    return [feeds.line(author.findtext(f"{ATOM}name") or "") for author in element.iterchildren(f"{ATOM}author")]


def _as_html(element):
    """XHTML inside a feed, without its names of spaces, which HTML does not know."""
    for inner in element.iter():
        if isinstance(inner.tag, str):
            inner.tag = etree.QName(inner).localname
    return etree.tostring(element, encoding="unicode", method="html", with_tail=False)


def _of_channel(channel, name):
    return next((feeds.line(_inside(child)) for child in channel if _is(child, name) and _is_plain(child)), "")


def _is(element, name):
    return isinstance(element.tag, str) and etree.QName(element).localname == name


def _is_plain(element):
    """Whether an element is RSS's own, which has no name of its space, or that of RSS 1.0."""
    return (etree.QName(element).namespace or "") in (
        "",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
    )


def _words(said, name):
    return next((words for child in said.get(name, []) if (words := _inside(child))), "")


def _inside(element):
    """What stands in an element: its text, or its elements as HTML where somebody forgot to escape them."""
    return _as_html(element) if len(element) else (element.text or "").strip()


def _plain(markup):
    """The words of a title, in which some feeds have entities and tags."""
    if "<" not in markup and "&" not in markup:
        return markup
    return re.sub(r"<[^<>]{0,300}>", "", _ENTITY.sub(_character, markup)).replace("&amp;", "&").replace("&lt;", "<")


def _of_mail(author):
    """The name in `a@example.org (Name)`, as RSS has authors."""
    found = _MAIL_AND_NAME.fullmatch(author.strip())
    return feeds.line(found[1]) if found else feeds.line(author)


def _joined(names):
    return "、".join(dict.fromkeys(filter(None, names)))


def _text(value):
    return value if isinstance(value, str) else ""


def _list(value):
    return value if isinstance(value, list) else []
