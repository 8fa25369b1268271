"""The addresses of the API below its page. They are as stable as those of the paper: what would break a reader's machine is a
version of its own."""

from django.http import HttpResponsePermanentRedirect
from django.urls import Resolver404, path, resolve
from django.utils.encoding import escape_uri_path

from articles.public import urls as paper  # noqa: F401, whose converters these use
from articles.public.api import problems
from articles.public.api.answers import answering
from articles.public.api.openapi import described
from articles.public.api.table import TABLE


@answering(takes_all=True)
def nothing(who, values, rest):
    """What is no address; one that lacks its last stroke leads to where it was meant to."""
    try:
        found = resolve(f"/api/v1/{rest}/")
    except Resolver404:
        raise problems.missing() from None
    if rest.endswith("/") or found.url_name == "nothing":
        raise problems.missing()
    query = f"?{values.urlencode()}" if values else ""
    return HttpResponsePermanentRedirect(f"{escape_uri_path(f'/api/v1/{rest}/')}{query}")


app_name = "api"
urlpatterns = [
    path("openapi.json", described, name="openapi"),
    *(path(address.path, address.view, name=address.name) for address in TABLE),
    path("<path:rest>", nothing, name="nothing"),
]
