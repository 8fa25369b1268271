"""Names: one person spelt two ways, and bylines of trainees alone."""

import re
from itertools import combinations

from django.utils.translation import gettext as _

from articles.desk.checklist.points import Advice, Spot
from newsroom.grammar.names import HAN
from newsroom.grammar.people import ROLE

# A name where the text says that one follows: 记者江一凡, 摄影:江一凡. How long it is, only the name it resembles can say.
NAMED = re.compile(rf"(?:{ROLE.pattern}|供图|图片)[ \u3000:：、]*(?P<name>[{HAN}·]{{2,16}})")
# The next of several: 记者 林知夏 江一凡. And a name before what somebody did: 江一凡摄.
NEXT = re.compile(rf"[ \u3000、]+(?P<name>[{HAN}·]{{2,16}})")
DOING = re.compile(rf"(?P<name>[{HAN}·]{{2,16}}?)[ \u3000]*(?:摄(?![影像制氏])|供图|文/图)")
SHORTEST = 3  # names of two characters differ by one everywhere


def spelt_two_ways(facts):
    """江一帆 in the byline and 江一凡 under a photo: names of people that differ in one character, of whom the house does
    not know both."""
    listed, read = _listed(facts.words), _read(facts.lines, facts.captions)
    seen = set()
    for one, other, field, number, line, at in [*_between(listed), *_near(listed, read)]:
        if frozenset((one, other)) in seen or {one, other} <= facts.known:
            continue
        seen.add(frozenset((one, other)))
        text = _("Is this one person? %(one)s and %(other)s.") % {"one": one, "other": other}
        spots = [Spot.at(line, at, at + len(other))] if line and number is None else []
        yield Advice(text, field, spots=spots, photo=number)


def only_trainees(facts):
    """A byline in which nobody but trainees stands."""
    if facts.words["bylines"] and all("实习" in line["role"] for line in facts.words["bylines"]):
        yield Advice(_("Only trainees stand in the byline."), "bylines")


def suspects(words, lines, captions):
    """The names that `spelt_two_ways` would ask about, for the caller to see which of them the house knows."""
    listed = _listed(words)
    pairs = [*_between(listed), *_near(listed, _read(lines, captions))]
    return {name for one, other, *_rest in pairs for name in (one, other)}


def differ_by_one(one, other):
    """Whether two names are one character apart: another one, one more or one less. The first has to be the same."""
    if one == other or one[:1] != other[:1] or min(len(one), len(other)) < 2 or max(len(one), len(other)) < SHORTEST:
        return False
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _listed(words):
    """(name, field, photo) of everybody named in byline, editor line and photo credits."""
    found = [(line["name"], "bylines", None) for line in words["bylines"]]
    found += [(line["name"], "editors", None) for line in words.get("editors", [])]
    for number, said in words["photos"].items():
        found += [(person["name"], "body", int(number)) for person in said["people"]]
    return list(dict.fromkeys(found))


def _read(lines, captions):
    """(run of characters, whether a name ends it rather than begins it, field, photo, line, where the run begins) of what
    stands after a role, or before a word for what people do, in body and captions."""
    texts = [(line, None) for line in lines] + [(caption, number) for number, caption in captions]
    for line, number in texts:
        for first in NAMED.finditer(line):
            found = first
            while found:
                yield found["name"], False, "body", number, line, found.start("name")
                found = NEXT.match(line, found.end())
        for found in DOING.finditer(line):
            yield found["name"], True, "body", number, line, found.start("name")


def _between(listed):
    for (one, _field, _photo), (other, field, photo) in combinations(listed, 2):
        if differ_by_one(one, other):
            yield one, other, field, photo, "", 0


def _near(listed, read):
    """A name of the list, in another spelling of the same length, stands where a name stands in the run."""
    names = [name for name, *_rest in listed]
    for run, is_end, field, photo, line, start in read:
        if any(run.endswith(name) if is_end else run.startswith(name) for name in names):
            continue
        for name in names:
            at = max(len(run) - len(name), 0) if is_end else 0
            other = run[at : at + len(name)]
            if len(name) >= SHORTEST and len(other) == len(name) and differ_by_one(name, other):
                yield name, other, field, photo, line, start + at
