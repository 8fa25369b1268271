"""The public record of a story: its versions and what each changed, and the words of every version as they were then.

Words that were withdrawn stay withdrawn: of the versions before a withdrawal that nobody took back, readers get the
kind, the time and the note, and no more. So they do of a version whose words were removed by order."""

from dataclasses import dataclass, field

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from articles import printing
from articles.models.publication import Publication
from articles.models.version import Version
from articles.public import differences
from articles.public.pages import absolute, interface, open_edition, page
from articles.public.paging import before_of
from articles.public.withdrawn import language_of, record_of
from media.models import Photo
from newsroom.pagecache import kept

SIZE = 10
WITHDRAWN, RESTORED = Version.Kind.WITHDRAWN, Version.Kind.RESTORED


@dataclass(frozen=True)
class Entry:
    """A version of a record: whether its words may be read, whether it changed none of them, and what it changed: the
    Changes since the version before, none where there is nothing to hold it against."""

    version: Version
    is_open: bool
    is_same: bool = False
    changes: list = field(default_factory=list)


@kept("before")
@require_safe
def versions(request, year, month, day, story):
    """The versions of a story, the newest first, with what each changed. Of a story that was withdrawn the chronicle
    alone, as a 410."""
    found = Publication.objects.defer("html", "facts").filter(story=story).first()
    record = record_of(story)
    if not record:
        raise Http404
    if found is None:
        return _chronicle(request, record)
    if request.path != (address := f"{found.get_absolute_url()}versions/"):
        return redirect(address, permanent=True)
    before = before_of(request)
    shown = [one for one in record if before is None or one.number < before][-SIZE:]
    if not shown:
        raise Http404
    edition = open_edition(found.language)
    with translation.override(interface(found.language)):
        entries = _entries(record, shown, edition)
    context = {
        "story": found,
        "entries": entries,
        "older": shown[0].number if shown[0] != record[0] else None,
        "is_newest": before is None,
    }
    return page(request, "public/versions.html", edition, context)


@kept()
@require_safe
def version(request, year, month, day, story, number):
    """A story as it was in one version, but for photos that may not be shown any more. What was withdrawn cannot be read
    here either."""
    found = Publication.objects.defer("html", "facts").filter(story=story).first()
    record = record_of(story)
    if found is None and record:
        return _chronicle(request, record)
    one = next((one for one in _open(record) if one.number == number), None)
    if found and (removed := next((one for one in record if one.number == number and one.redacted_at), None)):
        return _redacted(request, found, removed)
    if found is None or one is None:
        raise Http404
    address = found.get_absolute_url()
    if request.path != (own := f"{address}versions/{number}/"):
        return redirect(own, permanent=True)
    edition = open_edition(found.language)
    numbers = [other.number for other in _open(record)]
    at = numbers.index(number)
    context = {
        "story": _as_it_was(one, record, edition),
        "address": address,
        "version": one,
        "is_latest": number == found.version,
        "earlier": numbers[at - 1] if at else None,
        "later": numbers[at + 1] if at + 1 < len(numbers) else None,
        "canonical": absolute(address),
    }
    return page(request, "public/version.html", edition, context)


def _chronicle(request, record):
    """When a withdrawn story was published, changed and withdrawn, and what readers were told then: nothing of its
    words."""
    if record[-1].kind != WITHDRAWN:
        raise Http404
    edition = open_edition(language_of(record))
    entries = [Entry(one, is_open=False) for one in reversed(record)]
    context = {"entries": entries, "withdrawal": record[-1], "canonical": "", "is_newest": True}
    return page(request, "public/versions.html", edition, context, status=410)


def _redacted(request, story, version):
    """That the words of a version were removed, when and why: all that is left to be read of it."""
    edition = open_edition(story.language)
    context = {"version": version, "record": f"{story.get_absolute_url()}versions/", "canonical": ""}
    return page(request, "public/redacted.html", edition, context, status=410)


def _open(record):
    """The versions of a story on the site whose words may be read."""
    closed = 0
    for one, after in zip(record, record[1:], strict=False):
        if one.kind == WITHDRAWN and after.kind != RESTORED:
            closed = one.number
    return [one for one in record if one.number > closed and one.kind != WITHDRAWN and not one.redacted_at]


def _entries(record, shown, edition):
    """The Entries of the versions `shown`, the newest first. Words are read of these and of the one before them."""
    readable = _open(record)
    before = dict(zip([one.number for one in readable[1:]], readable, strict=False))
    pairs = [(before[one.number], one) for one in shown if one.number in before]
    # what came after one whose words are gone is not held against the one before it
    removed = [one.number for one in record if one.redacted_at]
    pairs = [(old, new) for old, new in pairs if not any(old.number < number < new.number for number in removed)]
    before = {new.number: old for old, new in pairs}
    pairs = [(old, new) for old, new in pairs if old.fingerprint != new.fingerprint]
    numbers = {one.number for pair in pairs for one in pair}
    rows = Version.objects.filter(story=record[0].story, number__in=numbers).values_list("number", "words")
    words = dict(rows) if numbers else {}
    told = differences.of_words([(words[old.number], words[new.number]) for old, new in pairs], edition.sections)
    changes = dict(zip([new.number for _old, new in pairs], told, strict=True))
    may_be_read = {one.number for one in readable}
    return [
        Entry(
            one,
            is_open=one.number in may_be_read,
            is_same=one.number in before and one.number not in changes,
            changes=changes.get(one.number, []),
        )
        for one in reversed(shown)
    ]


def _as_it_was(version, record, edition):
    """The unsaved Publication of a version as a page shows it: names without links, for who had a page then may have none
    now."""
    words = version.words
    until = [one for one in record if one.number <= version.number]
    people = [{**person, "slug": ""} for person in words["bylines"]]
    pictures = printing.pictures(words, printing.shown(Photo.objects.placeable(), printing.photos_in(words)))
    made = Publication(
        story=version.story,
        version=version.number,
        language=words["language"],
        date=timezone.localtime(record[0].at).date(),
        published_at=record[0].at,
        changed_at=version.at,
        **{name: words[name] for name in ("headline", "kicker", "subtitle")},
        html=printing.printed(words, pictures),
        facts={
            "byline": printing.byline(words, people),
            "standfirst": words["standfirst"],
            "notes": [{"at": one.at.isoformat(), "note": one.note} for one in until[::-1] if one.tells_readers],
            "source": printing.source(words),
            "editor_line": printing.editor_line(words),
            "event_date": words["event_date"],
            "tags": [{"name": name, "slug": ""} for name in words["tags"]],
            "ai": words.get("ai_part", ""),
        },
    )
    if section := next((one for one in edition.sections if one.slug == words["section"]), None):
        made.section = section
    return made
