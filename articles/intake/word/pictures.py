"""The pictures of a Word file: which part of it one is, and what a person wrote to describe it."""

import posixpath
import re
from dataclasses import dataclass

from articles.intake.embedded import human
from articles.intake.word.names import WP, A, O, R, V, W


@dataclass(frozen=True)
class Found:
    """A picture: the name of its part, and its description."""

    part: str
    alt: str

    @property
    def name(self):
        return posixpath.basename(self.part)


def holder(element):
    """The drawing that an element belongs to."""
    return next(element.iterancestors(f"{W}drawing", f"{W}pict", f"{W}object"), None)


def find(element, relations, package):
    """(Found, "") for a picture in the file; (None, code) for one that is not: linked_picture, lost_picture, or nothing."""
    names = ("embed", "link") if element.tag == f"{A}blip" else ("id", "pict", "href")
    identifiers = [element.get(R + name) for name in names] + [element.get(f"{O}relid")]
    said = [relations[each] for each in identifiers if each in relations]
    for relation in said:
        if not relation.is_external and relation.target.lower() in package.names:
            return Found(relation.target, _alt(element)), ""
    if any(relation.is_external and re.match(r"https?:", relation.target, re.IGNORECASE) for relation in said):
        return None, "linked_picture"
    return None, "lost_picture" if any(identifiers) else ""


def _alt(element):
    if element.tag == f"{A}blip":
        frame = next(element.iterancestors(f"{WP}inline", f"{WP}anchor"), None)
        properties = frame.find(f"{WP}docPr") if frame is not None else None
        said = [properties.get("descr"), properties.get("title")] if properties is not None else []
    else:
        shape = next(element.iterancestors(f"{V}shape", f"{V}rect"), None)
        said = [shape.get("alt") if shape is not None else None, element.get(f"{O}title")]
    return next((alt for alt in (human(each or "") for each in said) if alt), "")
