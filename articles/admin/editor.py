"""What the body editor asks the desk for: house layout, and where its scripts find recordings and stories."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import layout, markup
from articles.desk.blocks import blocks, different


def urls(view):
    """The addresses of this file below the articles'; `view` is the admin site's guard."""
    return [path("layout/", view(lay_out), name="articles_article_layout")]


def addresses():
    """Where the editor's scripts find clips, stories and house layout."""
    return {
        "clips": reverse("admin:media_clip_library"),
        "takeClip": reverse("admin:media_clip_take"),
        "stories": reverse("admin:articles_article_stories"),
        "layout": reverse("admin:articles_article_layout"),
    }


@require_POST
def lay_out(request):
    """The `body` of the form in house layout. JSON `{"html": …, "changed": number of blocks that changed}`, or
    `{"message": …}` with status 400 for a body that cannot be taken."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    try:
        before = markup.clean(request.POST.get("body", ""))
        after = markup.clean(layout.lay_out(before))
    except markup.Unfit:
        return JsonResponse({"message": _("The body is too long or too deeply nested for house layout.")}, status=400)
    stretches = different(blocks(before), blocks(after))
    changed = sum(max(end - start, other_end - other) for start, end, other, other_end in stretches)
    return JsonResponse({"html": after, "changed": changed})
