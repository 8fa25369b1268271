"""The stages of review, as data."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from articles.desk.workflow import settle
from articles.models import ReviewStage
from newsroom import audit, rights, roles
from newsroom.admin import without_side_doors
from newsroom.exports import Exported
from newsroom.unique import Unique


class ReviewStageForm(forms.ModelForm):
    def clean_is_active(self):
        """One stage at least stays in use: nothing goes out unread."""
        is_active = self.cleaned_data["is_active"]
        others = ReviewStage.objects.filter(is_active=True).exclude(pk=self.instance.pk)
        if not is_active and not others.exists():
            raise forms.ValidationError(_("One stage at least has to stay in use."))
        return is_active


@admin.register(ReviewStage)
class ReviewStageAdmin(Unique, Exported, ModelAdmin):
    form = ReviewStageForm
    list_display = ["name", "position", "who_signs", "is_active"]
    list_select_related = ["group"]
    fields = ["name", "position", "group", "is_active"]
    compressed_fields = False
    actions = None

    def save_model(self, request, obj, form, change):
        """A stage taken out of use, or into it, changes what articles in review wait for; who signs is a right."""
        before = _said(ReviewStage.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)
        settle()
        _record(request.user, obj, before)

    @display(description=_("who signs"))
    def who_signs(self, stage):
        return roles.label(stage.group.name)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "group":
            field.label_from_instance = lambda group: roles.label(group.name)
            return without_side_doors(field)
        return field


def _said(stage):
    """What a stage is, as {label: text}."""
    return {
        _("name"): stage.name,
        _("position"): stage.position,
        _("who signs"): roles.label(stage.group.name),
        _("in use"): rights.yes(stage.is_active),
    }


def _record(actor, stage, before):
    after = _said(stage)
    changed = [label for label in after if before.get(label) != after[label]]
    lines = [f"{label}：{before.get(label, '—')} → {after[label]}" for label in changed]
    if lines:
        audit.record("rights", actor, about=f"{stage._meta.verbose_name} {stage}", detail="\n".join(lines))
