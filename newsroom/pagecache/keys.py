"""From a request to the key of the page it asks for."""

from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.conf import settings
from django.core.handlers.wsgi import get_path_info
from django.http.request import split_domain_port, validate_host
from django.urls import Resolver404, resolve

from newsroom.pagecache.marks import LONGEST

MOST_PARAMETERS = 50
# What is longer is not remembered, or requests of megabytes would fill the memory.
LONGEST_PATH, LONGEST_HOST = 500, 255
NEVER = ("/admin/", "/static/", "/media/", "/preview/")  # nothing there is a page: not worth a look


def asks_for_a_page(wsgi):
    """Whether a request may get a page made for everybody: reading, at an address of ours, spoken as the site speaks."""
    if wsgi["REQUEST_METHOD"] not in ("GET", "HEAD"):
        return False
    path = wsgi.get("PATH_INFO", "")
    host = wsgi.get("HTTP_HOST", "")
    if path.startswith(NEVER) or len(host) > LONGEST_HOST or not _is_ours(host):
        return False
    return not settings.SECURE_SSL_REDIRECT or wsgi.get("HTTP_X_FORWARDED_PROTO") == "https"


@lru_cache(maxsize=256)
def _is_ours(host):
    """Whether the site answers to a Host header."""
    return validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS)


def rule_of(wsgi):
    """The Rule of the view that was asked for; None where there is none, or where it was not marked as one for everybody."""
    path = get_path_info(wsgi)
    return _rule_at(path) if len(path) <= LONGEST_PATH else _rule_at.__wrapped__(path)


@lru_cache(maxsize=4096)  # shared links carry parameters: looking the address up costs more than answering
def _rule_at(path):
    try:
        return getattr(resolve(path).func, "page_rule", None)
    except Resolver404:
        return None


def query_of(text, parameters):
    """The part of a query string that a view with these parameters reads, in one order; "" where there is none of it."""
    if not text or not parameters:
        return ""
    try:
        found = dict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_PARAMETERS, errors="replace"))
    except ValueError:  # too many of them
        return ""
    kept = urlencode(sorted((name, value) for name, value in found.items() if name in parameters))
    return kept if len(kept) <= LONGEST * 3 else ""


def clean_request(wsgi, path, query):
    """A WSGI environment that holds nothing of the reader but the page that was asked for."""
    site = urlsplit(settings.SITE_URL)
    port = site.port or (443 if site.scheme == "https" else 80)
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": site.netloc,
        "HTTP_X_FORWARDED_PROTO": site.scheme,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": site.scheme,
        "wsgi.input": _Nothing(),
        "wsgi.errors": wsgi.get("wsgi.errors"),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


class _Nothing:
    """The body of a request that has none."""

    def read(self, *_size):
        return b""

    def readline(self, *_size):
        return b""

    def __iter__(self):
        return iter(())
