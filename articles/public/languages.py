"""The languages of the paper: what each is called in a lang attribute, which way it runs, in which words the page around
the stories speaks, and the ways from a page to the other languages."""

import re
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real

DEFAULT = settings.LANGUAGE_CODE
LOCALES = {"zh-hans": "zh_CN", "zh-hant": "zh_TW", "kk-arab": "kk_CN", "ug": "ug_CN", "en": "en_US"}
RIGHT_TO_LEFT_SCRIPTS = {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"}
HAN, RIGHT_TO_LEFT_LETTERS = re.compile(r"[\u3400-\u9fff]"), re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")
HAN_LANGUAGES = {"zh", "ja", "ko", "yue", "wuu"}
RIGHT_TO_LEFT = {"ar", "fa", "ug", "ur", "he", "ps", "sd", "ckb", "dv", "yi"}


class OurWords(trans_real.DjangoTranslation):
    """A language in which only our own catalogue speaks, and the house's for what it lacks. Django would answer kk-arab,
    which it does not know, from its kk: in Cyrillic."""

    def _init_translation_catalog(self):
        pass

    def _add_installed_apps_translations(self):
        pass


def interface(language):
    """The language in which the page around the stories speaks: the edition's own where there is one, else the
    house's."""
    if language in LANG_INFO:
        return language
    if language not in dict(settings.LANGUAGES):
        return DEFAULT
    if not isinstance(trans_real._translations.get(language), OurWords):
        trans_real._translations[language] = OurWords(language)
    return language


@lru_cache(maxsize=64)
def tag_of(language):
    """The language as the lang attribute writes it: zh-hans → zh-Hans, kk-arab → kk-Arab."""
    first, *rest = language.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


@lru_cache(maxsize=64)
def direction(language):
    """rtl for languages written from right to left, else ltr; a script that is named decides."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def locale(language):
    """The language as Open Graph names it, with the country whose readers it is for: zh-hans → zh_CN."""
    return LOCALES.get(language, language.partition("-")[0])


def foreign(text, language):
    """(lang, dir) of a text that stands on a page in `language`, "" for what is the page's own: as far as its script tells.
    Arabic letters on a page that runs from left to right have a direction only, for they write many languages."""
    page = direction(language)
    is_right_to_left = bool(RIGHT_TO_LEFT_LETTERS.search(text))
    if HAN.search(text) and not is_right_to_left and language.partition("-")[0] not in HAN_LANGUAGES:
        return tag_of(settings.LANGUAGE_CODE), "" if page == "ltr" else "ltr"
    return "", "rtl" if is_right_to_left and page == "ltr" else ""


def named(masthead):
    """What readers of the edition call their language: as its masthead says, else as Django knows it, else its code."""
    known = LANG_INFO.get(masthead.language, {}).get("name_local", "")
    return masthead.language_name or dict(settings.LANGUAGES).get(masthead.language) or known or masthead.language


@dataclass(frozen=True)
class Way:
    """Where a page leads a reader who would rather read another language: the language as its readers write it, its code,
    and an address; `headline` where it is the same story, `is_here` where she is there already."""

    name: str
    language: str
    address: str
    headline: str = ""
    is_here: bool = False


def ways(edition, linked=()):
    """The Ways from a page of `edition` to every edition that has stories, this one among them; none where it is the only
    one. `linked` are the Publications that say in other languages what this page says."""
    others = [masthead for masthead in edition.editions if masthead.language != edition.masthead.language]
    if not others:
        return []
    there = {story.language: story for story in linked}
    return [_way(masthead, edition, there.get(masthead.language)) for masthead in edition.editions]


def _way(masthead, edition, story):
    is_here = masthead.language == edition.masthead.language
    address = (story or masthead).get_absolute_url()
    headline = story.headline if story and not is_here else ""
    return Way(named(masthead), masthead.language, address, headline, is_here)
