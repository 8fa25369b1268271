"""Sections, and whatever else stands on public pages. Tags are in articles.admin.tags."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from articles.models import Section
from newsroom import edition, rights
from newsroom.admin import without_side_doors
from newsroom.deleting import Deleting
from newsroom.exports import Exported
from newsroom.unique import Unique


class PublicAdmin(Unique, Exported, Deleting, ModelAdmin):
    """What stands on public pages: changing it begins a new edition."""

    def save_model(self, request, obj, form, change):
        edition.bump()  # first, as all that goes public does: none waits for a row that the other holds
        super().save_model(request, obj, form, change)

    def delete_model(self, request, obj):
        edition.bump(takes_away=True)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        edition.bump(takes_away=True)
        super().delete_queryset(request, queryset)


@admin.register(Section)
class SectionAdmin(PublicAdmin):
    list_display = ["name", "masthead", "slug", "position"]
    list_select_related = ["masthead"]
    list_editable = ["position"]
    list_filter_sheet = False
    search_fields = ["name", "slug"]
    search_help_text = _("Name or address")
    fields = ["name", "slug", "masthead", "position", "description"]
    compressed_fields = False
    actions = None

    def get_readonly_fields(self, request, obj=None):
        """The address is for ever, and a section stays in its language edition."""
        return ["slug", "masthead"] if obj else []

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_side_doors(field) if db_field.name == "masthead" else field

    def get_deleted_objects(self, objs, request):
        """One that a remit names stays: without it, somebody who is limited would work in all sections."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        remits = Section.objects.filter(pk__in=[section.pk for section in objs]).remits().select_related("user")
        named = [f"{remit._meta.verbose_name}: {rights.titled(remit.user)}" for remit in remits]
        return listed, counts, lacking, [*protected, *named]
