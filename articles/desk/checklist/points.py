"""The points of the checklist: sentences that know what they are about."""

from dataclasses import dataclass

AROUND = 12


@dataclass(frozen=True)
class Spot:
    """Where a point is found in a text: the words there, and a few before and after them in the same line."""

    before: str
    quote: str
    after: str

    @classmethod
    def at(cls, line, start, end):
        """What stands from `start` to `end` in a line of text."""
        return cls(line[max(0, start - AROUND) : start], line[start:end], line[end : end + AROUND])


class Point(str):
    """A sentence of the checklist. `field` is the field of the form that it is about, `spots` the passages of that field,
    `photo` the photo's number; `put` is what the house would write at each spot, None where it has no proposal."""

    __slots__ = ("field", "photo", "put", "spots")

    def __new__(cls, text, field="body", *, spots=(), photo=None, put=None):
        point = super().__new__(cls, text)
        point.field, point.spots, point.photo, point.put = field, tuple(spots), photo, put
        return point


class Must(Point):
    """What keeps a story back."""

    __slots__ = ()


class Advice(Point):
    """What an editor should look at; never keeps a story back."""

    __slots__ = ()
