"""What differs between two versions of a story, as readers can read it: what was taken out and put in, told to those who
listen as well as to those who look."""

import time
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import markup, printing
from articles.compare.differences import difference, line_difference, list_difference
from articles.markup import Related
from articles.models.publication import Publication
from media import credits
from media.models import Photo
from media.pictures import picture
from newsroom.text import number

SECONDS = 1.0  # for the bodies of a page, and no more than OF_ONE for one; what takes longer is told more coarsely
OF_ONE = 0.4


@dataclass(frozen=True)
class Change:
    """Something that differs: what it is called, and safe HTML; for the body the Pieces instead."""

    label: str
    html: str = ""
    pieces: tuple = ()


def of_words(pairs, sections):
    """The Changes of each of some (words before, words after), in their order, in a constant number of queries. `sections`
    are those of the edition. Never empty where the words differ."""
    places = _Places([words for pair in pairs for words in pair])
    until = time.monotonic() + SECONDS
    return [_changes(before, after, sections, places, until) for before, after in pairs]


def _changes(before, after, sections, places, until):
    found = []
    for label, line in _lines(sections).items():
        if (was := line(before)) != (now := line(after)):
            found.append(Change(label, _told(line_difference(was, now))))
    if before["body"] != after["body"]:
        left = min(max(until - time.monotonic(), 0), OF_ONE)
        pieces = difference(before["body"], after["body"], places.of(before, after), left)
        pieces = tuple({"kind": piece.kind, "html": _told(piece.html)} for piece in pieces)
        found.append(Change(_("Text"), pieces=pieces))
    for label, line in _photo_lines().items():
        was, now = line(before), line(after)
        told = [line_difference(was[n], now[n]) for n in was if n in now and was[n] != now[n]]
        if told:
            found.append(Change(label, _told("<br>".join(told))))
    if before["tags"] != after["tags"]:
        found.append(Change(_("Tags"), _told(list_difference(before["tags"], after["tags"]))))
    return found or [Change(_("Around the story"), _("The topic, the cover, related stories or the like."))]


def _lines(sections):
    """Label → how a line of the story is read from its words."""
    names = {section.slug: section.name for section in sections}
    parts = {"": "", "assisted": _("AI-assisted"), "generated": _("AI-generated")}
    return {
        _("Section"): lambda words: names.get(words["section"], words["section"]),
        _("Kicker"): lambda words: words["kicker"],
        _("Headline"): lambda words: words["headline"],
        _("Subtitle"): lambda words: words["subtitle"],
        _("Byline"): printing.byline_text,
        _("Standfirst"): lambda words: words["standfirst"],
        _("Date of the event"): lambda words: words["event_date"] or "",
        _("Part of AI"): lambda words: parts.get(words.get("ai_part", ""), ""),
        _("Source"): lambda words: " ".join(filter(None, (printing.source(words) or {}).values())),
        _("Editors"): printing.editor_line,
    }


def _photo_lines():
    """Label → how the lines of the photos are read from the words, by the number of the photo."""
    return {
        _("Captions and credits"): _under_photos,
        _("Descriptions of photos"): _of_photos,
    }


def _of_photos(words):
    """What each photo shows, for those who cannot see it, where that is not the caption anyway."""
    return {n: "" if said["caption"].startswith(said["alt"]) else said["alt"] for n, said in words["photos"].items()}


def _under_photos(words):
    """What stands under each photo, but for the caption that the body itself gives it."""
    own = {str(place.photo) for place in markup.figures(words["body"]) if place.caption}
    return {
        n: " ".join(filter(None, ["" if n in own else said["caption"], credits.line(said, words["language"])]))
        for n, said in words["photos"].items()
    }


def _told(html):
    """Marked text as those hear it who cannot see the marks."""
    html = html.replace("<del>", format_html('<del><span class="unseen">{}</span>', _("[taken out]")))
    html = html.replace("</del>", format_html('<span class="unseen">{}</span></del>', _("[end]")))
    html = html.replace("<ins>", format_html('<ins><span class="unseen">{}</span>', _("[put in]")))
    return mark_safe(html.replace("</ins>", format_html('<span class="unseen">{}</span></ins>', _("[end]"))))


class _Places:
    """What stands in some words by number, read at once, as far as readers may be shown it."""

    def __init__(self, all_words):
        bodies = [words["body"] for words in all_words]
        photos = {photo for body in bodies for photo in markup.photos(body)}
        said = {int(n): one for words in all_words for n, one in words["photos"].items()}
        found = Photo.objects.placeable().filter(pk__in=photos & said.keys()).prefetch_related("renditions")
        self.photos = {photo.pk: picture(photo, said[photo.pk]) for photo in found} if photos else {}
        self.language = all_words[0]["language"] if all_words else ""
        stories = {place.story for body in bodies for place in markup.places(body) if isinstance(place, Related)}
        rows = Publication.objects.filter(story__in=stories).values_list("story", "headline")
        self.headlines = dict(rows) if stories else {}

    def of(self, before, after):
        """How `difference` prints the places of two versions."""
        photos = {**before["photos"], **after["photos"]}
        clips = {**before.get("clips", {}), **after.get("clips", {})}

        def place(kind, value):
            if kind in ("photo", "gallery"):
                numbers = filter(None, map(number, value.split()))
                return format_html_join(" ", "{}", ([self._photo(n, photos.get(str(n)))] for n in numbers))
            if kind == "story":
                return format_html("<small>{} {}</small>", _("related story"), self.headlines.get(number(value), ""))
            said = clips.get(value, {}).get("title", "") if kind == "clip" else value
            return format_html("<small>{} {}</small>", _("video or audio file"), said)

        return place

    def _photo(self, pk, said):
        words = f"{said['caption']} {credits.line(said, self.language)}" if said else ""
        card = self.photos.get(pk, {}).get("card")
        shown = (
            format_html('<img src="{}" alt="{}" width="160" height="120" loading="lazy">', card["jpeg"], said["alt"])
            if card and said
            else ""
        )
        return format_html("{}<small>{} {}</small>", shown, _("photo"), words)
