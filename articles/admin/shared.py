"""The public page of a preview link: one story as it was frozen, and nothing else of the desk."""

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import path
from django.utils import translation
from django.views.decorators.http import require_safe

from articles.desk import previews
from articles.models.taxonomy import furniture
from articles.public import errors
from articles.public.pages import interface, policy, unlisted


@require_safe
def page(request, token):
    """The story of a link that still answers; 404, always the same, for one that expired, was revoked or never was."""
    link = previews.find(token)
    story = link and previews.story_of(link)
    if not story:
        return _private(errors.missing(request))
    if request.method == "GET":
        previews.count(link)
    edition = furniture(story.language)
    context = {
        "story": story,
        "section": story.section,
        "masthead": edition.masthead,
        "sections": edition.sections,
        "house_pages": edition.house_pages,
        "link": link,
    }
    with translation.override(interface(story.language)):
        html = render_to_string("public/preview.html", context)
    return _private(HttpResponse(html))


def _private(response):
    response["Content-Security-Policy"] = policy()
    return unlisted(response)


urlpatterns = [path("<str:token>/", page, name="preview")]
