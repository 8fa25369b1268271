"""What asks how work grows can say no."""

from tests.growing import grows_evenly


def test_what_looks_at_each_character_once_grows_evenly():
    assert grows_evenly(lambda text: sum(1 for _character in text), "雪" * 400_000)


def test_what_looks_back_at_all_before_each_does_not():
    assert not grows_evenly(lambda text: sum(1 for at in range(len(text)) for _before in range(at)), "雪" * 2400)
