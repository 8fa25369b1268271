"""Lines added up: by person, by section, by unit. Pure."""

from dataclasses import dataclass, field

COUNTED = ("story", "photo", "translation", "editing")
COLUMNS = (*COUNTED, "points", "cents")


@dataclass
class Row:
    """What several lines come to, in hundredths: of stories, photos, translations and editings by their shares, of points,
    of yuan. `key` is what they have in common, `name` what it is called."""

    key: str
    name: str = ""
    unit: str = ""
    lines: int = 0
    amounts: dict = field(default_factory=lambda: dict.fromkeys(COLUMNS, 0))

    def add(self, line):
        """Add one line."""
        self.lines += 1
        if line.kind in COUNTED:
            self.amounts[line.kind] += line.share
        self.amounts["points"] += line.points
        self.amounts["cents"] += line.cents

    def __getattr__(self, name):
        if name in COLUMNS:
            return self.amounts[name]
        raise AttributeError(name)


BY = {
    "person": lambda line: line.person,
    "section": lambda line: f"{line.language}/{line.section}" if line.section else "",
    "unit": lambda line: line.unit,
}


def rows_of(lines, by):
    """Key → Row, of lines by what BY names; named as the last line names it where that is a person or a unit."""
    key_of, rows = BY[by], {}
    for line in lines:
        key = key_of(line)
        row = rows.setdefault(key, Row(key))
        row.add(line)
        if by == "person" and key:
            row.name, row.unit = line.name, line.unit
        elif by == "unit":
            row.name = line.unit
    return rows


def total_of(lines):
    """The Row of all lines together."""
    row = Row("")
    for line in lines:
        row.add(line)
    return row


def ordered(rows, column):
    """The rows, those with most first; by name where that is the column, or where they are level."""
    rows = sorted(rows, key=lambda row: (row.name or "\uffff", row.key))
    return rows if column == "name" else sorted(rows, key=lambda row: -row.amounts[column])


def written(hundredths):
    """Hundredths as people read them: 207 is 2.07, 200 is 2."""
    whole, rest = divmod(abs(hundredths), 100)
    text = f"{whole}.{rest:02}".removesuffix("0") if rest else str(whole)
    return f"−{text}" if hundredths < 0 else text
