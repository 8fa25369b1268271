"""The screen of the fronts: the places of the front page and of section fronts, the stories to put there, and the page
that they make. Every step is a form that the server draws anew; scripts send the same form."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from unfold.admin import ModelAdmin

from articles.admin import board, places
from articles.admin.finder import found, on_site
from articles.desk import fronts
from articles.models import Slot
from articles.models.taxonomy import furniture
from articles.public import fronts as public
from articles.public import pages
from newsroom.text import number


@admin.register(Slot)
class SlotAdmin(ModelAdmin):
    """One screen in place of a list and its forms."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("", view(require_http_methods(["GET", "POST"])(self.arrange)), name="articles_slot_changelist"),
            path("stories/", view(require_safe(stories)), name="articles_slot_stories"),
            path("preview/", view(require_POST(preview)), name="articles_slot_preview"),
        ]

    def arrange(self, request):
        """The screen; POST does what its button says: saves the arrangement, or draws it one step further."""
        asked = request.POST if request.method == "POST" else request.GET
        front, mine = _front(request, asked.get("front", ""))
        if request.method == "GET":
            slots = fronts.slots_of(front)
            return self.draw(request, front, mine, places.of_slots(slots), fronts.token(slots))
        rows, doing = places.of_post(request.POST), request.POST.get("do", "")
        seen = request.POST.get("seen", "")
        if doing == "save":
            return self.save(request, front, mine, rows, seen)
        rows, refusal = _done(rows, doing, front.masthead.language)
        return self.draw(request, front, mine, rows, seen, refusal=refusal)

    def save(self, request, front, mine, rows, seen):
        if len(rows) > fronts.MOST:
            return self.draw(request, front, mine, rows[: fronts.MOST], seen, refusal=_too_many())
        places.look_up(rows, front.masthead.language)
        if any(row.errors for row in rows):
            return self.draw(
                request, front, mine, rows, seen, refusal=_("Nothing is saved yet: see to what is marked.")
            )
        try:
            is_changed = fronts.arrange(front, [row.slot() for row in rows], seen, request.user)
        except fronts.Overtaken as overtaken:
            theirs = places.of_slots(overtaken.slots)
            places.look_up(theirs, front.masthead.language)
            clash = {"theirs": theirs, "last": board.last_change(front.about)}
            return self.draw(request, front, mine, rows, fronts.token(overtaken.slots), clash=clash)
        if is_changed:
            messages.success(request, _("Saved: readers see it now."))
        else:
            messages.info(request, _("Nothing had changed."))
        return board.go_on(request, f"{reverse('admin:articles_slot_changelist')}?front={front.key}")

    def draw(self, request, front, mine, rows, seen, *, refusal="", clash=None):
        places.look_up(rows, front.masthead.language)
        context = {
            "front": front,
            "rows": rows,
            "seen": seen,
            "refusal": refusal,
            "clash": clash,
            "is_dirty": request.method == "POST",
        }
        if board.is_part(request):
            return render(request, "desk/_places.html", context)
        asked = request.POST if request.method == "POST" else request.GET
        context |= {
            **self.admin_site.each_context(request),
            "title": _("Front page"),
            "fronts": mine,
            "sections": furniture(front.masthead.language).sections,
            **board.for_scripts(),
            "finder": found(front.masthead.language, asked),
        }
        return render(request, "desk/front.html", context)


def _front(request, key):
    """(the front that is asked for, all that this user may arrange); the first where none is asked for."""
    mine = fronts.of_user(request.user)
    if not mine:
        raise PermissionDenied
    front = next((front for front in mine if front.key == key), None if key else mine[0])
    if front is None:
        raise Http404
    return front, mine


def _done(rows, doing, language):
    """(rows, "") after what the button says: up:row, down:row, out:row, no-photo:row, move:row:list:place, or
    in:story:list:place, at the end where no place is named; or (rows, why not)."""
    verb, _mark, rest = doing.partition(":")
    what, _mark, where = rest.partition(":")
    place = number(where.rpartition(":")[2])
    if verb == "in":
        if len(rows) >= fronts.MOST:
            return rows, _too_many()
        if not on_site(language, number(what)):
            return rows, _("This story is not on the site in this language edition.")
        last = len(rows) if place is None else min(place, len(rows))
        return fronts.put(rows, places.new(number(what), rows), last), ""
    row = next((row for row in rows if row.key == what), None)
    if row is None:
        return rows, ""
    if verb in ("up", "down"):
        return fronts.step(rows, row, -1 if verb == "up" else 1), ""
    if verb == "move" and place is not None:
        return fronts.put(rows, row, min(place, len(rows) - 1)), ""
    if verb == "out":
        return fronts.put(rows, row, None), ""
    if verb == "no-photo":
        row.data = row.data.copy()
        row.data[row.add_prefix("photo_number")] = ""
    return rows, ""


def _too_many():
    return _("A front has at most %(most)s places.") % {"most": fronts.MOST}


def stories(request):
    """The stories of the finder, as a part of a page: those of `?q=` in the edition of `?front=`, or the newest."""
    front, _mine = _front(request, request.GET.get("front", ""))
    return render(request, "desk/_finder.html", {"finder": found(front.masthead.language, request.GET)})


def preview(request):
    """The page that the rows of the form make, as readers would get it now, or at the time that is asked for."""
    front, _mine = _front(request, request.POST.get("front", ""))
    rows = places.of_post(request.POST)
    places.look_up(rows, front.masthead.language)
    at = places.moment(request.POST.get("at", "")) or timezone.now()
    slots = []
    for position, row in enumerate(rows, start=1):
        slot = row.slot()
        if slot and slot.is_due(at):
            slot.position = position
            slots.append(slot)
    edition = furniture(front.masthead.language)
    section = front.section and next(s for s in edition.sections if s.pk == front.section.pk)
    if section:
        template, context = "public/section.html", public.section_front(edition, section, slots)
    else:
        template, context = "public/front.html", public.front_page(edition, slots)
    return HttpResponse(pages.still(template, edition, context | {"canonical": ""}))
