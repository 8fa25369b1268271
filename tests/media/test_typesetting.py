"""Lines of type: where they may break, how they are cut, and what is not in the fonts."""

import pytest

from media import typesetting
from media.typesetting import NO_END, NO_START, fit, lines_of, settable, width_of

LONG = "雪川地区今年第一场雪“落”在北屏县，河谷里的孩子们（共三百多名）堆起了雪人！《雪川新闻》记者都记了下来。"


def text(line):
    return "".join((" " if at and atom.is_spaced else "") + atom.text for at, atom in enumerate(line))


@pytest.mark.parametrize("width", range(300, 900, 50))
def test_no_line_begins_with_a_closing_mark_or_ends_with_an_opening_one(width):
    lines = [text(line) for line in lines_of(LONG, 48, width, 20)]
    assert "".join(lines) == LONG
    assert not [line for line in lines if line[0] in NO_START - {"—", "…"} or line[-1] in NO_END]


def test_lines_fit_and_are_even():
    lines = lines_of("雪川首条冰雪旅游公路全线通车", 60, 600, 3)
    assert [len(text(line)) for line in lines] == [7, 7]
    assert all(width_of(line, 60) <= 600 for line in lines)


def test_what_is_too_long_is_cut():
    lines = lines_of(LONG, 60, 500, 3)
    assert len(lines) == 3
    assert text(lines[2]).endswith("…")
    assert width_of(lines[2], 60) <= 500


def test_the_cut_leaves_no_mark_before_the_dots():
    for width in range(200, 600, 10):
        last = text(lines_of("一二三，四五六。七八九、" * 6, 40, width, 2)[1])
        assert last.endswith("…") and last[-2] not in NO_START | NO_END


def test_words_stay_whole():
    lines = [text(line) for line in lines_of("A new bridge over the Tash River doesn’t open", 48, 420, 9)]
    assert " ".join(lines) == "A new bridge over the Tash River doesn’t open"


def test_a_word_wider_than_the_line_is_taken_apart():
    lines = lines_of("x" * 200, 48, 400, 3)
    assert len(lines) == 3
    assert all(width_of(line, 48) <= 400 for line in lines)


def test_the_largest_size_that_fits_is_taken():
    assert fit("短标题", (64, 52), 500, 3)[0] == 64
    assert fit(LONG, (64, 52, 40), 1050, 3)[0] == 52
    size, lines = fit(LONG * 3, (64, 52, 40), 500, 3)
    assert (size, len(lines)) == (40, 3)


def test_letters_that_are_wanting_are_marked_and_other_signs_go():
    assert settable("𠮷田堃 在雪☃🎉川\x07") == "〓田堃 在雪川"
    assert settable("قازاق ۋادىسى Қазақ") == "قازاق ۋادىسى Қазақ"


def test_words_from_the_left_keep_their_order_among_those_from_the_right():
    line = lines_of("ئاقاردى Expo Center 2026 قار", 40, 2000, 1)[0]
    placed = [atom.text for atom in typesetting._from_the_right(line)]
    assert placed == ["ئاقاردى", "2026", "Center", "Expo", "قار"]


def test_without_a_library_that_joins_them_arabic_letters_are_not_set(monkeypatch):
    monkeypatch.setattr(typesetting, "_joins", lambda: False)
    assert not typesetting.can_set("قار")
    assert typesetting.can_set("雪川 news")
