"""The habits of the house, held by reading its code."""

import ast
import re

from tests.architecture.project import ROOT, code, files

LINES = 400
LONG = {
    "migrations": "written by makemigrations",
    "scenes": "the demo's drawings: data, but for being code",
}


def nodes(path, *kinds):
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, kinds)]


def imported(path):
    """The dotted names that a file imports, `from a import b` as both a and a.b."""
    for node in nodes(path, ast.Import, ast.ImportFrom):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def named(paths):
    return [str(path.relative_to(ROOT)) for path in paths]


def test_no_file_is_longer_than_a_reader_keeps_in_mind():
    texts = files(".py", ".html", ".js", ".css")
    long = [path for path in texts if len(path.read_text(encoding="utf-8").splitlines()) > LINES]
    assert named(path for path in long if not LONG.keys() & set(path.relative_to(ROOT).parts)) == []


def test_nobody_listens_to_signals():
    signals = re.compile(r"\bsignals\b|^django\.dispatch")
    assert named(path for path in code() if any(signals.search(name) for name in imported(path))) == []


def test_no_form_takes_every_field():
    assert named(path for path in code() if re.search(r"""=\s*["']__all__["']""", path.read_text("utf-8"))) == []


def test_every_migration_has_a_name():
    migrations = [path for path in code() if path.parent.name == "migrations" and path.name != "__init__.py"]
    assert migrations
    assert [p for p in named(migrations) if not re.search(r"/\d{4}_(?!auto_)[a-z][a-z0-9_]+\.py$", p)] == []


def test_the_public_side_filters_by_no_state():
    for path in files(".py", under=["articles/public", "articles/templatetags"]):
        names = [word.arg or "" for word in nodes(path, ast.keyword)]
        names += [node.attr for node in nodes(path, ast.Attribute)]
        names += [str(node.value) for node in nodes(path, ast.Constant) if isinstance(node.value, str)]
        assert [name for name in names if re.match(r"(state|is_published|is_draft)(__|$)", name)] == [], path


def test_templates_of_the_paper_ask_for_no_state():
    for path in files(".html", under=["templates/public", "templates/story"]):
        assert not re.search(r"\.(state|get_state_display|signatures|bylines)\b", path.read_text("utf-8")), path


def test_settings_are_read_from_the_environment_in_one_place():
    reading = re.compile(r"environ\.get\(|environ\[|getenv\(")
    found = named(path for path in code() if reading.search(path.read_text("utf-8")))
    assert found == ["newsroom/env.py"]


def test_nothing_is_left_to_do():
    words = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
    texts = files(".py", ".html", ".js", ".css", ".md")
    assert [p for p in named(t for t in texts if words.search(t.read_text("utf-8"))) if "test_habits" not in p] == []
