"""Suppliers, whose stories come in by themselves: where they are, with which key, where their stories go."""

from urllib.parse import urlsplit

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import path
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextInputWidget

from articles.desk import times
from articles.desk.exchange import fetching, following
from articles.models import Section, Supplier, SupplierSection
from newsroom import audit, rights
from newsroom.admin import without_side_doors
from newsroom.exports import Exported
from newsroom.inlines import Rows, RowsInline
from newsroom.unique import Unique

FIELDS = ["name", "address", "key", "language", "section", "files_itself", "is_off"]
TOLD = [name for name in FIELDS if name != "key"]


class SupplierForm(forms.ModelForm):
    """A supplier. Its key is never shown again; where none is typed, the one of before stays."""

    class Meta:
        model = Supplier
        fields = [*FIELDS, "has_past"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "key" in self.fields:
            self.fields["key"].required = not self.instance.pk
            if self.instance.pk:
                self.fields["key"].help_text = _("Leave it empty, and the one of now stays.")

    def clean_address(self):
        address = self.cleaned_data["address"].strip().rstrip("/")
        try:
            parts = fetching.checked(address)
        except fetching.Trouble as trouble:
            raise forms.ValidationError(str(trouble)) from trouble
        if parts.path or parts.query or parts.fragment:
            raise forms.ValidationError(
                _("Only where the site is: %(address)s.") % {"address": f"{parts.scheme}://{urlsplit(address).netloc}"}
            )
        return address

    def clean_key(self):
        key = self.cleaned_data["key"].strip()
        if not key:
            return Supplier.objects.values_list("key", flat=True).get(pk=self.instance.pk) if self.instance.pk else ""
        if not key.isascii() or not key.isprintable() or " " in key:
            raise forms.ValidationError(_("This is no key: it has letters, digits, - and _ alone. Copy it whole."))
        return key

    def clean(self):
        super().clean()
        language, section = self.cleaned_data.get("language"), self.cleaned_data.get("section")
        if language and section and section.masthead_id != language.language:
            self.add_error("section", _("This section is of another language."))
        return self.cleaned_data


class SectionFormSet(Rows):
    """Sections here are of the language that the supplier's stories are taken in."""

    def clean(self):
        super().clean()
        for form in self.forms:
            section = form.cleaned_data.get("section") if hasattr(form, "cleaned_data") else None
            if section and section.masthead_id != self.instance.language_id:
                form.add_error("section", _("This section is of another language."))


def _sections():
    return Section.objects.select_related("masthead").order_by("masthead", "position", "pk")


def _label(section):
    return f"{section.name}（{section.masthead.name}）"


class SectionInline(RowsInline):
    model = SupplierSection
    formset = SectionFormSet
    fields = ["name", "section"]
    extra = 1
    hide_title = True

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        kwargs["queryset"] = _sections()
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = _label
        return without_side_doors(field)


@admin.register(Supplier)
class SupplierAdmin(Unique, Exported, ModelAdmin):
    """None is ever deleted: what came from where stays to be read. The audit log has every change, and no key."""

    form = SupplierForm
    list_display = ["name", "address", "language", "section", "files_itself", "shown_seen", "state"]
    list_select_related = ["language", "section"]
    export_display = ["name", "address", "language", "section", "files_itself", "seen_at", "error", "is_off"]
    search_fields = ["name", "address"]
    search_help_text = gettext_lazy("Name or address of the site")
    list_filter_sheet = False
    compressed_fields = False
    change_form_template = "admin/articles/supplier/change_form.html"
    inlines = [SectionInline]
    actions = None

    def get_fields(self, request, obj=None):
        if obj is None:
            return [*FIELDS[:-1], "has_past"]
        is_hers = self.has_change_permission(request, obj)  # who only looks would be shown the key as it is
        return [*(FIELDS if is_hers else TOLD), "shown_seen", "shown_next", "state"]

    def get_readonly_fields(self, request, obj=None):
        shown = ["shown_seen", "shown_next", "state"]
        return [*shown, "address", "language"] if obj and obj.seen_at else shown

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("last answer"))
    def shown_seen(self, supplier):
        return times.shown(supplier.seen_at) if supplier.seen_at else _("none yet")

    @admin.display(description=gettext_lazy("next question"))
    def shown_next(self, supplier):
        return "—" if supplier.is_off else times.shown(supplier.next_at)

    @admin.display(description=gettext_lazy("state"))
    def state(self, supplier):
        if supplier.is_off:
            return format_html('<span class="desk-state is-draft">{}</span>', _("switched off"))
        if supplier.error:
            return format_html('<span class="desk-state is-returned">{}</span> {}', _("nothing comes"), supplier.error)
        return format_html('<span class="desk-state is-out">{}</span>', _("on"))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "key":
            field.widget = UnfoldAdminTextInputWidget(attrs={"autocomplete": "off", "spellcheck": "false"})
            field.widget.format_value = lambda value: ""  # what is kept, and what was typed, is on no page
        return without_side_doors(field)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "section":
            field.queryset, field.label_from_instance = _sections(), _label
        return field

    def save_model(self, request, obj, form, change):
        obj.was = _told(Supplier.objects.get(pk=obj.pk)) if change else {}
        obj.is_new_key = change and "key" in form.changed_data and bool(form.data.get("key", "").strip())
        if change:  # the worker writes how far it has come into the same row
            said = {name: getattr(obj, name) for name in form.fields}
            if {"key", "address", "is_off"} & set(form.changed_data):
                said |= {"next_at": timezone.now(), "tries": 0}
            Supplier.objects.filter(pk=obj.pk).update(**said)
        else:
            super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        supplier = Supplier.objects.get(pk=form.instance.pk)
        lines = _changed(form.instance.was, _told(supplier))
        if form.instance.is_new_key:
            lines.append(_("Another key was entered."))
        if not change:
            lines.insert(0, _("Supplier added."))
        if lines:
            audit.record("house", request.user, about=supplier, detail="\n".join(lines))

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.ask))
        return [path("<int:number>/ask/", view, name="articles_supplier_ask")] + super().get_urls()

    def ask(self, request, number):
        """Have the worker ask a supplier now."""
        supplier = get_object_or_404(Supplier, pk=number)
        if not self.has_change_permission(request, supplier):
            raise PermissionDenied
        if supplier.is_off:
            messages.error(request, _("%(name)s is switched off.") % {"name": supplier.name})
        else:
            following.ask.enqueue(supplier.pk)
            messages.success(
                request,
                _("%(name)s is being asked; what it answers stands here in a moment.") % {"name": supplier.name},
            )
        return redirect("admin:articles_supplier_change", supplier.pk)


def _told(supplier):
    """What of a supplier the audit log tells, as {label: text}."""
    found = {}
    for name in TOLD:
        value = getattr(supplier, name)
        label = str(supplier._meta.get_field(name).verbose_name)
        found[label] = rights.yes(value) if isinstance(value, bool) else str("—" if value in (None, "") else value)
    kept = "、".join(str(one) for one in supplier.sections.select_related("section"))
    return found | {str(SupplierSection._meta.verbose_name_plural): kept or "—"}


def _changed(before, after):
    if not before:
        return [f"{label}：{text}" for label, text in after.items() if text != "—"]
    return [f"{label}：{before[label]} → {after[label]}" for label in after if before[label] != after[label]]
