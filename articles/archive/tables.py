"""Tables as CSV that a spreadsheet opens as it is: UTF-8 that says so, no cell a formula; and read back to the letter."""

import csv

from articles.archive import Refused
from newsroom.exports import FORMULA

MARK = "\ufeff"
GUARD = "'"
LONGEST_CELL = 200_000  # characters


def lines(columns, rows):
    """The bytes of a table, piece by piece; `rows` are dicts of texts, numbers, booleans or None."""
    yield MARK.encode()
    writer = csv.writer(_Echo())
    yield writer.writerow(columns).encode()
    for row in rows:
        yield writer.writerow([_cell(row[name]) for name in columns]).encode()


class _Echo:
    """What csv.writer writes into: it hands the line back."""

    def write(self, line):
        return line


def read(stream, columns, name):
    """The rows of the table that `lines` made, as dicts of texts, as they are read from an open text. Raises Refused for
    anything else."""
    csv.field_size_limit(LONGEST_CELL)
    with stream:
        try:
            rows = csv.reader(stream, strict=True)
            if next(rows, None) != list(columns):
                raise Refused(f"{name} has other columns than {', '.join(columns)}")
            for at, row in enumerate(rows, 2):
                if len(row) != len(columns):
                    raise Refused(f"{name} has other columns in row {at}")
                yield dict(zip(columns, map(_value, row), strict=True))
        except (UnicodeDecodeError, csv.Error) as error:
            raise Refused(f"{name} is no table: {error}") from None


def number(text, name):
    """The number that a cell holds. Raises Refused."""
    if not (text.isascii() and text.isdigit() and len(text) <= 18):
        raise Refused(f"{name}: {text[:40]!r} is no number")
    return int(text)


def numbers(text, name):
    """Those of a cell that holds several, or none."""
    return [number(one, name) for one in text.split()]


def _cell(value):
    """A value as a cell that no spreadsheet reckons. What begins with the guard gets another one, so that the first can
    always be taken off."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if not isinstance(value, str):
        return value
    return f"{GUARD}{value}" if value.lstrip().startswith((*FORMULA, GUARD)) else value


def _value(cell):
    return cell[1:] if cell.startswith(GUARD) else cell
