"""The slip (稿签): everything that was decided about a story, in order, with what was read and what changed after it."""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from articles import printing
from articles.compare.differences import difference, line_difference
from articles.desk import comparison, history, rendering
from articles.desk.contents import LINES, labels
from articles.models import Signature, Snapshot, Version
from media import credits
from newsroom import roles
from newsroom.text import number

# What stands in the head of a page of words, and not in the table under it.
HEAD = {
    "kicker",
    "headline",
    "subtitle",
    "standfirst",
    "body",
    "bylines",
    "outlets",
    "dateline",
    "collective",
    "language",
}


@dataclass
class Entry:
    """One decision or publication of a slip, with what changed between it and the next one, and who saved that."""

    at: datetime
    fingerprint: str
    signature: Signature | None = None
    version: Version | None = None
    role: str = ""
    changes: list = field(default_factory=list)
    savers: list = field(default_factory=list)


@dataclass
class Round:
    """A round of review: its number and its Entries in order."""

    number: int
    entries: list


@dataclass
class Reading:
    """Frozen words as a person reads them: plain lines, the body as safe HTML, and (label, value) of all else."""

    kicker: str
    headline: str
    subtitle: str
    standfirst: str
    byline: str
    body: str
    facts: list


def rounds(article, words):
    """The Rounds of `article`, the first one first. `words` are its words as they are now: what changed after the last
    entry is told by them."""
    entries = _entries(article)
    now = rendering.fingerprint(words)
    _tell_changes(article, entries, now, words)
    found = []
    for entry in entries:
        latest = found[-1].number if found else 0
        round = entry.signature.round if entry.signature else latest
        if not found or round != latest:
            found.append(Round(round, []))
        found[-1].entries.append(entry)
    return found


def changes(pairs):
    """What differs in each of some pairs of words, in a constant number of queries: lists of Changes as
    articles.desk.comparison makes them, and those of photos."""
    contents = history.contents_of_words([words for pair in pairs for words in pair])
    known = comparison.Known(contents)
    sides = zip(contents[::2], contents[1::2], strict=True)
    return [
        _changes((before, one), (after, two), known) for (before, after), (one, two) in zip(pairs, sides, strict=True)
    ]


def readings(all_words):
    """The Reading of each of some words, in their order, in a constant number of queries."""
    contents = history.contents_of_words(all_words)
    known = comparison.Known(contents)
    return [_reading(words, content, known) for words, content in zip(all_words, contents, strict=True)]


# ---- what was decided


def _entries(article):
    decisions = Signature.objects.filter(article=article).defer("words").select_related("stage__group")
    versions = Version.objects.filter(story=article.pk).defer("words")
    entries = [Entry(one.at, one.fingerprint, signature=one, role=_role(one)) for one in decisions]
    entries += [Entry(history.decided_at(one), one.fingerprint, version=one) for one in versions]
    return sorted(entries, key=lambda entry: entry.at)


def _role(decision):
    """In which role she decided: the stage's."""
    return roles.label(decision.stage.group.name) if decision.stage else ""


def _tell_changes(article, entries, now, words):
    """Give every entry what changed until the next, or until now. Words are read only where they differ, once each."""
    chain = [entry for entry in entries if not _is_withdrawal(entry)]
    steps = [(one, two.fingerprint, two.at) for one, two in zip(chain, chain[1:], strict=False)]
    steps += [(chain[-1], now, None)] if chain else []
    steps = [(one, after, until) for one, after, until in steps if one.fingerprint != after]
    if not steps:
        return
    texts = {now: words} | _words(chain, {f for one, after, _until in steps for f in (one.fingerprint, after)} - {now})
    contents = dict(zip(texts, history.contents_of_words(list(texts.values())), strict=True))
    known = comparison.Known(contents.values())
    saves = list(Snapshot.objects.filter(article=article).order_by("number").values_list("at", "by_name"))
    for one, after, until in steps:
        before = one.fingerprint
        one.changes = _changes((texts[before], contents[before]), (texts[after], contents[after]), known)
        between = [name for at, name in saves if at > one.at and (until is None or at <= until)]
        one.savers = list(dict.fromkeys(filter(None, between)))


def _is_withdrawal(entry):
    """A withdrawal has no words."""
    return entry.version is not None and entry.version.kind == Version.Kind.WITHDRAWN


def _words(chain, fingerprints):
    """Fingerprint → the words, one row read for each."""
    signatures = {e.fingerprint: e.signature.pk for e in chain if e.signature and e.fingerprint in fingerprints}
    versions = {e.fingerprint: e.version.pk for e in chain if e.version and e.fingerprint in fingerprints}
    versions = {key: pk for key, pk in versions.items() if key not in signatures}
    found = dict(Signature.objects.filter(pk__in=signatures.values()).values_list("fingerprint", "words"))
    return found | dict(Version.objects.filter(pk__in=versions.values()).values_list("fingerprint", "words"))


# ---- what changed


def _changes(before, after, known):
    """Both are (words, content)."""
    found = comparison.changes(before[1], after[1], known)
    both = sorted(before[0]["photos"].keys() & after[0]["photos"].keys(), key=int)
    lines = [[_photo_line(number, words) for words, _content in (before, after)] for number in both]
    if differing := [line_difference(*pair) for pair in lines if pair[0] != pair[1]]:
        html = mark_safe("<br>".join(differing))
        found.append(comparison.Change("photos", _("captions and credits"), html=html))
    return found


def _photo_line(number, words):
    said = words["photos"][number]
    return f"#{number} {said['caption']} {credits.line(said)} [{said['alt']}]"


# ---- what was read


def _reading(words, content, known):
    def place(kind, value):
        if kind not in ("photo", "gallery") or not value:
            return known.place(kind, value)
        return format_html_join("", "{}", ([_photo(number(part), words, known)] for part in value.split()))

    pieces = difference(words["body"], words["body"], place)
    names = labels()
    said = [
        (names[name], _value(name, content[name], known)) for name in names if content.get(name) and name not in HEAD
    ]
    return Reading(
        **{name: words[name] for name in ("kicker", "headline", "subtitle", "standfirst")},
        byline=printing.byline_text(words),
        body=mark_safe("".join(piece.html for piece in pieces)),
        facts=[(label, value) for label, value in said if value],
    )


def _photo(pk, words, known):
    """A photo with the caption and credit that were frozen with the words."""
    said = words["photos"].get(str(pk))
    if said is None:
        return format_html("<small>{}</small>", _("photo %(number)s, not in the library") % {"number": pk})
    card = known.cards.get(pk)
    image = (
        format_html('<img src="{}" alt="{}" width="200" height="150" loading="lazy">', card.url(), said["alt"])
        if card
        else ""
    )
    credit = credits.line(said) or _("no credit")
    return format_html("{}<small>#{} {} <b>{}</b></small>", image, pk, said["caption"], credit)


def _value(name, value, known):
    if name in LINES:
        return value
    if isinstance(value, list):
        return "、".join(known.items(name, value))
    return known.name(name, value)
