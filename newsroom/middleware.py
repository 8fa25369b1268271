"""Small guards, each for a fault found in stock parts, and who is here."""

from django.db import DataError
from django.http import Http404, HttpResponseBadRequest
from django.utils.cache import add_never_cache_headers

from newsroom.accounts import sessions


def refuse_other_charsets(get_response):
    """Answer 400 to a form in any charset but UTF-8: Django turns some of them into an error 500."""

    def middleware(request):
        charset = request.content_params.get("charset", "utf-8") if request.content_params else "utf-8"
        if charset.lower() not in {"utf-8", "utf8"}:
            return HttpResponseBadRequest("Only UTF-8 is accepted.", content_type="text/plain; charset=utf-8")
        return get_response(request)

    return middleware


def find_no_nul(get_response):
    """Answer 404 to an address with a NUL in it, and where something with a NUL is looked for: no row has one, and PostgreSQL
    fails when it is asked."""

    def process_exception(request, error):
        if isinstance(error, DataError) and "NUL" in str(error):
            raise Http404 from error

    def middleware(request):
        if "\x00" in request.path:
            raise Http404
        return get_response(request)

    middleware.process_exception = process_exception
    return middleware


def find_no_number_too_large(get_response):
    """Answer 404 where an address names a row by a number that no column holds: Django looks at such numbers in some lookups
    (`pk=`) and lets others (`pk__in=`) through to the database, and SQLite fails; PostgreSQL finds nothing."""

    def process_exception(request, error):
        if request.method in {"GET", "HEAD"} and isinstance(error, OverflowError) and "SQLite" in str(error):
            raise Http404 from error

    def middleware(request):
        return get_response(request)

    middleware.process_exception = process_exception
    return middleware


def keep_the_desk_private(get_response):
    """Forbid every cache to keep what stands under the admin: some stock pages, such as the password change, forget."""

    def middleware(request):
        response = get_response(request)
        if request.path.startswith("/admin/"):
            add_never_cache_headers(response)
        return response

    return middleware


def note_who_is_here(get_response):
    """Write down every few minutes that a login is in use: its owner sees where she is logged in."""

    def middleware(request):
        response = get_response(request)
        sessions.note(request)
        return response

    return middleware
