import pytest

from newsroom import colours


def test_contrast_is_counted_as_wcag_does():
    assert round(colours.contrast("#000000", "#ffffff"), 2) == 21
    assert round(colours.contrast("#767676", "#ffffff"), 2) == 4.54
    assert colours.contrast("#1d5c3f", "#ffffff") == colours.contrast("#ffffff", "#1d5c3f")


@pytest.mark.parametrize(("colour", "is_readable"), [("#b3261e", True), ("#0b5cad", True), ("#f0a500", False)])
def test_a_pale_colour_is_not_readable_on_paper(colour, is_readable):
    assert colours.is_readable(colour) is is_readable


@pytest.mark.parametrize("colour", ["#b3261e", "#000000", "#0000a0", "#1d5c3f", "#ffffff"])
def test_at_night_every_colour_can_be_read(colour):
    assert colours.contrast(colours.at_night(colour), colours.NIGHT) >= colours.READABLE


def test_what_can_be_read_at_night_stays_as_it_is():
    assert colours.at_night("#ffcc00") == "#ffcc00"


@pytest.mark.parametrize("colour", ["#ffcc00", "#ffffff", "#b3261e", "#7fd4c1"])
def test_by_day_every_colour_can_be_made_readable(colour):
    assert colours.is_readable(colours.by_day(colour))
    assert colours.by_day("#b3261e") == "#b3261e"
