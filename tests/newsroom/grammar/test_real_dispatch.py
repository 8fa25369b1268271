"""A dispatch as it was really filed, where it lies beside the project; none of its sentences is kept here."""

from datetime import date
from pathlib import Path

import pytest

from newsroom.grammar import byline_line, credit_line, guess_kind, read_caption, read_lead

DISPATCHES = sorted((Path(__file__).parents[4] / "shared" / "dispatches").glob("000_*.txt"))
PUBLISHED = date(2025, 12, 28)


@pytest.fixture
def lines():
    if not DISPATCHES:
        pytest.skip("no real dispatch beside the project")
    return [line for line in DISPATCHES[0].read_text(encoding="utf-8").splitlines() if line.strip()]


def test_its_lead_gives_two_outlets_three_people_and_the_day(lines):
    lead = read_lead(lines[1], published=PUBLISHED)
    assert len(lead.outlets) == 2
    assert [credit.role for credit in lead.credits] == ["记者", "记者", "实习记者"]
    assert lead.event_date == date(2025, 12, 27)
    assert lines[1].startswith(byline_line(lead.outlets, lead.credits) + lead.body[:20])
    assert not lead.flags


def test_its_caption_gives_the_photographer_of_the_byline(lines):
    caption = read_caption(lines[2], published=PUBLISHED)
    lead = read_lead(lines[1], published=PUBLISHED)
    assert caption.photographers == lead.credits[2:]
    assert lines[2] == f"{caption.caption} {credit_line(caption.photographers)}"


def test_every_other_line_is_running_text(lines):
    assert [guess_kind(line) for line in lines] == ["lead", "lead", "caption"] + ["lead"] * (len(lines) - 3)
    for line in (lines[0], *lines[3:]):
        lead = read_lead(line, published=PUBLISHED)
        assert (lead.body, lead.credits, lead.outlets) == (line.strip(), (), ())
