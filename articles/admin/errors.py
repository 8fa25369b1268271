"""What people of the desk see when an address of the desk leads nowhere or is not theirs, or when the site is in trouble;
readers get the paper's pages."""

import errno
import re
import sys

from django.conf import settings
from django.contrib import admin
from django.db import DatabaseError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.public import errors


def forbidden(request, exception=None):
    if not _at_the_desk(request):
        return errors.forbidden(request, exception)
    sentence = _("Your roles do not include this. If you need it, ask an administrator.")
    return _page(request, 403, "lock", _("This is not open to you"), sentence)


def missing(request, exception=None):
    if not _at_the_desk(request):
        return errors.missing(request, exception)
    sentence = _("It may have been deleted, or the address is cut short. Look for it by a word or a number.")
    return _page(request, 404, "search_off", _("This is not at the desk"), sentence)


def failure(request):
    """The 500 page. At the desk it says what is wrong and brings back what was typed, to be sent again; it needs no database,
    so it knows nobody."""
    if not request.path.startswith(reverse("admin:index")):
        return errors.failure(request)
    what = _what_failed(sys.exc_info()[1])
    fields = _typed(request) if request.method == "POST" else []
    context = {
        "title": _("Not saved") if request.method == "POST" else _("The desk cannot be opened just now"),
        "what": what or _("The fault is ours, and it has been noted."),
        "fields": fields,
        "has_files": bool(fields and request.FILES),
        "is_asked_again": request.method == "GET" and what,
        "language": settings.LANGUAGE_CODE,
        "home": reverse("admin:index"),
    }
    response = errors.answer(request, 503 if what else 500, "desk/trouble.html", context)
    if what:
        response["Retry-After"] = "5"
    return response


def _what_failed(error):
    """What an operator has to mend, in words; "" where it is none of that."""
    said = []
    while error:
        if getattr(error, "errno", None) == errno.ENOSPC or re.search("No space left|disk is full", str(error)):
            return _("The disk of the server is full.")
        said.append(error)
        error = error.__cause__ or error.__context__
    return _("The database does not answer.") if any(isinstance(one, DatabaseError) for one in said) else ""


def _typed(request):
    """(name, value) of all that was typed into a form; nothing of a form with a secret in it."""
    try:
        found = [(name, value) for name, values in request.POST.lists() for value in values]
    except Exception:  # it did not come whole
        return []
    return [] if any(re.search("password|^code$", name) for name, _value in found) else found


def _at_the_desk(request):
    return request.path.startswith(reverse("admin:index")) and hasattr(request, "user") and request.user.is_staff


def _page(request, status, icon, title, sentence):
    context = {**admin.site.each_context(request), "title": title, "icon": icon, "sentence": sentence}
    return render(request, "desk/lost.html", context, status=status)
