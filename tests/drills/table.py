"""The table of docs/reliability.md, made of the figures that drills have found.

    python -m tests.drills.table [--write] [FILE]

prints a row for each drill of this folder, with what FILE (var/drills.json by itself) says of it; --write puts the rows into
the document instead, between its two marks.
"""

import argparse
import ast
import json
import re
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DOCUMENT = ROOT / "docs" / "reliability.md"
BEGIN, END = "<!-- drills -->\n", "<!-- end of drills -->"
HEAD = "| drill | to reach | on SQLite | on PostgreSQL |\n|---|---|---|---|\n"
TO_REACH = {
    "archive": "identical by fingerprint, the record whole",
    "backup": "nothing lost; every damaged archive refused; what was restored starts",
    "cache": "nothing stored that another reader should not see; no growth",
    "faults": "99.9 % of reads answered, no acknowledged save lost, editors told in words and keep their text",
    "guesses": "at most 10 reach the hash; saves p99 ≤ 1 s meanwhile",
    "hidden": "0 seen; a withdrawal is gone within 2 s",
    "injected": "0 executed, 0 active markup, 0 broken pages",
    "killed": "0 lost, 0 partial, healthy again within 10 s",
    "malformed": "0 answers in the 500s; health answered within 1 s under 300 slow connections",
    "matrix": "100 % in the matrix, 0 wrong",
    "memory": "RSS and PSS of each web process below 150 MB",
    "policy": "0 violations, observatory score ≥ 115 on every page",
    "saved_at_once": "0 lost, 0 false conflicts, 0 failed",
    "scheduled": "0 early, none more than 5 s late",
    "tasks_killed": "0 lost, 0 twice, 0 stuck",
    "ten_minutes": "2,000 reads a second, 0 errors, 0 lost, read p99 ≤ 200 ms, save p99 ≤ 1 s",
    "upgrade": "0 requests lost, and a way back",
    "uploads_killed": "0 partial files under final names, 0 rows without file",
    "writers": "0 errors, 0 lost, write p99 ≤ 2 s, read p99 ≤ 250 ms",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", type=Path, default=ROOT / "var" / "drills.json")
    parser.add_argument("--write", action="store_true", help="put the rows into docs/reliability.md")
    asked = parser.parse_args()
    made = table(json.loads(asked.file.read_text("utf-8")) if asked.file.exists() else [])
    if asked.write:
        before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
        DOCUMENT.write_text(f"{before}{BEGIN}{made}{END}{rest.partition(END)[2]}", "utf-8")
    else:
        print(made, end="")  # noqa: T201, for who called it


def table(found):
    """The table in Markdown, of `found`, the figures as the drills have kept them."""
    return HEAD + "".join(_rows(path, found) for path in sorted(HERE.glob("test_*.py")))


def _rows(path, found):
    """The lines of a file: one for each of its tests, with the figures of each database."""
    drill = path.stem.removeprefix("test_")
    said = " ".join((ast.get_docstring(ast.parse(path.read_text("utf-8"))) or drill).partition("\n\n")[0].split())
    tests = list(dict.fromkeys(one["test"] for one in found if one["drill"] == drill)) or [""]
    lines = ""
    for test in tests:
        cells = [_figures(found, drill, test, database) for database in ("sqlite", "postgresql")]
        what = f"{said} *{test}*" if len(tests) > 1 else said
        link = f"[`{path.name}`](../tests/drills/{path.name})"
        lines += f"| {what} {link} | {TO_REACH.get(drill, '')} | {' | '.join(cells)} |\n"
    return lines


def _figures(found, drill, test, database):
    for one in found:
        if (one["drill"], one["test"], one["on"]) == (drill, test, database):
            kept = {name: value for name, value in one.items() if name not in {"drill", "test", "on"}}
            return ", ".join(f"{re.sub('_', ' ', name)} {_shown(value)}" for name, value in kept.items())
    return "–"


def _shown(value):
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value).replace("|", "/")


if __name__ == "__main__":
    main()
