"""The stages of review, as data."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles.desk.workflow import settle
from articles.models import ReviewStage
from newsroom import roles
from newsroom.admin import without_side_doors
from newsroom.exports import Exported


class ReviewStageForm(forms.ModelForm):
    def clean_is_active(self):
        """One stage at least stays in use: nothing goes out unread."""
        is_active = self.cleaned_data["is_active"]
        others = ReviewStage.objects.filter(is_active=True).exclude(pk=self.instance.pk)
        if not is_active and not others.exists():
            raise forms.ValidationError(_("One stage at least has to stay in use."))
        return is_active


@admin.register(ReviewStage)
class ReviewStageAdmin(Exported, ModelAdmin):
    form = ReviewStageForm
    list_display = ["name", "position", "who_signs", "is_active"]
    list_select_related = ["group"]
    fields = ["name", "position", "group", "is_active"]
    compressed_fields = False
    actions = None

    def save_model(self, request, obj, form, change):
        """A stage taken out of use, or into it, changes what articles in review wait for."""
        super().save_model(request, obj, form, change)
        settle()

    @display(description=_("who signs"))
    def who_signs(self, stage):
        return roles.label(stage.group.name)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "group":
            field.label_from_instance = lambda group: roles.label(group.name)
            return without_side_doors(field)
        return field
