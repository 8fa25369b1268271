"""Lists of the house's usage out of a table: outlets and house words, as CSV. What a table would do is told line by line
first; taking it does all of that or nothing."""

import csv
import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from articles.models import HouseWord, Outlet
from newsroom.text import printable

LARGEST = 2_000_000  # bytes
MOST_LINES = 5000
# Which column is which, by the names that such tables give them; without a line of names, by their order here.
COLUMNS = {
    Outlet: {
        "name": ["name", "outlet", "名称", "媒体", "媒体名称", "单位", "单位名称", "网站名称", "发稿单位", "来源"],
        "url": ["url", "address", "website", "网址", "地址", "链接", "域名", "官网"],
        "group": ["group", "kind", "分组", "类别", "分类", "类型", "组别", "省份", "地区"],
    },
    HouseWord: {
        "wrong": ["wrong", "not this", "不用", "错误", "错词", "禁用", "原词", "不规范"],
        "right": ["right", "but this", "改用", "正确", "正词", "替换", "改为", "规范"],
        "reason": ["reason", "why", "理由", "原因", "说明", "备注"],
    },
}


class Refused(Exception):
    """A table cannot be read at all; the message says why, in the user's language."""


@dataclass
class Line:
    """A line of the table and what becomes of it: `verdict` is new, changed, same or wrong, with the reason. `row` is the
    Outlet or HouseWord as it will be; `before` what the changed fields were, by name."""

    number: int
    values: dict[str, str]
    verdict: str
    row: Model | None = None
    reason: str = ""
    before: dict[str, str] | None = None


def text_of(data):
    """The text of a file as bytes: UTF-8, or else GB18030. Raises Refused."""
    if len(data) > LARGEST:
        raise Refused(_("The table is too large: at most 2 MB."))
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("The file is no text in UTF-8 or GB18030. Save the table as CSV first."))


def mark_of(text):
    """A short mark of a table, by which a page knows the one that it has shown."""
    return hashlib.sha256("\n".join(text.splitlines()).encode()).hexdigest()[:32]


def plan(model, text):
    """The Lines of a table for `model` (Outlet or HouseWord), nothing stored. Raises Refused where it cannot be read."""
    columns, lines = _columns(model, _rows(text))
    if not lines:
        raise Refused(_("There is nothing in the table."))
    if len(lines) > MOST_LINES:
        raise Refused(_("At most %(count)s lines at once.") % {"count": MOST_LINES})
    key = next(iter(COLUMNS[model]))
    known = {getattr(row, key): row for row in model.objects.all()}
    seen, found = {}, []
    for number, cells in lines:
        values = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        line = _judged(model, key, number, values, known)
        if line.row and (first := seen.setdefault(getattr(line.row, key), number)) != number:
            line = Line(number, values, "wrong", reason=_("The same as line %(number)s.") % {"number": first})
        found.append(line)
    return found


def take(model, lines):
    """Store what `lines` say is new or changed; returns how many. Nothing where one of them is wrong."""
    if any(line.verdict == "wrong" for line in lines):
        raise Refused(_("Nothing is taken while a line is wrong."))
    new = [line.row for line in lines if line.verdict == "new"]
    changed = [line for line in lines if line.verdict == "changed"]
    with transaction.atomic():
        model.objects.bulk_create(new, batch_size=500)
        for line in changed:
            line.row.save(update_fields=list(line.before))
    return len(new) + len(changed)


def _rows(text):
    """(number, cells) of the lines of a table that hold something; parted by commas, semicolons or tabs."""
    text = printable(text.removeprefix("\ufeff")).replace("\r\n", "\n").replace("\r", "\n")
    head = text.lstrip("\n").partition("\n")[0]
    mark = max("\t,;，", key=head.count)
    if mark == "，":
        text, mark = text.replace("，", ","), ","
    try:
        reader = csv.reader(text.split("\n"), delimiter=mark, strict=False)
        return [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error as error:
        raise Refused(_("The table cannot be read: %(error)s") % {"error": error}) from error


def _columns(model, rows):
    """({field: place}, the lines below the names). Without a line of names the columns are in the order of COLUMNS."""
    wanted = COLUMNS[model]
    head = [cell.strip().lower() for cell in rows[0][1]] if rows else []
    found = {
        name: next(place for place, cell in enumerate(head) if cell in names)
        for name, names in wanted.items()
        if set(head) & set(names)
    }
    if next(iter(wanted)) in found:
        return found, rows[1:]
    return {name: place for place, name in enumerate(wanted)}, rows


def _judged(model, key, number, values, known):
    """The Line of one row of values. Columns that the table lacks leave what is there as it is."""
    if "://" not in values.get("url", "://") and values["url"]:
        values["url"] = f"https://{values['url']}"
    name = model._meta.get_field(key).to_python(values[key])
    row, before = known.get(name), None
    if row:
        said = {field: model._meta.get_field(field).to_python(value) for field, value in values.items()}
        before = {field: getattr(row, field) for field, value in said.items() if getattr(row, field) != value}
        if not before:
            return Line(number, values, "same", row)
        for field in before:
            setattr(row, field, said[field])
    else:
        row = model(**values)
    if values.get("right") and row.wrong == row.right:
        return Line(number, values, "wrong", reason=_("That is the same word."))
    try:
        row.full_clean(validate_unique=False, validate_constraints=False)  # both are seen to: by `known`, and above
    except ValidationError as error:
        return Line(number, values, "wrong", reason=" ".join(error.messages))
    return Line(number, values, "changed" if before else "new", row, before=before)
