"""The parts of a Word file, and what they refer to."""

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from articles.intake import archives
from articles.intake.copy import Unreadable
from articles.intake.word.names import PURL, REL, TRANSITIONAL

DEEPEST = 100
_TOO_DEEP = etree.XPath(f"boolean({'/*' * (DEEPEST + 1)})")
_MACROS = re.compile(r"(^|/)vba(Project|Data)", re.IGNORECASE)


@dataclass(frozen=True)
class Relation:
    """What a part refers to by a name: the address of a page, or another part of the file."""

    kind: str
    target: str
    is_external: bool = False


class Package:
    """A Word file as its parts. Raises Unreadable: not_docx, macros, and what an Archive raises."""

    def __init__(self, archive):
        self.archive = archive
        self.names = {name.lower().lstrip("/"): name for name in archive.names}
        if any(_MACROS.search(name) for name in self.names.values()):
            raise Unreadable("macros")
        self.main = self._main()
        self.relations = self.relations_of(self.main)

    def xml(self, name):
        """The root of the part `name`; None where there is none."""
        if name.lower() not in self.names:
            return None
        return parsed(self.archive.read(self.names[name.lower()], archives.MAX_XML))

    def read(self, name):
        """The bytes of the part `name`; None where there is none."""
        return self.archive.read(self.names[name.lower()]) if name.lower() in self.names else None

    def part(self, kind):
        """The name of the part that the document refers to as `kind` (styles, footnotes …); None where it has none."""
        folder = posixpath.dirname(self.main)
        found = [relation.target for relation in self.relations.values() if relation.kind == kind]
        return next((name for name in [*found, f"{folder}/{kind}.xml"] if name.lower() in self.names), None)

    def parts(self, kinds):
        """The names of all parts of these kinds."""
        found = [relation.target for relation in self.relations.values() if relation.kind in kinds]
        return [name for name in dict.fromkeys(found) if name.lower() in self.names]

    def relations_of(self, part):
        """What the part `part` refers to: Relations by their identifier."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for one in root.iter(f"{REL}Relationship") if root is not None else ():
            target, is_external = one.get("Target", ""), one.get("TargetMode") == "External"
            if not is_external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            kind = one.get("Type", "").rsplit("/", 1)[-1]
            found[one.get("Id")] = Relation(kind, target, is_external)
        return found

    def _main(self):
        """The name of the part with the text."""
        started = [relation.target for relation in self.relations_of("").values() if relation.kind == "officeDocument"]
        name = next((name for name in [*started, "word/document.xml"] if name.lower() in self.names), None)
        types = self.xml("[Content_Types].xml")
        said = [one.get("ContentType", "") for one in types] if types is not None else []
        if any("macroEnabled" in each for each in said):
            raise Unreadable("macros")
        if name is None:
            raise Unreadable("not_docx")
        return name


def parsed(data):
    """The root of an XML part, its names those of the transitional format. Raises Unreadable."""
    root = _root(data)
    if PURL in data[:20_000]:
        plain = etree.tostring(root)
        for strict, transitional in TRANSITIONAL.items():
            plain = plain.replace(strict, transitional)
        root = _root(plain)
    return root


def _root(data):
    if b"<!DOCTYPE" in data:  # before anything of it is read; in other character sets it is found after
        raise Unreadable("bomb")
    # A parser for each: it keeps the errors of all it ever read.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        if "memory" in str(error).lower():
            raise MemoryError from None
        raise Unreadable("broken") from None
    except ValueError:
        raise Unreadable("broken") from None
    if root is None:
        raise Unreadable("broken")
    if root.getroottree().docinfo.internalDTD is not None or _TOO_DEEP(root):
        raise Unreadable("bomb")
    return root
