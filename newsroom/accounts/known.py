"""Browsers in which somebody has logged in before: a signed cookie, so that guessers elsewhere are not counted with them."""

import secrets
from hashlib import sha256

from django.conf import settings
from django.core import signing
from django.urls import reverse

COOKIE = "newsroom_known"
SALT = "newsroom.accounts.known"
AGE = 180 * 86400  # seconds
MOST = 12  # logins of one browser


def mark(request, name):
    """The mark of a browser in which `name` has logged in before; empty where it has not."""
    browser, names = _read(request)
    return browser if _short(name) in names else ""


def remember(request, response, name):
    """Let the browser know, from now on, that `name` has logged in there."""
    browser, names = _read(request)
    names = [_short(name), *(one for one in names if one != _short(name))][:MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps([browser or secrets.token_hex(8), names], salt=SALT),
        max_age=AGE,
        path=reverse("admin:index"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _read(request):
    try:
        browser, names = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=AGE)
    except (signing.BadSignature, ValueError):
        return "", []
    return browser, names


def _short(name):
    return sha256(name.strip().casefold().encode("utf-8", "replace")).hexdigest()[:12]
