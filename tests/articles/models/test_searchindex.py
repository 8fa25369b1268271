"""The search index by itself: what it gives in which order, whatever the dates."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles import tokens
from articles.models import searchindex
from articles.models.publication import key_of
from articles.models.relevance import LAST, SPAN, ZONES, Place

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
MARKS = (tokens.mark_of_language("zh-hans"),)


def keep(number, at, headline="", standfirst="", body=""):
    """Words in the index alone; returns their key."""
    key = key_of(at, number)
    day = timezone.localtime(at).date()
    searchindex.write({key: tokens.of_text(headline, standfirst, body, day, "zh-hans")})
    return key


def places(size, words=("冰雪",), since=0):
    """All places for `words`, asked for `size` at a time, each time after the last one."""
    now, last, found = int(NOW.timestamp()), None, []
    while True:
        befores = [last.before(zone) if last else None for zone in ZONES]
        rows = searchindex.best(words, MARKS, befores, size, now, since)
        part = sorted((Place(now, *row) for row in rows), key=lambda place: (place.rank, -place.key))[:size]
        found += part
        if len(part) < size:
            return [(place.zone, place.key) for place in found]
        last = part[-1]


@pytest.fixture
def archive(monkeypatch):
    """Stories of fifteen years that have the word somewhere, as (zone, key); NOW is now."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    rng = random.Random(7)
    kept = []
    for number in range(1, 150):
        age = rng.choice([rng.uniform(0, 9), rng.uniform(0, 200), rng.uniform(0, 5500)])
        zone = rng.choice([0, 1, 2, 2, 3])
        words = ["别的"] * 3
        for at in range(zone, 3):
            words[at] = rng.choice(["冰雪节", "别的"]) if at > zone else "冰雪节"
        kept.append((zone, keep(number, NOW - timedelta(days=age), *words)))
    return [place for place in kept if place[0] < 3]


def by_relevance(places):
    now = int(NOW.timestamp())
    return sorted(places, key=lambda place: (Place(now, *place).rank, -place[1]))


@pytest.mark.parametrize("size", [1, 2, 7, 21, 200])
def test_the_most_relevant_come_first_whatever_the_size_of_the_page(archive, size):
    assert places(size) == by_relevance(archive)


def test_a_first_day_bounds_them(archive):
    since = key_of(NOW - timedelta(days=100), 0)
    assert places(5, since=since) == by_relevance(place for place in archive if place[1] >= since)


def test_all_words_must_stand_in_a_zone_to_count_there(archive):
    split = keep(900, NOW, "冰雪", "", "草原")
    both = keep(901, NOW - timedelta(days=300), "草原冰雪")
    assert places(3, ("冰雪", "草原")) == [(0, both), (2, split)]


@pytest.mark.parametrize("days", [0, 1, 7, 8, 9, 30, 60, 61, 90, 364, 366, 700, 1100, 2200, 4100, 9000])
def test_the_newest_are_found_whatever_their_age(archive, days):
    keys = [keep(1000 + n, NOW - timedelta(days=days + n), body="草原") for n in range(3)]
    assert searchindex.newest(["草原", *MARKS], None, 10) == keys
    assert searchindex.newest(["草原", *MARKS], keys[0], 10) == keys[1:]
    assert searchindex.newest(["草原", *MARKS], None, 10, since=keys[1]) == keys[:2]
    assert searchindex.newest(["草原", *MARKS], keys[0], 1, since=keys[2]) == keys[1:2]


class TestPlaces:
    """Pure: where the stories of each zone go on."""

    def test_the_border_of_every_zone_is_exact(self):
        now = int(NOW.timestamp())
        rng = random.Random(3)
        keys = [
            key_of(NOW - timedelta(seconds=rng.choice([0, 1, 2, 60, 1000, SPAN, 3 * SPAN + 1])), n) for n in range(60)
        ]
        keys += [key_of(NOW + timedelta(seconds=90), 70)]
        every = [Place(now, zone, key) for zone in range(3) for key in keys]
        for last in every:
            for zone in range(3):
                border = last.before(ZONES[zone])
                later = [p for p in every if p.zone == zone and (p.rank, -p.key) > (last.rank, -last.key)]
                assert later == [p for p in every if p.zone == zone and p.key < border]

    def test_a_headline_of_last_year_stands_before_a_mention_of_today(self):
        now = int(NOW.timestamp())
        headline = Place(now, 0, key_of(NOW - timedelta(days=365), 1))
        old = Place(now, 0, key_of(NOW - timedelta(days=500), 1))
        mention = Place(now, 2, key_of(NOW, 2))
        assert headline.rank < mention.rank < old.rank
        assert Place(now, 0, 0).before(ZONES[0]) == 0
        assert headline.before(ZONES[2]) == LAST
