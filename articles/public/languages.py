"""The languages of the paper: what each is called in a lang attribute, which way it runs, and in which words the page
around the stories speaks."""

import re

from django.conf import settings
from django.conf.locale import LANG_INFO
from django.utils.translation import trans_real

DEFAULT = settings.LANGUAGE_CODE
RIGHT_TO_LEFT_SCRIPTS = {"arab", "hebr", "thaa", "syrc", "nkoo", "adlm"}
RIGHT_TO_LEFT = {"ar", "fa", "ug", "ur", "he", "ps", "sd", "ckb", "dv", "yi"}
_HAN = re.compile(r"[\u3400-\u9fff]")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufefc]")


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


def tag_of(language):
    """The language as the lang attribute writes it: zh-hans → zh-Hans, kk-arab → kk-Arab."""
    first, *rest = language.split("-")
    return "-".join([first, *(part.title() if len(part) == 4 else part.upper() for part in rest)])


def direction(language):
    """rtl for languages written from right to left, else ltr; a script that is named decides."""
    first, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4]
    if scripts:
        return "rtl" if scripts[0] in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if first in RIGHT_TO_LEFT else "ltr"


def named(masthead):
    """What readers of the edition call their language: as its masthead says, else as Django knows it, else its code."""
    known = LANG_INFO.get(masthead.language, {}).get("name_local", "")
    return masthead.language_name or dict(settings.LANGUAGES).get(masthead.language) or known or masthead.language
