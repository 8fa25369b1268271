"""The portrait of a person, chosen where the person is described."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media, Script

from articles.admin.board import for_scripts
from articles.models import Portrait
from media import pictures
from media.models import Photo
from newsroom.admin import ReporterAdmin
from newsroom.models import Reporter


class PhotoNumber(forms.NumberInput):
    """The number of a photo; a script puts the photo and the library in its place."""

    def __init__(self, attrs=None):
        super().__init__({"class": "desk-input", "data-photo-number": "", "min": 1} | (attrs or {}))


class ReporterForm(forms.ModelForm):
    """A person with the number of the photo that shows her."""

    portrait = forms.ModelChoiceField(
        Photo.objects.all(),
        label=gettext_lazy("portrait"),
        required=False,
        widget=PhotoNumber,
        help_text=gettext_lazy("A photo of the library; readers see it with its credit on the person's page."),
        error_messages={"invalid_choice": gettext_lazy("There is no photo of this number.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("portrait", number_of(self.instance))

    def clean_portrait(self):
        photo = self.cleaned_data["portrait"]
        if photo and photo.pk != number_of(self.instance) and not pictures.usable([photo]):
            raise forms.ValidationError(
                _("This photo may not go out: it is killed, its rights have ended, or nobody is credited.")
            )
        return photo


def number_of(reporter):
    """The number of the photo that shows a person; None where there is none."""
    found = Portrait.objects.filter(reporter=reporter.pk).values_list("photo", flat=True) if reporter.pk else ()
    return next(iter(found), None)


admin.site.unregister(Reporter)


@admin.register(Reporter)
class PortrayedReporterAdmin(ReporterAdmin):
    """The screen of the house's people, with what stands on the floor of the articles."""

    form = ReporterForm
    fields = [*ReporterAdmin.fields[:5], "portrait", *ReporterAdmin.fields[5:]]

    @property
    def media(self):
        return super().media + Media(js=[Script("desk/photo-number.js", type="module")])

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(request, context | for_scripts(), *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        """The edition began when the person was saved: this is part of it."""
        super().save_related(request, form, formsets, change)
        if "portrait" not in form.changed_data:
            return
        if photo := form.cleaned_data["portrait"]:
            Portrait.objects.update_or_create(reporter=form.instance, defaults={"photo": photo})
        else:
            Portrait.objects.filter(reporter=form.instance).delete()
