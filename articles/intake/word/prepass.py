"""Word's XML made plain: nothing is left in it but paragraphs, tables, lists, links and words with their form.

What a program would have to know of Word is settled here: tracked changes, text boxes, fields and controls are unwrapped
or gone, pictures are marks with a number, notes stand where they belong, and each paragraph has a mark by which its look
is found again.
"""

import re
from dataclasses import dataclass, field

from lxml import etree

from articles.intake.word import pictures
from articles.intake.word.comments import comments
from articles.intake.word.lists import Lists
from articles.intake.word.names import MC, XML_SPACE, A, M, O, R, V, W
from articles.intake.word.styles import Styles, heading_level, is_centred, is_on, numbering
from newsroom.text import printable

NOTE_MARK = "[{}]"
READ = "read"  # an attribute of drawings from which something was taken
DEEPEST_LIST = 8
_LINK = re.compile(r"(https?://|mailto:)\S", re.IGNORECASE)
GONE = {
    W + name
    for name in "del moveFrom delText delInstrText proofErr bookmarkStart bookmarkEnd moveFromRangeStart moveFromRangeEnd "
    "moveToRangeStart moveToRangeEnd sectPr sectPrChange rPrChange pPrChange tblPrChange trPrChange tcPrChange tblGridChange "
    "permStart permEnd lastRenderedPageBreak softHyphen rubyPr rt smartTagPr customXmlPr sdtPr sdtEndPr fldData footnoteRef "
    "endnoteRef annotationRef separator continuationSeparator control movie subDoc pgNum dayShort monthShort yearShort "
    "dayLong monthLong yearLong customXmlDelRangeStart customXmlInsRangeStart".split()
}
UNWRAPPED = {
    W + name
    for name in "ins moveTo smartTag customXml sdt sdtContent ruby rubyBase fldSimple dir bdo txbxContent".split()
}
LEFT_OUT = {f"{W}altChunk": "embedded_document", f"{W}object": "embedded_file"}


@dataclass
class Plain:
    """A document made plain: `looks` of its paragraphs by the number of their mark, (is centred, size); `pictures` as
    pictures.Found, by the number of theirs; `links` by the name under which they are referred to."""

    body: object
    looks: list = field(default_factory=list)
    pictures: list = field(default_factory=list)
    links: dict = field(default_factory=dict)
    notes: list = field(default_factory=list)
    told: list = field(default_factory=list)


def plain(package):
    """The document of a Package, made plain."""
    root = package.xml(package.main)
    body = root.find(f"{W}body") if root is not None else None
    plain = Plain(body if body is not None else etree.Element(f"{W}body"))
    styles = Styles(_xml(package, "styles"))
    hand = _Hand(package, plain, styles, Lists(_xml(package, "numbering")))
    hand.unwrap(plain.body, package.relations)
    hand.take_comments()
    hand.place_notes()
    hand.mark()
    if any(_says_something(package.xml(name)) for name in package.parts({"header", "footer"})):
        plain.told.append("page_header")
    return plain


def _xml(package, kind):
    name = package.part(kind)
    return package.xml(name) if name else None


class _Hand:
    """Works a document over."""

    def __init__(self, package, plain, styles, lists):
        self.package = package
        self.plain = plain
        self.styles = styles
        self.lists = lists

    def unwrap(self, root, relations):
        """Settle what in a part is not plain; `relations` are those of the part."""
        _choose(root)
        for element in list(root.iter(*LEFT_OUT)):
            if element.tag == f"{W}object" and element.find(f"{O}OLEObject") is None:
                continue
            self.plain.told.append(LEFT_OUT[element.tag])
            drop(element)
        for element in list(root.iter(f"{W}sdt")):
            if element.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
                drop(element)
        _drop_deleted(root)
        for element in list(root.iter(*GONE)):
            drop(element)
        self._mark_pictures(root, relations)
        _put_boxes_behind(root)
        for element in list(root.iter(f"{W}drawing", f"{W}pict", f"{W}object")):
            if not element.get(READ) and any(
                re.search("chart|diagram", one.get("uri", "")) for one in element.iter(f"{A}graphicData")
            ):
                self.plain.told.append("chart")
            drop(element)
        for element in list(root.iter(f"{M}oMath")):
            self._read_formula(element)
        for element in list(root.iter(*UNWRAPPED)):
            unwrap(element)
        self._keep_links(root, relations)

    def _mark_pictures(self, root, relations):
        for element in list(root.iter(f"{A}blip", f"{V}imagedata", f"{V}textpath")):
            holder = pictures.holder(element)
            run = etree.Element(f"{W}r")
            if element.tag == f"{V}textpath":
                _text(run, element.get("string", ""))
            else:
                found, code = pictures.find(element, relations, self.package)
                if found is None:
                    self.plain.told += [code] if code else []
                    continue
                etree.SubElement(run, f"{W}bookmarkStart", {f"{W}name": f"picture-{len(self.plain.pictures)}"})
                self.plain.pictures.append(found)
            if holder is not None:
                holder.addprevious(run)
                holder.set(READ, "1")

    def _read_formula(self, element):
        self.plain.told.append("formula")
        run = etree.Element(f"{W}r")
        _text(run, "".join(each.text or "" for each in element.iter(f"{M}t")))
        element.addprevious(run)
        drop(element)

    def _keep_links(self, root, relations):
        for element in list(root.iter(f"{W}hyperlink")):
            relation = relations.get(element.get(f"{R}id"))
            target = relation.target if relation is not None and relation.is_external else ""
            if not _LINK.match(target):
                unwrap(element)
                continue
            name = f"link-{len(self.plain.links)}"
            self.plain.links[name] = target
            element.attrib.clear()
            element.set(f"{R}id", name)

    def take_comments(self):
        """Keep the comments as notes, each with the words it stands at, and take their marks out."""
        self.plain.notes = comments(self.plain.body, _xml(self.package, "comments"))

    def place_notes(self):
        """Put foot- and endnotes right behind the paragraph or the table that refers to them, as a paragraph that begins with
        the number which stands in the text: [1]. At the end of the document they would stand behind its editor line."""
        behind = {}
        number = 0
        for kind in ("footnote", "endnote"):
            name = self.package.part(f"{kind}s")
            root = self.package.xml(name) if name else None
            notes = {one.get(f"{W}id"): one for one in root.iterchildren(f"{W}{kind}")} if root is not None else {}
            if notes:
                self.unwrap(root, self.package.relations_of(name))
            for mark in list(self.plain.body.iter(f"{W}{kind}Reference")):
                note = notes.pop(mark.get(f"{W}id"), None)
                if note is None:
                    drop(mark)
                    continue
                number += 1
                _text(mark, NOTE_MARK.format(number))
                block = _block_of(mark, self.plain.body)
                for paragraph in _note_paragraphs(note, number):
                    behind.get(block, block).addnext(paragraph)
                    behind[block] = paragraph
                self.plain.told.append("footnotes")
        for mark in list(self.plain.body.iter(f"{W}footnoteReference", f"{W}endnoteReference")):
            drop(mark)  # of notes in notes

    def mark(self):
        """Give each paragraph a mark by which its look is found again, and words their form, wherever their styles say so."""
        for paragraph in list(self.plain.body.iter(f"{W}p")):
            self._mark(paragraph)

    def _mark(self, paragraph):
        properties = paragraph.find(f"{W}pPr")
        chain = self.styles.of_paragraph(properties)
        level = heading_level(properties, chain)
        item = numbering(properties, chain)
        sizes, has_words = self._form_words(paragraph, properties, level)
        fresh = etree.Element(f"{W}pPr")
        if level:
            etree.SubElement(fresh, f"{W}pStyle", {f"{W}val": f"Heading{level}"})
        label = self.lists.label(*item) if item and has_words else ""
        if item and has_words and not label and not level:
            _number(fresh, self._known_list(*item))
        if properties is not None:
            paragraph.remove(properties)
        paragraph.insert(0, fresh)
        if has_words or paragraph.find(f".//{W}bookmarkStart") is not None:
            mark = etree.Element(f"{W}bookmarkStart", {f"{W}name": f"look-{len(self.plain.looks)}"})
            self.plain.looks.append((is_centred(properties, chain), max(sizes) if sizes else None))
            fresh.addnext(mark)
            if label:
                run = etree.Element(f"{W}r")
                _text(run, label)
                mark.addnext(run)

    def _known_list(self, number, level):
        _key, levels = self.lists.levels.get(number, (None, {}))
        form = levels.get(level, ("bullet",))[0]
        depth = min(int(level), DEEPEST_LIST) if level.isdigit() and len(level) < 4 else 0
        return ("1" if form in ("bullet", "none", "") else "2"), str(depth)

    def _form_words(self, paragraph, properties, level):
        """Say of each run itself what its styles say, and drop those that are hidden. The sizes of the words, and whether
        there are any."""
        sizes, has_words = [], False
        for run in list(paragraph.iter(f"{W}r")):
            if next(run.iterancestors(f"{W}p")) is not paragraph:
                continue
            own = run.find(f"{W}rPr")
            looks = self.styles.looks(properties, own)
            if own is not None:
                run.remove(own)
            texts = [child for child in run if child.tag == f"{W}t"]
            if is_on(looks.get("vanish")) and texts:
                self.plain.told.append("hidden_text")
                drop(run)
                continue
            _tidy(run, texts)
            if any((child.text or "").strip() for child in texts) or run.find(f"{W}sym") is not None:
                has_words = True
                if (looks.get("sz") or "").isdigit() and len(looks["sz"]) < 5:
                    sizes.append(int(looks["sz"]) / 2)
            run.insert(0, _run_properties(looks, level, run))
        return sizes, has_words


def _drop_deleted(root):
    """Drop rows and cells that a tracked change deleted, and let the words of a paragraph whose end was deleted run on into
    the next one."""
    for mark in list(root.iter(f"{W}cellDel")):
        drop(next(mark.iterancestors(f"{W}tc"), mark))
    for mark in list(root.iter(f"{W}del", f"{W}moveFrom")):
        properties = mark.getparent()
        if properties is not None and properties.tag == f"{W}trPr":
            drop(properties.getparent())
        elif properties is not None and properties.tag == f"{W}rPr" and properties.getparent().tag == f"{W}pPr":
            _run_on(properties.getparent().getparent())


def _run_on(paragraph):
    following = paragraph.getnext()
    while following is not None and following.tag != f"{W}p" and following.tag in GONE:
        following = following.getnext()
    if following is None or following.tag != f"{W}p":
        return
    at = 1 if following.find(f"{W}pPr") is not None else 0
    children = [child for child in paragraph if child.tag != f"{W}pPr"]
    following[at:at] = children
    drop(paragraph)


def _run_properties(looks, level, run):
    """The properties of a run, said by itself."""
    said = etree.Element(f"{W}rPr")
    if is_on(looks.get("b")) and not level:
        etree.SubElement(said, f"{W}b")
    if is_on(looks.get("i")):
        etree.SubElement(said, f"{W}i")
    if is_on(looks.get("u")) and next(run.iterancestors(f"{W}hyperlink"), None) is None:
        etree.SubElement(said, f"{W}u", {f"{W}val": "single"})
    if is_on(looks.get("strike")) or is_on(looks.get("dstrike")):
        etree.SubElement(said, f"{W}strike")
    if looks.get("vertAlign") in ("superscript", "subscript"):
        etree.SubElement(said, f"{W}vertAlign", {f"{W}val": looks["vertAlign"]})
    return said


def _tidy(run, texts):
    """Blanks as Word shows them."""
    for text in texts:
        text.text = re.sub(r"[\t\r\n]", " ", text.text or "")
        if text.get(XML_SPACE) != "preserve":
            text.text = text.text.strip(" ")
    for child in run:
        if child.tag in (f"{W}cr", f"{W}br"):
            child.tag = f"{W}br"
            child.attrib.clear()  # the end of a page is the end of a line
        elif child.tag == f"{W}ptab":
            child.tag = f"{W}tab"
        elif child.tag == f"{W}sym" and not re.fullmatch(r"[0-9A-Fa-f]{1,6}", child.get(f"{W}char", "")):
            drop(child)


def _number(properties, item):
    number, level = item
    said = etree.SubElement(properties, f"{W}numPr")
    etree.SubElement(said, f"{W}ilvl", {f"{W}val": level})
    etree.SubElement(said, f"{W}numId", {f"{W}val": number})


def _choose(root):
    """Of what is there in several forms for several programs, keep the first that has something to read or to see."""
    for element in list(root.iter(f"{MC}AlternateContent")):
        forms = [form for form in element if form.tag in (f"{MC}Choice", f"{MC}Fallback")]
        wanted = (f"{A}blip", f"{V}imagedata", f"{W}txbxContent", f"{W}t", f"{M}t", f"{V}textpath")
        chosen = next((form for form in forms if next(form.iter(*wanted), None) is not None), None)
        for form in list(element):
            if form is not chosen:
                element.remove(form)
        if chosen is not None:
            unwrap(chosen)
        unwrap(element)


def _put_boxes_behind(root):
    """Put what stands in text boxes behind the paragraphs they hang on."""
    behind = {}
    for box in list(root.iter(f"{W}txbxContent")):
        paragraph = next(box.iterancestors(f"{W}p"), None)
        if paragraph is None:
            continue
        for block in list(box):
            behind.get(paragraph, paragraph).addnext(block)
            behind[paragraph] = block


def _block_of(element, body):
    """The paragraph or table of the body that an element stands in."""
    block = element
    while block.getparent() is not body:
        block = block.getparent()
    return block


def _note_paragraphs(note, number):
    """The paragraphs of a note, the first of which begins with its number."""
    paragraphs = [block for block in note if block.tag in (f"{W}p", f"{W}tbl")]
    first = next((block for block in paragraphs if block.tag == f"{W}p"), None)
    if first is not None:
        for text in first.iter(f"{W}t", f"{W}tab"):
            if text.tag == f"{W}t":
                text.text = (text.text or "").lstrip()
                if text.text:
                    break
            else:
                text.tag = f"{W}proofErr"
        run = etree.Element(f"{W}r")
        _text(run, NOTE_MARK.format(number) + " ")
        properties = first.find(f"{W}pPr")
        first.insert(0 if properties is None else 1, run)
    return paragraphs


def _text(parent, words):
    """Make `parent` a run, or what stands for one, with these words."""
    if parent.tag != f"{W}r":
        parent.tag = f"{W}t"
        parent.attrib.clear()
        parent.text = words
        parent.set(XML_SPACE, "preserve")
        return
    text = etree.SubElement(parent, f"{W}t", {XML_SPACE: "preserve"})
    text.text = re.sub(r"\s+", " ", printable(words))


def _says_something(root):
    words = "".join(text.text or "" for text in root.iter(f"{W}t")) if root is not None else ""
    return bool(
        re.search(r"[^\W\d]", re.sub("[第共页]|page|of", "", words.lower()))
    )  # more than the number of the page


def drop(element):
    """Take an element out, with all that is in it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def unwrap(element):
    """Put what is in an element in its place."""
    if element.getparent() is not None:
        for child in list(element):
            element.addprevious(child)
        drop(element)
