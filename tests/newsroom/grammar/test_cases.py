"""Copy as it comes in, and what it says: one case a line in the .jsonl files beside this one."""

import json
from datetime import date
from pathlib import Path

import pytest

from newsroom.grammar import guess_kind, read_caption, read_editors, read_lead, to_case

HERE = Path(__file__).parent


def cases(name):
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [pytest.param(case, id=case["id"]) for case in map(json.loads, lines)]


def expected(case):
    return {key: value for key, value in case.items() if key not in ("id", "in", "pub", "staff")}


def reading_help(case):
    return {"published": date.fromisoformat(case.get("pub", "2026-03-10")), "staff": case.get("staff", ())}


@pytest.mark.parametrize("case", [*cases("leads"), *cases("more-leads"), *cases("odd-leads")])
def test_a_lead_says_exactly_this(case):
    said = to_case(read_lead(case["in"], **reading_help(case)))
    wanted = expected(case)
    assert said["body"].startswith(wanted["body"])
    assert said | {"body": wanted["body"]} == wanted


@pytest.mark.parametrize("case", [*cases("captions"), *cases("more-captions"), *cases("odd-captions")])
def test_a_caption_says_exactly_this(case):
    assert to_case(read_caption(case["in"], **reading_help(case))) == expected(case)


@pytest.mark.parametrize("case", [*cases("editor-lines"), *cases("odd-editor-lines")])
def test_an_editor_line_says_exactly_this(case):
    assert to_case(read_editors(case["in"], staff=case.get("staff", ()))) == expected(case)


@pytest.mark.parametrize("case", cases("leads"))
def test_a_lead_is_known_for_one(case):
    assert guess_kind(case["in"]) == "lead"


@pytest.mark.parametrize("case", cases("editor-lines"))
def test_an_editor_line_is_known_for_one(case):
    assert guess_kind(case["in"]) == "editors"


@pytest.mark.parametrize("case", cases("captions"))
def test_a_caption_is_known_by_its_signs_and_without_them_is_running_text(case):
    signs = {"provider", "agency", "marks"} & case.keys() or case["photographers"]
    assert guess_kind(case["in"]) == ("caption" if signs else "lead")
