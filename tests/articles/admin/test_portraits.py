"""The portrait of a person, as the desk chooses it."""

import pytest

from articles.models import Portrait
from media.models import Photo
from newsroom import edition
from tests import factories


def change(reporter):
    return f"/admin/newsroom/reporter/{reporter.pk}/change/"


def form(reporter, **fields):
    return {"name": reporter.name, "role": reporter.role, "unit": "", "biography": "", "other_names": ""} | fields


def test_a_portrait_is_put_changed_and_taken_out_and_readers_see_it(client, cast):
    factories.publication(people=[cast.lin])
    first, second = cast.photo(), cast.photo(colour=(9, 9, 9))
    client.force_login(cast.editor)
    for photo in (first, second):
        before = edition.current()
        client.post(change(cast.lin), form(cast.lin, portrait=photo.pk))
        assert edition.current() > before
        assert Portrait.objects.get().photo == photo
        assert client.get("/reporters/林知夏/").context["portrait"]["number"] == photo.pk
    client.post(change(cast.lin), form(cast.lin, portrait=""))
    assert not Portrait.objects.exists()
    assert "portrait" not in client.get("/reporters/林知夏/").context


def test_the_form_holds_the_portrait_and_a_save_keeps_it(client, cast):
    photo = cast.photo()
    Portrait.objects.create(reporter=cast.lin, photo=photo)
    client.force_login(cast.editor)
    assert client.get(change(cast.lin)).context["adminform"].form["portrait"].value() == photo.pk
    client.post(change(cast.lin), form(cast.lin, portrait=photo.pk, biography="跑乡村线。"))
    assert Portrait.objects.get().photo == photo


def test_a_new_person_may_have_one_at_once(client, cast):
    photo = cast.photo()
    client.force_login(cast.editor)
    client.post("/admin/newsroom/reporter/add/", {"name": "陆鸣", "role": "记者", "portrait": photo.pk})
    assert Portrait.objects.get().reporter.name == "陆鸣"


@pytest.mark.parametrize("fields", [{"expires_on": "2020-01-01"}, {"killed_at": "2026-01-01T00:00Z"}, None])
def test_a_photo_that_may_not_go_out_is_refused_and_the_words_stay(client, cast, fields):
    photo = cast.photo(credited=bool(fields))
    Photo.objects.filter(pk=photo.pk).update(**fields or {})
    client.force_login(cast.editor)
    response = client.post(change(cast.lin), form(cast.lin, portrait=photo.pk, biography="跑乡村线。"))
    assert response.context["adminform"].form.errors.keys() == {"portrait"}
    assert "跑乡村线。" in response.text
    assert not Portrait.objects.exists()


@pytest.mark.parametrize("number", ["999", "x", "-1", "9" * 30, "\x00"])
def test_a_number_that_no_photo_has_is_refused(client, cast, number):
    client.force_login(cast.editor)
    response = client.post(change(cast.lin), form(cast.lin, portrait=number))
    assert response.context["adminform"].form.errors.keys() == {"portrait"}


def test_a_portrait_that_was_killed_since_does_not_keep_the_form_from_being_saved(client, cast):
    photo = cast.photo()
    Portrait.objects.create(reporter=cast.lin, photo=photo)
    Photo.objects.filter(pk=photo.pk).update(killed_at="2026-01-01T00:00Z")
    client.force_login(cast.editor)
    client.post(change(cast.lin), form(cast.lin, portrait=photo.pk, biography="跑乡村线。"))
    cast.lin.refresh_from_db()
    assert cast.lin.biography == "跑乡村线。"


def test_who_may_only_look_sees_the_person_and_changes_nothing(client, cast):
    Portrait.objects.create(reporter=cast.lin, photo=cast.photo())
    client.force_login(cast.reporter)
    assert client.get(change(cast.lin)).status_code == 200
    assert client.get(change(cast.jiang)).status_code == 200
    assert client.post(change(cast.lin), form(cast.lin, portrait="")).status_code == 403
    assert Portrait.objects.exists()


def test_the_script_has_its_words_and_addresses(client, cast):
    client.force_login(cast.editor)
    text = client.get(change(cast.lin)).text
    assert "desk/photo-number.js" in text
    assert 'id="desk-words"' in text
    assert "/admin/media/photo/library" in text
