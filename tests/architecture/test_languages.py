"""Whatever stands on public pages is said in every language that the paper speaks."""

import re

import polib
import pytest
from django.utils import translation
from django.utils.translation import gettext

from articles.public import dates
from articles.public.languages import interface
from tests.architecture.test_translations import ROOT, texts_of_code, texts_of_templates

SPOKEN = ("kk_Arab", "ug")
PUBLIC = re.compile(
    r"templates/(public/|story/|media/|base\.html|4\d\d\.html|500\.html)"
    r"|articles/(public/|templatetags/(paper|lists)\.py)|media/templatetags/"
)
CYRILLIC = re.compile(r"[\u0400-\u04ff]")


def public_texts():
    """(text, file) for each text that stands on public pages."""
    for text, path in [*texts_of_templates(), *texts_of_code()]:
        name = str(path.relative_to(ROOT))
        if PUBLIC.match(name):
            yield text, name


@pytest.mark.parametrize("folder", SPOKEN)
def test_every_text_of_the_paper_is_said_in_it(folder):
    said = {e.msgid: e for e in polib.pofile(str(ROOT / "locale" / folder / "LC_MESSAGES" / "django.po"))}
    found = [*public_texts()]
    assert len(found) > 60
    missing = {f"{name}: {text}" for text, name in found if text not in said or not said[text].translated()}
    assert missing == set()


def test_kazakh_in_arabic_script_never_falls_back_to_the_cyrillic_of_django():
    with translation.override("kk"):
        assert CYRILLIC.search(gettext("January"))
    with translation.override(interface("kk-arab")):
        assert gettext("Front page") == "باس بەت"
        texts = ["January", "Monday", "Home", "Yes", "Enter a valid value.", *(text for text, _name in public_texts())]
        assert [text for text in texts if CYRILLIC.search(gettext(text))] == []


@pytest.mark.parametrize("code", ["kk-arab", "ug"])
def test_a_language_has_its_own_words_for_dates(code):
    assert len(set(dates.OWN[code].weekdays)) == len(set(dates.OWN[code].letters)) == 7
    assert not CYRILLIC.search("".join(dates.OWN[code].weekdays))


def test_the_desk_stays_in_its_own_language_whatever_a_browser_asks_for(client, db):
    for asked in ("ug", "kk-arab,ug;q=0.9", "en"):
        page = client.get("/admin/login/", headers={"accept-language": asked})
        assert '<html lang="zh-hans"' in page.content.decode()
        assert translation.get_language() == "zh-hans"
