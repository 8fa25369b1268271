"""What a photo's file says of itself, in lines for people."""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _


def lines(photo):
    """(what, text) for everything that was read of the file when it came in; empty where it said nothing."""
    said = photo.said
    found = [(label, _text(said[name])) for name, label in _labels().items() if said.get(name)]
    if said.get("taken"):
        found.append((_("taken"), _time(said["taken"])))
    if said.get("has_gps"):
        found.append((_("position"), _("in the original only; public files carry none")))
    if said.get("has_c2pa"):
        found.append((_("content credentials"), _("a C2PA manifest came along; the original keeps it")))
    return found


def _labels():
    return {
        "headline": _("headline"),
        "caption": _("caption"),
        "creators": _("creators"),
        "creator_title": _("creator's title"),
        "credit": _("credit"),
        "source": _("source"),
        "copyright": _("copyright"),
        "usage_terms": _("terms of use"),
        "web_statement": _("licence address"),
        "keywords": _("keywords"),
        "city": _("city"),
        "place": _("place"),
        "ai_source_type": _("digital source type"),
        "aigc": _("AI mark (GB 45438)"),
        "generator": _("content credentials by"),
    }


def _text(value):
    return "、".join(value) if isinstance(value, list | tuple) else str(value)


def _time(text):
    taken = datetime.fromisoformat(text)
    shown = date_format(taken, "Y-m-d H:i")
    return f"{shown} {taken:%z}" if taken.tzinfo else shown
