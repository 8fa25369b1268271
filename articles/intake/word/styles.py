"""What the styles of a Word file come to: how the words of a paragraph look, and what its style makes of it."""

import re
from dataclasses import dataclass

from articles.intake.word.names import W

LONGEST_CHAIN = 20  # of styles based on each other
_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_OFF = ("0", "false", "off", "none")
# What of the look of words is asked for, by the element that says it.
LOOKS = ("b", "i", "u", "strike", "dstrike", "vertAlign", "vanish", "sz")


@dataclass(frozen=True)
class Style:
    """A style as it stands in the file: its name, what it is based on, and its properties of paragraphs and of words."""

    name: str
    based_on: str | None
    paragraph: object
    run: object


class Styles:
    """The styles of a Word file, by their identifiers; the same one is asked for again and again."""

    def __init__(self, root):
        self.styles = {}
        self.default = None
        self.default_run = None
        self._looks = {}
        for one in root.iterchildren(f"{W}style") if root is not None else ():
            identifier = one.get(f"{W}styleId")
            based_on, name = one.find(f"{W}basedOn"), one.find(f"{W}name")
            self.styles[identifier] = Style(
                name.get(f"{W}val", "") if name is not None else "",
                based_on.get(f"{W}val") if based_on is not None else None,
                one.find(f"{W}pPr"),
                one.find(f"{W}rPr"),
            )
            if one.get(f"{W}type") == "paragraph" and one.get(f"{W}default") in ("1", "true", "on"):
                self.default = identifier
        if root is not None:
            self.default_run = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")

    def chain(self, identifier):
        """The style and those it is based on, nearest first."""
        found = []
        while identifier in self.styles and len(found) < LONGEST_CHAIN:
            found.append(self.styles[identifier])
            identifier = found[-1].based_on
        return found

    def of_paragraph(self, properties):
        """The chain of a paragraph's style, by its properties."""
        return self.chain(value(properties, "pStyle") or self.default)

    def looks(self, paragraph, run):
        """How words look by the properties of their run and their paragraph: what each of LOOKS is said to be, where it is."""
        named = (value(paragraph, "pStyle") or self.default, value(run, "rStyle"))
        if named not in self._looks:
            said = [style.run for identifier in reversed(named) for style in self.chain(identifier)]
            self._looks[named] = _first_said([*said, self.default_run])
        return {**self._looks[named], **_first_said([run])}


def _first_said(properties):
    found = {}
    for one in properties:
        for name in LOOKS if one is not None else ():
            element = one.find(W + name)
            if element is not None and name not in found:
                found[name] = element.get(f"{W}val", "1")
    return found


def is_on(said):
    """Whether a property with this value is on; not where nothing was said."""
    return said is not None and said.lower() not in _OFF


def value(properties, name):
    """The value of one property; None where it is not set."""
    found = properties.find(W + name) if properties is not None else None
    return found.get(f"{W}val") if found is not None else None


def heading_level(properties, chain):
    """The level of the heading that a paragraph is, 0 for none."""
    for style in chain:
        if style.name.lower() == "title":
            return 1
        if found := _HEADING.fullmatch(style.name):
            return int(found[1]) if int(found[1]) <= 6 else 0
    said = [value(one, "outlineLvl") for one in [properties, *(style.paragraph for style in chain)]]
    outline = next((each for each in said if each is not None), "9")
    return int(outline) + 1 if outline in ("0", "1", "2", "3", "4", "5") else 0


def is_centred(properties, chain):
    """Whether a paragraph is set in the middle."""
    said = [value(one, "jc") for one in [properties, *(style.paragraph for style in chain)]]
    return next((each for each in said if each), "") == "center"


def numbering(properties, chain):
    """(number of the list, level) of the item that a paragraph is, None for none."""
    for one in [properties, *(style.paragraph for style in chain)]:
        found = one.find(f"{W}numPr") if one is not None else None
        number = value(found, "numId")
        if number is not None:
            return None if number == "0" else (number, value(found, "ilvl") or "0")
    return None
