"""Ground for drills: a site of its own for the drills of one file, on each database in turn, and a place for figures.

`make drill` runs them all; `NEWSROOM_DRILLS_ON=sqlite` (or `postgresql`) only on one database. What a drill found goes to
`figures`: they are shown at the end and written to the file that DRILL_FIGURES names (var/drills.json by itself).
"""

import json
import os
from pathlib import Path

import pytest

from bench.ground.browser import Browser
from tests import postgres
from tests.running import PASSWORD, PEOPLE, ROLES, ROOT, prepared, running

DATABASES = ("sqlite", "postgresql")
FIGURES = Path(os.environ.get("DRILL_FIGURES", ROOT / "var" / "drills.json"))
here = Path(__file__).parent
found = pytest.StashKey()


def pytest_collection_modifyitems(items):
    for item in items:
        if here in item.path.parents:
            item.add_marker("drill")


@pytest.fixture(scope="module", params=DATABASES)
def database(request):
    """The kind of database a drill runs on: "sqlite" or "postgresql"."""
    if os.environ.get("NEWSROOM_DRILLS_ON", request.param) != request.param:
        pytest.skip("NEWSROOM_DRILLS_ON names another database")
    return request.param


@pytest.fixture(scope="module")
def newsroom(request, database, tmp_path_factory):
    """A tests.running.Site with a login for each role, which does not run yet; filled by the FILL of the file, if it has
    one."""
    folder = tmp_path_factory.mktemp("drill")
    (folder / "var").mkdir()
    url = postgres.start(f"{folder}/postgresql") if database == "postgresql" else None
    fill = getattr(request.module, "FILL", PEOPLE % (ROLES, PASSWORD))
    return prepared(folder / "var", fill, database=url)


@pytest.fixture(scope="module")
def site(newsroom):
    """The same, running as in production."""
    with running(newsroom) as site:
        yield site


def window(site, role=None):
    """A browser window (bench/ground/browser.py) on the site; logged in as `role` where one is given."""
    browser = Browser(int(site.url.rpartition(":")[2]))
    if role:
        form = browser.form("/admin/login/")
        answer = browser.post("/admin/login/", form | {"username": role, "password": PASSWORD})
        assert answer.status == 302, answer.text[:500]
    return browser


@pytest.fixture
def figures(request, database):
    """figures(lost=0, partial=0) keeps what this drill found; what is not a number as well."""

    def keep(**values):
        drill = request.node.path.stem.removeprefix("test_")
        name = request.node.originalname.removeprefix("test_").replace("_", " ")
        request.config.stash.setdefault(found, []).append({"drill": drill, "test": name, "on": database} | values)

    return keep


def pytest_terminal_summary(terminalreporter, config):
    rows = config.stash.get(found, [])
    if not rows:
        return
    terminalreporter.section("figures")
    for row in rows:
        values = ", ".join(f"{name} {value}" for name, value in row.items() if name not in {"drill", "test", "on"})
        terminalreporter.write_line(f"{row['drill']}: {row['test']} ({row['on']}): {values}")
    old = json.loads(FIGURES.read_text()) if FIGURES.exists() else []
    new = {(row["drill"], row["test"], row["on"]) for row in rows}
    kept = [row for row in old if (row["drill"], row["test"], row["on"]) not in new]
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps([*kept, *rows], ensure_ascii=False, indent=1) + "\n")
