"""Shares add up to exactly the whole, whoever has a part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.ledger.sharing import apportion, weights_of

WEIGHTS = st.lists(st.integers(0, 1000), min_size=1, max_size=12)
ROLES = st.lists(st.sampled_from(["记者", "实习记者", "通讯员", ""]), min_size=1, max_size=12)


@given(st.integers(0, 1_000_000), WEIGHTS)
def test_parts_add_up_to_the_whole_and_none_is_a_hundredth_off(whole, weights):
    parts = apportion(whole, weights)
    assert sum(parts) == whole
    total = sum(weights)
    if total:
        for part, weight in zip(parts, weights, strict=True):
            assert abs(part * total - whole * weight) < total


@given(st.integers(0, 100_000), st.integers(1, 12))
def test_of_equal_parts_the_first_are_the_larger(whole, count):
    parts = apportion(whole, [1] * count)
    assert parts == sorted(parts, reverse=True)
    assert parts[0] - parts[-1] <= 1


@given(st.integers(0, 10_000), ROLES, st.sampled_from(["equal", "first", "roles"]), st.integers(0, 100))
def test_every_way_of_sharing_gives_the_whole_away(whole, roles, way, first):
    weights = weights_of(roles, way, first, [("实习记者", 50), ("", 0)])
    assert sum(apportion(whole, weights)) == whole


@pytest.mark.parametrize(
    ("roles", "way", "first", "parts"),
    [
        (["记者", "记者", "记者"], "equal", 60, [34, 33, 33]),
        (["记者", "记者", "记者"], "first", 60, [60, 20, 20]),
        (["记者", "记者", "记者", "记者"], "first", 50, [50, 17, 17, 16]),
        (["记者"], "first", 60, [100]),
        (["实习记者", "记者"], "roles", 60, [33, 67]),
        (["实习记者"], "roles", 60, [100]),
        (["指导老师", "指导老师"], "roles", 60, [50, 50]),
    ],
)
def test_how_three_and_two_share_a_story(roles, way, first, parts):
    assert apportion(100, weights_of(roles, way, first, [("实习记者", 50), ("指导老师", 0)])) == parts
