"""The places of a front: arranging them, pins, and the times at which they turn."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from articles.desk import fronts
from articles.models import Remit, Section, Slot
from newsroom import edition
from newsroom.models import LogLine
from tests import factories
from tests.newsroom.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def front(cast):
    """The front page."""
    return fronts.of_user(cast.chief_editor)[0]


def order(front):
    return [slot.story for slot in fronts.slots_of(front)]


def rows(text):
    """Rows by their letters; a star behind one pins it."""
    return [SimpleNamespace(name=part[0], is_pinned=part.endswith("*")) for part in text.split()]


def names(found):
    return "".join(row.name for row in found)


def row(found, name):
    return next(one for one in found if one.name == name)


# ---- order


@pytest.mark.parametrize(
    ("before", "name", "place", "after"),
    [
        ("A B C D", "D", 0, "DABC"),
        ("A B C D", "A", 2, "BCAD"),
        ("A B C D", "A", 3, "BCDA"),
        ("A B* C D", "D", 0, "DBAC"),  # the pinned one keeps its place, the others move round it
        ("A B* C D", "D", 1, "ABDC"),  # and is not put aside
        ("A* B C*", "B", 0, "ABC"),
        ("A B* C D", "B", 3, "ACDB"),  # but may itself be moved
        ("A B C D*", "A", None, "BCD"),  # and moves up where there is nobody to stand before it
        ("A B C* D", "A", None, "BDC"),
    ],
)
def test_a_row_is_put_in_its_place_and_pinned_ones_keep_theirs(before, name, place, after):
    found = rows(before)
    assert names(fronts.put(found, row(found, name), place)) == after


def test_a_new_row_pushes_down_what_is_not_pinned():
    found = rows("A B* C")
    assert names(fronts.put(found, rows("N")[0], 0)) == "NBAC"
    assert names(fronts.put(found, rows("N")[0], 3)) == "ABCN"


@pytest.mark.parametrize(
    ("before", "name", "by", "after"),
    [
        ("A B C", "C", -1, "ACB"),
        ("A B C", "A", 1, "BAC"),
        ("A B* C", "C", -1, "CBA"),
        ("A B* C", "A", 1, "CBA"),
        ("A B C", "A", -1, "ABC"),
        ("A B C*", "B", 1, "ABC"),
        ("A B C*", "C", -1, "ACB"),
    ],
)
def test_a_step_goes_past_pinned_rows(before, name, by, after):
    found = rows(before)
    assert names(fronts.step(found, row(found, name), by)) == after


# ---- who may


def test_a_remit_limits_the_section_fronts(cast):
    other = Section.objects.create(masthead_id="zh-hans", name="民生", slug="livelihood")
    assert [str(front.section) for front in fronts.of_user(cast.section_head)] == ["None", "要闻", "民生"]
    Remit.objects.create(user=cast.section_head).sections.add(other)
    head = type(cast.section_head).objects.get(pk=cast.section_head.pk)
    assert [str(front.section) for front in fronts.of_user(head)] == ["None", "民生"]
    assert fronts.of_user(cast.editor) == fronts.of_user(cast.reporter) == []


# ---- arranging


def test_an_arrangement_replaces_the_one_before_begins_one_edition_and_is_recorded(front, cast):
    now = edition.current()
    assert fronts.arrange(front, [Slot(story=7), Slot(story=5, headline="短题")], fronts.token([]), cast.chief_editor)
    assert order(front) == [7, 5]
    assert edition.current() == now + 1
    stored = fronts.slots_of(front)
    assert fronts.arrange(front, [Slot(story=9)], fronts.token(stored), cast.chief_editor)
    assert [(slot.position, slot.story) for slot in fronts.slots_of(front)] == [(1, 9)]
    line = LogLine.objects.first()
    assert (line.kind, line.actor, line.about) == ("public", cast.chief_editor, "雪川新闻网 /")
    assert "5 短题" in LogLine.objects.last().detail


def test_an_unchanged_arrangement_is_no_edition(front, cast):
    fronts.arrange(front, [Slot(story=7)], fronts.token([]), cast.chief_editor)
    now = edition.current()
    stored = fronts.slots_of(front)
    assert not fronts.arrange(front, stored, fronts.token(stored), cast.chief_editor)
    assert edition.current() == now


def test_nobody_overwrites_a_newer_arrangement(front, cast):
    seen = fronts.token(fronts.slots_of(front))
    fronts.arrange(front, [Slot(story=7)], seen, cast.chief_editor)
    now = edition.current()
    with pytest.raises(fronts.Overtaken) as overtaken:
        fronts.arrange(front, [Slot(story=8)], seen, cast.section_head)
    assert [slot.story for slot in overtaken.value.slots] == order(front) == [7]
    assert edition.current() == now
    assert LogLine.objects.count() == 1


def test_the_token_knows_everything_that_was_typed_and_not_what_is_shown_now(cast):
    at = timezone.now()
    slots = [
        Slot(story=1),
        Slot(story=1, headline="题"),
        Slot(story=1, photo=cast.photo()),
        Slot(story=1, is_pinned=True),
        Slot(story=1, is_focus=True),
        Slot(story=1, starts_at=at),
        Slot(story=1, ends_at=at),
    ]
    assert len({fronts.token([slot]) for slot in slots}) == len(slots)
    assert fronts.token([Slot(story=1, is_on=False)]) == fronts.token([Slot(story=1)])


def test_each_front_has_its_own_places(front, cast):
    of_section = fronts.of_user(cast.chief_editor)[1]
    fronts.arrange(front, [Slot(story=1)], fronts.token([]), cast.chief_editor)
    fronts.arrange(of_section, [Slot(story=2)], fronts.token([]), cast.chief_editor)
    assert (order(front), order(of_section)) == ([1], [2])


@pytest.mark.django_db(transaction=True)
def test_of_ten_who_save_at_once_one_is_stored_and_nine_are_told(cast):
    front = fronts.of_user(cast.chief_editor)[0]
    told = []

    def save(number):
        try:
            fronts.arrange(front, [Slot(story=number)], fronts.token([]), cast.chief_editor)
        except fronts.Overtaken as overtaken:
            told.append(overtaken.slots[0].story)

    numbers = iter(range(1, 11))
    together(10, lambda: save(next(numbers)))
    assert told == order(front) * 9


# ---- times


def test_slots_turn_when_their_time_begins_and_ends(front, cast):
    story = factories.publication(section=cast.section)
    hour = timedelta(hours=1)
    now = timezone.now()
    fronts.arrange(
        front, [Slot(story=story.story, starts_at=now + hour, ends_at=now + 2 * hour)], fronts.token([]), None
    )
    began = edition.current()
    shown = []
    for at in (now, now + hour, now + 1.5 * hour, now + 2 * hour, now + 3 * hour):
        fronts.turn_due(at)
        shown.append((Slot.objects.get().is_on, edition.current() - began))
    assert shown == [(False, 0), (True, 1), (True, 1), (False, 2), (False, 2)]


def test_a_slot_whose_time_is_over_stays_off(front, cast):
    past = timezone.now() - timedelta(hours=1)
    fronts.arrange(front, [Slot(story=1, ends_at=past), Slot(story=2)], fronts.token([]), cast.chief_editor)
    assert [slot.is_on for slot in fronts.slots_of(front)] == [False, True]
    now = edition.current()
    fronts.turn_due(timezone.now())
    assert edition.current() == now


def test_nothing_due_costs_one_query(front, cast, django_assert_num_queries):
    for _ in range(2):
        soon = timezone.now() + timedelta(hours=1)
        slots = [Slot(story=number, starts_at=soon) for number in range(1, 11)]
        fronts.arrange(front, slots, fronts.token(fronts.slots_of(front)), cast.chief_editor)
        with django_assert_num_queries(1):
            fronts.turn_due(timezone.now())


@pytest.mark.django_db(transaction=True)
def test_ten_pulses_turn_slots_and_begin_one_edition(cast):
    now = timezone.now()
    front = fronts.of_user(cast.chief_editor)[0]
    slots = [Slot(story=1, ends_at=now + timedelta(minutes=1)), Slot(story=2, starts_at=now + timedelta(minutes=1))]
    fronts.arrange(front, slots, fronts.token([]), cast.chief_editor)
    before = edition.current()
    together(10, lambda: fronts.turn_due(now + timedelta(minutes=2)))
    assert [slot.is_on for slot in fronts.slots_of(front)] == [False, True]
    assert edition.current() == before + 1


def test_the_pulse_knows_of_it(settings):
    assert "articles.desk.fronts.turn_due" in settings.PULSE
