"""Days that do not agree: a date with its weekday, a caption with the camera."""

import re
from datetime import date

from django.utils.translation import gettext as _

from articles.desk.checklist.points import Advice, Spot
from newsroom.grammar.captions import read_caption
from newsroom.grammar.dates import read_days
from newsroom.grammar.text import fold

WEEKDAYS = "一二三四五六日"
_DAY = r"(?:[0-9]{4} ?年 ?|(?:去|今|明)年 ?)?[0-9]{1,2} ?月 ?[0-9]{1,2} ?[日号]"
_HOUR = "上午|中午|下午|晚|早|清晨|凌晨|傍晚|夜"
# 周一 is also how a name may begin: without a bracket it counts only where the sentence goes on as after a day.
DATED = re.compile(
    rf"(?P<day>{_DAY}) ?"
    rf"(?:\( ?[本上下]?(?:星期|周|礼拜)(?P<bracketed>[一二三四五六日天]) ?(?:{_HOUR})?[上间]? ?\)"
    r"|,? ?(?:星期|礼拜)(?P<long>[一二三四五六日天])"
    rf"|周(?P<short>[一二三四五六日])(?=$|[,。、;!?)]|{_HOUR}))"
    rf"|(?:星期|周|礼拜)(?P<before>[一二三四五六日天]) ?\( ?(?P<behind>{_DAY}) ?\)"
)


def weekdays_that_are_wrong(facts):
    """12月27日(星期六) where that day is none; the year is the one nearest to the day the copy came in."""
    for field, line in facts.texts():
        folded = fold(line)
        for found in DATED.finditer(folded):
            days = read_days(folded, max(found.start("day"), found.start("behind")), facts.day)
            said = (found["bracketed"] or found["long"] or found["short"] or found["before"]).replace("天", "日")
            if days and days.start and said != (right := WEEKDAYS[days.start.weekday()]):
                quote = line[found.start() : found.end()]
                text = _("%(quote)s: in %(year)s this day is a 星期%(weekday)s.") % {
                    "quote": quote,
                    "year": days.start.year,
                    "weekday": right,
                }
                yield Advice(text, field, spots=[Spot.at(line, found.start(), found.end())])


def captions_of_another_day(facts):
    """A caption that names another day than the camera wrote into the photo."""
    for number, caption in facts.captions:
        taken = facts.words["photos"].get(str(number), {}).get("taken_on")
        if not taken:
            continue
        taken = date.fromisoformat(taken)
        said = read_caption(caption, published=taken)
        first = said.shot_date or said.event_date
        last = said.event_date_end if first == said.event_date and said.event_date_end else first
        if first and not first <= taken <= last:
            text = _("The caption says %(said)s, the camera %(taken)s: “%(caption)s”") % {
                "said": _day(first),
                "taken": _day(taken),
                "caption": caption[:24],
            }
            yield Advice(text, photo=number)


def _day(day):
    return f"{day.year}-{day.month:02}-{day.day:02}"
