"""Any list of the desk as a table to take away: what is filtered, in the columns that are shown, as CSV or XLSX."""

import csv
import html
import tempfile
from datetime import date, datetime
from decimal import Decimal

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponseRedirect, StreamingHttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from newsroom import audit
from newsroom.text import printable

MOST = 100_000
CHUNK = 500
# A cell that begins so is a formula to a spreadsheet; Chinese editions read the full-width marks as well.
FORMULA = tuple("=+-@\t\r＝＋－＠")
# A text is a text, whatever it looks like; a row that is written need not stay in memory.
AS_IT_IS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class Exported:
    """A ModelAdmin whose list can be taken away by whoever may see it. `export_display` names the columns, as
    list_display does; without it they are those of the list."""

    export_display = ()

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        return [path("export.<str:kind>", self.admin_site.admin_view(self.export), name=name)] + super().get_urls()

    def export(self, request, kind):
        """The list as a file; 404 for another kind than csv and xlsx, back to the list where it cannot be narrowed so."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        if kind not in TYPES:
            raise Http404
        try:
            rows = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))
        table = table_of(self, self.export_display or self.get_list_display(request), rows[:MOST])
        name = f"{self.opts.model_name}-{timezone.localtime():%Y%m%d-%H%M}.{kind}"
        said = _("Took away a list: %(name)s") % {"name": self.opts.verbose_name_plural}
        audit.record("house", request.user, about=said, detail=request.GET.urlencode()[:1000])
        return as_csv(table, name) if kind == "csv" else as_xlsx(table, name)


def table_of(admin, names, rows):
    """The heading and then the rows of a queryset as lists of cells: texts, numbers or None, in the columns `names` of
    `admin`. Rows are read a few hundred at a time."""
    yield [capfirst(str(label_for_field(name, admin.model, admin))) for name in names]
    for row in rows.iterator(chunk_size=CHUNK):
        found = (lookup_field(name, row, admin) for name in names)
        yield [cell_of(value, field) for field, _attribute, value in found]


def cell_of(value, field=None):
    """A value of a list, of a model's field where it is one, as a cell: the choice's label, without markup, times in the
    site's zone, and never a formula."""
    if field is not None and getattr(field, "flatchoices", None):
        value = dict(field.flatchoices).get(value, value)
    if isinstance(value, bool):
        value = _("yes") if value else _("no")
    if value is None or isinstance(value, (int, float, Decimal)):
        return value
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M:%S}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if isinstance(value, SafeString):
        text = _without_markup(text)
    return defused(" ".join(printable(text).split()))


def _without_markup(shown):
    return html.unescape(strip_tags(shown.replace("<", " <")))  # what stands in two elements is two words


def defused(text):
    """`text` as a spreadsheet shows it and does not reckon it."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) else text


def as_csv(table, name):
    """The rows of `table` as a CSV file for Excel: UTF-8 that says so, sent as it is read."""
    writer = csv.writer(_Echo())

    def lines():
        yield "\ufeff".encode()
        for row in table:
            yield writer.writerow(row).encode()

    return _sent(StreamingHttpResponse(lines(), content_type=TYPES["csv"]), name)


class _Echo:
    """What csv.writer writes into: it hands the line back."""

    def write(self, line):
        return line


def as_xlsx(table, name):
    """The rows of `table` as an XLSX file, written row by row."""
    return as_book({None: table}, name)


def as_book(tables, name):
    """Several tables, by the names of their sheets, as one XLSX file."""
    from xlsxwriter import Workbook  # here: most days nobody asks for such a file

    stream = tempfile.TemporaryFile()  # noqa: SIM115, the response closes it
    with Workbook(stream, AS_IT_IS) as book:
        for title, table in tables.items():
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(table):
                sheet.write_row(number, 0, row)
    stream.seek(0)
    return _sent(FileResponse(stream, content_type=TYPES["xlsx"]), name)


def _sent(response, name):
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
