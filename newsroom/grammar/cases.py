"""A reading as plain data, in the form of the test cases: what an outside tool or a reviewer compares."""

from datetime import date
from typing import Any

from .captions import Caption
from .editors import Editors
from .leads import Lead
from .people import Credit

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
