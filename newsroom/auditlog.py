"""The audit log as a screen: to read, never to write."""

from datetime import UTC, date, datetime, time, timedelta

from django.contrib.admin import SimpleListFilter, display
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin

from newsroom import audit, roles
from newsroom.exports import Exported
from newsroom.paging import Newest
from newsroom.text import number

CLOCK = "clock"
NOBODY_KNOWN = ["login-failed", "slowed", "second-step"]  # without a name the doing of strangers, or of the console


class KindFilter(SimpleListFilter):
    title = _("what")
    parameter_name = "what"

    def lookups(self, request, model_admin):
        return list(audit.KINDS.items())

    def queryset(self, request, queryset):
        return queryset.filter(kind=self.value()) if self.value() in audit.KINDS else queryset


class ActorFilter(SimpleListFilter):
    title = _("who")
    parameter_name = "who"

    def lookups(self, request, model_admin):
        people = User.objects.select_related("reporter").order_by("username")
        return [(CLOCK, _("the clock")), *((str(user.pk), f"{roles.name_of(user)} {user.username}") for user in people)]

    def queryset(self, request, queryset):
        if not self.value():
            return queryset
        if self.value() == CLOCK:
            return queryset.filter(actor=None, actor_name="").exclude(kind__in=NOBODY_KNOWN)
        return queryset.filter(actor=number(self.value()) or 0)


class DayFilter(SimpleListFilter):
    """A day as a date field sends it; one that is none narrows nothing."""

    title = _("day")
    parameter_name = "day"

    def lookups(self, request, model_admin):
        return []

    def has_output(self):
        return True

    def queryset(self, request, queryset):
        try:
            day = datetime.combine(date.fromisoformat(self.value() or ""), time.min)
            first, after = (timezone.make_aware(at).astimezone(UTC) for at in (day, day + timedelta(days=1)))
        except (ValueError, OverflowError):
            return queryset
        return queryset.filter(at__gte=first, at__lt=after)


class LogList(ChangeList):
    def get_filters(self, request):
        """The form above the list narrows it, so the theme's panel of filters stays away."""
        specs, _has_filters, *rest = super().get_filters(request)
        return specs, False, *rest


class LogLineAdmin(Exported, ModelAdmin):
    list_display = ["when", "who", "what", "where", "said", "came_from"]
    list_display_links = None
    list_filter = [KindFilter, ActorFilter, DayFilter]
    list_filter_sheet = False
    list_fullwidth = True
    list_before_template = "desk/_log_filters.html"
    list_per_page = 100
    show_full_result_count = False
    paginator = Newest
    search_fields = ["story"]
    search_help_text = _("Story number")
    ordering = ["-pk"]
    sortable_by = []
    actions = None
    fields = ["when", "who", "what", "where", "said", "came_from"]
    readonly_fields = fields
    compressed_fields = False

    def get_changelist(self, request, **kwargs):
        return LogList

    @staticmethod
    def address():
        """Where the whole log is."""
        return reverse("admin:newsroom_logline_changelist")

    def get_search_results(self, request, queryset, search_term):
        """Only by the whole number of a story."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(story=number(search_term.strip()) or 0), False

    @display(description=_("time"))
    def when(self, line):
        at = timezone.localtime(line.at).strftime("%Y-%m-%d %H:%M:%S")
        return format_html('<span class="desk-when">{}</span>', at)

    @display(description=_("who"))
    def who(self, line):
        if line.actor_name:
            return line.actor_name
        return "—" if line.kind in NOBODY_KNOWN else _("the clock")

    @display(description=_("what"))
    def what(self, line):
        return format_html('<span class="desk-state is-{}">{}</span>', line.kind, audit.KINDS.get(line.kind, line.kind))

    @display(description=_("about what"))
    def where(self, line):
        if line.story is None:
            return line.about
        address = f"{self.address()}?q={line.story}"
        return format_html('{} <a href="{}">{}</a>', line.about, address, line.story)

    @display(description=_("detail"))
    def said(self, line):
        return format_html('<span class="desk-detail">{}</span>', line.detail)

    @display(description=_("network address"))
    def came_from(self, line):
        return line.address or "—"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
