"""What stands for an edition outside its pages: its icons, its colour, and the manifest by which a phone installs it."""

from functools import lru_cache
from hashlib import blake2b

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.models.taxonomy import edition_url
from articles.public.languages import DEFAULT, direction, tag_of
from articles.public.pages import BRIEFLY, guarded, keep_briefly, open_edition
from media import logos
from newsroom import colours
from newsroom.models import Masthead
from newsroom.pagecache import kept

SIZES = (*map(str, logos.ICONS), "maskable")
SHORT = 12  # characters that a phone shows under an icon
FOR_EVER = "public, max-age=31536000, immutable"


def icons_of(masthead):
    """Size in pixels, or `maskable` → address, of every icon of an edition: those of its logo, else drawn from its name."""
    if masthead.logo and masthead.logo["icons"]:
        return masthead.logo["icons"]
    mark = _mark(masthead)
    return {size: reverse("icon", args=[masthead.language, mark, size]) for size in SIZES}


def _mark(masthead):
    return blake2b(f"{masthead.name}\n{masthead.colour}".encode(), digest_size=4).hexdigest()


@kept(store=False)
@require_safe
def icon(request, language, mark, size):
    """An icon drawn from the name of an edition, a PNG; from what it looked like before on to how it looks now."""
    masthead = Masthead.objects.filter(language=language).first() or Masthead(language=language)
    if size not in SIZES or (masthead.pk is None and language != DEFAULT):
        raise Http404
    if mark != _mark(masthead):
        response = HttpResponseRedirect(reverse("icon", args=[language, _mark(masthead), size]))
        return guarded(response, BRIEFLY)
    pixels = 512 if size == "maskable" else int(size)
    data = _drawn(masthead.name, masthead.colour, pixels, size == "maskable")
    return guarded(HttpResponse(data, content_type="image/png"), FOR_EVER)


@kept(store=False)
@require_safe
def favicon(request):
    """The icon of the edition at the root, as the .ico that browsers ask for unasked."""
    masthead = open_edition(DEFAULT).masthead
    return guarded(HttpResponse(_favicon(masthead), content_type="image/x-icon"), "public, max-age=86400")


def _favicon(masthead):
    if masthead.logo and masthead.logo["icons"]:
        try:
            return logos.favicon(logos.bytes_of(masthead.logo["icons"]["192"]))
        except OSError:
            pass  # the file is gone: the name is still there
    return logos.favicon(_drawn(masthead.name, masthead.colour, 192, False))


@lru_cache(maxsize=64)
def _drawn(name, colour, size, is_maskable):
    return logos.drawn(name, colour, size, is_maskable=is_maskable)


@kept(store=False)
@require_safe
def colour(request, digits):
    """The style sheet that gives the paper another colour than its red, by day and by night."""
    typed = f"#{digits}"
    if not colours.COLOUR.fullmatch(typed) or not colours.is_readable(typed):
        raise Http404
    night = f"{{--red:{colours.at_night(typed)}}}"
    css = (
        f":root{{--red:{typed}}}"
        f'@media(prefers-color-scheme:dark){{:root:not([data-theme="light"]){night}}}'
        f':root[data-theme="dark"]{night}'
        "@media print{:root{--red:#000}}\n"
    )
    return guarded(HttpResponse(css, content_type="text/css; charset=utf-8"), FOR_EVER)


@kept()
@require_safe
def manifest(request, language=DEFAULT):
    """The web app manifest of an edition. Its scope is the whole site: stories have one address in every language."""
    edition = open_edition(language)
    masthead, icons = edition.masthead, icons_of(edition.masthead)
    shown = {
        "id": masthead.get_absolute_url(),
        "name": masthead.name or "Newsroom",
        "short_name": (masthead.name or "Newsroom")[:SHORT],
        "description": masthead.slogan,
        "lang": tag_of(masthead.language),
        "dir": direction(masthead.language),
        "start_url": masthead.get_absolute_url(),
        "scope": "/",
        "display": "standalone",
        "theme_color": colours.PAPER,
        "background_color": colours.PAPER,
        "categories": ["news"],
        "icons": [
            {"src": icons["192"], "sizes": "192x192", "type": "image/png"},
            {"src": icons["512"], "sizes": "512x512", "type": "image/png"},
            {"src": icons["maskable"], "sizes": "512x512", "type": "image/png", "purpose": "maskable"},
        ],
        "shortcuts": [
            {"name": section.name, "url": edition_url("section", masthead.language, section.slug)}
            for section in edition.sections[:4]
        ],
    }
    shown = {name: value for name, value in shown.items() if value}
    response = JsonResponse(shown, json_dumps_params={"ensure_ascii": False}, content_type="application/manifest+json")
    return keep_briefly(request, response)
