"""The archive copy of a thousand stories with photos, taken into an empty copy of the site and written again: the same to the last
byte, and the record is whole."""

import json
import re
import time

import pytest

from tests import postgres
from tests.drills.rows import rows
from tests.running import prepared

STORIES = 1000
FILL = "print()"


@pytest.fixture(scope="module")
def second(newsroom, database, tmp_path_factory):
    """An empty copy of the site, at the same address and on the same kind of database."""
    folder = tmp_path_factory.mktemp("second")
    (folder / "var").mkdir()
    url = postgres.start(f"{folder}/postgresql") if database == "postgresql" else None
    site = prepared(folder / "var", FILL, database=url)
    site.environment["SITE_URL"] = newsroom.environment["SITE_URL"]
    return site


def timed(site, *words):
    """What a command prints, and how many seconds it takes."""
    began = time.monotonic()
    return site.manage(*map(str, words)), round(time.monotonic() - began, 1)


def tree(folder):
    return {one.relative_to(folder): one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_a_thousand_stories_come_back_the_same(newsroom, second, tmp_path, figures):
    newsroom.manage("seed_corpus", str(STORIES))
    out, export = timed(newsroom, "export", tmp_path / "first")
    _out, again = timed(newsroom, "export", tmp_path / "first")
    _out, check = timed(second, "import", tmp_path / "first", "--check")
    _out, taken = timed(second, "import", tmp_path / "first")
    second.manage("export", str(tmp_path / "second"))
    before, after = tree(tmp_path / "first"), tree(tmp_path / "second")
    different = [str(name) for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    manifest = json.loads((tmp_path / "first" / "manifest.json").read_text("utf-8"))
    assert different == []
    assert manifest["fingerprint"] in out
    assert re.search("The record is whole", second.manage("verify_record"))
    links = "SELECT story, number, link FROM articles_version ORDER BY link"
    assert rows(newsroom, links) == rows(second, links)
    counts = manifest["counts"]
    figures(
        stories=counts["stories"],
        files=counts["files"],
        megabytes=round(counts["bytes"] / 1e6, 1),
        different=len(different),
        export_seconds=export,
        again_seconds=again,
        check_seconds=check,
        import_seconds=taken,
    )
