"""How a public page is answered: furniture, language, headers. One address shows the same to everybody, so a page is
rendered without the request: no session, no cookie, no user."""

import gzip
import hashlib
import re
from functools import lru_cache
from urllib.parse import urlencode, urljoin

from django.conf import settings
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.encoding import escape_uri_path

from articles.models.taxonomy import furniture
from articles.public.languages import DEFAULT, interface, ways
from newsroom.edition import once
from newsroom.headers import media

PLAIN = re.compile(r"/(?![/.])(?:(?!/\.)[^?#;\s])*\Z")  # a path of which every part is a name
_SCRIPT = re.compile(r"<script[^>]*\bsrc=[^>]*></script>\n?")
POLICY = (
    "default-src 'none'; img-src 'self'{media}; media-src 'self'{media} https:; style-src 'self'; font-src 'self'; script-src 'self'; "
    "connect-src 'self'{fetched}; worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# A cache between us and readers asks again after a second and gives what it has meanwhile, so that a withdrawn story is gone
# within two; where we cannot be reached it goes on for an hour (RFC 5861). Browsers ask each time: it costs them a 304.
BRIEFLY = "public, max-age=0, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600"
WORTH_IT = 500  # bytes; less is not compressed


def open_edition(language):
    """The furniture of a language edition, which pages of one edition share; Http404 where the house has no masthead for
    it."""
    return once(("furniture", language), lambda: _furniture(language))


def _furniture(language):
    found = furniture(language)
    if found.masthead.pk is None and language != DEFAULT:
        raise Http404
    return found


def page(request, template, edition, context, status=200):
    """The page as a response that caches may keep for a second, or 304 where the reader has it already.

    `edition` is a Furniture. The template gets masthead, sections and the canonical address beside `context`."""
    canonical = absolute(escape_uri_path(request.path)) + _older(request)
    response = HttpResponse(drawn(template, edition, {"canonical": canonical} | context), status=status)
    response["Content-Language"] = edition.masthead.language
    return keep_briefly(request, response)


def _older(request):
    """What the canonical address of an older page of a list ends in, "" on the newest: nothing that a shared link adds."""
    kept = {name: request.GET[name] for name in ("q", "before") if name in request.GET}
    return f"?{urlencode(kept)}" if "before" in kept else ""


def still(template, edition, context):
    """The same without its scripts: for the frames of the desk, in which none may run."""
    return _SCRIPT.sub("", drawn(template, edition, context))


def drawn(template, edition, context):
    """The page as text, in the language of its edition: what `page` answers."""
    everywhere = {
        "masthead": edition.masthead,
        "sections": edition.sections,
        "house_pages": edition.house_pages,
        "ways": ways(edition, context.get("linked", ())),
        # what every page has in common that may share parts with this one: {% once %}
        "alike": (edition.masthead.language, timezone.localdate()),
    }
    with translation.override(interface(edition.masthead.language)):
        return render_to_string(template, everywhere | context)


def keep_briefly(request, response, caching=BRIEFLY):
    """`response` with the headers of everything public: asked for again each time, compared by its content, and
    allowed to load nothing from elsewhere."""
    response = guarded(response, caching)
    if response.status_code == 200:
        response = compared(request, response)
    return _compressed(request, response)


def guarded(response, caching):
    """`response` with what caches may do with it, and allowed to load nothing from elsewhere."""
    response["Content-Security-Policy"] = policy()
    response["Cache-Control"] = caching
    return response


def unlisted(response):
    """`response` of a secret address: no cache keeps it, no search engine lists it, and no site that it leads to learns where
    it was."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    del response["ETag"]
    return response


def compared(request, response):
    """`response` marked by its content; 304 where the reader has just that."""
    response["ETag"] = f'"{hashlib.blake2b(response.content, digest_size=16).hexdigest()}"'
    return get_conditional_response(request, etag=response["ETag"], response=response)


def _compressed(request, response):
    """`response` in fewer bytes for a browser that takes them: nothing public holds a secret that its length could tell."""
    patch_vary_headers(response, ["Accept-Encoding"])
    if len(response.content) > WORTH_IT and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, 6, mtime=0)
        response["Content-Encoding"] = "gzip"
        if "ETag" in response:
            response["ETag"] = f"W/{response['ETag']}"  # the same page, other bytes
    return response


def policy(fetches_media=False):
    """The Content-Security-Policy of public pages; photos may come from MEDIA_URL where that is another host, and
    recordings from wherever the desk says. A script may ask for photos by itself only where it `fetches_media`."""
    return POLICY.format(media=media(), fetched=media() if fetches_media else "")


def absolute(address):
    """The full address of a path of ours, from SITE_URL and never from what the request says; "" stays ""."""
    if PLAIN.match(address):
        return origin() + address
    return urljoin(settings.SITE_URL + "/", address) if address else ""


def origin():
    """What stands before a path of ours in its full address."""
    return _origin(settings.SITE_URL)


@lru_cache(maxsize=8)
def _origin(site):
    return urljoin(site + "/", "/").removesuffix("/")
