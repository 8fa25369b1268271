"""XMP: a packet of RDF. Read with expat and little trust; written by hand. (ISO 16684-1; IPTC Photo Metadata 2023.1;
PLUS LDF 2.0; GB 45438-2025 for the AIGC mark.)"""

from contextlib import suppress
from xml.parsers import expat
from xml.sax.saxutils import escape

from . import charset
from .streams import LONGEST_BLOCK

MOST_ELEMENTS = 20_000
DEEPEST = 32
LONGEST_TEXT = 2000

SPACES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "exif": "http://ns.adobe.com/exif/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "plus": "http://ns.useplus.org/ldf/xmp/1.0/",
    "TC260": "http://www.tc260.org.cn/ns/AIGC/1.0/",
}
PROPERTIES = {
    "creator": "dc:creator",
    "creator_title": "photoshop:AuthorsPosition",
    "credit": "photoshop:Credit",
    "source": "photoshop:Source",
    "description": "dc:description",
    "title": "dc:title",
    "headline": "photoshop:Headline",
    "subject": "dc:subject",
    "rights": "dc:rights",
    "city": "photoshop:City",
    "place": "Iptc4xmpCore:Location",
    "date_created": "photoshop:DateCreated",
    "latitude": "exif:GPSLatitude",
    "usage_terms": "xmpRights:UsageTerms",
    "web_statement": "xmpRights:WebStatement",
    "digital_source_type": "Iptc4xmpExt:DigitalSourceType",
    "aigc": "TC260:AIGC",
}
LICENSOR, LICENSOR_URL = "plus:Licensor", "plus:LicensorURL"
REPEATED = {"creator", "subject", "licensor_url"}
ARRAYS = {"creator": "Seq", "subject": "Bag"} | dict.fromkeys(("description", "title", "rights", "usage_terms"), "Alt")


def _full(name):
    """A prefixed name as expat gives it: address, blank, name."""
    prefix, local = name.split(":")
    return f"{SPACES[prefix]} {local}"


NAMES = {_full(prefixed): name for name, prefixed in PROPERTIES.items()}
RDF, DESCRIPTION, LI, VALUE, RESOURCE = map(
    _full, ("rdf:RDF", "rdf:Description", "rdf:li", "rdf:value", "rdf:resource")
)
LANGUAGE = "http://www.w3.org/XML/1998/namespace lang"


class _Stop(Exception):
    """The packet declares entities, or is larger than any honest one."""


def read(packet):
    """The fields of a packet by the names of PROPERTIES and licensor_url: strings, tuples of strings for those of REPEATED.
    Only those that are there. What comes behind an error, a declaration of entities or a limit is not read."""
    if len(packet) > LONGEST_BLOCK:
        return {}
    reader = _Reader()
    with suppress(_Stop, expat.ExpatError, LookupError, ValueError):
        reader.parse(packet[max(packet.find(b"<"), 0) :].rstrip(b"\0"))
    return reader.fields()


class _Reader:
    """Follows a packet element by element; `found` grows by name, language and text."""

    def __init__(self):
        self.path = []  # names of the open elements
        self.texts = []  # for each, the text directly in it
        self.languages = []
        self.count = 0
        self.found = []

    def parse(self, packet):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _stop
        parser.EntityDeclHandler = _stop
        parser.UnparsedEntityDeclHandler = _stop
        parser.ExternalEntityRefHandler = _stop
        parser.Parse(packet, True)

    def fields(self):
        """What was found: of a text in several languages the default one, else the first."""
        fields = {}
        for name, _language, text in sorted(self.found, key=lambda one: one[1] != "x-default"):
            if name in REPEATED:
                fields[name] = (*fields.get(name, ()), text)
            else:
                fields.setdefault(name, text)
        return fields

    def _start(self, name, attributes):
        self.count += 1
        if self.count > MOST_ELEMENTS or len(self.path) >= DEEPEST:
            raise _Stop
        inside = self.path[-1:] == [RDF]
        self.path.append(name)
        self.texts.append([])
        self.languages.append(attributes.get(LANGUAGE, ""))
        for attribute, text in attributes.items():
            if attribute in NAMES and inside:
                self._found(NAMES[attribute], text)
            elif attribute == RESOURCE:
                self._found(self._property(), text)
            elif attribute == _full(LICENSOR_URL) and self._in_licensor():
                self._found("licensor_url", text)

    def _text(self, text):
        if self.texts:
            self.texts[-1].append(text)

    def _end(self, _name):
        self._found(self._property(), "".join(self.texts[-1]))
        self.path.pop()
        self.texts.pop()
        self.languages.pop()

    def _found(self, name, text):
        text = charset.tidy(text) if name else ""
        if text:
            self.found.append((name, self.languages[-1], text))

    def _property(self):
        """The name of the property whose value the innermost element is, or None. A property stands in a Description
        right under the root: deeper ones speak of other pictures, those that this one was made from."""
        at = len(self.path) - 1
        while at > 0 and self.path[at] in WRAPPERS:
            at -= 1
        if self.path[at] == _full(LICENSOR_URL) and self._in_licensor():
            return "licensor_url"
        if self.path[max(at - 2, 0) : at] == [RDF, DESCRIPTION]:
            return NAMES.get(self.path[at])
        return None

    def _in_licensor(self):
        return _full(LICENSOR) in self.path


def _stop(*_):
    raise _Stop


WRAPPERS = {LI, VALUE, DESCRIPTION, *(_full(f"rdf:{kind}") for kind in ("Seq", "Bag", "Alt"))}


def write(fields):
    """A packet of `fields`, as `read` gives them, in UTF-8. Empty ones are left out, as is what XML cannot hold."""
    spaces = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in SPACES.items())
    body = "".join(_element(name, fields[name]) for name in (*PROPERTIES, "licensor_url") if name in fields)
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF {spaces}><rdf:Description rdf:about="">{body}'
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    ).encode()


def _element(name, value):
    texts = [safe for safe in map(_safe, value if name in REPEATED else (value,)) if safe]
    if not texts:
        return ""
    if name == "licensor_url":
        parts = (f'<rdf:li rdf:parseType="Resource"><{LICENSOR_URL}>{t}</{LICENSOR_URL}></rdf:li>' for t in texts)
        return f"<{LICENSOR}><rdf:Seq>{''.join(parts)}</rdf:Seq></{LICENSOR}>"
    tag, array = PROPERTIES[name], ARRAYS.get(name)
    if array is None:
        return f"<{tag}>{texts[0]}</{tag}>"
    language = ' xml:lang="x-default"' if array == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{text}</rdf:li>" for text in texts)
    return f"<{tag}><rdf:{array}>{items}</rdf:{array}></{tag}>"


def _safe(text):
    """`text` as XML may hold it: no control characters, surrogates or non-characters (XML 1.0 §2.2)."""
    text = charset.tidy(text)[:LONGEST_TEXT]
    return escape("".join(c for c in text if c not in "\ufffe\uffff"))
