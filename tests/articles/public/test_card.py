"""Cards are drawn once and kept: whatever changes on one, or around it, has to be seen."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from articles.public.paging import Page
from articles.templatetags.card import _drawn, _drawn_line, card, lines
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none_drawn():
    _drawn.cache_clear()
    _drawn_line.cache_clear()


def drawn(story, **more):
    with translation.override(more.pop("language", "zh-hans")):
        return card(story, **more)


def test_a_card_is_drawn_once_as_long_as_it_stays_as_it_is():
    story = factories.publication(cover=factories.picture())
    assert drawn(story) == drawn(story)
    assert _drawn.cache_info().hits == 1


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ({"headline": "桥修好了"}, "桥修好了"),
        ({"kicker": "北岸"}, "北岸"),
        ({"summary": "三天。"}, "三天。"),
        ({"people": "白露"}, "白露"),
        ({"is_corrected": True}, "is-corrected"),
        ({"ai": "generated"}, "is-corrected"),
        ({"cover": factories.picture(2)}, f"{2:064x}"),
        ({"cover": factories.picture(credit="记者 林知夏摄")}, "记者 林知夏摄"),
        ({"cover": factories.picture(marks=["AI生成"])}, "ai-label"),
        ({"marked": "<mark>桥</mark>"}, "mark"),
        ({"passage": "桥通了"}, "桥通了"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_changes_on_a_card_is_seen(change, seen):
    story = factories.publication(cover=factories.picture())
    assert seen not in drawn(story)
    for name, value in change.items():
        setattr(story, name, value)
    assert seen in drawn(story)


def test_what_changes_around_a_card_is_seen():
    story = factories.publication()
    assert "<h2" in drawn(story)
    assert "<h3" in drawn(story, level=3)
    assert story.section.name not in drawn(story)
    assert story.section.name in drawn(story, named=True)
    assert "3月5日" in drawn(story)
    assert "5 March" in drawn(story, language="en")


def test_what_is_marked_for_one_search_is_not_kept():
    story = factories.publication()
    story.passage = "河谷里"
    drawn(story)
    assert _drawn.cache_info().currsize == 0


def test_a_line_is_drawn_once_as_long_as_it_stays_as_it_is():
    story = factories.publication()
    with translation.override("zh-hans"):
        first = lines([story, story])
        assert first.count("<li>") == first.count(story.headline) == first.count("3月5日") == 2
        assert _drawn_line.cache_info().hits == 1
        story.headline = "桥修好了"
        assert "桥修好了" in lines([story])
    with translation.override("en"):
        assert "5 March" in lines([story])


@pytest.mark.parametrize(("given", "heading"), [({}, "<h2"), ({"level": 3}, "<h3")])
def test_a_list_stands_at_the_level_it_is_given(given, heading):
    page = Page([factories.publication()], None, True)
    assert heading in render_to_string("public/_list.html", {"page": page} | given)
