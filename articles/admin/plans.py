"""Planning: the calendar of a month, which is where one begins, the list that is searched, and the form of a plan."""

from calendar import Calendar
from datetime import date, timedelta
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin import SimpleListFilter
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from articles.desk import planning
from articles.models import Assignment, Plan, Section
from newsroom.admin import without_side_doors
from newsroom.choosing import RowSelect
from newsroom.exports import Exported
from newsroom.inlines import Rows, RowsInline
from newsroom.models import Reporter
from newsroom.paging import Newest
from newsroom.text import number
from newsroom.unique import Unique

# What narrows the calendar; an address of the list with anything else is that of the list.
CALENDAR = {"month", "person", "section"}
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 1)
MOST_PEOPLE = 300


class OffFilter(SimpleListFilter):
    title = gettext_lazy("state")
    parameter_name = "off"

    def lookups(self, request, model_admin):
        return [("no", gettext_lazy("as planned")), ("yes", gettext_lazy("called off"))]

    def queryset(self, request, queryset):
        return queryset.filter(is_off=self.value() == "yes") if self.value() in {"yes", "no"} else queryset


class AssignmentInline(RowsInline):
    model = Assignment
    formset = Rows
    fields = ["kind", "reporter", "is_done"]
    autocomplete_fields = ["reporter"]
    extra = 1
    hide_title = True

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_side_doors(field) if db_field.name == "reporter" else field

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "reporter":
            kwargs["widget"] = RowSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Plan)
class PlanAdmin(Unique, Exported, ModelAdmin):
    list_display = ["title", "shown_date", "place", "section", "people", "shown_article"]
    list_filter = [OffFilter]
    list_filter_sheet = False
    list_per_page = 50
    paginator = Newest
    show_full_result_count = False
    sortable_by = []
    ordering = ["-date", "-pk"]
    search_fields = ["title", "place"]
    search_help_text = gettext_lazy("Title or place")
    fields = ["title", "date", ("starts", "ends"), "place", "section", "notes", "is_off"]
    inlines = [AssignmentInline]
    compressed_fields = False
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("key/", view(require_POST(self.key)), name="articles_plan_key"),
            path("<int:number>/article/", view(require_POST(self.article)), name="articles_plan_article"),
        ] + super().get_urls()

    def get_queryset(self, request):
        return (
            super().get_queryset(request).select_related("section", "article").defer("article__body", "article__copy")
        )

    def changelist_view(self, request, extra_context=None):
        """The calendar, unless something is searched for or narrowed as only a list can be."""
        if request.method == "GET" and set(request.GET) <= CALENDAR:
            return self.calendar(request)
        return super().changelist_view(request, extra_context)

    # ---- the form

    def get_changeform_initial_data(self, request):
        """A plan that is added on a day of the calendar is of that day."""
        return {"date": _day(request.GET.get("date", "")) or timezone.localdate()}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_side_doors(field) if db_field.name == "section" else field

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {"plan": obj, "why_not": planning.why_not(obj, request.user)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.made_by = request.user
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            form.instance.save(update_fields=["changed_at"])  # so that calendar apps take up who is on it

    # ---- the list

    @admin.display(description=gettext_lazy("date"))
    def shown_date(self, plan):
        said = f"{plan.date:%Y-%m-%d} {planning.hours(plan)}"
        off = format_html(' <span class="desk-state is-returned">{}</span>', _("called off")) if plan.is_off else ""
        return format_html('<span class="desk-when">{}</span>{}', said, off)

    @admin.display(description=gettext_lazy("assigned"))
    def people(self, plan):
        return "、".join(dict.fromkeys(one.reporter.name for one in plan.assignments.all())) or "—"

    @admin.display(description=gettext_lazy("article"))
    def shown_article(self, plan):
        if not plan.article_id:
            return "—"
        address = reverse("admin:articles_article_change", args=[plan.article_id])
        return format_html('<a href="{}">{}</a>', address, plan.article_id)

    def get_list_display(self, request):
        return self.list_display

    def get_changelist_instance(self, request):
        found = super().get_changelist_instance(request)
        found.queryset = found.queryset.prefetch_related("assignments__reporter")
        return found

    # ---- the calendar

    def calendar(self, request, address=""):
        """A month of plans, a cell a day; `address` is that of the calendar of this login where it was just made."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        month = _month(request.GET.get("month", ""))
        weeks = Calendar().monthdatescalendar(month.year, month.month)
        person, section = (number(request.GET.get(name, "")) for name in ("person", "section"))
        plans = Plan.objects.whole().filter(date__range=(weeks[0][0], weeks[-1][-1]))
        if person:
            plans = plans.filter(pk__in=Assignment.objects.filter(reporter=person).values("plan"))
        if section:
            plans = plans.filter(section=section)
        by_day = {}
        for plan in plans:
            plan.people = planning.by_kind(plan)
            by_day.setdefault(plan.date, []).append(plan)
        kept = {name: value for name, value in (("person", person), ("section", section)) if value}
        context = {
            "title": _("Calendar of plans"),
            "opts": self.opts,
            "month": month,
            "today": timezone.localdate(),
            "weeks": [[(day, by_day.get(day, ())) for day in week] for week in weeks],
            "weekdays": weeks[0],
            "before": _query(month - timedelta(days=1), kept),
            "after": _query(month + timedelta(days=31), kept),
            "people": _people(),
            "sections": Section.objects.all(),
            "person": person,
            "section": section,
            "may_add": self.has_add_permission(request),
            "kinds": Assignment.Kind,
            "key": planning.key_of(request.user),
            "address": address,
        }
        return render(request, "desk/plans.html", self.admin_site.each_context(request) | context)

    def article(self, request, number):
        """Make the article of a plan and open it; where it has one, open that."""
        plan = get_object_or_404(Plan, pk=number)
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            article = planning.to_article(plan, request.user)
        except planning.Refused as refusal:
            messages.error(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:articles_plan_change", args=[plan.pk]))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def key(self, request):
        """Make the address of this login's calendar, anew where there was one, and show it, this once; or switch it off."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        if request.POST.get("do") == "off":
            planning.drop_key(request.user)
            messages.success(request, _("The address of your calendar answers no more."))
            return HttpResponseRedirect(reverse("admin:articles_plan_changelist"))
        if request.POST.get("do") != "make":
            return HttpResponseRedirect(reverse("admin:articles_plan_changelist"))
        token = planning.new_key(request.user)
        return self.calendar(request, urljoin(settings.SITE_URL + "/", reverse("calendar", args=[token])))


def _day(text):
    """The day that an address names, None where it names none."""
    try:
        return parse_date(text)
    except ValueError:
        return None


def _month(text):
    """The first day of the month that an address names, of this month where it names none that calendars have."""
    found = _day(f"{text}-01") or timezone.localdate().replace(day=1)
    return found if FIRST <= found <= LAST else timezone.localdate().replace(day=1)


def _query(day, kept):
    """The address of the calendar of another month, narrowed as this one."""
    return f"?{urlencode({'month': f'{day:%Y-%m}'} | kept)}"


def _people():
    """Those who are assigned anything, by name, for the filter."""
    assigned = Assignment.objects.order_by().values("reporter").distinct()
    return Reporter.objects.filter(pk__in=assigned).order_by("name", "pk")[:MOST_PEOPLE]
