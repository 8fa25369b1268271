"""The front page: which stories stand in its slots."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.taxonomy import PublicAdmin
from articles.models import Publication, Slot

OFFERED = 100  # of the newest stories


class SlotForm(forms.ModelForm):
    """A slot, with the newest stories on the site to choose from."""

    story = forms.TypedChoiceField(
        label=gettext_lazy("story"), coerce=int, widget=forms.Select(attrs={"class": "desk-input desk-narrow"})
    )

    class Meta:
        model = Slot
        fields = ["masthead", "position", "story"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        newest = Publication.objects.order_by("-key").values_list("story", "headline", "date")
        offered = list(newest[:OFFERED])
        kept = self.instance.story
        if kept and kept not in {story for story, _headline, _date in offered}:
            offered = [*newest.filter(story=kept), *offered]
        self.fields["story"].choices = [
            ("", "—"),
            *((story, f"{date:%m-%d} {Truncator(headline).chars(40)}") for story, headline, date in offered),
        ]

    def clean(self):
        cleaned = super().clean()
        story, masthead = cleaned.get("story"), cleaned.get("masthead")
        if story and masthead and not Publication.objects.filter(story=story, language=masthead.language).exists():
            raise ValidationError({"story": _("This story is not on the site in this language edition.")})
        return cleaned


@admin.register(Slot)
class SlotAdmin(PublicAdmin):
    form = SlotForm
    list_display = ["place", "shown", "masthead"]
    list_display_links = ["place", "shown"]
    list_select_related = ["masthead"]
    ordering = ["masthead", "position"]
    compressed_fields = False
    actions = None

    def get_queryset(self, request):
        headline = Publication.objects.filter(story=OuterRef("story")).values("headline")
        return super().get_queryset(request).annotate(on_site=Subquery(headline))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "masthead":
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    @admin.display(description=gettext_lazy("position"), ordering="position")
    def place(self, slot):
        return _("Lead") if slot.position == 1 else str(slot.position)

    @admin.display(description=gettext_lazy("story"))
    def shown(self, slot):
        if slot.on_site:
            return slot.on_site
        return format_html('<span class="desk-missing">{}</span>', _("Not on the site: the slot is passed over."))
