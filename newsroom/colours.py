"""The colour of a masthead: can it be read on paper, and what is it at night? Contrast as WCAG 2 counts it. Pure."""

import re

READABLE = 4.5
# The greyest ground that text of the paper stands on, by day and by night: what is readable there is so everywhere.
DAY, NIGHT = "#f3f1ea", "#201e1b"
PAPER, PAPER_AT_NIGHT = "#fbfaf6", "#161513"
INK, GREY, RED = "#1c1a17", "#69635a", "#b3261e"
STEPS = 20
COLOUR = re.compile(r"#[0-9a-f]{6}")


def rgb(colour):
    """The three parts of #b3261e, 0 to 255 each."""
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def written(parts):
    """The colour of three parts, as #b3261e."""
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def luminance(colour):
    """How bright a colour is: 0 for black, 1 for white."""
    red, green, blue = (_linear(part / 255) for part in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    """How far two colours stand apart, from 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def is_readable(colour):
    """Whether text in this colour can be read on the paper by day."""
    return contrast(colour, DAY) >= READABLE


def at_night(colour):
    """The colour as dark pages show it: lightened until it can be read there, and no further."""
    return _mixed(colour, 255, NIGHT)


def by_day(colour):
    """The colour darkened until it can be read on the paper by day, and no further."""
    return _mixed(colour, 0, DAY)


def _mixed(colour, end, ground):
    parts = rgb(colour)
    mixed = (written(part + (end - part) * step / STEPS for part in parts) for step in range(STEPS + 1))
    return next(found for found in mixed if contrast(found, ground) >= READABLE)


def _linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
