"""The table of docs/reliability.md says what the drills have found."""

from tests.drills import table

FOUND = [
    {"drill": "scheduled", "test": "all go out", "on": "sqlite", "stories": 500, "latest_seconds": 2.5},
    {"drill": "scheduled", "test": "all go out", "on": "postgresql", "stories": 1500},
    {"drill": "writers", "test": "one", "on": "sqlite", "errors": 0},
    {"drill": "writers", "test": "another", "on": "sqlite", "errors": 1},
]


def rows_of(name, found):
    return [line for line in table.table(found).splitlines() if f"`test_{name}.py`" in line]


def test_a_drill_has_a_row_with_the_figures_of_both_databases():
    [row] = rows_of("scheduled", FOUND)
    assert row.endswith("| 0 early, none more than 5 s late | stories 500, latest seconds 2.5 | stories 1,500 |")


def test_each_test_of_a_file_has_a_row_of_its_own():
    one, another = rows_of("writers", FOUND)
    assert "*one*" in one and "errors 0" in one
    assert "*another*" in another and "errors 1" in another


def test_what_was_not_measured_is_said_so():
    [row] = rows_of("scheduled", [])
    assert row.endswith("| – | – |")


def test_every_drill_says_what_it_has_to_reach():
    drills = {path.stem.removeprefix("test_") for path in table.HERE.glob("test_*.py")}
    assert drills <= set(table.TO_REACH)
