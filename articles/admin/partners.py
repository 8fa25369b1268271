"""Partners and their keys, for administrators."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.models import Partner, Section
from newsroom import audit, rights
from newsroom.admin import without_side_doors
from newsroom.exports import Exported
from newsroom.unique import Unique

FIELDS = ["name", "contact", "note", "has_text", "has_originals", "sections", "rate", "starts_on", "ends_on", "terms"]
FIELDS += ["is_off"]
TOLD = [name for name in FIELDS if name not in ("sections", "note", "contact")]


@admin.register(Partner)
class PartnerAdmin(Unique, Exported, ModelAdmin):
    """None is ever deleted: who had a key, and what it opened, stays to be read. The audit log has every change."""

    list_display = ["name", "key_shown", "opened", "rate", "ends_on", "used_at", "state"]
    export_display = [
        "name",
        "prefix",
        "has_text",
        "has_originals",
        "rate",
        "starts_on",
        "ends_on",
        "used_at",
        "is_off",
    ]
    search_fields = ["name", "contact"]
    search_help_text = gettext_lazy("Name or contact")
    list_filter_sheet = False
    compressed_fields = False
    change_form_template = "admin/articles/partner/change_form.html"
    actions = None

    def get_fields(self, request, obj=None):
        return [*FIELDS, "key_shown", "made_at", "used_at"] if obj else FIELDS

    def get_readonly_fields(self, request, obj=None):
        return ["key_shown", "made_at", "used_at"]

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.display(description=gettext_lazy("key"))
    def key_shown(self, partner):
        return format_html('<code translate="no">{}…</code>', partner.prefix) if partner.prefix else "—"

    @admin.display(description=gettext_lazy("opens"))
    def opened(self, partner):
        said = [_("full text")] if partner.has_text else [_("what lists show")]
        return "、".join([*said, *([_("original photos")] if partner.has_originals else [])])

    @admin.display(description=gettext_lazy("state"))
    def state(self, partner):
        if partner.is_off:
            return format_html('<span class="desk-state is-returned">{}</span>', _("switched off"))
        if partner.opens(timezone.localdate()):
            return format_html('<span class="desk-state is-out">{}</span>', _("on"))
        return format_html('<span class="desk-state is-draft">{}</span>', _("not now"))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name in ("note", "terms"):
            field.widget.attrs["rows"] = 3
        return without_side_doors(field)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
        kwargs["queryset"] = Section.objects.select_related("masthead").order_by("masthead", "position", "pk")
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.label_from_instance = lambda section: f"{section.name}（{section.masthead.name}）"
        return field

    def save_model(self, request, obj, form, change):
        obj.was = _told(Partner.objects.get(pk=obj.pk)) if change else {}
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        partner = form.instance
        partner.is_limited = partner.sections.exists()
        partner.save(update_fields=["is_limited"])
        if not change:
            partner.key = partner.make_key()
        _record(request.user, partner, partner.was)

    def response_add(self, request, obj, post_url_continue=None):
        return self._show_key(request, obj, obj.key)

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.new_key))
        return [path("<int:number>/key/", view, name="articles_partner_key")] + super().get_urls()

    def new_key(self, request, number):
        """Make another key; the one before opens nothing from now on. It is shown this once."""
        partner = get_object_or_404(Partner, pk=number)
        if not self.has_change_permission(request, partner):
            raise PermissionDenied
        key = partner.make_key()
        audit.record("rights", request.user, about=partner, detail=_("New key in place of the one before."))
        return self._show_key(request, partner, key)

    def _show_key(self, request, partner, key):
        context = {
            **self.admin_site.each_context(request),
            "title": _("Key of %(name)s") % {"name": partner.name},
            "partner": partner,
            "key": key,
            "back": reverse("admin:articles_partner_change", args=[partner.pk]),
        }
        return render(request, "desk/partner_key.html", context)


def _told(partner):
    """What of a partner the audit log tells, as {label: text}."""
    found = {}
    for name in TOLD:
        value = getattr(partner, name)
        label = str(partner._meta.get_field(name).verbose_name)
        found[label] = rights.yes(value) if isinstance(value, bool) else str("—" if value in (None, "") else value)
    names = "、".join(partner.sections.values_list("name", flat=True)) or _("all sections")
    return found | {str(partner._meta.get_field("sections").verbose_name): names}


def _record(actor, partner, before):
    after = _told(Partner.objects.get(pk=partner.pk))
    if before:
        lines = [f"{label}：{before[label]} → {after[label]}" for label in after if before[label] != after[label]]
    else:
        lines = [_("Partner added, with a key."), *(f"{label}：{text}" for label, text in after.items() if text != "—")]
    if lines:
        audit.record("rights", actor, about=partner, detail="\n".join(lines))
