"""Search as readers get it: the stories that have the words, the most relevant or the newest first, each with the passage
where they stand."""

import re
import time
import unicodedata
from dataclasses import dataclass, field
from operator import itemgetter

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from articles.models import searchindex
from articles.models.publication import Publication
from articles.models.relevance import LAST, ZONES, Place
from articles.tokens import fold, fold_with_places, mark_of_language, of_query, places

# Stories that are read for one page after the first batch. Pairs can lie, so a page may need more stories than it shows;
# where even these do not fill it, it stays short and the next page goes on from there.
FURTHER_BATCHES = (40, 80)
MOST_TOKENS = 24  # that the index is asked for; the story itself is asked for all
PASSAGE = 110  # characters, about; sentences are kept whole up to LONGEST_SENTENCE
LONGEST_SENTENCE = 150
LEAD_IN = 40  # characters kept before the hit where a sentence is too long to show

_SENTENCE = re.compile(r"[^。！？!?؟۔；;.\n]+(?:\.(?!\s)[^。！？!?؟۔；;.\n]*)*(?:[。！？!?؟۔；;.]+[”’」』》）)\"']*)?")


@dataclass(frozen=True)
class Limits:
    """To what a search is limited beside its words: marks that a story must have, and the keys from `since` on up to but
    not `until`."""

    marks: tuple[str, ...] = ()
    since: int = 0
    until: int = LAST


EVERYTHING = Limits()


@dataclass(frozen=True)
class Page:
    """A page of what was found: Publications in their order, each with its passage under its key, words in <mark>; and the
    folded phrases that were looked for. Where `more`, the next page is what comes after `before`."""

    stories: list[Publication] = field(default_factory=list)
    passages: dict[int, SafeString] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    more: bool = False
    before: int | Place | None = None


def find(text, language, before=None, size=20, limits=EVERYTHING, relevant=False):
    """The Page of the stories of a language edition that hold every word of `text` and lie within `limits`: the newest that
    are older than the key `before`; or where `relevant` the most relevant, after the Place `before`. Without words it is
    always the newest within the limits; without limits too it is empty.

    Two queries; where pairs of characters lie, at most three times as many, and size + 121 stories read. A page may then be
    short, or even empty, and still say `more`."""
    query = of_query(text)
    if not query.tokens and limits == EVERYTHING:
        return Page()
    few = query.tokens[:: -(-len(query.tokens) // MOST_TOKENS) or 1]
    source = _relevant if relevant and few else _newest
    marks = (mark_of_language(language), *limits.marks)
    found, last = [], before
    for batch in (size + 1, *FURTHER_BATCHES):
        candidates = source(few, marks, limits, last, batch)
        found += _those_that_hold(query.phrases, candidates, language)
        if len(candidates) < batch or len(found) > size:
            break
        last = candidates[-1][1]
    shown = found[:size]
    more = len(found) > size or len(candidates) == batch
    if len(found) > size:
        last = shown[-1][1]
    return Page(
        stories=[publication for publication, _place, _prose in shown],
        passages={story.key: passage(prose, query.phrases) for story, _place, prose in shown if query.phrases},
        phrases=query.phrases,
        more=more,
        before=last if more else None,
    )


def _newest(found, marks, limits, last, size):
    """[(key, key)]: the second is where to go on."""
    before = limits.until if last is None else min(last, limits.until)
    return [(key, key) for key in searchindex.newest((*found, *marks), before, size, limits.since)]


def _relevant(found, marks, limits, last, size):
    """[(key, Place)]"""
    now = last.now if last else int(time.time())
    befores = [min(last.before(zone) if last else LAST, limits.until) for zone in ZONES]
    rows = searchindex.best(found, marks, befores, size, now, limits.since)
    ranked = sorted((Place(now, *row) for row in rows), key=lambda place: (place.rank, -place.key))
    return [(place.key, place) for place in ranked[:size]]


def _those_that_hold(phrases, candidates, language):
    """[(publication, place, prose)] of those candidates whose story is on the site, in this language, and has every phrase
    as typed; in the order of the candidates."""
    if not candidates:
        return []
    cards = Publication.objects.cards().filter(language=language, key__in=[key for key, _place in candidates])
    on_site = {story.key: story for story in (cards.defer(None) if phrases else cards)}
    held = []
    for key, place in candidates:
        if (publication := on_site.get(key)) is None:
            continue
        headline, *prose = searchindex.words(publication) if phrases else ("",)
        prose = "\n".join(prose)
        folded = fold(f"{headline}\n{prose}") if phrases else ""
        if all(any(places(folded, phrase)) for phrase in phrases):
            held.append((publication, place, prose))
    return held


def passage(prose, phrases):
    """The sentences of `prose` from the one on that holds most of the phrases, as safe HTML with <mark> around hits; its
    opening where it holds none."""
    prose = unicodedata.normalize("NFC", prose)
    sentences = [match.span() for match in _SENTENCE.finditer(prose)]
    if not sentences:
        return mark_safe("")
    first = _best(prose, sentences, phrases)
    start, end = sentences[first]
    if end - start > LONGEST_SENTENCE:
        return _marked(*_cut(prose[start:end].strip(), phrases), phrases)
    for _start, further in sentences[first + 1 :]:
        if further - start > PASSAGE:
            break
        end = further
    return _marked("", prose[start:end].strip().replace("\n", " "), "", phrases)


def _best(prose, sentences, phrases):
    best, most = 0, 0
    for number, (start, end) in enumerate(sentences):
        folded = fold(prose[start:end])
        count = sum(any(places(folded, phrase)) for phrase in phrases)
        if count > most:
            best, most = number, count
        if most == len(phrases):
            break
    return best


def _cut(sentence, phrases):
    """(mark of omission, part, mark of omission) of a sentence too long to show, around its first hit."""
    hits = _spans(sentence, phrases)
    start = max(0, min((hits[0][0] if hits else 0) - LEAD_IN, len(sentence) - PASSAGE))
    end = start + PASSAGE
    if start and (gap := sentence.find(" ", start, start + LEAD_IN // 2)) >= 0:
        start = gap + 1  # not inside a Latin word
    if end < len(sentence) and (gap := sentence.rfind(" ", end - LEAD_IN // 2, end)) >= 0:
        end = gap
    return "…" if start else "", sentence[start:end], "…" if end < len(sentence) else ""


def marked(text, phrases):
    """`text` as safe HTML, with <mark> around the phrases of a query in it."""
    return _marked("", text, "", phrases)


def _marked(before, text, after, phrases):
    parts, done = [before], 0
    for start, end in _spans(text, phrases):
        parts += [escape(text[done:start]), "<mark>", escape(text[start:end]), "</mark>"]
        done = end
    return mark_safe("".join([*parts, escape(text[done:]), after]))


def _spans(text, phrases):
    """Where phrases stand in `text`, as (start, end) in order; those that touch or overlap are one."""
    folded = fold_with_places(text)
    hits = [hit for phrase in phrases for hit in places(folded.text, phrase)]
    spans = []
    for start, end in sorted(((folded.starts[a], folded.starts[b - 1] + 1) for a, b in hits), key=itemgetter(0)):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans
