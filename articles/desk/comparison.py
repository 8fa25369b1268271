"""Two contents of an article, one against the other, in the desk's words: names for numbers, marks where they differ."""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import markup
from articles.compare.differences import difference, line_difference, list_difference
from articles.desk.contents import FIELDS, LINES, labels
from articles.models import Article, Section, Topic
from media.models import Photo, Rendition
from newsroom.models import Masthead
from newsroom.text import number


@dataclass(frozen=True)
class Change:
    """A field that differs: its name, what the desk calls it, and safe HTML; for the body the Pieces instead."""

    field: str
    label: str
    html: str = ""
    pieces: tuple = ()


def changes(before, after, known=None):
    """The Changes that lead from one content to another, in the order of the form. Keys that either lacks are left out.
    `known` is the Known of these contents and others, where many are compared."""
    names = labels()
    fields = [field for field in FIELDS if field in before and field in after and before[field] != after[field]]
    known = known or Known([before, after], fields)
    return [_change(field, names[field], before[field], after[field], known) for field in fields]


def _change(field, label, before, after, known):
    if field == "body":
        pieces = difference(before, after, known.place)
        return Change(field, label, pieces=tuple(pieces))
    if field in LINES:
        html = line_difference(before, after)
    elif isinstance(before, list):
        html = list_difference(known.items(field, before), known.items(field, after))
    else:
        html = list_difference(*([known.name(field, value)] if value else [] for value in (before, after)))
    return Change(field, label, html=mark_safe(html))


class Known:
    """What the numbers in some contents stand for, as far as `fields` go, read at once."""

    def __init__(self, contents, fields=FIELDS):
        def values(name):
            return {content[name] for content in contents if name in fields and content.get(name)}

        bodies = [content["body"] for content in contents] if "body" in fields else []
        places = [place for body in bodies for place in markup.places(body)]
        photos = {number for body in bodies for number in markup.photos(body)}
        stories = {place.story for place in places if isinstance(place, markup.Related)} | values("translation_of")
        if "related" in fields:
            stories |= {number for content in contents for number in content.get("related", ())}
        headlines = _names(Article, "headline", stories)
        self.names = {
            "section": _names(Section, "name", values("section")),
            "language": _names(Masthead, "name", values("language"), by="language"),
            "topic": _names(Topic, "title", values("topic")),
            "cover": _names(Photo, "caption", photos | values("cover")),
            "related": headlines,
            "translation_of": headlines,
        }
        cards = Rendition.objects.filter(
            photo__in=photos, photo__killed_at=None, kind=Rendition.Kind.CARD, format="jpeg"
        )
        self.cards = {card.photo_id: card for card in cards} if photos else {}

    def name(self, field, value):
        """The printed form of a single value."""
        name = self.names.get(field, {}).get(value, "")
        if field == "ai_part":
            return str(dict(Article.AIPart.choices).get(value, value))
        if field in ("section", "language", "topic", "event_date"):
            return name or str(value)
        return f"{name} #{value}".strip()

    def items(self, field, values):
        """The printed forms of a list of values."""
        if field == "related":
            return [self.name(field, value) for value in values]
        if field == "bylines":
            return [
                f"{line['role']} {line['name']}" + (f"（{line['unit']}）" if line["unit"] else "") for line in values
            ]
        if field == "editors":
            return [f"{line['role']}：{line['name']}" for line in values]
        return values

    def place(self, kind, value):
        """The safe HTML of what stands in a body by number or address."""
        if not value:
            return format_html("<small>{}</small>", _("waits to be chosen"))
        if kind in ("photo", "gallery"):
            return format_html_join("", "{}", ([self._photo(number(part))] for part in value.split()))
        if kind == "story":
            return format_html("<small>{} {}</small>", _("related story"), self.name("related", number(value)))
        return format_html("<small>{} {}</small>", _KINDS.get(kind, lambda: kind)(), value)

    def _photo(self, pk):
        card = self.cards.get(pk)
        label = format_html("<small>{} {}</small>", _("photo"), f"#{pk}")
        if card is None:
            return label
        caption = self.names["cover"].get(pk, "")
        return format_html(
            '<img src="{}" alt="{}" width="160" height="120" loading="lazy">{}', card.url(), caption, label
        )


_KINDS = {
    "video": lambda: _("video"),
    "audio": lambda: _("audio"),
    "clip": lambda: _("video or audio file"),
}


def _names(model, field, values, by="pk"):
    return dict(model.objects.filter(**{f"{by}__in": values}).values_list(by, field)) if values else {}
