import pytest
from django.db.models import F

from articles.models import Publication
from newsroom.prepared import Plan, prepared
from tests import factories

pytestmark = pytest.mark.django_db


@prepared(Publication)
def in_section(section, before):
    stories = Publication.objects.cards().filter(section=section)
    for key in before:
        stories = stories.before(key)
    return stories[:2]


@prepared(Publication)
def newest_of(sections, numbers):
    cards = Publication.objects.bare()
    return [*(cards.filter(section=one)[:1] for one in sections), cards.filter(story__in=numbers)]


@pytest.fixture
def stories(db):
    return [factories.publication(headline=f"河谷里的第{number}场雪") for number in range(4)]


def test_it_finds_what_the_queryset_finds(stories, django_assert_num_queries):
    section = stories[0].section_id
    rows = list(Publication.objects.filter(section=section).select_related("section").order_by("-key"))
    assert in_section(section, ()) == rows[:2]
    with django_assert_num_queries(1):
        found = in_section(section, (rows[1].key,))
        assert [one.headline for one in found] == [one.headline for one in rows[2:4]]
        assert {one.section.name for one in found} == {rows[0].section.name}
        assert [one.cover for one in found] == [one.cover for one in rows[2:4]]


def test_what_is_put_off_comes_when_it_is_asked_for(stories, django_assert_num_queries):
    (found,) = newest_of((stories[3].section_id,), (stories[3].story,))
    assert found.ai is None
    assert found.get_deferred_fields() == {"html", "facts", "version", "changed_at", "original"}
    with django_assert_num_queries(1):
        assert found.html == stories[3].html


def test_what_is_added_comes_too(stories):
    near = prepared(Publication)(lambda key: Publication.objects.filter(key__gte=key).annotate(twice=F("version") * 2))
    assert {one.twice for one in near(stories[2].key)} == {2}


def test_several_queries_are_one_and_give_each_row_once(stories, django_assert_num_queries):
    sections = tuple(dict.fromkeys(one.section_id for one in stories))
    with django_assert_num_queries(1):
        found = newest_of(sections, (stories[0].story, stories[3].story, stories[0].story))
    assert len(found) == len({one.key for one in found})
    assert {stories[0], stories[3]} <= set(found)


def test_a_value_is_a_value_whatever_stands_in_it(stories):
    slug = prepared(Publication)(lambda headline: Publication.objects.filter(headline=headline))
    assert slug("' OR 1=1 --") == []
    assert slug(stories[1].headline) == [stories[1]]
    assert slug("stand-in 0") == []


def test_a_number_that_no_column_holds_is_left_to_the_queryset(stories):
    numbered = prepared(Publication)(lambda story: Publication.objects.filter(story=story))
    assert numbered(10**30) == []
    assert len(in_section(stories[0].section_id, (10**30,))) == 2


def test_values_that_decide_nothing_are_refused():
    careless = prepared(Publication)(lambda language, size: Publication.objects.filter(language=language)[:3])
    with pytest.raises(ValueError, match="says nothing of its values"):
        careless("zh-hans", 3)


def test_what_is_set_on_one_stands_on_no_other(stories):
    section = stories[0].section_id
    first, again = in_section(section, ())[0], in_section(section, ())[0]
    first.headline, first.section.name = "改了", "也改了"
    third = in_section(section, ())[0]
    assert again.headline == third.headline == stories[3].headline
    assert again.section.name == third.section.name == stories[3].section.name
    assert (third._state.db, third._state.adding) == ("default", False)
    assert third.get_deferred_fields() == again.get_deferred_fields()


def test_a_row_that_changed_is_read_anew(stories):
    section = stories[0].section_id
    in_section(section, ())
    Publication.objects.filter(pk=stories[3].pk).update(headline="新的标题")
    assert in_section(section, ())[0].headline == "新的标题"


def test_no_more_rows_are_kept_than_have_room(stories, monkeypatch):
    monkeypatch.setattr("newsroom.prepared.MOST", 2)
    plan = Plan(lambda section: Publication.objects.filter(section=section), [1], {}, "default")
    for _again in range(2):
        assert set(plan.rows([stories[0].section_id])) == set(stories)
        assert len(plan.kept) <= 2
    Publication.objects.update(html="雪" * 5000)
    assert set(plan.rows([stories[0].section_id])) == set(stories)
    assert not any("雪" * 5000 in row for row in plan.kept)


def test_rows_that_are_not_kept_are_made_anew_each_time(stories):
    asked = prepared(Publication, keeps=False)(
        lambda key: Publication.objects.select_related("section").filter(key=key)
    )
    (first,), (again,) = asked(stories[0].key), asked(stories[0].key)
    assert first == again == stories[0]
    assert first.section == stories[0].section
    assert first.section is not again.section


def test_no_more_shapes_are_kept_than_have_room(stories, monkeypatch):
    monkeypatch.setattr("newsroom.prepared.SHAPES", 2)
    put_together = []

    @prepared(Publication)
    def of_day(key, *, day):
        put_together.append(day)
        return Publication.objects.filter(key=key)

    for day in (1, 2, 2, 3, 3, 1):
        assert of_day(stories[0].key, day=day) == [stories[0]]
    assert put_together == [1, 2, 3, 1]
