"""Rows below a form, on the credits of a photo."""

import re

import pytest
from django.contrib import admin
from django.forms import inlineformset_factory

from media.models import Photo, PhotoCredit
from newsroom.inlines import MOST, Rows, RowsInline

Credits = inlineformset_factory(Photo, PhotoCredit, formset=Rows, fields=["role", "name", "work", "position"], extra=0)


@pytest.fixture
def photo(cast):
    photo = cast.photo(credited=False)
    for position, name in enumerate(("甲", "乙", "丙")):
        photo.credits.create(name=name, position=position, role="记者")
    return photo


def typed(photo, rows, deleted=()):
    """What the form sends where these names stand in its rows; those beyond what there is are new."""
    numbers = [credit.pk for credit in photo.credits.all()]
    data = {"credits-TOTAL_FORMS": len(rows), "credits-INITIAL_FORMS": len(numbers)}
    for at, name in enumerate(rows):
        data |= {f"credits-{at}-name": name, f"credits-{at}-work": "photo", f"credits-{at}-position": at}
        data |= {f"credits-{at}-role": "记者", f"credits-{at}-id": numbers[at] if at < len(numbers) else ""}
    return data | {f"credits-{at}-DELETE": "on" for at in deleted}


def saved(photo, data):
    formset = Credits(data, instance=photo)
    assert formset.is_valid(), formset.errors
    formset.save()
    return list(photo.credits.order_by("pk").values_list("name", flat=True))


def test_two_rows_change_places(photo):
    numbers = set(photo.credits.values_list("pk", flat=True))
    assert saved(photo, typed(photo, ["乙", "甲", "丙"])) == ["乙", "甲", "丙"]
    assert set(photo.credits.values_list("pk", flat=True)) == numbers


def test_a_row_takes_the_name_of_one_that_goes(photo):
    assert saved(photo, typed(photo, ["丙", "乙", "丙"], deleted=[2])) == ["丙", "乙"]


def test_a_new_row_takes_the_name_of_one_that_goes(photo):
    assert saved(photo, typed(photo, ["甲", "乙", "丙", "甲"], deleted=[0])) == ["乙", "丙", "甲"]


def test_what_did_not_change_is_not_written(photo, django_assert_num_queries):
    formset = Credits(typed(photo, ["甲", "乙", "丙"]), instance=photo)
    assert formset.is_valid()
    with django_assert_num_queries(0):
        formset.save()


def test_what_somebody_else_has_added_meanwhile_is_said(photo):
    data = typed(photo, ["甲", "乙", "丙", "丁"])
    photo.credits.create(name="丁", position=9)
    formset = Credits(data, instance=photo)
    assert not formset.is_valid()
    assert "刚刚添加" in str(formset.errors)


def test_twice_the_same_in_one_form_is_said(photo):
    assert not Credits(typed(photo, ["甲", "甲", "丙"]), instance=photo).is_valid()


def test_every_form_of_the_desk_has_a_bound_to_its_rows():
    inlines = [inline for one in admin.site._registry.values() for inline in one.inlines]
    assert len(inlines) > 5
    assert [inline for inline in inlines if not issubclass(inline, RowsInline)] == []


@pytest.mark.parametrize("number", [MOST + 1, 10**19])
def test_more_rows_than_a_form_may_have_are_refused_and_not_drawn(client, cast, photo, number):
    client.force_login(cast.editor)
    page = client.post(f"/admin/media/photo/{photo.pk}/change/", typed(photo, ["甲"]) | {"credits-TOTAL_FORMS": number})
    assert page.status_code == 200
    credits = next(one.formset for one in page.context["inline_admin_formsets"] if one.formset.prefix == "credits")
    [said] = credits.non_form_errors()
    assert str(MOST) in said and said in page.text
    assert len(re.findall(r'name="credits-\d+-name"', page.text)) == MOST
    assert photo.credits.count() == 3
