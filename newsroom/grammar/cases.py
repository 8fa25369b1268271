"""A reading as plain data, in the form of the test cases: what an outside tool or a reviewer compares."""

from datetime import date
from typing import Any

from .captions import Caption, read_caption
from .editors import Editors, read_editors
from .kinds import guess_kind
from .leads import Lead, read_lead
from .people import Credit

KINDS = ("lead", "caption", "editors")
USUAL_DAY = date(2026, 3, 10)  # of publication, where a case names none

_ALWAYS = {
    Lead: ("outlets", "dispatch", "place", "dispatch_date", "credits", "event_date", "body"),
    Caption: ("caption", "photographers", "event_date"),
    Editors: ("people",),
}
_WHERE_THEY_APPLY = {
    Lead: ("title", "reprint", "date_text", "event_date_end", "works", "collective", "position"),
    Caption: ("event_date_end", "shot_date", "provider", "agency", "marks"),
    Editors: ("source",),
}


def read_case(case: Any, usual_kind: str | None = None) -> dict[str, Any]:
    """What the copy `case["in"]` says, as `to_case` gives it, with the `id` of the case where it has one.

    `pub` is the day of publication as YYYY-MM-DD, `staff` a list of names, `kind` one of KINDS. Without a kind it is
    `usual_kind`, or that of the answers which a case brings along, or what `guess_kind` makes of the copy. Raises
    ValueError, saying what is wrong, where the case is not of this form.
    """
    if not isinstance(case, dict):
        raise ValueError("not an object with “in”")
    text, day, staff, kind = (case.get(key) for key in ("in", "pub", "staff", "kind"))
    if not isinstance(text, str):
        raise ValueError("“in” is missing" if text is None else "“in” is not text")
    if staff is not None and not (isinstance(staff, list) and all(isinstance(name, str) for name in staff)):
        raise ValueError("“staff” is not a list of names")
    if kind is not None and kind not in KINDS:
        raise ValueError(f"“kind” is none of {', '.join(KINDS)}")
    known = {"published": _day(day), "staff": staff or ()}
    match kind or usual_kind or _kind_of_answers(case) or guess_kind(text):
        case "editors":
            said = read_editors(text, staff=known["staff"])
        case "caption":
            said = read_caption(text, **known)
        case _:
            said = read_lead(text, **known)
    return {**({"id": case["id"]} if "id" in case else {}), **to_case(said)}


def _day(text: Any) -> date:
    if text is None:
        return USUAL_DAY
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError("“pub” is not a day such as 2026-03-10") from None


def _kind_of_answers(case: dict[str, Any]) -> str | None:
    answers = {"body": "lead", "caption": "caption", "people": "editors"}
    return next((kind for key, kind in answers.items() if key in case), None)


def to_case(reading: Lead | Caption | Editors) -> dict[str, Any]:
    """`reading` as JSON can hold it: dates as YYYY-MM-DD, credits as [role, name] or [role, name, unit].

    Keys that say nothing are left out, but for those that every case of its kind has. `flag` is the first flag;
    `graphic` lists names; a picture in `per_image` maps to a name, or to a list where several took it.
    """
    kind = type(reading)
    case = {key: _plain(getattr(reading, key)) for key in _ALWAYS[kind]}
    case |= {key: _plain(value) for key in _WHERE_THEY_APPLY[kind] if (value := getattr(reading, key))}
    if isinstance(reading, Caption):
        if reading.graphic:
            case["graphic"] = [credit.name for credit in reading.graphic]
        if reading.per_image:
            case["per_image"] = {
                picture: names[0] if len(names) == 1 else list(names) for picture, names in reading.per_image.items()
            }
    if reading.flags:
        case["flag"] = reading.flags[0]
    return case


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Credit(role, name, None):
            return [role, name]
        case Credit(role, name, unit):
            return [role, name, unit]
        case tuple() | list():
            return [_plain(item) for item in value]
        case dict():
            return {key: _plain(item) for key, item in value.items()}
    return value
