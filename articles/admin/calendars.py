"""The calendar of a login, for an app that asks again and again: one secret address, with what is planned and nothing else."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.desk import planning
from articles.public import errors
from articles.public.pages import unlisted


@require_safe
def calendar(request, token):
    """The plans as iCalendar; 404, always the same, for a token that was made anew, switched off or never was."""
    if planning.owner_of(token) is None:
        return unlisted(errors.missing(request))
    response = HttpResponse(planning.calendar(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="plans.ics"'
    return unlisted(response)


urlpatterns = [path("<str:token>.ics", calendar, name="calendar")]
