"""来稿: the page that takes dispatches in, as files or pasted, with photos beside them; and the list of those that wait."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Case, When
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods

from articles.desk import arriving, understanding
from articles.desk.contents import content_of
from articles.desk.correcting import ReceiptForm
from articles.models import Dispatch
from media import uploads
from media.models import Photo
from media.pictures import picture
from newsroom.paging import Newest
from newsroom.text import number

MOST_FILES = 20
SHOWN = 30
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".avif", ".heic", ".heif", ".tif", ".tiff", ".gif")
COPIES = ".docx,.docm,.doc,.wps,.wpt,.rtf,.odt,.txt,.html,.htm,.mht,.eml,.zip,.json,.xml,.rss,.atom"


class DispatchForm(ReceiptForm):
    """Dispatches as they come: pasted, as words or with their form, or as files. Photos are handled by the view, one by
    one."""

    text = forms.CharField(
        label=gettext_lazy("Or paste the text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 9, "class": "desk-input", "autocomplete": "off"}),
    )
    markup = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
def file(request):
    """GET shows the page; POST takes in what came and goes on to it: to the page of one dispatch, to the list of several.
    What cannot be taken comes back with the reason, and with everything that was typed and every photo that was taken."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, DispatchForm(initial={"received": timezone.localdate()}))
    files, pictures = _parted(request.FILES.getlist("copies"))
    photos, refusals = _photos(request, pictures)
    form = DispatchForm(request.POST)
    is_valid = form.is_valid()
    taken, refused = _files(request, form, files, photos)
    if form.data.get("text", "").strip() or not files:
        if not is_valid:
            return _page(request, form, photos, [*refusals, *refused])
        try:
            taken.append(_pasted(request, form, refusals, () if taken else photos))
        except arriving.Refused as refusal:
            _tell(request, taken)
            return _page(request, form, photos, [str(refusal), *refusals, *refused])
    elif not taken:
        return _page(request, form, photos, [*refused, *refusals])
    for line in [*refused, *refusals]:
        messages.error(request, line)
    if len(taken) == 1:
        return redirect("desk:dispatch", taken[0].pk)
    _tell(request, taken)
    return redirect(reverse("desk:file") + "#waiting")


def _parted(files):
    """Files of copy, and the pictures among them."""
    is_picture = [one.name.lower().endswith(PICTURES) for one in files]
    of = lambda kind: [one for one, is_one in zip(files, is_picture, strict=True) if is_one == kind]  # noqa: E731
    return of(False), of(True)


def _files(request, form, files, photos):
    """The dispatches that the files bring, the first with the photos, and a sentence for each file that was not taken. A
    file is never asked for again: where the day of receipt is none, today is."""
    taken, refused = [], []
    for sent in files[:MOST_FILES]:
        try:
            with uploads.held(sent) as path:
                taken += arriving.take_file(
                    path,
                    sent.name,
                    user=request.user,
                    photos=() if taken else photos,
                    section=form.cleaned_data.get("section"),
                    received=form.cleaned_data.get("received"),
                )
        except arriving.Refused as refusal:
            refused.append(str(refusal))
    if len(files) > MOST_FILES:
        refused.append(
            _("At most %(most)s files are taken at once; send the others after these.") % {"most": MOST_FILES}
        )
    if taken and "received" in form.errors:
        refused.append(_("The day of receipt could not be read: today stands in for it."))
    if photos and len(taken) > 1:
        refused.append(_("The photos stand with “%(name)s”.") % {"name": taken[0]})
    return taken, refused


def _pasted(request, form, refusals, photos):
    """The Dispatch of what was pasted. Raises Refused."""
    typed = form.cleaned_data
    arriving.check(typed["text"])
    if refusals:
        raise arriving.Refused(_("Nothing is taken in yet: see to the photos first, or go on without them."))
    values = {"user": request.user, "photos": photos, "section": typed["section"], "received": typed["received"]}
    if typed["markup"].strip():
        return arriving.take_markup(typed["markup"], **values)
    return arriving.take_text(typed["text"], **values)


def _tell(request, taken):
    if taken:
        said = ngettext("%(count)s dispatch came in.", "%(count)s dispatches came in.", len(taken))
        messages.success(request, said % {"count": len(taken)})


def _photos(request, pictures):
    """The photos of the form in order, those that were taken before first, and the refusals of the others."""
    numbers = list(dict.fromkeys(filter(None, map(number, request.POST.getlist("photo")))))[: arriving.MOST_PHOTOS]
    order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(numbers)))
    photos = list(Photo.objects.usable().filter(pk__in=numbers).order_by(order)) if numbers else []
    refusals = []
    if not request.user.has_perm("media.add_photo"):
        return photos, refusals
    sent_now = [*pictures, *request.FILES.getlist("photos")]
    if len(photos) + len(sent_now) > arriving.MOST_PHOTOS:
        refusals.append(
            _("At most %(most)s photos come with one dispatch; add the others in the article.")
            % {"most": arriving.MOST_PHOTOS}
        )
    for sent in sent_now[: arriving.MOST_PHOTOS - len(photos)]:
        try:
            photo, _created = uploads.accept(sent, request.user)
        except uploads.Refused as refusal:
            refusals.append(str(refusal))
        else:
            photos += [photo] if photo not in photos else []
    return photos, refusals


def _page(request, form, photos=(), refusals=()):
    show = request.GET.get("show", "")
    return render(
        request,
        "desk/file.html",
        {
            **admin.site.each_context(request),
            "title": _("File a dispatch"),
            "form": form,
            "accept": f"{COPIES},image/*,.heic,.heif,.avif",
            "photos": [picture(photo) | {"name": photo.file_name} for photo in photos],
            "refusals": refusals,
            "take_url": reverse("admin:media_photo_take"),
            "show": show if show in LISTS else "",
            "lists": [(name, label) for name, (label, _rows) in LISTS.items()],
            "page": _listed(show, request.GET.get("p")),
        },
    )


LISTS = {
    "": (gettext_lazy("Waiting"), lambda: Dispatch.objects.waiting()),
    "filed": (gettext_lazy("Filed"), lambda: Dispatch.objects.exclude(filed_at=None).order_by("-filed_at")),
    "dropped": (gettext_lazy("Laid aside"), lambda: Dispatch.objects.exclude(dropped_at=None).filter(filed_at=None)),
}


def _listed(show, wanted):
    """One page of a list of dispatches, each with its `headline`."""
    _label, rows = LISTS.get(show, LISTS[""])
    found = rows().select_related("article", "section", "created_by__reporter")
    page = Newest(found.defer("text", "sketch", "article__body", "article__copy"), SHOWN).get_page(wanted)
    page.object_list = list(page.object_list)
    headlines = understanding.headlines(page.object_list) if page.object_list else {}
    for one in page.object_list:
        one.headline = headlines.get(one.pk, "")
    return page


def understood(filed, title=""):
    """What was read in the copy, as a short list: the first thing the desk sees of a new article."""
    content = content_of(filed.article)
    people = " ".join(f"{line['role']} {line['name']}" for line in content["bylines"])
    event = date_format(filed.article.event_date, "DATE_FORMAT") if filed.article.event_date else ""
    lines = [
        (_("Headline"), content["headline"]),
        (_("Outlets"), content["outlets"].replace("-", "、")),
        (_("Byline"), people),
        (_("New to the house"), "、".join(str(person) for person in filed.new_reporters)),
        (_("Date of the event"), event),
        *((_("Photo"), _place(place)) for place in filed.places()),
    ]
    return format_html(
        '<strong class="desk-filed">{}</strong><dl class="desk-understood">{}</dl>',
        title or _("Filed. This is what was understood:"),
        format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", ((name, said) for name, said in lines if said)),
    )


def _place(place):
    caption = place["caption"] or _("without a caption")
    said = f"{caption}（{place['credit']}）" if place["credit"] else f"{caption} — {_('no credit')}"
    return said if place["photo"] else said + " — " + _("its photo is still to come")
