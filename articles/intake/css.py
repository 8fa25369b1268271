"""What `style` attributes and tags of outside HTML say of the words in them. Pure."""

import re
from dataclasses import replace

BOLD_FROM = 600
LARGEST = 400  # points; more is no size of letters
DEFAULT_SIZE = 12.0
POINTS = {"pt": 1.0, "px": 0.75, "pc": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835}
FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
TAGS = {
    "b": {"strong": True},
    "strong": {"strong": True},
    "i": {"em": True},
    "em": {"em": True},
    "cite": {"em": True},
    "dfn": {"em": True},
    "u": {"u": True},
    "ins": {"u": True},
    "s": {"s": True},
    "del": {"s": True},
    "strike": {"s": True},
    "sub": {"baseline": "sub"},
    "sup": {"baseline": "sup"},
    "center": {"is_centred": True},
    "pre": {"keeps_blanks": True},
}
LONGEST_STYLE = 4000
_NUMBER = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,6})?)([a-z%]{0,3})")


def declarations(style):
    """The declarations of a `style` attribute, in small letters and without `!important`."""
    if not style:
        return {}
    found = {}
    for one in style[:LONGEST_STYLE].lower().split(";"):
        name, _colon, value = one.partition(":")
        found[name.strip()] = value.replace("!important", "").strip()
    return found


def is_hidden(said):
    """Whether nobody sees an element with these declarations."""
    return said.get("display") == "none" or said.get("mso-hide") == "all"


def formed(form, tag, attributes, said):
    """The form of the words in an element that stands among words of `form`."""
    changed = dict(TAGS.get(tag, {}))
    if not attributes:
        return replace(form, **changed) if changed else form
    if align := attributes.get("align", "").strip().lower():
        changed["is_centred"] = align in ("center", "middle")
    if tag == "font" and attributes.get("size", "").strip() in FONT_SIZES:
        changed["size"] = FONT_SIZES[attributes["size"].strip()]
    if "text-align" in said:
        changed["is_centred"] = said["text-align"].endswith("center")
    if (size := _size(said.get("font-size", ""), form.size)) is not None:
        changed["size"] = size
    if (weight := _is_bold(said.get("font-weight", ""))) is not None:
        changed["strong"] = weight
    if "font-style" in said:
        changed["em"] = said["font-style"].startswith(("italic", "oblique"))
    line = f"{said.get('text-decoration', '')} {said.get('text-decoration-line', '')}"
    if "underline" in line:
        changed["u"] = True
    if "line-through" in line:
        changed["s"] = True
    if said.get("vertical-align") in ("sub", "super"):
        changed["baseline"] = "sub" if said["vertical-align"] == "sub" else "sup"
    if "white-space" in said:
        changed["keeps_blanks"] = said["white-space"].startswith(("pre", "break-spaces"))
    return replace(form, **changed) if changed else form


def _size(value, around):
    found = _NUMBER.fullmatch(value)
    if not found:
        return None
    number, unit = float(found[1]), found[2]
    if unit in ("em", "%"):
        number *= (around or DEFAULT_SIZE) / (100 if unit == "%" else 1)
    elif unit == "rem":
        number *= DEFAULT_SIZE
    elif unit in POINTS:
        number *= POINTS[unit]
    else:
        return None
    return round(number, 2) if 0 < number <= LARGEST else None


def _is_bold(value):
    if value in ("bold", "bolder"):
        return True
    if value in ("normal", "lighter"):
        return False
    return int(value) >= BOLD_FROM if value.isascii() and value.isdigit() and len(value) < 5 else None
