"""The house and its people in the desk: reporters, users and their roles."""

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin as DjangoGroupAdmin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseNotAllowed, JsonResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from newsroom import audit, edition, rights, roles
from newsroom.accounts import sessions, twostep
from newsroom.auditlog import LogLineAdmin
from newsroom.choosing import RowSelect
from newsroom.deleting import Deleting
from newsroom.exports import Exported
from newsroom.grammar.names import key
from newsroom.models import LogLine, Reporter, ReporterName, Role
from newsroom.paging import First
from newsroom.text import number, printable
from newsroom.unique import Unique

admin.site.empty_value_display = "—"
admin.site.unregister(User)
admin.site.unregister(Group)
admin.site.register(LogLine, LogLineAdmin)


def without_side_doors(field):
    """A choice of rows without the buttons that add, change or show one of them in a window of its own."""
    for door in ("can_add_related", "can_change_related", "can_delete_related", "can_view_related"):
        setattr(field.widget, door, False)
    return field


@admin.register(Reporter)
class ReporterAdmin(Unique, Exported, Deleting, ModelAdmin):
    list_display = ["shown_name", "role", "unit", "login"]
    list_select_related = ["user"]
    list_filter = ["is_unchecked"]
    list_filter_sheet = False
    search_fields = ["name", "other_names", "unit"]
    search_help_text = _("Name, other name or unit")
    sortable_by = ["shown_name"]  # the one order that an index gives
    show_full_result_count = False
    paginator = First
    fields = ["name", "role", "unit", "other_names", "biography", "user", "is_unchecked", "slug"]
    autocomplete_fields = ["user"]
    compressed_fields = False
    actions = None

    @admin.display(description=_("Name"), ordering="name")
    def shown_name(self, reporter):
        new = format_html(' <span class="desk-state is-changing">{}</span>', _("new")) if reporter.is_unchecked else ""
        return format_html("{}{}", reporter.name, new)

    @admin.display(description=_("login"))
    def login(self, reporter):
        return reporter.user.username if reporter.user else "—"

    def get_readonly_fields(self, request, obj=None):
        """The address is made once: readers and feeds keep it. Whose login a person has is for those to say who keep the
        logins: nobody may review what carries her own byline."""
        kept = ["slug"] if obj else []
        return kept if request.user.has_perm("auth.change_user") else [*kept, "user"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "role":
            field.widget.attrs["list"] = "roles"
        return without_side_doors(field) if db_field.name == "user" else field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "user":
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs | {"labels": {"name": _("Name")}})

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(request, context | {"roles": Role.values}, *args, **kwargs)

    def get_search_results(self, request, queryset, search_term):
        """As everywhere, and by the form in which names are compared: whatever dots and spaces are typed."""
        found, has_doubles = super().get_search_results(request, queryset, search_term)
        typed = key(search_term)
        if typed:
            names = ReporterName.objects.filter(key__contains=typed).values("reporter")
            found = found | queryset.filter(pk__in=names)
        return found, has_doubles

    def save_model(self, request, obj, form, change):
        edition.bump()
        super().save_model(request, obj, form, change)
        if "user" in form.changed_data and (obj.user or form.initial.get("user")):
            self._record_login(request.user, obj, form.initial.get("user"))

    def _record_login(self, actor, reporter, before):
        """Whose login a person has decides which stories that login may review: a right."""
        was = User.objects.filter(pk=before).first()
        names = [rights.titled(user) if user else "—" for user in (was, reporter.user)]
        label = _("login")
        audit.record("rights", actor, about=reporter, detail=f"{label}：{names[0]} → {names[1]}")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("names.json", view(self.names), name="newsroom_reporter_names"),
            path("new.json", view(self.new), name="newsroom_reporter_new"),
        ] + super().get_urls()

    def names(self, request):
        """Up to twenty people whose name holds what is typed, as JSON: number, name with unit, role, unit; and whether
        somebody bears just that name."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.GET.get("q", "").strip()[:40].replace("\x00", "")
        found, _distinct = self.get_search_results(request, Reporter.objects.all(), typed)
        is_known = bool(typed) and Reporter.objects.named(typed).exists()
        return JsonResponse({"people": [_as_json(reporter) for reporter in found[:20]], "is_known": is_known})

    def new(self, request):
        """Make a reporter of a name that was typed into a byline, marked as new, and give her as JSON; whoever bears the
        name already is given instead. 400 with a message where it cannot be a name."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        if not self.has_add_permission(request):
            raise PermissionDenied
        said = {name: printable(request.POST.get(name, "")) for name in ("name", "role", "unit")}
        reporter = Reporter(**{name: value for name, value in said.items() if value}, is_unchecked=True)
        try:
            reporter.full_clean(exclude=["slug"])
        except ValidationError as error:
            return JsonResponse({"message": " ".join(error.messages)}, status=400)
        known = Reporter.objects.named(reporter.name).first()
        if known is None:
            reporter.save()
            edition.bump()
            self.log_addition(request, reporter, [{"added": {}}])
        return JsonResponse(_as_json(known or reporter))


def _as_json(reporter):
    return {"number": reporter.pk, "name": str(reporter), "role": reporter.role, "unit": reporter.unit}


@admin.register(User)
class UserAdmin(Unique, Exported, DjangoUserAdmin, ModelAdmin):
    form, add_form, change_password_form = UserChangeForm, UserCreationForm, AdminPasswordChangeForm
    list_display = ["username", "full_name", "role_names", "is_active", "last_login"]
    list_filter = ["groups", "is_active"]
    list_filter_sheet = False
    search_fields = ["username", "last_name", "first_name", "reporter__name"]
    search_help_text = _("Login or name")
    compressed_fields = False
    actions = None
    readonly_fields = ["password_door"]
    fieldsets = [
        (None, {"fields": ["username", "password_door"]}),
        (_("Person"), {"fields": ["last_name", "first_name", "email"]}),
        (_("Roles"), {"fields": ["groups", "is_active"]}),
    ]
    add_fieldsets = [
        (None, {"fields": ["username", "last_name", "first_name", "password1", "password2"]}),
    ]
    filter_horizontal = []

    def get_queryset(self, request):
        """All users; a superuser's login is not for others to open."""
        users = super().get_queryset(request).select_related("reporter").prefetch_related("groups")
        return users if request.user.is_superuser else users.filter(is_superuser=False)

    @admin.display(description=_("Name"))
    def full_name(self, user):
        return roles.name_of(user)

    @admin.display(description=_("roles"))
    def role_names(self, user):
        return "、".join(roles.label(group.name) for group in user.groups.all()) or "—"

    @admin.display(description=_("password"))
    def password_door(self, user):
        address = reverse("admin:auth_user_password_change", args=[user.pk])
        sessions_of = reverse("accounts:person", args=[user.pk])
        return format_html(
            '<a class="desk-button" href="{}">{}</a> <a class="desk-button" href="{}">{}</a>',
            *(address, _("Set another password"), sessions_of, _("Where it is logged in")),
        )

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name == "groups":
            kwargs["widget"] = UnfoldAdminCheckboxSelectMultipleWidget
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = lambda group: roles.label(group.name)
            field.label, field.help_text = _("Roles"), _("A person may have several.")
            without_side_doors(field)
        return field

    def save_model(self, request, obj, form, change):
        """A login made here is for the desk."""
        obj.rights_before = rights.of_login(obj.pk) if change else {}
        if not change:
            obj.is_staff = True
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        rights.record_change(request.user, form.instance, form.instance.rights_before)
        if not form.instance.is_active:
            sessions.end(form.instance)
        twostep.heed_roles(form.instance)

    def delete_model(self, request, obj):
        about = rights.titled(obj)
        super().delete_model(request, obj)
        audit.record("rights", request.user, about=about, detail=_("Login deleted."))

    def user_change_password(self, request, id, form_url=""):
        before = User.objects.filter(pk=number(id)).values_list("password", flat=True).first()
        response = super().user_change_password(request, id, form_url)
        user = User.objects.filter(pk=number(id)).first()
        if user and user.password != before:
            sessions.end(user, keep=request.session.session_key if user == request.user else None)
            audit.record("password", request.user, about=rights.titled(user), address=audit.address_of(request))
        return response


@admin.register(Group)
class GroupAdmin(Unique, Exported, DjangoGroupAdmin, ModelAdmin):
    """To look at only: what a role may do is said once, in newsroom.roles."""

    list_display = ["label", "name"]
    search_fields = []
    fields = ["label", "name"]
    compressed_fields = False
    actions = None

    @admin.display(description=_("role at the desk"))
    def label(self, group):
        return roles.label(group.name)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
