"""The first page of a section: what the desk has put there, then the newest."""

import pytest

from articles.models import Slot
from tests import factories

pytestmark = pytest.mark.django_db


def put(section, *stories, **more):
    for position, story in enumerate(stories, start=1):
        Slot.objects.create(section=section, position=position, story=story.story, **more)


def test_it_costs_three_queries_and_one_more_for_photos(client, cast, django_assert_num_queries):
    stories = [factories.publication(section=cast.section) for _ in range(10)]
    put(cast.section, stories[3], stories[1])
    for _ in range(2):
        with django_assert_num_queries(3):
            client.get("/sections/news/")
        stories += [factories.publication(section=cast.section) for _ in range(10)]
        put(cast.section, *stories[-5:])
    for position in range(20, 26):
        photo = cast.photo(colour=(position * 9, 0, 90))
        Slot.objects.create(section=cast.section, position=position, story=stories[position - 20].story, photo=photo)
        with django_assert_num_queries(4):
            client.get("/sections/news/")


def test_slots_stand_first_and_the_newest_follow_without_them(client):
    stories = [factories.publication() for _ in range(5)]
    put(factories.section(), stories[1], stories[3])
    context = client.get("/sections/news/").context
    assert context["lead"] == stories[1]
    assert context["cards"] == [stories[3]]
    assert context["page"].rows == [stories[4], stories[2], stories[0]]


def test_every_story_is_found_by_going_on(client):
    stories = [factories.publication() for _ in range(50)]
    put(factories.section(), stories[49], stories[0])
    page = client.get("/sections/news/").context["page"]
    assert page.rows == stories[29:49][::-1]
    second = client.get("/sections/news/", {"before": page.before})
    assert second.context["page"].rows == stories[9:29][::-1]
    assert "section-top" not in second.text
    third = client.get("/sections/news/", {"before": second.context["page"].before}).context["page"]
    assert third.rows == stories[:9][::-1]
    assert third.before is None


def test_a_pinned_slot_far_down_leaves_enough_to_go_on(client):
    stories = [factories.publication() for _ in range(60)]
    Slot.objects.create(section=factories.section(), position=12, story=stories[0].story, is_pinned=True)
    context = client.get("/sections/news/").context
    assert [context["lead"], *context["cards"]] == [*stories[:48:-1], stories[0]]
    assert context["page"].rows == stories[29:49][::-1]
    assert context["page"].before == stories[29].key


def test_a_story_of_another_section_may_stand_there(client):
    other = factories.publication(section=factories.section("villages"))
    mine = factories.publication()
    put(mine.section, other)
    response = client.get("/sections/news/")
    assert response.context["lead"] == other
    assert response.context["page"].rows == [mine]
    assert 'href="/sections/villages/"' in response.text


def test_without_slots_there_is_a_plain_list(client):
    factories.publication()
    response = client.get("/sections/news/")
    assert "section-top" not in response.text
    assert "fronts.css" not in response.text


def test_slots_of_the_front_page_and_of_other_sections_stay_where_they_are(client):
    story, other = factories.publication(), factories.publication(section=factories.section("villages"))
    put(None, story)
    put(other.section, other)
    assert client.get("/sections/news/").context["lead"] is None
