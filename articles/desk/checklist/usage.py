"""What the house has printed before and how it writes: headlines, house words, outlets."""

import re
from itertools import groupby

from django.utils.translation import gettext as _

from articles.desk.checklist.points import Advice, Spot

NO_WORD = re.compile(r"[\W_]+")
SHORTEST_HEADLINE = 6  # of what is compared: 图片新闻 comes every week


def headlines_like_this(facts):
    """A story of the last 90 days with the same headline, or nearly."""
    mine = bare(facts.words["headline"])
    for story, headline, day in facts.recent:
        if is_like(mine, bare(headline)):
            said = {"day": day.isoformat(), "headline": headline, "story": story}
            yield Advice(_("Much like the headline of story %(story)s on %(day)s: “%(headline)s”.") % said, "headline")
            return


def house_words(facts):
    """Words that the house writes another way, the longest first where one holds another. Where the right word holds the
    wrong one, only the wrong one counts that stands alone."""
    rows = {row.wrong: row for row in facts.house_words}
    texts = [(field, line) for field, line in facts.texts() if line]
    whole = "\n".join(line for _field, line in texts)
    present = {word for row in facts.house_words for word in (row.wrong, row.right) if word and word in whole}
    if not present & rows.keys():
        return
    pattern = re.compile("|".join(re.escape(word) for word in sorted(present, key=len, reverse=True)))
    found = [
        ((field, hit[0]), Spot.at(line, hit.start(), hit.end()))
        for field, line in texts
        for hit in pattern.finditer(line)
        if hit[0] in rows
    ]
    places = list(dict.fromkeys(key for key, _spot in found))
    found.sort(key=lambda pair: places.index(pair[0]))
    for (field, wrong), group in groupby(found, key=lambda pair: pair[0]):
        spots = [spot for _key, spot in group]
        yield Advice(_said(rows[wrong], len(spots)), field, spots=spots, put=rows[wrong].right or None)


def outlets_unknown(facts):
    """A reprint from an outlet that is not on the house's list, where it keeps one."""
    if facts.outlet_is_known is False:
        text = _("“%(source)s” is not in the list of outlets.") % {"source": facts.words["source"]}
        yield Advice(text, "source")


def bare(headline):
    """A headline without marks and spaces, as it is compared."""
    return NO_WORD.sub("", headline).lower()


def is_like(one, other):
    """Whether two bare headlines are the same, or differ in one character of ten."""
    if min(len(one), len(other)) < SHORTEST_HEADLINE:
        return one == other and bool(one)
    allowed = max(len(one), len(other)) // 10
    return one == other or _apart(one, other, allowed) <= allowed


def _apart(one, other, most):
    """How many characters have to be put in, taken out or replaced; more than `most` where it is more."""
    if abs(len(one) - len(other)) > most or len(set(one) ^ set(other)) > 2 * most:
        return most + 1
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, start=1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
        if min(row) > most:
            return most + 1
    return row[-1]


def _said(row, count):
    said = {"wrong": row.wrong, "right": row.right, "reason": f"（{row.reason}）" if row.reason else "", "count": count}
    if not row.right:
        return _("“%(wrong)s” is not used in this house%(reason)s: %(count)s times.") % said
    return _("The house writes “%(right)s”, not “%(wrong)s”%(reason)s: %(count)s times.") % said
