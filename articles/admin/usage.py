"""The house's usage: outlets that may be reprinted from, and words that are written another way here."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from unfold.admin import ModelAdmin

from articles.desk import importing
from articles.models import HouseWord, Outlet
from newsroom import audit
from newsroom.deleting import Deleting
from newsroom.exports import Exported
from newsroom.text import printable
from newsroom.unique import Unique

SHOWN = 300  # lines of a table that the look ahead lists; all are counted


class UsageAdmin(Unique, Exported, Deleting, ModelAdmin):
    """A list that a table can be taken into."""

    list_fullwidth = True
    list_per_page = 100
    compressed_fields = False
    actions = None
    change_list_template = "admin/articles/usage/change_list.html"

    def get_urls(self):
        name = f"articles_{self.opts.model_name}_import"
        return [path("import/", self.admin_site.admin_view(self.take_in), name=name)] + super().get_urls()

    def changelist_view(self, request, extra_context=None):
        address = reverse(f"admin:articles_{self.opts.model_name}_import") if self._may_import(request) else ""
        return super().changelist_view(request, {"import_url": address} | (extra_context or {}))

    def _may_import(self, request):
        return self.has_add_permission(request) and self.has_change_permission(request)

    def take_in(self, request):
        """GET shows where to put a table; POST shows what it would do, and does it where `take` is the mark of the table as
        it was shown. What was pasted or sent stays in the box."""
        if not self._may_import(request):
            raise PermissionDenied
        context = {"text": "", "lines": [], "refusal": ""}
        if request.method == "POST":
            try:
                context["text"] = self._sent(request)
                context["lines"] = importing.plan(self.model, context["text"])
                if request.POST.get("take") == importing.mark_of(context["text"]):
                    return self._take(request, context["lines"])
            except importing.Refused as refusal:
                context["refusal"] = str(refusal)
        return self._page(request, context)

    def _sent(self, request):
        file = request.FILES.get("table")
        if file is None:
            return request.POST.get("text", "")[: importing.LARGEST]
        if file.size > importing.LARGEST:
            raise importing.Refused(_("The table is too large: at most 2 MB."))
        return importing.text_of(file.read())

    def _take(self, request, lines):
        count = importing.take(self.model, lines)
        said = ngettext("%(count)s line taken.", "%(count)s lines taken.", count) % {"count": count}
        audit.record("house", request.user, about=self.opts.verbose_name_plural, detail=said)
        messages.success(request, said)
        return HttpResponseRedirect(reverse(f"admin:articles_{self.opts.model_name}_changelist"))

    def _page(self, request, context):
        lines = context["lines"]
        counts = {verdict: sum(line.verdict == verdict for line in lines) for verdict in VERDICTS}
        order = sorted(lines, key=lambda line: line.verdict != "wrong")  # what has to be mended first
        columns = importing.COLUMNS[self.model]
        context |= {
            **self.admin_site.each_context(request),
            "title": _("Take in a table: %(name)s") % {"name": self.opts.verbose_name_plural},
            "opts": self.opts,
            "columns": [self.model._meta.get_field(name).verbose_name for name in columns],
            "counts": [(verdict, VERDICTS[verdict], count) for verdict, count in counts.items() if count],
            "shown": [(line, VERDICTS[line.verdict], _cells(line, columns)) for line in order[:SHOWN]],
            "has_wrong": bool(counts["wrong"]),
            "hidden": max(len(lines) - SHOWN, 0),
            "mark": importing.mark_of(context["text"]),
            "may_take": bool(lines) and not counts["wrong"] and counts["new"] + counts["changed"],
        }
        return render(request, "desk/import.html", context)


VERDICTS = {
    "wrong": gettext_lazy("wrong"),
    "new": gettext_lazy("to be added"),
    "changed": gettext_lazy("changed"),
    "same": gettext_lazy("as it is"),
}


def _cells(line, columns):
    """(what will be, what was) for each column; what was is None where it stays."""
    before = line.before or {}
    return [(getattr(line.row, name) if line.row else line.values.get(name, ""), before.get(name)) for name in columns]


@admin.register(Outlet)
class OutletAdmin(UsageAdmin):
    list_display = ["name", "url", "group"]
    list_filter = ["group"]
    list_filter_sheet = False
    search_fields = ["name", "url", "group"]
    search_help_text = gettext_lazy("Name, address or group")
    fields = ["name", "url", "group"]

    def get_urls(self):
        view = self.admin_site.admin_view(self.names)
        return [path("outlets.json", view, name="articles_outlet_names")] + super().get_urls()

    def names(self, request):
        """JSON: up to twenty outlets whose name or address holds what is typed, those whose name begins with it first:
        `outlets` with name, url and group, `names` alone."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = printable(request.GET.get("q", "")).strip()[:60]
        found = Outlet.objects.filter(Q(name__icontains=typed) | Q(url__icontains=typed)) if typed else Outlet.objects
        rows = sorted(found.order_by("name")[:200], key=lambda outlet: not outlet.name.startswith(typed))[:20]
        outlets = [{"name": row.name, "url": row.url, "group": row.group} for row in rows]
        return JsonResponse({"outlets": outlets, "names": [row["name"] for row in outlets]})


@admin.register(HouseWord)
class HouseWordAdmin(UsageAdmin):
    list_display = ["wrong", "right", "reason"]
    search_fields = ["wrong", "right", "reason"]
    search_help_text = gettext_lazy("Part of a word or of the reason")
    fields = ["wrong", "right", "reason"]
