"""What readers see when an address leads nowhere or the site is in trouble. Each page says what they can do next, and
none of them fails because something else did."""

import logging

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from articles.public import lists, story
from articles.public.languages import interface
from articles.public.pages import DEFAULT, guarded, open_edition, page

log = logging.getLogger("newsroom.public")


def bad_request(request, exception=None):
    return _bare(request, 400, _("The address could not be understood"), _("Something in it is not as it should be."))


def forbidden(request, exception=None):
    return _bare(
        request, 403, _("This is not open to you"), _("You may not do this, or the page was open for too long.")
    )


def missing(request, exception=None):
    """The 404 page: a search box and the newest stories; a bare page where even those cannot be had. An address at which a
    former site had a story of ours leads there instead."""
    try:
        if found := story.elsewhere(request):
            return found
        edition = _edition_of(request.path)
        newest = list(lists.of_edition(edition.masthead.language)[:6])
        return page(request, "404.html", edition, {"newest": newest, "canonical": ""}, status=404)
    except Exception:
        log.exception("the 404 page could not be made")
        return _bare(request, 404, _("This page is not here"), _("Please try the front page."))


def _edition_of(path):
    """The edition below whose address the path lies; the one at the root where it lies below none."""
    found = open_edition(DEFAULT)
    language = path.split("/")[1]
    return open_edition(language) if language in {masthead.language for masthead in found.editions} else found


def failure(request):
    """The 500 page, which needs no database."""
    return answer(request, 500, "500.html", {})


def _bare(request, status, title, sentence):
    return answer(request, status, "public/bare.html", {"title": title, "sentence": sentence})


def answer(request, status, template, context):
    """A page without masthead and foot, in the language that the address says, which nothing needs to be asked for."""
    first = request.path.split("/")[1]
    language = first if first in dict(settings.LANGUAGES) else DEFAULT
    home = "/" if language == DEFAULT else f"/{language}/"
    try:
        with translation.override(interface(language)):
            html = render_to_string(template, {"language": language, "home": home} | context)
    except Exception:
        log.exception("%s could not be made", template)
        return HttpResponse(f"{status}\n", status=status, content_type="text/plain; charset=utf-8")
    response = HttpResponse(html, status=status)
    response["Content-Language"] = language
    return guarded(response, "no-store")
