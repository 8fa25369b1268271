from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.ranges import Part, Unsatisfiable, asked


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("bytes=0-1", (0, 1)),
        ("bytes=5-", (5, 9)),
        ("bytes=-3", (7, 9)),
        ("bytes=-30", (0, 9)),
        ("bytes=8-400", (8, 9)),
        (" Bytes=0-0 ", (0, 0)),
        ("", None),
        ("bytes=-", None),
        ("bytes=5-2", None),
        ("bytes=0-1,3-4", None),
        ("lines=0-1", None),
        ("bytes=１-2", None),
        ("bytes=" + "9" * 40 + "-", None),
    ],
)
def test_the_part_that_is_asked_for(header, part):
    assert asked(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=99-100", "bytes=-0"])
def test_what_begins_behind_the_end_cannot_be_sent(header):
    with pytest.raises(Unsatisfiable):
        asked(header, 10)


@given(st.binary(min_size=1, max_size=50), st.data())
def test_a_part_is_read_to_its_end_whatever_the_pieces(content, data):
    first = data.draw(st.integers(0, len(content) - 1))
    last = data.draw(st.integers(first, len(content) - 1))
    part = Part(BytesIO(content), first, last)
    size = data.draw(st.integers(1, 20))
    assert b"".join(iter(lambda: part.read(size), b"")) == content[first : last + 1]
