"""The copy of the demo newsroom: in each file of stories/ a small front matter, a line of dashes, then the dispatch. Pure.

Days are counted back from today, so that the demo is always of this month.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

STORIES = Path(__file__).parent / "stories"
STATES = (
    "draft",
    "first",
    "second",
    "third",
    "signed",
    "returned",
    "scheduled",
    "published",
    "corrected",
    "withdrawn",
)

_REQUIRED = ("section", "day", "time", "state")
_OPTIONAL = ("tags", "kicker", "subtitle", "standfirst", "photos", "note")
_NEED_A_NOTE = ("corrected", "withdrawn", "returned")
_FENCE = "---"
_DATE = re.compile(r"\{date([+-][0-9]+)?\}")
_TIME = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_PHOTO = re.compile(r"([a-z_]+)@([0-9]+)")


@dataclass(frozen=True)
class Story:
    """One story of the demo. It is published `day` days before today at `time` (HH:MM) and comes as far as `state`.

    `photos` are (scene, seed) pairs in the order of the captions. `note` is the correction, the notice of a withdrawal
    or the reason of a return. `dispatch` is the copy with {date}, {date-1} … not yet filled in.
    """

    file_name: str
    section: str
    day: int
    time: str
    state: str
    dispatch: str
    tags: tuple[str, ...] = ()
    kicker: str = ""
    subtitle: str = ""
    standfirst: str = ""
    photos: tuple[tuple[str, int], ...] = ()
    note: str = ""

    @property
    def headline(self) -> str:
        """The first line of the dispatch."""
        return self.dispatch.partition("\n")[0]

    def dispatch_on(self, day: date) -> str:
        """The dispatch as filed on `day`: {date} becomes that day as 12月27日, {date-1} the day before it."""

        def written(found):
            then = day + timedelta(days=int(found[1] or 0))
            return f"{then.month}月{then.day}日"

        return _DATE.sub(written, self.dispatch)


def stories() -> list[Story]:
    """Every story of the demo, in the order of their files. Raises ValueError as `read` does."""
    return [read(path.read_text(encoding="utf-8"), path.name) for path in sorted(STORIES.glob("*.txt"))]


def read(text: str, file_name: str) -> Story:
    """The Story that the text of one file is. Raises ValueError, which names file and line, for a malformed one."""
    lines = text.split("\n")
    if _FENCE not in lines:
        raise ValueError(f"{file_name}:{len(lines)}: no line {_FENCE} closes the front matter")
    fence = lines.index(_FENCE)
    values = {}
    for number, line in enumerate(lines[:fence], 1):
        try:
            key, value = _pair(line)
            if key in values:
                raise ValueError(f"{key} is given twice")
            values[key] = value
        except ValueError as error:
            raise ValueError(f"{file_name}:{number}: {error}") from error
    missing = [key for key in _REQUIRED if key not in values]
    if values.get("state") in _NEED_A_NOTE and "note" not in values:
        missing.append("note")
    if missing:
        raise ValueError(f"{file_name}:{fence + 1}: the front matter lacks {', '.join(missing)}")
    dispatch = "\n".join(lines[fence + 1 :]).strip()
    if not dispatch:
        raise ValueError(f"{file_name}:{fence + 2}: no dispatch follows the front matter")
    return Story(file_name=file_name, dispatch=dispatch + "\n", **values)


def _pair(line):
    """The key of a line and its value as Story keeps it."""
    key, colon, value = (part.strip() for part in line.partition(":"))
    if key not in _REQUIRED + _OPTIONAL or not colon:
        raise ValueError(f"{line!r} is no line of front matter")
    if not value:
        raise ValueError(f"{key} is empty")
    reader = {"day": _day, "time": _time, "state": _state, "tags": _tags, "photos": _photos}.get(key, str)
    return key, reader(value)


def _day(value):
    if not value.isdecimal():
        raise ValueError(f"day is {value!r}, not a number of days")
    return int(value)


def _time(value):
    if not _TIME.fullmatch(value):
        raise ValueError(f"time is {value!r}, not HH:MM")
    return value


def _state(value):
    if value not in STATES:
        raise ValueError(f"state is {value!r}, none of {', '.join(STATES)}")
    return value


def _tags(value):
    return tuple(tag.strip() for tag in value.split("、"))


def _photos(value):
    found = [_PHOTO.fullmatch(photo.strip()) for photo in value.split(",")]
    if not all(found):
        raise ValueError(f"photos are {value!r}, not scene@seed, scene@seed")
    return tuple((photo[1], int(photo[2])) for photo in found)
