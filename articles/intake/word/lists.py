"""The lists of a Word file: which are numbered, and the numbers that a list of ours cannot show."""

from collections import defaultdict

from articles.intake.word.names import W
from articles.intake.word.styles import value

_DIGITS = "〇一二三四五六七八九"
HAN = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital",
    "ideographTraditional",
}
LARGEST = 99


class Lists:
    """The lists of a Word file. Ask in the order of the items: `label` counts."""

    def __init__(self, root):
        self.levels = {}
        self.counts = defaultdict(dict)
        abstract = {}
        for one in root.iterchildren(f"{W}abstractNum") if root is not None else ():
            abstract[one.get(f"{W}abstractNumId")] = {
                level.get(f"{W}ilvl", "0"): (
                    value(level, "numFmt") or "",
                    value(level, "lvlText") or "",
                    value(level, "start"),
                )
                for level in one.iterchildren(f"{W}lvl")
            }
        for one in root.iterchildren(f"{W}num") if root is not None else ():
            number, based_on = one.get(f"{W}numId"), value(one, "abstractNumId")
            starts_anew = one.find(f".//{W}startOverride") is not None
            self.levels[number] = (("own", number) if starts_anew else based_on, abstract.get(based_on, {}))

    def label(self, number, level):
        """What stands before the next item of a list at this level, where it is numbered in Han characters, as 一、 or （二）;
        else nothing."""
        key, levels = self.levels.get(number, (None, {}))
        form, pattern, start = levels.get(level, ("", "", None))
        counts = self.counts[key]
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        counts[level] = counts[level] + 1 if level in counts else _number(start)
        if form not in HAN:
            return ""
        own = f"%{int(level) + 1}" if level.isdigit() else "%1"
        return pattern.replace(own, in_han(counts[level])) if own in pattern else ""


def in_han(number):
    """A number up to 99 as it is written in Chinese."""
    if not 0 < number <= LARGEST:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十") + (_DIGITS[ones] if ones else "")


def _number(said):
    return int(said) if said and said.isascii() and said.isdigit() and len(said) < 4 else 1
