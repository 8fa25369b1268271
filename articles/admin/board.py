"""What the boards share, the screens on which the desk puts stories in order by drag or by buttons (static/desk/board.js)."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.words import desk_words
from newsroom.models import LogLine


def for_scripts():
    """The words and the addresses that the scripts of a board need, as part of its context."""
    return {
        "words": desk_words()
        | {
            "loggedOut": _(
                "Your login has run out. Nothing is lost while this page stays open: log in in another window, then press again."
            ),
        },
        "addresses": {
            "photos": reverse("admin:media_photo_library"),
            "upload": reverse("admin:media_photo_take"),
            "tell": reverse("admin:media_photo_tell"),
        },
    }


def is_part(request):
    """Whether a script asks, which wants only what it will put in its place."""
    return "part" in request.POST


def go_on(request, address):
    """A redirect; a script is told where to go, as it would follow a redirect by itself and swallow the message."""
    if is_part(request):
        return HttpResponse(status=204, headers={"X-Next": address})
    return redirect(address)


def last_change(about):
    """The last line of the audit log on what was changed in the paper under this name; None where there is none."""
    return LogLine.objects.filter(kind="public", about=about).order_by("-pk").first()
