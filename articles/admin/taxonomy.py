"""Sections and tags."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from articles.models import PublicationTag, Section, Tag
from newsroom import edition


class PublicAdmin(ModelAdmin):
    """What stands on public pages: changing it begins a new edition."""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        edition.bump()

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        edition.bump()

    def delete_queryset(self, request, queryset):
        super().delete_queryset(request, queryset)
        edition.bump()


@admin.register(Section)
class SectionAdmin(PublicAdmin):
    list_display = ["name", "masthead", "slug", "position"]
    list_select_related = ["masthead"]
    list_editable = ["position"]
    list_filter_sheet = False
    search_fields = ["name", "slug"]
    fields = ["name", "slug", "masthead", "position", "description"]
    compressed_fields = False
    actions = None

    def get_readonly_fields(self, request, obj=None):
        """The address is for ever, and a section stays in its language edition."""
        return ["slug", "masthead"] if obj else []


def _is_in_print(tag):
    return tag is not None and PublicationTag.objects.filter(tag=tag).exists()


@admin.register(Tag)
class TagAdmin(PublicAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    search_help_text = _("Part of the tag")
    fields = ["name"]
    compressed_fields = False
    actions = None

    def has_change_permission(self, request, obj=None):
        """Not of a tag that a story on the site carries: the record has its name."""
        return super().has_change_permission(request, obj) and not _is_in_print(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not _is_in_print(obj)

    def get_urls(self):
        return [
            path("names.json", self.admin_site.admin_view(self.names), name="articles_tag_names")
        ] + super().get_urls()

    def names(self, request):
        """The names of up to twenty tags that hold what is typed, as JSON."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get("q", "").strip()[:40].replace("\x00", "")
        found = Tag.objects.filter(name__icontains=typed).order_by("name")[:20]
        return JsonResponse({"names": [tag.name for tag in found]})
