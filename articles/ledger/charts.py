"""Output drawn as bars and columns: where they stand, for a template that draws them as SVG. Pure."""

from dataclasses import dataclass

MOST = 15  # bars
BAR, STEP, LABEL, WIDTH, ROOM = 18, 28, 136, 440, 62
COLUMN_HEIGHT, COLUMN_STEP = 150, 52


@dataclass(frozen=True)
class Bar:
    """One bar: what it is of and what it says, where it begins and how long it is."""

    label: str
    said: str
    x: int
    y: int
    width: int
    height: int

    @property
    def text_x(self):
        """Where what a lying bar says stands."""
        return self.x + self.width + 8

    @property
    def text_y(self):
        """The line on which the words beside a lying bar stand."""
        return self.y + BAR - 5

    @property
    def middle(self):
        """The middle of a standing bar."""
        return self.x + self.width // 2

    @property
    def above(self):
        """The line on which what a standing bar says stands."""
        return self.y - 6


def lying(pairs, said):
    """Bars of at most MOST (label, amount), the longest first; `said` writes an amount out. Nothing below nothing is drawn."""
    pairs = sorted((pair for pair in pairs if pair[1] > 0), key=lambda pair: -pair[1])[:MOST]
    longest = max((amount for _label, amount in pairs), default=1)
    room = WIDTH - LABEL - ROOM
    return [
        Bar(_short(label), said(amount), LABEL, at * STEP, max(2, amount * room // longest), BAR)
        for at, (label, amount) in enumerate(pairs)
    ]


def standing(pairs, said):
    """Columns of (label, amount) in their order."""
    highest = max((amount for _label, amount in pairs), default=0) or 1
    bars = []
    for at, (label, amount) in enumerate(pairs):
        height = max(0, amount) * COLUMN_HEIGHT // highest
        bars.append(Bar(label, said(amount), at * COLUMN_STEP + 8, 20 + COLUMN_HEIGHT - height, 36, height))
    return bars


def _short(label, most=9):
    return label if len(label) <= most else f"{label[: most - 1]}…"
