"""How the API answers: methods, keys, parameters, caches, other origins; one way for every address of the table."""

import json
import logging
from functools import wraps
from urllib.parse import urlencode

from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt

from articles.public.api import asking, problems
from articles.public.api.askers import asker
from articles.public.api.problems import Problem
from articles.public.languages import interface
from articles.public.pages import BRIEFLY, absolute, keep_briefly

log = logging.getLogger("newsroom.api")
METHODS = "GET, HEAD, OPTIONS"
PRIVATE = "private, max-age=0, must-revalidate"
AWAY = 30  # seconds


class Said:
    """An answer that is more than JSON with a 200: its `value`, its status, its media type."""

    def __init__(self, value, status=200, kind="application/json"):
        self.value, self.status, self.kind = value, status, kind


def answering(*parameters, needs_key=False, takes_all=False):
    """Make a view of a function of (asker, values, the arguments of its address), which returns a value for JSON, a Said or a
    response. Its `parameters` are all that the address knows; one that `takes_all` gets whatever was sent."""

    def mark(work):
        @csrf_exempt  # nothing is changed here, and nobody is known by a cookie
        @wraps(work)
        def view(request, **place):
            with translation.override(interface(translation.get_language_from_request(request))):
                return _open_to_all(_answered(request, work, None if takes_all else parameters, needs_key, place))

        view.parameters = parameters
        return view

    return mark


def next_address(request_path, values, cursor, name="cursor"):
    """The address that goes on at `cursor`, with what else was asked."""
    kept = {key: value for key, value in values.items() if value is not None and key != name}
    return absolute(request_path) + "?" + _query({**kept, name: cursor})


def _query(values):
    return urlencode({name: getattr(value, "isoformat", lambda v=value: v)() for name, value in values.items()})


def _answered(request, work, parameters, needs_key, place):
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    try:
        if request.method not in ("GET", "HEAD"):
            raise Problem("method", headers={"Allow": METHODS})
        who = asker(request)
        if needs_key and who.partner is None:
            raise Problem("no-key", headers={"WWW-Authenticate": "Bearer"})
        values = request.GET if parameters is None else asking.values(request, parameters)
        made = work(who, values, **place)
        return _response(request, made, PRIVATE if who.partner else BRIEFLY)
    except Problem as problem:
        return problems.answer(problem)
    except Http404:
        return problems.answer(problems.missing())
    except (OperationalError, InterfaceError):
        log.exception("the API could not answer")
        return problems.answer(Problem("away", headers={"Retry-After": str(AWAY)}))


def _response(request, made, caching):
    if hasattr(made, "status_code"):
        return made
    said = made if isinstance(made, Said) else Said(made)
    text = json.dumps(said.value, ensure_ascii=False, indent=1)
    response = HttpResponse(text, status=said.status, content_type=f"{said.kind}; charset=utf-8")
    if isinstance(said.value, dict) and said.value.get("next"):
        response["Link"] = f'<{said.value["next"]}>; rel="next"'
    patch_vary_headers(response, ["Authorization"])
    return keep_briefly(request, response, caching)


def _open_to_all(response):
    """`response` so that a page of whatever origin may read it: who asks is known by a key alone, never by a cookie."""
    headers = response.headers
    headers["Access-Control-Allow-Origin"] = "*"
    headers["Access-Control-Allow-Methods"] = METHODS
    headers["Access-Control-Allow-Headers"] = "Authorization, If-None-Match"
    headers["Access-Control-Expose-Headers"] = "ETag, Link, Retry-After, X-Request-Id"
    headers["Access-Control-Max-Age"] = "86400"
    headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    headers["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["Authorization"])
    return response
