"""Every text that people see has its Chinese, and what is compiled is what is written."""

import ast
import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = sorted((ROOT / "locale").rglob("*.po"))
CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
TRANSLATE = re.compile(r"""{%\s*translate\s+(["'])(.+?)\1""")
BLOCK = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?)({%\s*plural\s*%}.*?)?{%\s*endblocktranslate\s*%}", re.DOTALL)


def texts_of_code():
    """(text, file) for each text marked for translation in our Python."""
    for folder in ("newsroom", "media", "articles"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text())):
                named = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in CALLS
                if named and node.args and isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value, path


def texts_of_templates():
    """(text, file) for each text marked for translation in our templates."""
    for path in sorted((ROOT / "templates").rglob("*.html")):
        source = path.read_text()
        for found in TRANSLATE.finditer(source):
            yield found[2], path
        for found in BLOCK.finditer(source):
            text = re.sub(r"{{\s*([\w.]+)[^}]*}}", r"%(\1)s", found[2])
            yield " ".join(text.split()) if "trimmed" in found[1] else text, path


def test_every_text_has_its_chinese():
    ours = {e.msgid: e for e in polib.pofile(str(ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"))}
    found = [*texts_of_code(), *texts_of_templates()]
    assert len(found) > 400
    missing = {
        f"{path.relative_to(ROOT)}: {text}"
        for text, path in found
        if text not in ours or ours[text].fuzzy or not (ours[text].msgstr or ours[text].msgstr_plural.get(0))
    }
    assert missing == set()


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_compiled_catalogue_is_the_written_one(path):
    def texts(catalogue):
        return {e.msgid: (e.msgstr, e.msgstr_plural.get(0, "")) for e in catalogue}

    written, compiled = polib.pofile(str(path)), polib.mofile(str(path.with_suffix(".mo")))
    assert texts(written) == texts(compiled)


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_translation_keeps_what_is_filled_in(path):
    names = re.compile(r"%\((\w+)\)[sd]|{(\w*)}")
    for entry in polib.pofile(str(path)):
        assert set(names.findall(entry.msgid)) == set(names.findall(entry.msgstr or entry.msgstr_plural.get(0, ""))), (
            entry.msgid
        )
