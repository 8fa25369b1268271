"""The pages of the house: about, contact and whatever else it says of itself."""

import re

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from articles import markup
from articles.models.housepage import ABOUT, HousePage
from articles.public.pages import DEFAULT, open_edition, page
from newsroom.fields import printable
from newsroom.pagecache import kept

CONTACT = "contact"


@kept()
@require_safe
def about(request, language=DEFAULT):
    """What the house says of itself; 404 where a language edition says nothing."""
    return _page(request, ABOUT, language)


@kept()
@require_safe
def house_page(request, slug, language=DEFAULT):
    """A page below about. That of contact begins with the telephone, the address and the like of the masthead."""
    if slug == ABOUT:
        return HttpResponsePermanentRedirect(HousePage(masthead_id=language, slug=ABOUT).get_absolute_url())
    return _page(request, printable(slug), language)


def _page(request, slug, language):
    edition = open_edition(language)
    found = get_object_or_404(HousePage, masthead=language, slug=slug)
    return page(request, "public/house_page.html", edition, context(edition, found))


def context(edition, house_page):
    """The page that `house_page`, saved or not, makes, as the context of public/house_page.html. Photos and other places
    of a body are for stories: here they print nothing."""
    masthead = edition.masthead
    return {
        "house_page": house_page,
        "body": markup.replace_places(house_page.body, lambda _place, _position: ""),
        "description": markup.text(house_page.body)[:150],
        "is_contact": house_page.slug == CONTACT,
        "telephone": _dialled(masthead.telephone),
        "report_line": _dialled(masthead.report_line),
    }


def _dialled(text):
    """The number as a telephone dials it; "" where more is said than a number."""
    return re.sub(r"[\s()-]", "", text) if re.fullmatch(r"\+?[0-9][0-9\s()-]{2,}", text, re.ASCII) else ""
