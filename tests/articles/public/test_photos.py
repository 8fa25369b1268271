"""Stories told in photos."""

import pytest
from django.db import connection

from articles.models import Publication
from articles.public import photos
from tests import factories

pytestmark = pytest.mark.django_db


def told_in_photos(count=3, **fields):
    return factories.publication(photo_count=count, cover=factories.picture(), **fields)


def test_it_costs_two_queries_with_ten_stories_or_twenty(client, django_assert_num_queries):
    for count in range(2):
        [told_in_photos() for _ in range(10)]
        with django_assert_num_queries(2):
            response = client.get("/photos/")
        assert len(response.context["page"].rows) == 10 * (count + 1)


def test_stories_with_three_photos_stand_there_and_with_fewer_do_not(client):
    told_in_photos(2)
    few, many = told_in_photos(3), told_in_photos(12)
    response = client.get("/photos/")
    assert response.context["page"].rows == [many, few]
    assert "12" in response.text
    assert "实习记者 江一帆摄" in response.text
    assert few.get_absolute_url() in response.text


def test_older_ones_follow_without_repeats_or_gaps(client):
    stories = [told_in_photos() for _ in range(25)]
    first = client.get("/photos/").context["page"]
    second = client.get(f"/photos/?before={first.before}").context["page"]
    assert first.rows + second.rows == stories[::-1]
    assert client.get("/photos/?before=x").status_code == 404


def test_each_edition_has_its_own(client):
    theirs = told_in_photos(section=factories.section(language="kk-arab"))
    told_in_photos()
    assert client.get("/kk-arab/photos/").context["page"].rows == [theirs]


def test_a_paper_without_any_says_so(client):
    factories.masthead()
    assert 'class="nothing"' in client.get("/photos/").text


def test_a_story_without_a_cover_is_led_to_all_the_same(client):
    story = factories.publication(photo_count=3)
    assert story.headline in client.get("/photos/").text


def test_the_foot_of_every_page_leads_there(client):
    factories.masthead()
    assert 'href="/photos/"' in client.get("/").text


def test_the_query_reads_the_index_that_was_made_for_it():
    told_in_photos()
    stories = Publication.objects.cards().filter(language="zh-hans", photo_count__gte=photos.MANY)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "publication_newest_photos" in stories.explain()


def test_only_reading_is_answered(client):
    assert client.post("/photos/").status_code == 405
