"""Photos in the desk: a contact sheet, and one photo with its caption and credits."""

import re

from django import forms
from django.contrib import admin
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from media import credits, uploads
from media.admin import incoming, library, onephoto, pages, reading, several
from media.admin.filters import SOON, CreditFilter, MadeFilter, MineFilter, RightsFilter, WantingFilter
from media.models import Photo, PhotoCredit
from media.pictures import picture
from media.tasks import make_renditions
from newsroom import roles
from newsroom.choosing import RowSelect
from newsroom.exports import Exported
from newsroom.grammar.signs import MARKERS
from newsroom.inlines import Rows, RowsInline
from newsroom.models import Role
from newsroom.paging import Newest
from newsroom.text import printable
from newsroom.unique import Unique

WORDS = ("caption", "alt", "place", "taken_on", "keywords", "provider", "agency", "made", "licence", "expires_on")
WORDS += ("licence_url", "copyright", "restrictions")


class PhotoForm(forms.ModelForm):
    """The words of a photo; its marks as one line."""

    mark_line = forms.CharField(
        label=_("Marks"),
        required=False,
        max_length=100,
        help_text=_("Such as 资料图片 or 无人机照片, with 、 between them; printed behind the credit."),
    )

    class Meta:
        model = Photo
        fields = [*WORDS]
        labels = {"made": _("how it was made")}
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3, "class": "desk-input"}),
            "restrictions": forms.Textarea(attrs={"rows": 2, "class": "desk-input"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial.setdefault("mark_line", "、".join(self.instance.marks))
        self.fields["mark_line"].widget.attrs |= {"class": "desk-input", "list": "marks"}

    def clean_mark_line(self):
        marks = [
            " ".join(printable(mark).split())[:20] for mark in re.split(r"[、，,;；]", self.cleaned_data["mark_line"])
        ]
        return list(dict.fromkeys(filter(None, marks)))

    def clean(self):
        """What is said of AI has a field of its own: a mark of it, typed, sets that where it says nothing."""
        cleaned = super().clean()
        if "mark_line" in cleaned:
            said = cleaned["mark_line"]
            made = [kind for kind, mark in credits.AI_MARKS.items() if mark in said]
            cleaned["made"] = cleaned.get("made") or next(iter(made), "")
            self.instance.marks = [mark for mark in said if mark not in credits.AI_MARKS.values()]
        return cleaned


class CreditInline(RowsInline):
    model = PhotoCredit
    formset = Rows
    fields = ["role", "name", "unit", "work", "reporter", "position"]
    autocomplete_fields = ["reporter"]
    extra = 0
    ordering_field = "position"
    hide_ordering_field = True
    hide_title = True
    verbose_name_plural = _("Credits")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "role":
            field.widget.attrs["list"] = "roles"
        if db_field.name == "name":
            field.label = _("Name")
        if db_field.name == "reporter":
            field.widget.can_add_related = field.widget.can_change_related = field.widget.can_view_related = False
        return field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "reporter":
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Photo)
class PhotoAdmin(Unique, Exported, ModelAdmin):
    list_display = ["caption"]
    form = PhotoForm
    list_filter = [CreditFilter, WantingFilter, RightsFilter, MadeFilter, MineFilter]
    list_before_template = "desk/_photo_chips.html"
    list_fullwidth = True
    list_per_page = 60
    show_full_result_count = False
    paginator = Newest
    sortable_by = []
    search_fields = ["caption"]
    search_help_text = _("Caption, name or number")
    fieldsets = [
        (None, {"fields": ["caption", "alt", ("place", "taken_on"), "keywords"]}),
        (_("Owed to"), {"fields": [("provider", "agency"), "mark_line", "made"]}),
        (_("Rights"), {"fields": [("licence", "expires_on"), "licence_url", "copyright", "restrictions"]}),
    ]
    inlines = [CreditInline]
    compressed_fields = False
    actions = None
    change_list_template = "admin/media/photo/contact_sheet.html"
    export_display = [
        "number",
        "caption",
        "credited",
        "alt",
        "place",
        "taken_on",
        "file_name",
        "uploaded_at",
        "uploader",
    ]

    def get_queryset(self, request):
        photos = super().get_queryset(request).select_related("uploaded_by__reporter")
        return photos.prefetch_related("credits", "renditions")

    @admin.display(description=_("Marks"))
    def mark_line(self, photo):
        """The marks where the photo can only be read."""
        return "、".join(photo.marks)

    @admin.display(description=_("number"))
    def number(self, photo):
        return photo.pk

    @admin.display(description=_("credit"))
    def credited(self, photo):
        return credits.line(credits.facts(photo))

    @admin.display(description=_("uploaded by"))
    def uploader(self, photo):
        return roles.name_of(photo.uploaded_by) if photo.uploaded_by else ""

    def get_search_results(self, request, queryset, search_term):
        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=library.found(search_term).values("pk")), False

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name in ("caption", "restrictions"):
            kwargs["widget"] = forms.Textarea(
                attrs={"rows": 3 if db_field.name == "caption" else 2, "class": "desk-input"}
            )
        if db_field.name in ("taken_on", "expires_on"):
            kwargs["widget"] = forms.DateInput(attrs={"type": "date", "class": "desk-input"}, format="%Y-%m-%d")
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def has_add_permission(self, request):
        """Photos come in by the upload page alone."""
        return False

    def has_change_permission(self, request, obj=None):
        """Not of a killed one: nothing of it goes out any more."""
        return super().has_change_permission(request, obj) and not (obj and obj.killed_at)

    def has_delete_permission(self, request, obj=None):
        """Never: a version may have printed it."""
        return False

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("library.json", view(library.library), name="media_photo_library"),
            path("take/", view(library.take), name="media_photo_take"),
            path("tell/", view(library.tell), name="media_photo_tell"),
            path("upload/", view(pages.upload), name="media_photo_upload"),
            path("<int:number>/original/", view(pages.original), name="media_photo_original"),
            *incoming.urls(view),
            *several.urls(view),
            *onephoto.urls(view),
        ] + super().get_urls()

    def save_model(self, request, obj, form, change):
        """What the desk types is never replaced by what copy or file say."""
        obj.credited_from = "typed"
        obj.save(update_fields=[*WORDS, "marks", "credited_from"])

    def save_related(self, request, form, formsets, change):
        """The public files carry caption and credit, so they are made again."""
        super().save_related(request, form, formsets, change)
        if form.has_changed() or any(formset.has_changed() for formset in formsets):
            make_renditions.enqueue(form.instance.pk)

    def changelist_view(self, request, extra_context=None):
        response = super().changelist_view(request, extra_context)
        found = getattr(response, "context_data", {}).get("cl")
        if found:
            response.context_data["sheet"] = [_shown(photo) for photo in found.result_list]
        return response

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {
                "photo": obj,
                **_shown(obj),
                "roles": Role.values,
                "marks": MARKERS,
                "read": reading.lines(obj),
                "alike": [_shown(one) for one in _alike(obj)],
                "may_replace": onephoto.may_replace(request.user, obj),
                "former": obj.former_files.filter(is_original=True),
                "title": str(obj),
                "subtitle": None,
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def log_change(self, request, obj, message):
        """Nothing: the words that went out are in the versions."""


def _alike(photo):
    likeness = uploads.likeness_of(photo)
    others = Photo.objects.exclude(pk=photo.pk).prefetch_related("credits", "renditions")
    return others.like(likeness)[:8] if likeness is not None else []


def _shown(photo):
    """A photo with what a tile or its page shows of it."""
    shown = picture(photo)
    return {
        "photo": photo,
        "picture": shown,
        "is_credited": credits.is_credited(credits.facts(photo)),
        "credit": shown["credit"],
        "ends_soon": bool(photo.expires_on) and photo.expires_on <= timezone.localdate() + SOON,
        "megabytes": photo.size / 1_000_000,
        "uploaded": timezone.localtime(photo.uploaded_at),
    }
