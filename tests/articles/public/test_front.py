from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Slot
from articles.public.pages import BRIEFLY
from media.models import Photo
from media.pictures import picture
from tests import factories

pytestmark = pytest.mark.django_db


def a_town(stories):
    """Three sections with stories in turn."""
    sections = [factories.section(slug) for slug in ("news", "villages", "photos")]
    return [factories.publication(section=sections[n % 3]) for n in range(stories)]


def put(*stories):
    for position, story in enumerate(stories, start=1):
        Slot.objects.create(masthead_id="zh-hans", position=position, story=story.story)


@pytest.mark.parametrize("slots", [0, 3])
def test_it_costs_three_queries_with_ten_stories_or_twenty(client, django_assert_num_queries, slots):
    put(*a_town(10)[:slots])
    with django_assert_num_queries(3):
        client.get("/")
    put(*a_town(10)[:slots])
    with django_assert_num_queries(3):
        client.get("/")


def test_photos_of_slots_cost_one_more_whether_one_or_six(client, cast, django_assert_num_queries):
    stories = a_town(10)
    for count in (1, 6):
        Slot.objects.all().delete()
        for position, story in enumerate(stories[:count], start=1):
            photo = cast.photo(colour=(position * 30, count * 30, 0))
            Slot.objects.create(position=position, story=story.story, photo=photo)
        with django_assert_num_queries(4):
            response = client.get("/")
        shown = [response.context["lead"], *response.context["under"], *response.context["beside"]][:count]
        assert all(story.cover["card"]["jpeg"] and story.cover["credit"] for story in shown)


def test_the_first_slot_leads_and_the_others_follow_in_order(client):
    stories = a_town(12)
    put(stories[2], stories[7], stories[0])
    context = client.get("/").context
    assert context["lead"] == stories[2]
    assert context["under"] == [stories[7], stories[0]]
    assert context["beside"] == [stories[11], stories[10], stories[9], stories[8], stories[6]]


def test_without_slots_the_newest_with_a_photo_leads(client):
    stories = a_town(3)
    pictured = factories.publication(cover=factories.picture())
    newest = factories.publication()
    context = client.get("/").context
    assert context["lead"] == pictured
    assert context["under"] == [newest, stories[2]]


def test_without_slots_and_photos_the_newest_leads(client):
    assert client.get("/").context["lead"] is None
    stories = a_town(2)
    assert client.get("/").context["lead"] == stories[1]


def test_a_slot_whose_story_is_not_on_the_site_is_passed_over(client):
    story = factories.publication()
    Slot.objects.create(masthead_id="zh-hans", position=1, story=999_999)
    assert client.get("/").context["lead"] == story


def test_a_slot_shows_the_headline_and_photo_that_the_desk_gave_it_there(client, cast):
    story = factories.publication(headline="原来的标题", cover=factories.picture(7), section=cast.section)
    photo = cast.photo()
    Slot.objects.create(position=1, story=story.story, headline="这里的标题", photo=photo)
    context = client.get("/").context
    assert context["lead"].headline == "这里的标题"
    assert context["lead"].cover == picture(photo)
    assert context["blocks"][0][1][0].headline == "原来的标题"
    assert context["blocks"][0][1][0].cover["number"] == 7


@pytest.mark.parametrize("trouble", ["killed", "uncredited"])
def test_a_photo_that_may_not_go_out_gives_way_to_the_storys_own(client, cast, trouble):
    story = factories.publication(cover=factories.picture(7))
    photo = cast.photo(credited=trouble != "uncredited")
    Slot.objects.create(position=1, story=story.story, photo=photo)
    if trouble == "killed":
        Photo.objects.filter(pk=photo.pk).update(killed_at=timezone.now())
    assert client.get("/").context["lead"].cover["number"] == 7


def test_a_slot_whose_time_is_not_now_is_passed_over(client):
    stories = a_town(3)
    soon, now = timezone.now() + timedelta(hours=1), timezone.now()
    Slot.objects.create(position=1, story=stories[0].story, starts_at=soon)
    Slot.objects.create(position=2, story=stories[1].story, ends_at=now)
    Slot.objects.create(position=3, story=stories[2].story, ends_at=soon)
    assert client.get("/").context["lead"] == stories[2]


def test_a_pinned_slot_keeps_its_place_behind_the_newest(client):
    stories = a_town(12)
    Slot.objects.create(position=1, story=stories[0].story)
    Slot.objects.create(position=2, story=999_999)
    Slot.objects.create(position=3, story=stories[1].story, is_pinned=True)
    context = client.get("/").context
    assert [context["lead"], *context["under"]] == [stories[0], stories[11], stories[1]]


def test_a_pinned_slot_moves_up_where_there_is_no_story_to_stand_before_it(client):
    story = factories.publication()
    Slot.objects.create(position=5, story=story.story, is_pinned=True)
    assert client.get("/").context["lead"] == story


def test_a_story_in_two_slots_stands_in_the_higher_one(client):
    stories = a_town(3)
    put(stories[0], stories[1], stories[0])
    context = client.get("/").context
    assert [context["lead"], *context["under"]] == [stories[0], stories[1], stories[2]]


def test_slots_of_a_section_are_not_on_the_front_page(client):
    stories = a_town(2)
    Slot.objects.create(position=1, story=stories[0].story, section=factories.section())
    assert client.get("/").context["lead"] == stories[1]


def test_no_story_stands_twice_at_the_top(client):
    stories = a_town(30)
    put(stories[29], stories[3])
    context = client.get("/").context
    top = [context["lead"], *context["under"], *context["beside"], *context["river"]]
    assert len(top) == len({story.key for story in top}) == 17


def test_a_block_shows_the_newest_four_of_its_section_that_do_not_stand_above(client):
    stories = a_town(60)
    above = client.get("/").context
    shown = {s.key for s in [above["lead"], *above["under"], *above["beside"], *above["river"]]}
    section, block = above["blocks"][0]
    left = [s for s in reversed(stories) if s.section == section and s.key not in shown]
    assert block == left[:4]


def test_a_small_section_fills_its_block_with_stories_from_above(client):
    stories = a_town(6)
    assert [block for _section, block in client.get("/").context["blocks"]] == [
        [stories[3], stories[0]],
        [stories[4], stories[1]],
        [stories[5], stories[2]],
    ]


def test_the_newest_with_a_photo_stands_first_in_its_block(client):
    pictured = factories.publication(cover=factories.picture())
    newer = factories.publication()
    assert client.get("/").context["blocks"][0][1] == [pictured, newer]


def test_a_site_without_a_story_says_that_it_is_being_made(client):
    factories.masthead()
    response = client.get("/")
    assert response.status_code == 200
    assert 'class="notice"' in response.text


def test_a_site_without_a_masthead_answers(client):
    assert client.get("/").status_code == 200


def test_the_date_of_today_stands_at_the_head_in_chinese(client):
    factories.masthead()
    today = timezone.localdate()
    assert f"{today.year}年{today.month}月{today.day}日 星期" in client.get("/").text


def test_an_edition_from_right_to_left_says_so(client):
    kazakh = factories.section(language="kk-arab", name="جاڭالىقتار")
    mine = factories.publication(section=kazakh, language="kk-arab", headline="قار جاۋدى")
    factories.publication(headline="下雪了")
    text = client.get("/kk-arab/").text
    assert '<html lang="kk-Arab" dir="rtl">' in text
    assert "قار جاۋدى" in text
    assert "下雪了" not in text
    assert 'href="/kk-arab/sections/news/"' in text
    assert mine.get_absolute_url() in text


def test_an_edition_that_the_house_does_not_print_is_missing(client):
    factories.masthead()
    assert client.get("/ug/").status_code == 404
    assert client.get("/zh-hans/").status_code == 404


def test_it_sets_no_cookie_and_reads_no_session(client):
    factories.publication()
    response = client.get("/")
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    assert response["Cache-Control"] == BRIEFLY
    assert "default-src 'none'" in response["Content-Security-Policy"]


def test_a_reader_who_has_the_page_gets_304(client):
    factories.publication()
    etag = client.get("/")["ETag"]
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 304
    factories.publication()
    assert client.get("/", headers={"If-None-Match": etag}).status_code == 200


def test_the_canonical_address_never_comes_from_the_request(client, settings):
    settings.SITE_URL = "https://news.example"
    settings.ALLOWED_HOSTS = ["*"]
    text = client.get("/", headers={"host": "evil.example"}).text
    assert '<link rel="canonical" href="https://news.example/">' in text
    assert "evil.example" not in text
