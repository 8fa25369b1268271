"""Video and audio in the desk: a list, one clip with its title and credit, and the library for the editor's scripts."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import JsonResponse
from django.template.defaultfilters import filesizeformat
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from unfold.admin import ModelAdmin

from media import clips
from media.models import Clip
from newsroom.exports import Exported
from newsroom.paging import Newest
from newsroom.text import number
from newsroom.unique import Unique

PAGE = 30
ASKED_AT_ONCE = 60


@admin.register(Clip)
class ClipAdmin(Unique, Exported, ModelAdmin):
    """Who may see and describe photos may do so with clips; they come in through the editor."""

    fields = ["title", "credit", "player", "file_name", "facts"]
    readonly_fields = ["player", "file_name", "facts"]
    list_display = ["title_or_name", "kind", "credited", "facts"]
    list_filter = ["kind"]
    list_filter_sheet = False
    list_fullwidth = True
    list_per_page = 50
    show_full_result_count = False
    paginator = Newest
    sortable_by = []
    search_fields = ["title", "credit", "file_name"]
    search_help_text = gettext_lazy("Title, credit or file name")
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("uploaded_by")

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("library/", view(library), name="media_clip_library"),
            path("take/", view(take), name="media_clip_take"),
            path("tell/", view(tell), name="media_clip_tell"),
        ] + super().get_urls()

    def has_view_permission(self, request, obj=None):
        return request.user.has_perm("media.view_photo")

    def has_change_permission(self, request, obj=None):
        return request.user.has_perm("media.change_photo")

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def log_change(self, request, obj, message):
        """Nothing: the words that went out are in the versions."""

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def title_or_name(self, clip):
        return str(clip)

    @admin.display(description=gettext_lazy("credit line"), ordering="credit")
    def credited(self, clip):
        return clip.credit or format_html('<span class="desk-missing">{}</span>', _("No credit yet"))

    @admin.display(description=gettext_lazy("file"))
    def facts(self, clip):
        uploaded = timezone.localtime(clip.created_at).strftime("%Y-%m-%d %H:%M")
        return f"{clip.extension.upper()} · {filesizeformat(clip.size)} · {uploaded}"

    @admin.display(description=gettext_lazy("recording"))
    def player(self, clip):
        tag = "video" if clip.kind == Clip.Kind.VIDEO else "audio"
        return format_html('<{} class="desk-player" controls preload="metadata" src="{}"></{}>', tag, clip.url(), tag)


def described(clip):
    """A clip as the editor shows it, a dict of plain values."""
    return {
        "number": clip.pk,
        "kind": clip.kind,
        "src": clip.url(),
        "title": clip.title,
        "credit": clip.credit,
        "fileName": clip.file_name,
        "facts": f"{clip.extension.upper()} · {filesizeformat(clip.size)}",
        "isKilled": clip.killed_at is not None,
        "address": reverse("admin:media_clip_change", args=[clip.pk]),
    }


@require_safe
def library(request):
    """JSON `{"clips": […]}`: those of `?numbers=1,2`, else the newest that hold `?q=` in title, credit or file name.
    Killed clips are only given when asked for by number."""
    if not request.user.has_perm("media.view_photo"):
        raise PermissionDenied
    if "numbers" in request.GET:
        numbers = list(filter(None, map(number, request.GET["numbers"].split(","))))
        found = Clip.objects.filter(pk__in=numbers[:ASKED_AT_ONCE])
    else:
        typed = request.GET.get("q", "").strip()[:80].replace("\x00", "")
        wanted = Q(title__icontains=typed) | Q(credit__icontains=typed) | Q(file_name__icontains=typed)
        found = Clip.objects.usable().filter(wanted if typed else Q())[:PAGE]
    return JsonResponse({"clips": [described(clip) for clip in found]})


@require_POST
def take(request):
    """Take in the one file of the form, with its title and credit. JSON: the clip (201, or 200 where it was there
    already), or `{"message": …}` with status 400."""
    if not request.user.has_perm("media.add_photo"):
        raise PermissionDenied
    file = request.FILES.get("file")
    if file is None:
        return JsonResponse({"message": _("No file came with the form.")}, status=400)
    try:
        clip, created = clips.accept(file, request.user, **_said(request))
    except clips.Refused as refusal:
        return JsonResponse({"message": str(refusal)}, status=400)
    return JsonResponse(described(clip), status=201 if created else 200)


@require_POST
def tell(request):
    """Give the clip `number` the title and credit of the form. JSON: the clip as it is then."""
    if not request.user.has_perm("media.change_photo"):
        raise PermissionDenied
    clip = Clip.objects.filter(pk=number(request.POST.get("number", ""))).first()
    if clip is None:
        return JsonResponse({"message": _("This clip is not in the library.")}, status=404)
    clips.describe(clip, **_said(request))
    return JsonResponse(described(clip))


def _said(request):
    """Title and credit of a form, as the columns take them."""
    return {name: " ".join(request.POST.get(name, "").split())[:120] for name in ("title", "credit")}
