"""The change feed of a supplier, a page at a time."""

import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk.exchange import fetching
from articles.desk.exchange.fetching import Trouble
from newsroom.text import printable

AT_ONCE = 20  # changes
MAX_BYTES = 60_000_000
LONGEST_CURSOR = 200
LONGEST_NOTE = 1000
LATEST = "latest"
GONE = 410


@dataclass(frozen=True)
class Change:
    """One change: its cursor, what happened and when, to which story and version there, with which note to readers; `item` is
    the story as it is there now."""

    cursor: str
    kind: str
    at: datetime
    story: int
    version: int
    note: str
    item: dict


@dataclass(frozen=True)
class Page:
    """Some changes in their order, the cursor behind them, whether there are more."""

    changes: list
    cursor: str
    has_more: bool


def page(supplier, since):
    """The Page of a supplier's changes behind the cursor `since`, from the beginning where that is empty. None where it does
    not know that cursor. Raises Trouble."""
    query = {"size": AT_ONCE} | ({"since": since} if since else {})
    try:
        answer = fetching.get(
            f"{supplier.address}/api/v1/changes/?{urlencode(query)}", most=MAX_BYTES, key=supplier.key
        )
    except Trouble as trouble:
        if trouble.status == GONE:
            return None
        raise
    try:
        found = json.loads(answer.data)
        changes = [_change(one) for one in found["items"]]
        if not isinstance(found["has_more"], bool):
            raise TypeError
        return Page(changes, _cursor(found["cursor"]), found["has_more"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        said = _("What %(name)s answers is no change feed. Is the address right?") % {"name": supplier.name}
        raise Trouble(said) from error


def _change(one):
    at = datetime.fromisoformat(one["at"])
    note = printable(one.get("note") or "").replace("\r\n", "\n").strip()[:LONGEST_NOTE]
    if not isinstance(one["kind"], str) or not isinstance(one["item"], dict):
        raise TypeError
    at = timezone.make_aware(at) if timezone.is_naive(at) else at
    return Change(
        _cursor(one["cursor"]), one["kind"], at, _number(one["story"]), _number(one["version"]), note, one["item"]
    )


def _cursor(value):
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_CURSOR or printable(value) != value:
        raise TypeError
    return value


def _number(value):
    if isinstance(value, bool) or not isinstance(value, int) or not 0 < value < 2**31:
        raise TypeError
    return value
