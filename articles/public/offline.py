"""What was read stays readable without a network: the service worker, and the page it shows instead of one that it lacks."""

from functools import cache

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from articles.public.languages import DEFAULT
from articles.public.pages import open_edition, page, policy
from newsroom.pagecache import kept


@kept()
@require_safe
def worker(request):
    """static/sw.js at the root, as only from there it may look after every page. Where OFFLINE is off: one that forgets all
    that was kept, and goes."""
    name = "sw.js" if settings.OFFLINE else "sw-off.js"
    response = HttpResponse(_script(name), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Content-Security-Policy"] = policy(fetches_media=True)
    return response


@kept()
@require_safe
def offline(request, language=DEFAULT):
    """Which stories are kept on this device; its script fills in the list."""
    response = page(request, "public/offline.html", open_edition(language), {"canonical": ""})
    response["X-Robots-Tag"] = "noindex"
    return response


@cache
def _script(name):
    return (settings.BASE_DIR / "static" / name).read_text("utf-8")
