"""From words to the tokens that search keeps, and from what a reader typed to the tokens to look for. Pure, linear.

Chinese is kept as its characters and as pairs of neighbouring characters (冰雪经济: 冰雪, 雪经, 经济), so no dictionary has
to know a name before it is found. Everything else is kept as whole words. Stories and queries are folded by one function,
so that full-width, upper-case and traditional writing meet the plain one.
"""

import re
import unicodedata
from dataclasses import dataclass

from articles.traditional import SIMPLIFIED

LONGEST_QUERY = 80  # characters; the rest is not read
LONGEST_WORD = 40  # characters of a word that are kept; the phrase is checked in the story itself
MOST_BYTES = 800_000  # of the tokens of one story: PostgreSQL takes a megabyte and refuses the row beyond it

# Marks are private-use characters, which folding takes out of all text: no word can pretend to be one.
HEADLINE, STANDFIRST, DATE, LANGUAGE = "\ue001", "\ue002", "\ue003", "\ue004"
PHOTO, NO_PHOTO, SECTION, PERSON = "\ue005", "\ue006", "\ue007", "\ue008"

_HAN = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # and kana
_RUN = re.compile(rf"([{_HAN}]+)|[^\W_{_HAN}]+")
# A phrase of a query: characters that stand together; 3.5, e-mail and AT&T hold together too.
_PHRASE = re.compile(rf"[^\W_]+(?:(?<![{_HAN}])[.,:'&/@_-](?![{_HAN}])[^\W_]+)*")
_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|《([^》]*)》|「([^」]*)」|『([^』]*)』')
_GAP = re.compile(rf"(?<=[{_HAN}]) +(?=[^\W_{_HAN}])|(?<=[^\W_{_HAN}]) +(?=[{_HAN}])")  # 5G 网络 is 5G网络
_IN_A_WORD = re.compile(rf"[^\W_{_HAN}]{{2}}")
_OUTSIDE_WORDS = re.compile(r"^[\W_]+|[\W_]+$")

_DROPPED = {"Mn", "Me", "Cf", "Cs", "Co", "Cc"}  # marks on letters, invisible signs, halves of characters
_PLAIN = {
    **dict.fromkeys("·•‧・ـ", ""),  # a name with a dot and without it are one name; tatweel only stretches a word
    **dict.fromkeys("‘’", "'"),
    **dict.fromkeys("‐–—−", "-"),
    "ё": "е",
    "\t": " ",
    "\r": "\n",
    "\n": "\n",
}


@dataclass(frozen=True)
class Query:
    """What a reader looks for: tokens that the index must have, and folded phrases that the story must contain."""

    tokens: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Folded:
    """Text as search compares it. `starts[i]` is where character i of it stands in the text as written."""

    text: str
    starts: list[int]


class _Folds(dict):
    """Code point → what it is compared as; worked out once for each."""

    def __missing__(self, point):
        folded = _fold_character(chr(point))
        if point < 0x10000:  # so that no stream of odd queries can fill the memory
            self[point] = folded
        return folded


def _fold_character(character):
    if character in _PLAIN:
        return _PLAIN[character]
    plain = unicodedata.normalize("NFKC", character).lower()
    if "\u00c0" <= character < "\u0250" or "\u1e00" <= character < "\u1f00":  # Latin letters lose their accents
        plain = unicodedata.normalize("NFKD", plain)
    kept = (SIMPLIFIED.get(c, c) for c in plain if unicodedata.category(c) not in _DROPPED)
    return "".join(_PLAIN.get(c, c) for c in kept)


_folds = _Folds()


def fold(text):
    """`text` as search compares it: half-width, lower case, simplified, without accents, Arabic vowel signs and forms,
    middle dots in names, and the gap that some leave between Chinese and Latin."""
    return _close_gaps(_fold_characters(text))


def _fold_characters(text):
    return unicodedata.normalize("NFC", text).translate(_folds)


def _close_gaps(folded):
    return _GAP.sub("", folded) if " " in folded else folded


def fold_with_places(text):
    """The same as a Folded, for text that is in normal form C."""
    starts, parts = [], []
    for place, character in enumerate(text):
        folded = _folds[ord(character)]
        parts.append(folded)
        starts += [place] * len(folded)
    plain = "".join(parts)
    for gap in reversed(list(_GAP.finditer(plain))):
        del starts[gap.start() : gap.end()]
    return Folded(_close_gaps(plain), starts)


def of_text(headline, standfirst, body, published, language):
    """The tokens of a story, each once: its words and pairs; again with the mark of the zone for those in the headline
    and the standfirst; a mark for the year, the month, the day and the language. `published` is a date."""
    dates = mark_of_year(published.year), mark_of_month(published), mark_of_day(published)
    found = dict.fromkeys([mark_of_language(language), *dates])
    room = MOST_BYTES
    for mark, text in ((HEADLINE, headline), (STANDFIRST, standfirst), ("", headline), ("", standfirst), ("", body)):
        for token in _cut(fold(text), with_characters=True):
            if mark + token not in found:
                room -= len((mark + token).encode())
                if room < 0:
                    return list(found)
                found[mark + token] = None
    return list(found)


def of_query(text):
    """The Query in what a reader typed; without tokens where there is nothing to look for. Words parted by spaces or
    punctuation must all occur; what stands in quotation marks or 《》 must occur as it is."""
    folded = _fold_characters(text[:LONGEST_QUERY])[:LONGEST_QUERY]
    phrases = []
    for quoted in _QUOTED.finditer(folded):
        words = " ".join(next(group for group in quoted.groups() if group is not None).split())
        phrases.append(_close_gaps(_OUTSIDE_WORDS.sub("", words)))
    phrases += _PHRASE.findall(_QUOTED.sub(" ", folded))
    phrases = list(dict.fromkeys(phrase for phrase in phrases if phrase))
    found = dict.fromkeys(token for phrase in phrases for token in _cut(phrase))
    return Query(tuple(found), tuple(phrases))


def mark_of_language(language):
    """The token that every story of a language edition carries."""
    return LANGUAGE + "".join(c for c in language.lower() if c.isalnum())


def mark_of_year(year):
    """The token that every story first published in this year carries."""
    return f"{DATE}{year:04}"


def mark_of_month(day):
    """The token that every story first published in the month of `day` carries."""
    return f"{DATE}{day:%Y%m}"


def mark_of_day(day):
    """The token that every story first published on `day` carries."""
    return f"{DATE}{day:%Y%m%d}"


def mark_of_section(number):
    """The token that every story of the section with this number carries."""
    return f"{SECTION}{number}"


def mark_of_person(number):
    """The token that every story carries which names the reporter with this number in byline or credits."""
    return f"{PERSON}{number}"


def in_zone(zone, found):
    """The same tokens where they stand in a zone: HEADLINE or STANDFIRST."""
    return tuple(zone + token for token in found)


def _cut(folded, *, with_characters=False):
    """The words and pairs of folded text; a character that stands alone is a token, and so is every one where
    `with_characters`, so that a query of one character finds it inside words."""
    for run in _RUN.finditer(folded):
        text = run[0]
        if not run[1]:
            yield text[:LONGEST_WORD]
            continue
        if with_characters or len(text) == 1:
            yield from text
        for first, second in zip(text, text[1:], strict=False):
            yield first + second


def places(folded, phrase):
    """Where `phrase` stands in folded text: an iterator of (start, end) that do not overlap. A Latin word is only found
    whole: art does not stand in party."""
    start = folded.find(phrase)
    while start >= 0:
        end = start + len(phrase)
        if _inside_a_word(folded, start) or _inside_a_word(folded, end):
            end = start + 1
        else:
            yield start, end
        start = folded.find(phrase, end)


def _inside_a_word(text, place):
    """Whether the characters before and after `place` belong to one word or number that is not Chinese."""
    return 0 < place < len(text) and bool(_IN_A_WORD.match(text, place - 1))
