from datetime import date

import pytest

from newsroom.grammar.dates import opening_date, read_days

PUBLISHED = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("3月8日,", date(2026, 3, 8), None),
        ("3月8号,", date(2026, 3, 8), None),
        ("2025年11月9日,", date(2025, 11, 9), None),
        ("去年12月31日,", date(2025, 12, 31), None),
        ("今年12月31日,", date(2026, 12, 31), None),
        ("3月1日至3日,", date(2026, 3, 1), date(2026, 3, 3)),
        ("3月1-3日,", date(2026, 3, 1), date(2026, 3, 3)),
        ("2月27日至3月2日,", date(2026, 2, 27), date(2026, 3, 2)),
        ("2025年12月30日至2026年1月2日,", date(2025, 12, 30), date(2026, 1, 2)),
        ("12月30日至次年1月2日,", date(2025, 12, 30), date(2026, 1, 2)),
        ("8日上午,", date(2026, 3, 8), None),
        ("记者3月9日从", date(2026, 3, 9), None),
        ("本报记者3月9日从", date(2026, 3, 9), None),
        ("笔者3月9日在", date(2026, 3, 9), None),
    ],
)
def test_a_date_opens_the_sentence(text, start, end):
    opening = opening_date(text, PUBLISHED)
    assert (opening.start, opening.end, opening.text) == (start, end, None)


@pytest.mark.parametrize("text", ["春节过后,3月8日", "3日游线路", "5日内办结", "截至3月8日", "3月的雪", "", "13月"])
def test_no_date_opens_the_sentence(text):
    opening = opening_date(text, PUBLISHED)
    assert (opening.start, opening.text, opening.flags) == (None, None, ())


@pytest.mark.parametrize("word", ["近日", "日前", "连日来"])
def test_words_for_a_recent_day_are_kept_as_words(word):
    assert opening_date(f"{word},雪川", PUBLISHED).text == word
    assert opening_date(f"记者{word}从", PUBLISHED).text == word


@pytest.mark.parametrize(
    "text", ["2月30日,", "13月1日,", "4月31日至5月2日,", "2月29日,", "0月0日,", "0000年1月1日,", "2025年31日,"]
)
def test_a_day_that_is_not_in_the_calendar_gives_no_date_and_a_flag(text):
    opening = opening_date(text + "上午", PUBLISHED)
    assert (opening.start, opening.end, opening.flags) == (None, None, ("impossible_date",))


def test_an_end_that_is_not_in_the_calendar_leaves_the_start():
    opening = opening_date("2月27日至30日,", PUBLISHED)
    assert (opening.start, opening.end) == (date(2026, 2, 27), None)


@pytest.mark.parametrize(
    ("published", "text", "expected"),
    [
        (date(2026, 1, 2), "12月31日", date(2025, 12, 31)),
        (date(2025, 12, 31), "1月2日", date(2026, 1, 2)),
        (date(2026, 3, 10), "9月9日", date(2025, 9, 9)),
        (date(2026, 3, 10), "9月8日", date(2026, 9, 8)),
        (date(2024, 3, 1), "2月29日", date(2024, 2, 29)),
        (date(2025, 1, 5), "2月29日", date(2024, 2, 29)),
        (date(2026, 1, 1), "31日", date(2025, 12, 31)),
        (date(2026, 3, 1), "28日", date(2026, 2, 28)),
        (date(2026, 3, 31), "1日", date(2026, 4, 1)),
    ],
)
def test_what_is_missing_makes_the_date_nearest_to_publication(published, text, expected):
    assert read_days(text, 0, published).start == expected


def test_on_a_tie_the_past_wins():
    # 183 days from either: the year between them is a leap year's
    published = date(2023, 9, 1)
    assert (published - date(2023, 3, 2)).days == (date(2024, 3, 2) - published).days == 183
    assert read_days("3月2日", 0, published).start == date(2023, 3, 2)


@pytest.mark.parametrize("published", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_trouble(published):
    for text in ("12月31日", "1月1日", "31日", "去年1月1日", "明年1月1日"):
        read_days(text, 0, published)
