"""What people of the desk see when an address of the desk leads nowhere or is not theirs; readers get the paper's pages."""

from django.contrib import admin
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


def _at_the_desk(request):
    return request.path.startswith(reverse("admin:index")) and hasattr(request, "user") and request.user.is_staff


def _page(request, status, icon, title, sentence):
    context = {**admin.site.each_context(request), "title": title, "icon": icon, "sentence": sentence}
    return render(request, "desk/lost.html", context, status=status)
