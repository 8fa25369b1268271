from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from articles.public import languages
from articles.templatetags import paper

EVENING = datetime(2026, 11, 22, 16, 5, tzinfo=UTC)  # already the 23rd where the town is


@pytest.mark.parametrize(
    ("filter", "chinese", "english"),
    [
        (paper.day, "2026年11月23日", "23 November 2026"),
        (paper.weekday, "星期一", "Monday"),
        (paper.moment, "2026年11月23日 00:05", "23 November 2026, 00:05"),
    ],
)
def test_dates_are_printed_as_papers_print_them(filter, chinese, english):
    with translation.override("zh-hans"):
        assert filter(EVENING) == filter(EVENING.isoformat()) == chinese
    with translation.override("en"):
        assert filter(EVENING) == english


def test_a_short_day_names_the_year_where_it_is_another():
    with translation.override("zh-hans"):
        assert paper.short_day(date(1999, 1, 2)) == "1999年1月2日"
        assert paper.short_day(date.today().replace(month=1, day=2)) == "1月2日"  # noqa: DTZ011


def test_a_short_moment_is_a_short_day_and_the_time_of_the_town():
    with translation.override("zh-hans"):
        assert paper.short_moment(datetime(1999, 1, 1, 16, 5, tzinfo=UTC)) == "1999年1月2日 00:05"


@pytest.mark.parametrize(("text", "shown"), [("一二三", "一二三"), ("一二三四", "一二…"), ("", "")])
def test_a_text_is_cut_to_a_length_with_its_ellipsis(text, shown):
    assert paper.cut_at(text, 3) == shown


@pytest.mark.parametrize(
    ("language", "tag", "direction"),
    [
        ("zh-hans", "zh-Hans", "ltr"),
        ("kk-arab", "kk-Arab", "rtl"),
        ("kk", "kk", "ltr"),
        ("ug", "ug", "rtl"),
        ("ug-latn", "ug-Latn", "ltr"),
        ("ar", "ar", "rtl"),
        ("en-gb", "en-GB", "ltr"),
    ],
)
def test_a_language_has_its_tag_and_its_direction(language, tag, direction):
    assert paper.tag_of(language) == tag
    assert paper.direction(language) == direction


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("kk-arab", ["2026-جىلى 11-ايدىڭ 23-كۇنى 00:05", "دۇيسەنبى", "دس", "2026-جىلى 11-اي"]),
        ("ug", ["2026-يىلى 11-ئاينىڭ 23-كۈنى 00:05", "دۈشەنبە", "دۈ", "2026-يىلى 11-ئاي"]),
    ],
)
def test_dates_in_the_languages_of_the_editions(language, said):
    with translation.override(languages.interface(language)):
        local = paper._local(EVENING)
        assert [paper.moment(EVENING), paper.weekday(EVENING), paper.weekday_letter(local), paper.month(local)] == said
