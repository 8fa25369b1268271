"""What an operator can set and call is written down in docs/operations.md, and nothing else is."""

import ast
import re

from tests.architecture.project import ROOT, code

OPERATIONS = ROOT / "docs" / "operations.md"
NOT_SITE_SETTINGS = {"PORT", "HOST", "PYTHON", "CHROMIUM", "NEWSROOM_TEST_DB"}  # of make, and of the tests


def settings_read():
    """The variables that code reads through newsroom.env."""
    found = set()
    for path in code():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = ast.unparse(node.func)
                inside = path.name == "env.py" and called in {"text", "flag", "number", "words", "folder"}
                if inside or re.fullmatch(r"env\.(text|flag|number|words|folder)", called):
                    found.add(node.args[0].value)
    return found


def commands():
    """The names of the management commands."""
    return {path.stem for path in code() if path.parent.name == "commands" and path.stem != "__init__"}


def documented(pattern):
    return set(re.findall(pattern, OPERATIONS.read_text("utf-8"), re.MULTILINE))


def test_every_setting_is_documented_and_nothing_else():
    assert documented(r"^\| `([A-Z][A-Z0-9_]+)` \|") - NOT_SITE_SETTINGS == settings_read()


def test_every_command_is_documented_and_nothing_else():
    assert documented(r"^\| `manage\.py ([a-z_]+)") == commands()


def test_every_system_check_is_documented():
    ids = set(re.findall(r'id="(newsroom\.[EW]\d+)"', (ROOT / "newsroom" / "checks.py").read_text("utf-8")))
    assert documented(r"`(newsroom\.[EW]\d+)`") == ids


def test_links_between_documents_lead_somewhere():
    for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", path.read_text("utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), f"{path.name}: {target}"
