"""Every reason that a reader of copy gives has its sentence."""

import re
from pathlib import Path

import pytest

from articles.desk import reasons
from articles.intake.copy import Unreadable

INTAKE = Path(reasons.__file__).parents[1] / "intake"
MOVING = "wordpress wpbody wpblocks wppictures".split()  # which say theirs elsewhere
SOURCES = [path for path in sorted(INTAKE.rglob("*.py")) if path.stem not in MOVING]


def test_every_code_of_what_cannot_be_read_is_said():
    codes = {code for path in SOURCES for code in re.findall(r'Unreadable\(\s*"([a-z_]+)"', path.read_text())}
    assert len(codes) > 15
    assert codes - set(reasons.UNREADABLE) == set()


def test_every_code_of_what_was_left_out_is_said():
    codes = {code for path in SOURCES for code in re.findall(r'told(?:\.append\(|=\[)"([a-z_]+)"', path.read_text())}
    assert len(codes) > 15
    assert codes - set(reasons.TOLD) == set()


@pytest.mark.parametrize("code", [*reasons.UNREADABLE, "something new"])
def test_the_sentence_names_the_file_and_has_nothing_left_to_fill_in(code):
    said = reasons.unreadable(Unreadable(code, names="一.docx、二.docx", most=10, bytes=5), "稿.docx")
    assert "稿.docx" in said
    assert "%(" not in said


def test_left_out_files_are_named_and_many_of_them_cut_short():
    assert reasons.told(["signature"], ["logo.gif"])[1].count("logo.gif") == 1
    assert "…" in reasons.told([], [f"{n}.gif" for n in range(30)])[0]
