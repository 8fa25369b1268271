"""Keys: which open, what they open, what is kept of them; and original photos."""

from datetime import timedelta

import pytest
from django.utils import timezone

from articles.models import Partner, Publication, PublicationPhoto
from media import uploads
from media.models import Photo
from tests import factories
from tests.articles.public.api.asked import ask, partner, problem, said
from tests.cast import photo_file

pytestmark = pytest.mark.django_db


def test_a_key_is_kept_as_its_hash_and_known_by_its_first_letters():
    made, key = partner()
    assert key.startswith(made.prefix)
    assert len(key) > 40
    held = Partner.objects.values().get()
    assert key not in str(held)
    assert key[len(made.prefix) :] not in str(held)


def test_a_new_key_takes_the_place_of_the_one_before(client):
    made, first = partner()
    second = made.make_key()
    assert ask(client, "sections/", second).status_code == 200
    problem(ask(client, "sections/", first), 401, "wrong-key")


@pytest.mark.parametrize(
    "fields",
    [
        {"is_off": True},
        {"ends_on": timezone.localdate() - timedelta(1)},
        {"starts_on": timezone.localdate() + timedelta(2)},
    ],
)
def test_one_that_is_off_or_out_of_its_time_opens_nothing(client, fields):
    _partner, key = partner(**fields)
    problem(ask(client, "sections/", key), 401, "wrong-key")


def test_in_its_time_it_opens(client):
    today = timezone.localdate()
    _partner, key = partner(starts_on=today, ends_on=today)
    assert ask(client, "sections/", key).status_code == 200


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic eDp5", "nr_x", "Bearer " + "x" * 500, "Bearer 雪"])
def test_what_is_no_key_is_refused(client, header):
    partner()
    answer = client.get("/api/v1/sections/", HTTP_AUTHORIZATION=header)
    problem(answer, 401, "wrong-key")


def test_when_a_key_was_last_used_is_noted_now_and_then(client, django_assert_num_queries):
    made, key = partner()
    ask(client, "sections/", key)
    made.refresh_from_db()
    first = made.used_at
    assert first
    ask(client, "sections/", key)
    made.refresh_from_db()
    assert made.used_at == first
    Partner.objects.update(used_at=first - timedelta(minutes=6))
    ask(client, "sections/", key)
    made.refresh_from_db()
    assert made.used_at > first


@pytest.fixture
def shown(db):
    """A photo of ours, with its file, in a story on the site: (photo, bytes)."""
    factories.masthead()
    file = photo_file()
    data = file.read()
    photo, _created = uploads.accept(photo_file(), None)
    Photo.objects.filter(pk=photo.pk).update(licence="ours")
    story = factories.publication(facts={"photos": [factories.picture(photo.pk)]})
    PublicationPhoto.objects.create(publication=story, photo=photo.pk, position=0)
    return photo, data


def test_an_original_goes_to_a_key_that_opens_originals(client, shown):
    photo, data = shown
    _partner, key = partner(has_originals=True)
    [item] = said(ask(client, "stories/", key))["items"]
    [original] = [one for one in item["associations"][0]["renditions"] if one["name"] == "original"]
    assert item["associations"][0]["usageTerms"]
    answer = ask(client, original["href"], key)
    assert b"".join(answer) == data
    assert answer["Cache-Control"].startswith("private")
    assert answer["Content-Type"] == original["contentType"] == "image/jpeg"
    assert len(data) == original["sizeInBytes"]


def test_without_a_key_or_the_right_one_there_is_no_original(client, shown):
    photo, _data = shown
    address = f"photos/{photo.pk}/original"
    answer = ask(client, address)
    problem(answer, 401, "no-key")
    assert answer["WWW-Authenticate"] == "Bearer"
    _partner, key = partner()
    problem(ask(client, address, key), 403, "not-yours")
    assert "original" not in str(said(ask(client, "stories/", key)))
    elsewhere = partner([factories.section("villages")], has_originals=True)[1]
    problem(ask(client, address, elsewhere), 404, "not-found")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"licence": "free"}, 200),
        ({"licence": "agency"}, 403),
        ({"licence": "given"}, 403),
        ({"licence": ""}, 403),
        ({"restrictions": "不得用于广告"}, 403),
        ({"expires_on": timezone.localdate() - timedelta(2)}, 403),
        ({"killed_at": timezone.now()}, 404),
    ],
)
def test_the_licence_says_whether_an_original_may_go_on(client, shown, fields, status):
    photo, _data = shown
    Photo.objects.filter(pk=photo.pk).update(**fields)
    _partner, key = partner(has_originals=True)
    assert ask(client, f"photos/{photo.pk}/original", key).status_code == status
    offered = "/original" in str(said(ask(client, "stories/", key)))
    assert offered is (status == 200)


def test_a_photo_of_no_story_on_the_site_goes_to_nobody(client, shown):
    photo, _data = shown
    Publication.objects.all().delete()
    _partner, key = partner(has_originals=True)
    problem(ask(client, f"photos/{photo.pk}/original", key), 404, "not-found")
    problem(ask(client, "photos/77777/original", key), 404, "not-found")
