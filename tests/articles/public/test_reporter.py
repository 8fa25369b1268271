"""The page of a person, and the page of her photos."""

import pytest
from django.utils import timezone
from django.utils.encoding import iri_to_uri

from articles.desk import photos as desk_photos
from articles.desk import publishing
from articles.models import Portrait, Publication
from media.models import Photo, PhotoCredit
from newsroom.models import Reporter
from tests import factories

pytestmark = pytest.mark.django_db
PAGE, PHOTOS = "/reporters/林知夏/", "/reporters/林知夏/photos/"


def shots(response):
    return [(shot.story.story, shot.picture["number"]) for shot in response.context["page"].rows]


def stories_with_photos(lin, count, each=1):
    return [
        factories.shown(factories.publication(people=[lin]), lin, *(factories.photo() for _ in range(each)))
        for _ in range(count)
    ]


def test_it_costs_four_queries_with_ten_stories_and_photos_or_twenty(client, django_assert_num_queries):
    lin = factories.reporter()
    for count in range(2):
        stories_with_photos(lin, 10)
        with django_assert_num_queries(4):
            response = client.get(PAGE)
        assert len(response.context["page"].rows) == 10 * (count + 1)


def test_a_portrait_costs_one_more(client, cast, django_assert_num_queries):
    factories.publication(people=[cast.lin])
    Portrait.objects.create(reporter=cast.lin, photo=cast.photo())
    with django_assert_num_queries(5):
        client.get(PAGE)


def test_her_photos_cost_three_with_ten_or_twenty(client, django_assert_num_queries):
    lin = factories.reporter()
    for count in range(2):
        stories_with_photos(lin, 5, each=2)
        with django_assert_num_queries(3):
            response = client.get(PHOTOS)
        assert len(response.context["page"].rows) == 10 * (count + 1)


def test_the_portrait_stands_with_its_credit(client, cast):
    factories.publication(people=[cast.lin])
    Portrait.objects.create(reporter=cast.lin, photo=cast.photo(caption="林知夏在采访。"))
    text = client.get(PAGE).text
    head = text[text.index("portrait") : text.index("<h1>")]
    assert 'alt="林知夏在采访。"' in head
    assert "实习记者 江一帆摄" in head


@pytest.mark.parametrize("fields", [{"killed_at": timezone.now()}, {"expires_on": "2020-01-01"}])
def test_a_portrait_that_may_not_go_out_does_not_stand_there(client, cast, fields):
    factories.publication(people=[cast.lin])
    photo = cast.photo()
    Portrait.objects.create(reporter=cast.lin, photo=photo)
    Photo.objects.filter(pk=photo.pk).update(**fields)
    response = client.get(PAGE)
    assert response.status_code == 200
    assert "portrait" not in response.text


def test_a_portrait_without_a_credit_does_not_stand_there(client, cast):
    factories.publication(people=[cast.lin])
    Portrait.objects.create(reporter=cast.lin, photo=cast.photo(credited=False))
    assert "portrait" not in client.get(PAGE).text


def test_the_first_photos_lead_to_their_stories_and_to_all_of_them(client):
    lin = factories.reporter()
    stories = stories_with_photos(lin, 6)
    response = client.get(PAGE)
    assert [shot.story for shot in response.context["shots"].rows] == stories[:1:-1]
    section = response.text[response.text.index("of-photos") :]
    assert f'href="{stories[-1].get_absolute_url()}"' in section
    assert f'href="{iri_to_uri(PHOTOS)}"' in section
    assert "实习记者 江一帆摄" in section


def test_where_all_photos_stand_there_nothing_leads_to_more(client):
    stories_with_photos(factories.reporter(), 2)
    assert iri_to_uri(PHOTOS) not in client.get(PAGE).text


def test_an_older_page_of_stories_shows_no_photos(client):
    lin = factories.reporter()
    stories = stories_with_photos(lin, 3)
    text = client.get(f"{PAGE}?before={stories[1].key}").text
    assert "of-photos" not in text
    assert f'<h1><a href="{iri_to_uri(PAGE)}">' in text


def test_older_photos_follow_without_repeats_or_gaps(client):
    lin = factories.reporter()
    stories = stories_with_photos(lin, 12, each=5)
    expected = [(s.story, photo["number"]) for s in stories[::-1] for photo in s.facts["photos"]]
    seen, address = [], PHOTOS
    while address:
        response = client.get(address)
        seen += shots(response)
        before = response.context["page"].before
        address = before and f"{PHOTOS}?before={before}"
    assert seen == expected


def test_a_photo_in_two_stories_stands_where_it_is_newest(client):
    lin, photo = factories.reporter(), factories.photo()
    older, newer = (factories.shown(factories.publication(), lin, photo) for _ in range(2))
    assert shots(client.get(PHOTOS)) == [(newer.story, photo.pk)]
    publishing.withdraw(newer.story)
    assert shots(client.get(PHOTOS)) == [(older.story, photo.pk)]


def test_a_photo_that_many_stories_show_stands_there_once_before_the_others(client, django_assert_num_queries):
    lin, often, once = factories.reporter(), factories.photo(), factories.photo()
    factories.shown(factories.publication(), lin, once)
    newest = [factories.shown(factories.publication(), lin, often) for _ in range(30)][-1]
    with django_assert_num_queries(3):
        assert [number for _story, number in shots(client.get(PHOTOS))] == [often.pk, once.pk]
    assert shots(client.get(PHOTOS))[0][0] == newest.story


def test_photos_of_others_in_the_same_story_are_not_hers(client):
    lin, jiang = factories.reporter(), factories.reporter("江一帆")
    hers, his = factories.photo(), factories.photo()
    story = factories.shown(factories.shown(factories.publication(), jiang, his), lin, hers)
    assert shots(client.get(PHOTOS)) == [(story.story, hers.pk)]


@pytest.mark.parametrize("fields", [{"killed_at": timezone.now()}, {"expires_on": "2020-01-01"}])
def test_photos_that_may_not_go_out_are_not_shown(client, fields):
    lin = factories.reporter()
    stories_with_photos(lin, 2)
    kept = stories_with_photos(lin, 1)[0].facts["photos"][0]["number"]
    Photo.objects.exclude(pk=kept).update(**fields)
    assert [number for _story, number in shots(client.get(PHOTOS))] == [kept]
    Photo.objects.update(**fields)
    assert client.get(PHOTOS).status_code == 404
    assert client.get(PAGE).status_code == 200


def test_a_killed_photo_leaves_her_page_at_once(client, cast):
    photo = cast.photo()
    PhotoCredit.objects.create(photo=photo, role="记者", name="林知夏", reporter=cast.lin)
    cast.published(cast.article(body=f'<p>雪。</p><figure data-photo="{photo.pk}"></figure>'))
    assert shots(client.get(PHOTOS)) == [(Publication.objects.get().story, photo.pk)]
    desk_photos.kill(photo.pk, cast.chief_editor, "侵权")
    assert client.get(PHOTOS).status_code == 404
    assert "of-photos" not in client.get(PAGE).text


def test_one_who_only_made_photos_has_a_page(client, cast):
    photographer = Reporter.objects.create(name="Aygül Tursun", role="摄影记者")
    photo = cast.photo(credited=False)
    PhotoCredit.objects.create(photo=photo, role="摄影记者", name=photographer.name, reporter=photographer)
    assert client.get("/reporters/aygül-tursun/").status_code == 404
    cast.published(cast.article(cover=photo))
    response = client.get("/reporters/aygül-tursun/")
    assert "Aygül Tursun" in response.text
    assert len(response.context["shots"].rows) == 1


def test_another_edition_shows_the_photos_of_its_own_stories(client):
    lin, photo = factories.reporter(), factories.photo()
    factories.shown(factories.publication(people=[lin]), lin, photo)
    theirs = factories.publication(people=[lin], section=factories.section(language="kk-arab"))
    factories.shown(theirs, lin, photo)
    assert shots(client.get(f"/kk-arab{PHOTOS}")) == [(theirs.story, photo.pk)]
    assert len(client.get(PHOTOS).context["page"].rows) == 1


@pytest.mark.parametrize("before", ["", "x", "1", "1-", "-1", "1-1-1", "１-1", "9" * 30 + "-1", "1-99999", "1-%00"])
def test_a_cursor_that_is_none_is_missing(client, before):
    stories_with_photos(factories.reporter(), 1)
    assert client.get(f"{PHOTOS}?before={before}").status_code == 404


def test_a_person_without_photos_has_no_page_of_photos(client):
    factories.publication(people=[factories.reporter()])
    assert client.get(PHOTOS).status_code == 404
    assert client.get("/reporters/nobody/photos/").status_code == 404


def test_only_reading_is_answered(client):
    stories_with_photos(factories.reporter(), 1)
    assert client.post(PHOTOS).status_code == 405
