"""Which passwords will do, beside Django's own rules: none that guessers of Chinese passwords try first."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from newsroom import roles
from newsroom.models import Masthead

# 0 for o and the like are undone before words are looked for
PLAIN = str.maketrans("@$!013457", "asioieast")
DATE = r"(?:19|20)?\d\d(?:0?[1-9]|1[0-2])(?:0?[1-9]|[12]\d|3[01])"
MOST = 200  # characters that are looked at; nobody guesses what is longer
TELEPHONE = r"1[3-9]\d{9}"


class LongerForAdministrators:
    """Administrators make and unmake logins: theirs are longer."""

    def __init__(self, min_length=14):
        self.min_length = min_length

    def validate(self, password, user=None):
        if len(password) < self.min_length and user is not None and _is_administrator(user):
            text = _("The password of an administrator needs at least %(count)d characters.")
            raise ValidationError(text % {"count": self.min_length}, code="administrator_too_short")

    def get_help_text(self):
        return _("That of an administrator has at least %(count)d characters.") % {"count": self.min_length}


class NotEasilyGuessed:
    """No word that many use with digits behind it, no name with a birthday or telephone number, no run over the keys, no
    name of the house, nothing that repeats itself."""

    def validate(self, password, user=None):
        typed = unicodedata.normalize("NFKC", password[:MOST]).casefold()
        if is_easy(typed, house_words()):
            text = _(
                "Many people have passwords like this one, and guessers try them first. Three or four words that do not belong together make a better one."
            )
            raise ValidationError(text, code="easily_guessed")

    def get_help_text(self):
        return _(
            "No common word or name with digits behind it, no birthday, no telephone number, no run over the keys."
        )


def is_easy(typed, more=()):
    """Whether a password, in small letters, is one of those that guessers try first. `more` are further words."""
    if len(set(typed)) < 5 or re.fullmatch(r"(.{1,6}?)\1+.{0,3}", typed):
        return True
    core = re.sub(r"[\W_]", "", typed)
    if re.fullmatch(rf"[a-z]{{0,4}}(?:{DATE}|{TELEPHONE})[a-z]{{0,4}}", core):
        return True
    spelt = re.sub(r"[\W_]", "", re.sub(r"[\d\W_]+$", "", typed).translate(PLAIN))
    return any(_is_made_of(form, more) for form in {core, spelt})


def _is_made_of(text, more):
    """Whether known words and at most six other characters are all that there is, at least five of them known."""
    left = text
    for word in sorted({*common(), *more}, key=len, reverse=True):
        if word in left:
            left = left.replace(word, "\0")
    rest = left.replace("\0", "")
    known = len(text) - len(rest)
    allowed = 6 if re.fullmatch(r"\d*", rest) else 2
    return known >= 5 and len(rest) <= allowed


@cache
def common():
    """The words, a frozenset."""
    lines = Path(__file__).with_name("common.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def house_words():
    """What the house is called, as a password might have it: its names and the parts of its address."""
    names = [name for row in Masthead.objects.values_list("name", "outlet", "publisher") for name in row]
    host = (urlsplit(settings.SITE_URL).hostname or "").split(".")
    return {word.casefold() for word in [*names, *host] if len(word) > 3}


def _is_administrator(user):
    return user.is_superuser or bool(user.pk and roles.ADMINISTRATOR in user.groups.values_list("name", flat=True))
