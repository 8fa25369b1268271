"""Lists newest first, cut by key: no page costs more than its own rows, however many stories there are."""

import re
from dataclasses import dataclass

from django.http import Http404

SIZE = 20
LARGEST_KEY = 2**63 - 1


@dataclass(frozen=True)
class Page:
    """A page of a list: its rows, the cursor of the older page (None on the last one), whether it is the newest."""

    rows: list
    before: int | None
    is_newest: bool


def before_of(request):
    """The cursor in `?before=`: a whole number, or None where there is none; Http404 for anything else."""
    text = request.GET.get("before")
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,19}", text) or int(text) > LARGEST_KEY:
        raise Http404
    return int(text)


def newest(queryset, before, size=SIZE, by="key"):
    """The page of `queryset` below the cursor, in falling order of the column `by`. Http404 where a cursor is given and
    nothing lies below it."""
    if before is not None:
        queryset = queryset.filter(**{f"{by}__lt": before})
    return page_of(list(queryset.order_by(f"-{by}")[: size + 1]), before, size, by)


def page_of(rows, before, size=SIZE, by="key"):
    """The page that the first `size` of `rows` make, all of them below the cursor; one more says that there are others.
    Http404 where a cursor is given and nothing lies below it."""
    if before is not None and not rows:
        raise Http404
    more = len(rows) > size
    rows = rows[:size]
    return Page(rows, getattr(rows[-1], by) if more else None, before is None)
