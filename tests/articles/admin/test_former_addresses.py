"""Former addresses in the desk: an administrator's, and each change in the log."""

import pytest
from django.urls import reverse

from articles.models import FormerAddress
from newsroom.models import LogLine

pytestmark = pytest.mark.django_db
LIST, ADD = reverse("admin:articles_formeraddress_changelist"), reverse("admin:articles_formeraddress_add")


@pytest.fixture
def administrator(client, cast):
    client.force_login(cast.administrator)
    return client


@pytest.fixture
def story(cast):
    return cast.published().pk


def refused(response):
    assert response.status_code == 200
    return str(response.context["adminform"].form.errors)


def test_one_is_added_taken_away_and_logged(administrator, cast, story, client):
    administrator.post(ADD, {"path": "https://old.example/2019/%E9%9B%AA/", "story": story})
    former = FormerAddress.objects.get()
    assert (former.path, former.story) == ("/2019/雪", story)
    assert client.get("/2019/雪/").status_code == 301
    administrator.post(reverse("admin:articles_formeraddress_delete", args=[former.pk]), {"post": "yes"})
    assert client.get("/2019/雪/").status_code == 404
    lines = list(LogLine.objects.filter(kind="public").order_by("pk"))
    assert [(line.actor, line.story, line.detail) for line in lines] == [(cast.administrator, story, "/2019/雪")] * 2
    assert lines[0].about != lines[1].about


@pytest.mark.parametrize("path", ["", "snow", "https://old.example/", "https://[old/x", "/" + "雪" * 600])
def test_what_is_no_address_is_refused_and_stays_in_the_form(administrator, story, path):
    response = administrator.post(ADD, {"path": path, "story": story})
    assert refused(response)
    assert response.context["adminform"].form["path"].value() == path
    assert not FormerAddress.objects.exists()


def test_an_address_leads_to_one_story(administrator, story):
    FormerAddress.objects.create(path="/snow", story=story)
    assert str(story) in refused(administrator.post(ADD, {"path": "/snow/", "story": story}))


@pytest.mark.parametrize("number", ["0", "-1", "99999999999999", "雪"])
def test_a_number_that_can_be_no_story_is_refused(administrator, story, number):
    assert refused(administrator.post(ADD, {"path": "/snow", "story": number}))


def test_a_draft_is_no_story(administrator, cast):
    assert refused(administrator.post(ADD, {"path": "/snow", "story": cast.article().pk}))


def test_none_is_changed(administrator, story):
    former = FormerAddress.objects.create(path="/snow", story=story)
    address = reverse("admin:articles_formeraddress_change", args=[former.pk])
    assert administrator.post(address, {"path": "/ice", "story": story}).status_code == 403


@pytest.mark.parametrize("typed", ["雪", "https://old.example/2019/%e9%9b%aa/", "story"])
def test_they_are_found_by_part_whole_and_story(administrator, story, typed):
    FormerAddress.objects.create(path="/2019/雪", story=story)
    FormerAddress.objects.create(path="/ice", story=story + 1)
    shown = administrator.get(LIST, {"q": str(story) if typed == "story" else typed}).text
    assert "/2019/雪" in shown
    assert "/ice" not in shown


def test_the_list_costs_the_same_with_more(administrator, story, django_assert_max_num_queries):
    def count():
        with django_assert_max_num_queries(30) as captured:
            assert "冬季旅游推介会召开" in administrator.get(LIST).text
        return len(captured)

    FormerAddress.objects.create(path="/snow", story=story)
    first = count()
    FormerAddress.objects.bulk_create(FormerAddress(path=f"/{n}", story=n) for n in range(1, 30))
    assert count() == first


@pytest.mark.parametrize("role", ["reporter", "editor", "chief_editor"])
def test_nobody_else_sees_them(client, cast, role):
    client.force_login(getattr(cast, role))
    assert client.get(LIST).status_code == 403
    assert client.get(ADD).status_code == 403
