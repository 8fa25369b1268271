"""Where two texts differ, character by character, as a reader would mark it. Pure.

Chinese has no spaces, so there are no words to go by; numbers and words of other scripts stay whole all the same.
"""

import re
import time
from itertools import groupby

from diff_match_patch import diff_match_patch

from articles.compare.blocks import compared, raw

LONG = 300  # tokens; longer texts are lined up by sentences first
NEAR = 2  # characters that two changes may have between them and still be read as one
ALIKE = 0.35  # share of character pairs that two texts have in common when one became the other
_many = 10_000  # pairs of texts that are weighed against each other at a time
_first_code = 0x100000
_han = "\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_token = re.compile(rf"[0-9]+(?:[.,:][0-9]+)*[%％]?|(?:(?![{_han}])[^\W\d_])+|.", re.DOTALL)
_sentence = re.compile(r".*?[。！？；\n]+[”’》」』）)]*|.+", re.DOTALL)


def runs(before, after, until):
    """The difference of two texts as [(operation, text)]: -1 removed, 0 same, 1 added; neighbours differ in operation,
    removed stands before added. Coarser from `until` on (time.monotonic)."""
    if before == after:
        return [(0, before)] if before else []
    first, second = _token.findall(before), _token.findall(after)
    if min(len(first), len(second)) > LONG:
        return _tidy(_by_sentences(before, after, until))
    return _tidy(_by_tokens(first, second, until))


def pairs(before, after, until, likeness):
    """Two lists lined up: [(index or None, index or None)] in order, each index once, those paired that `likeness` (0 … 1
    of two values) finds alike. Past `until` nothing is weighed any more."""
    count, other = len(before), len(after)
    if count * other > _many and min(count, other) > 1:
        half, middle = count // 2, other // 2
        rest = pairs(before[half:], after[middle:], until, likeness)
        shifted = [(i if i is None else i + half, j if j is None else j + middle) for i, j in rest]
        return pairs(before[:half], after[:middle], until, likeness) + shifted
    if time.monotonic() > until or count * other > _many:
        return [(i, None) for i in range(count)] + [(None, j) for j in range(other)]
    alike = [[likeness(one, two) for two in after] for one in before]
    best = _best(alike, count, other)
    found, i, j = [], 0, 0
    while i < count and j < other:
        if alike[i][j] >= ALIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            found.append((i, None))
            i += 1
        else:
            found.append((None, j))
            j += 1
    return found + [(n, None) for n in range(i, count)] + [(None, n) for n in range(j, other)]


def couples(text):
    """The pairs of neighbouring characters of a text, by which `alike` weighs it."""
    text = text[:5000]
    return {text[n : n + 2] for n in range(max(len(text) - 1, 1))}


def alike(one, two):
    """How alike two texts are, of their couples: 0 … 1."""
    return 2 * len(one & two) / (len(one) + len(two))


def _best(alike, count, other):
    """The greatest likeness that can still be had from (i, j) on, for every i and j."""
    best = [[0.0] * (other + 1) for _ in range(count + 1)]
    for i in range(count - 1, -1, -1):
        row, below, weights = best[i], best[i + 1], alike[i]
        for j in range(other - 1, -1, -1):
            row[j] = max(row[j + 1], below[j])
            if weights[j] >= ALIKE:
                row[j] = max(row[j], below[j + 1] + weights[j])
    return best


def _by_sentences(before, after, until):
    found = []
    removed, added = [], []
    for operation, sentences in [*compared(_sentence.findall(before), _sentence.findall(after), _left(until)), (0, [])]:
        if operation < 0:
            removed += sentences
        elif operation > 0:
            added += sentences
        else:
            found += _of_sentences(removed, added, until)
            found += [(0, sentence) for sentence in sentences]
            removed, added = [], []
    return found


def _of_sentences(removed, added, until):
    weights = [[couples(sentence) for sentence in side] for side in (removed, added)]
    for i, j in pairs(*weights, until, alike):
        if i is None:
            yield 1, added[j]
        elif j is None:
            yield -1, removed[i]
        else:
            yield from _by_tokens(_token.findall(removed[i]), _token.findall(added[j]), until)


def _by_tokens(before, after, until):
    codes = {}
    coded = ["".join(_code(token, codes) for token in side) for side in (before, after)]
    found = raw(*coded, _left(until))
    diff_match_patch().diff_cleanupSemantic(found)
    tokens = {code: token for token, code in codes.items()}
    return _near([(operation, "".join(tokens.get(c, c) for c in text)) for operation, text in found])


def _code(token, codes):
    """One character for one token: itself, or a code where it is longer or might be taken for a code."""
    if len(token) == 1 and ord(token) < _first_code:
        return token
    return codes.setdefault(token, chr(_first_code + len(codes)))


def _near(operations):
    """The same difference, what stands between two changes close by counted as changed."""
    found = []
    for at, (operation, text) in enumerate(operations):
        is_between = 0 < at < len(operations) - 1
        if operation == 0 and is_between and len(text) <= NEAR and "\n" not in text:
            found += [(-1, text), (1, text)]
        else:
            found.append((operation, text))
    return found


def _tidy(operations):
    """Neighbouring changes put together: what was removed, then what was added."""
    found = []
    for is_same, run in groupby(operations, key=lambda each: each[0] == 0):
        run = list(run)
        for sign in (0,) if is_same else (-1, 1):
            text = "".join(text for operation, text in run if operation == sign)
            found += [(sign, text)] if text else []
    return found


def _left(until):
    return max(until - time.monotonic(), 0)
