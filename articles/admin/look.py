"""The page of components: everything the paper is made of, drawn by the paper's own templates, for whoever lays it out."""

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from articles.admin import samples
from articles.public import pages

THEMES = {"light": gettext_lazy("Light"), "dark": gettext_lazy("Dark")}
DIRECTIONS = {"ltr": gettext_lazy("left to right"), "rtl": gettext_lazy("right to left")}
# What it is called, and when it is used, in the order of desk/look_sheet.html.
COMPONENTS = {
    "masthead": (
        gettext_lazy("Masthead"),
        gettext_lazy(
            "Large on the front page, small everywhere else. The section one is in is marked and comes into sight."
        ),
    ),
    "focus": (
        gettext_lazy("Focus"),
        gettext_lazy("Two to five leads at the head of the front page. It never moves by itself."),
    ),
    "lead": (gettext_lazy("Lead"), gettext_lazy("One story heads a front, a section or a block of a topic.")),
    "cards": (
        gettext_lazy("Cards"),
        gettext_lazy("Everything below the lead. Two lines of headline are best; the photo is four by three."),
    ),
    "river": (
        gettext_lazy("River"),
        gettext_lazy("Sections, tags, people, search: newest first, with a summary of up to three lines."),
    ),
    "story": (
        gettext_lazy("Story"),
        gettext_lazy(
            "34 to 40 characters a line, two characters of indent, photos wider than the text where there is room."
        ),
    ),
    "shots": (gettext_lazy("Photos of a person"), gettext_lazy("Each leads to its story and carries its credit.")),
    "calendar": (gettext_lazy("Calendar"), gettext_lazy("A month of the archive; days with stories are links.")),
    "notice": (
        gettext_lazy("Notice"),
        gettext_lazy("What to say when there is nothing to show: one sentence, and where to go from here."),
    ),
    "foot": (gettext_lazy("Foot"), gettext_lazy("Who publishes the paper, its licences, its pages of the house.")),
}


def urls(view):
    """The addresses of this room."""
    return [path("look/", view(look), name="look"), path("look/sheet/", view(sheet), name="look_sheet")]


@require_safe
def look(request):
    """The components by name, and frames that show them in light and dark, in both directions, as wide as a phone.
    `?at=` is the component that the frames begin with."""
    at = request.GET.get("at", "")
    frames = [
        {"theme": theme, "direction": direction, "title": f"{THEMES[theme]}, {DIRECTIONS[direction]}"}
        for direction in DIRECTIONS
        for theme in THEMES
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Components"),
        "components": COMPONENTS,
        "at": at if at in COMPONENTS else "",
        "frames": frames,
    }
    return render(request, "desk/look.html", context)


@require_safe
def sheet(request):
    """What stands in a frame: every component with invented words, under the policy and the sheets of public pages, and
    without their scripts."""
    theme, direction = request.GET.get("theme", "light"), request.GET.get("direction", "ltr")
    if theme not in THEMES or direction not in DIRECTIONS:
        raise Http404
    said = samples.WORDS[direction]
    context = {"theme": theme, "components": COMPONENTS, **samples.context(said)}
    response = HttpResponse(pages.still("desk/look_sheet.html", samples.furniture(said), context))
    response["Content-Security-Policy"] = pages.policy()
    return response
