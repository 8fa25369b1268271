"""How a story is passed on: on paper, and by a code that a telephone reads."""

import re
from io import BytesIO

import segno
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from articles.models.publication import Publication
from articles.public.pages import absolute, compared, guarded, open_edition, page
from articles.public.withdrawn import withdrawn
from newsroom.pagecache import kept

WEEK = 7 * 24 * 60 * 60


def ways(story):
    """What the page of a story says of how to pass it on, and of its record."""
    address = story.get_absolute_url()
    return {"path": address, "address": absolute(address), "version": story.version}


@kept()
@require_safe
def paper(request, year, month, day, story):
    """The story for a sheet of paper. Answers like the story where that is elsewhere, withdrawn or never was."""
    found = Publication.objects.select_related("section").filter(story=story).first()
    if found is None:
        return withdrawn(request, story)
    address = found.get_absolute_url()
    if request.path != f"{address}print/":
        return redirect(f"{address}print/", permanent=True)
    found.html = at_once(found.html)
    context = {"story": found, "share": ways(found), "canonical": absolute(address)}
    return page(request, "public/print.html", open_edition(found.language), context)


def at_once(html):
    """The body with photos that come at once: one that waits until it is scrolled to may not be there when it is printed."""
    return re.sub(r"<img [^>]*>", lambda image: image[0].replace(' loading="lazy"', ""), html)


@kept(store=False)
@require_safe
def code(request, year, month, day, story):
    """The address of a story as a QR code, an SVG that may be kept for a week."""
    found = Publication.objects.only("date", "story").filter(story=story).first()
    if found is None:
        return withdrawn(request, story)
    address = found.get_absolute_url()
    if request.path != f"{address}qr.svg":
        return redirect(f"{address}qr.svg", permanent=True)
    response = HttpResponse(drawn(absolute(address)), content_type="image/svg+xml")
    return compared(request, guarded(response, f"public, max-age={WEEK}"))


def drawn(address):
    """A text as a QR code: SVG, black on white whatever stands around it."""
    file = BytesIO()
    segno.make(address, error="m", micro=False).save(
        file,
        kind="svg",
        scale=8,
        border=3,
        dark="#000",
        light="#fff",
        xmldecl=False,
        svgclass=None,
        lineclass=None,
        omitsize=True,
    )
    return file.getvalue()
