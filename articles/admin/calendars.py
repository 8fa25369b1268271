"""The calendar of a login, for an app that asks again and again: one secret address, with what is planned and nothing else."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.desk import planning
from articles.public import errors


@require_safe
def calendar(request, token):
    """The plans as iCalendar; 404, always the same, for a token that was made anew, switched off or never was."""
    if planning.owner_of(token) is None:
        return _private(errors.missing(request))
    response = HttpResponse(planning.calendar(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="plans.ics"'
    return _private(response)


def _private(response):
    """No cache keeps it, no search engine lists it, and no site that it leads to learns its address."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response["Referrer-Policy"] = "no-referrer"
    del response["ETag"]
    return response


urlpatterns = [path("<str:token>.ics", calendar, name="calendar")]
