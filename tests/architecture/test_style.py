"""The style sheets of the paper: small, in logical properties, and nothing in them that no page uses."""

import re

import pytest

from tests.architecture.project import ROOT, files

SHEETS = sorted(ROOT.glob("static/*.css"))
SCRIPTS = sorted(ROOT.glob("static/*.js"))
PHYSICAL = re.compile(
    r"[\s;{](?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height))\s*:"
    r"|(?:text-align|float)\s*:\s*(?:left|right)"
)


def read(sheet):
    return re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)


def test_what_readers_get_is_small():
    assert sum(sheet.stat().st_size for sheet in SHEETS) <= 40_960
    assert sum(script.stat().st_size for script in SCRIPTS) <= 20_480


def test_every_class_of_a_sheet_stands_in_a_template_a_script_or_code():
    texts = "\n".join(path.read_text() for path in files(".html", ".js", ".py") if "tests" not in path.parts)
    known = set(re.findall(r"[\w-]+", texts))
    known |= {f"{axis}{tens}" for axis in "xy" for tens in range(11)}  # made by media.templatetags.photo
    for sheet in SHEETS:
        selectors = re.sub(r"\{[^{}]*\}", "{}", read(sheet))
        used = set(re.findall(r"\.([a-zA-Z][\w-]*)", selectors))
        assert not used - known, sheet.name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_serves_both_directions_of_writing(sheet):
    without_queries = re.sub(r"@(?:media|container)[^{]*", "", read(sheet))
    assert not PHYSICAL.findall(without_queries)
