"""What two people add at the same moment, on tags."""

from django.contrib import admin
from django.db import IntegrityError, models
from django.urls import reverse
from unfold.admin import ModelAdmin

from articles.models import Tag
from newsroom.unique import Unique


def test_of_two_who_add_the_same_tag_at_once_the_second_is_told(client, cast, monkeypatch):
    client.force_login(cast.chief_editor)
    real = ModelAdmin.changeform_view

    def overtaken(self, *arguments):
        if not Tag.objects.filter(name="滑雪").exists():
            Tag.objects.create(name="滑雪", slug="skiing")
            raise IntegrityError
        return real(self, *arguments)

    monkeypatch.setattr(ModelAdmin, "changeform_view", overtaken)
    answer = client.post(reverse("admin:articles_tag_add"), {"name": "滑雪", "slug": "ski", "synonyms": "滑板"})
    assert answer.status_code == 200
    assert "滑板" in answer.text and answer.context["adminform"].form.errors["name"]
    assert Tag.objects.count() == 1


def test_every_form_on_which_something_is_unique_says_so():
    for model, form in admin.site._registry.items():
        if model._meta.app_label in {"newsroom", "articles", "media", "auth"}:
            unique = [field for field in model._meta.fields if field.unique and not field.primary_key]
            rows = [
                constraint for constraint in model._meta.constraints if isinstance(constraint, models.UniqueConstraint)
            ]
            assert isinstance(form, Unique) or not (unique or rows), model
