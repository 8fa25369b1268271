"""Remits: which sections a user works in."""

from django.contrib import admin
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.models import Remit
from newsroom import audit, rights, roles
from newsroom.admin import without_side_doors
from newsroom.deleting import Deleting
from newsroom.exports import Exported
from newsroom.unique import Unique


@admin.register(Remit)
class RemitAdmin(Unique, Exported, Deleting, ModelAdmin):
    """Whoever stands in no remit works in all sections; the audit log keeps every change."""

    list_display = ["shown_user", "role_names", "section_names"]
    list_select_related = ["user__reporter"]
    search_help_text = gettext_lazy("Login or name")
    search_fields = ["user__username", "user__last_name", "user__first_name", "user__reporter__name"]
    compressed_fields = False
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("sections", "user__groups").order_by("user__username")

    def get_fields(self, request, obj=None):
        return ["shown_user", "sections"] if obj else ["user", "sections"]

    def get_readonly_fields(self, request, obj=None):
        return ["shown_user"] if obj else []

    @admin.display(description=gettext_lazy("user"))
    def shown_user(self, remit):
        return rights.titled(remit.user)

    @admin.display(description=gettext_lazy("roles"))
    def role_names(self, remit):
        return "、".join(roles.label(group.name) for group in remit.user.groups.all()) or "—"

    @admin.display(description=gettext_lazy("sections"))
    def section_names(self, remit):
        return "、".join(str(section) for section in remit.sections.all()) or _("all sections")

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """A choice of users or sections, without the buttons that add or change one in a window of its own."""
        return without_side_doors(super().formfield_for_dbfield(db_field, request, **kwargs))

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        free = User.objects.filter(is_active=True, is_staff=True).exclude(pk__in=Remit.objects.values("user"))
        kwargs["queryset"] = free.select_related("reporter").order_by("username")
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        field.label_from_instance = rights.titled
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    # ---- the audit log

    def save_model(self, request, obj, form, change):
        obj.names_before = _names(obj) if change else _("all sections")
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        _record(request.user, form.instance.user, form.instance.names_before, _names(form.instance))

    def delete_model(self, request, obj):
        user, before = obj.user, _names(obj)  # deleted, it forgets whose it was: that is its key
        super().delete_model(request, obj)
        _record(request.user, user, before, _("all sections"))

    def delete_queryset(self, request, queryset):
        for remit in queryset:
            self.delete_model(request, remit)


def _names(remit):
    return "、".join(remit.sections.values_list("name", flat=True)) or _("all sections")


def _record(actor, user, before, after):
    if before != after:
        detail = _("Sections: %(before)s → %(after)s") % {"before": before, "after": after}
        audit.record("rights", actor, about=rights.titled(user), detail=detail)
