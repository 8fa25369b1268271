import io
import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command

ROOT = Path(__file__).parents[2]
CASES = sorted((ROOT.parent / "shared" / "dispatches").glob("*.jsonl"))


def run(capsys, path, *arguments):
    """What the command prints: the objects on standard output, the lines on standard error."""
    try:
        call_command("read_dispatch", str(path), *arguments)
        error = ""
    except CommandError as failed:
        error = str(failed)
    said = capsys.readouterr()
    return [json.loads(line) for line in said.out.splitlines()], said.err.splitlines(), error


@pytest.fixture
def lines(tmp_path):
    def write(*cases):
        path = tmp_path / "cases.jsonl"
        path.write_bytes(b"\n".join(c if isinstance(c, bytes) else json.dumps(c).encode() for c in cases))
        return path

    return write


class TestPrints:
    def test_what_each_line_says_in_its_order(self, capsys, lines):
        path = lines(
            {"in": "雪川新闻网讯(记者 陆鸣)3月8日,年货节开幕。", "id": "a"},
            {"in": "牧民合影。记者 陆鸣摄"},
            {"in": "责编:白露 校对:石溪"},
        )
        (lead, caption, editors), complaints, error = run(capsys, path)
        assert (lead["id"], lead["outlets"], lead["credits"]) == ("a", ["雪川新闻网"], [["记者", "陆鸣"]])
        assert caption == {"caption": "牧民合影。", "photographers": [["记者", "陆鸣"]], "event_date": None}
        assert editors == {"people": [["责编", "白露"], ["校对", "石溪"]]}
        assert (complaints, error) == ([], "")

    def test_dates_counted_from_the_day_of_publication(self, capsys, lines):
        said, _, _ = run(capsys, lines({"in": "12月31日,登高。"}, {"in": "12月31日,登高。", "pub": "2027-01-02"}))
        assert [one["event_date"] for one in said] == ["2025-12-31", "2026-12-31"]

    def test_names_that_the_staff_parts(self, capsys, lines):
        text = "牧民合影。记者林知夏陆鸣摄"
        (said, unparted), _, _ = run(capsys, lines({"in": text, "staff": ["林知夏", "陆鸣"]}, {"in": text}))
        assert said["photographers"] == [["记者", "林知夏"], ["记者", "陆鸣"]]
        assert unparted["flag"] == "unresolved"

    def test_the_kind_that_a_line_or_the_caller_names(self, capsys, lines):
        text = "3月8日,牧民合影。"
        path = lines({"in": text}, {"in": text, "kind": "lead"}, {"in": text, "kind": None, "staff": None, "pub": None})
        said, _, _ = run(capsys, path, "--kind", "caption")
        assert ["caption" in one for one in said] == [True, False, True]

    def test_a_case_with_its_answers_by_their_kind(self, capsys, lines):
        (said,), _, _ = run(capsys, lines({"in": "牧民合影。", "caption": "牧民合影。"}))
        assert said == {"caption": "牧民合影。", "photographers": [], "event_date": None}

    def test_nothing_for_blank_lines_and_no_byte_order_mark(self, capsys, lines):
        said, complaints, error = run(capsys, lines(b"\xef\xbb\xbf" + json.dumps({"in": ""}).encode(), b"", b"  "))
        assert (len(said), complaints, error) == (1, [], "")

    def test_half_a_surrogate_pair_as_the_escape_that_it_was(self, capsys, lines):
        (said,), _, _ = run(capsys, lines({"in": "\ud800雪"}))
        assert said["body"] == "\ud800雪"

    def test_what_comes_on_standard_input(self, capsys, monkeypatch):
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO('{"in": "羊群"}'.encode())))
        (said,), _, _ = run(capsys, "-")
        assert said["body"] == "羊群"


class TestRefuses:
    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            (b'{"in": "x"', "no JSON"),
            (b"[1]", "not an object"),
            (b"7", "not an object"),
            (b"{}", "“in” is missing"),
            (b'{"in": 3}', "“in” is not text"),
            (b'{"in": "", "pub": "today"}', "“pub”"),
            (b'{"in": "", "pub": 2026}', "“pub”"),
            (b'{"in": "", "staff": "x"}', "“staff”"),
            (b'{"in": "", "staff": [1]}', "“staff”"),
            (b'{"in": "", "kind": "poem"}', "“kind”"),
            (b'{"in": "", "kind": []}', "“kind”"),
            (b'{"in": "\xff"}', "not UTF-8"),
            (b"[" * 100_000, "nested"),
            (b"9" * 5000, "digits"),
        ],
    )
    def test_a_line_with_its_number_and_prints_the_others(self, capsys, lines, line, reason):
        said, complaints, error = run(capsys, lines({"in": "羊群"}, line, {"in": "转场"}))
        assert [one["body"] for one in said] == ["羊群", "转场"]
        assert len(complaints) == 1
        assert complaints[0].startswith("Line 2: ")
        assert reason in complaints[0]
        assert error == "Lines that could not be read: 1."

    def test_a_file_that_is_not_there(self, capsys):
        assert run(capsys, "nowhere.jsonl")[2] == "nowhere.jsonl: No such file or directory"


def test_it_needs_no_database(tmp_path):
    environment = {**os.environ, "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none", "VAR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "manage.py", "read_dispatch", "-"],
        cwd=ROOT,
        env={name: value for name, value in environment.items() if name != "DJANGO_SETTINGS_MODULE"},
        input='{"in": "责编:白露"}\nx',
        capture_output=True,
        encoding="utf-8",
    )
    assert (done.returncode, json.loads(done.stdout)) == (1, {"people": [["责编", "白露"]]})
    assert done.stderr.startswith("Line 2: no JSON")


@pytest.mark.skipif(not CASES, reason="no cases beside the project")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_every_case_beside_the_project_passes(capsys, path):
    said, complaints, error = run(capsys, path)
    assert (complaints, error) == ([], "")
    for line, found in zip(path.read_text(encoding="utf-8").splitlines(), said, strict=True):
        wanted = {key: value for key, value in json.loads(line).items() if key not in ("in", "pub", "staff")}
        if "body" in wanted:
            assert found["body"].startswith(wanted["body"])
        assert found | ({"body": wanted["body"]} if "body" in wanted else {}) == wanted
