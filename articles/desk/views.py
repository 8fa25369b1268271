"""来稿: the page that takes a dispatch in, words and photos together."""

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
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from articles.desk import arriving, filing, reasons
from articles.intake import copy as intake
from articles.intake import plaintext
from articles.models import Section
from media import uploads
from media.models import Photo
from media.pictures import picture
from newsroom.text import number

MOST_PHOTOS = 60
LARGEST_COPY = 5_000_000  # bytes; whatever is under it comes back in the box when it is refused


class DispatchForm(forms.Form):
    """A dispatch as it comes: pasted, or as a text file. Photos are handled by the view, one by one."""

    text = forms.CharField(
        label=gettext_lazy("Text of the dispatch"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 18, "class": "desk-input", "autocomplete": "off"}),
    )
    copy = forms.FileField(
        label=gettext_lazy("Or a text file"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )
    section = forms.ModelChoiceField(
        Section.objects.select_related("masthead"),
        label=gettext_lazy("Section"),
        required=False,
        empty_label=gettext_lazy("Choose later"),
        widget=forms.Select(attrs={"class": "desk-input"}),
    )
    received = forms.DateField(
        label=gettext_lazy("Received"),
        help_text=gettext_lazy("Dates without a year are counted from here."),
        widget=forms.DateInput(attrs={"type": "date", "class": "desk-input"}, format="%Y-%m-%d"),
    )


@require_http_methods(["GET", "POST"])
def file(request):
    """GET shows the page; POST files the dispatch and goes on to its article. What cannot be filed comes back with the
    reason, and with everything that was typed and every photo that was taken."""
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, DispatchForm(initial={"received": timezone.localdate()}))
    photos, refusals = _photos(request)
    form = DispatchForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, photos, refusals)
    text, name = form.cleaned_data["text"], ""
    try:
        if text.strip() and form.cleaned_data["copy"]:
            raise filing.Refused(_("There is text in the box and a file as well: empty the box, or choose no file."))
        if not text.strip():
            text, name = _text_of(form.cleaned_data["copy"])
        arriving.check(text)
        if refusals:
            raise filing.Refused(_("Nothing is filed yet: see to the photos first, or file without them."))
        filed = filing.file_copy(
            text,
            user=request.user,
            photos=photos,
            section=form.cleaned_data["section"],
            received=form.cleaned_data["received"],
            name=name,
        )
    except filing.Refused as refusal:
        return _page(request, _with_text(form, text), photos, [str(refusal), *refusals])
    messages.success(request, _understood(filed))
    for flag in filed.flags:
        messages.warning(request, flag)
    return redirect(reverse("admin:articles_article_change", args=[filed.article.pk]))


def _text_of(copy):
    """The text and the name of the file that came with the form; empty where none did."""
    if copy is None:
        return "", ""
    if copy.size > LARGEST_COPY:
        raise filing.Refused(_("“%(name)s” is too large for a text: at most 5 MB.") % {"name": copy.name})
    try:
        return plaintext.decode(copy.read()), copy.name[:200]
    except intake.Unreadable as error:
        raise filing.Refused(reasons.unreadable(error, copy.name)) from error


def _with_text(form, text):
    """The form with `text` in the box, where a file brought it."""
    form.data = form.data.copy()
    form.data["text"] = text
    return form


def _photos(request):
    """The photos of the form in order, those that were taken before first, and the refusals of the others."""
    numbers = list(dict.fromkeys(filter(None, map(number, request.POST.getlist("photo")))))[:MOST_PHOTOS]
    order = Case(*(When(pk=pk, then=place) for place, pk in enumerate(numbers)))
    photos = list(Photo.objects.usable().filter(pk__in=numbers).order_by(order)) if numbers else []
    refusals = []
    if not request.user.has_perm("media.add_photo"):
        return photos, refusals
    sent_now = request.FILES.getlist("photos")
    if len(photos) + len(sent_now) > MOST_PHOTOS:
        refusals.append(
            _("At most %(most)s photos come with one dispatch; add the others in the article.") % {"most": MOST_PHOTOS}
        )
    for sent in sent_now[: MOST_PHOTOS - len(photos)]:
        try:
            photo, _created = uploads.accept(sent, request.user)
        except uploads.Refused as refusal:
            refusals.append(str(refusal))
        else:
            photos += [photo] if photo not in photos else []
    return photos, refusals


def _page(request, form, photos=(), refusals=()):
    return render(
        request,
        "desk/file.html",
        {
            **admin.site.each_context(request),
            "title": _("File a dispatch"),
            "form": form,
            "photos": [picture(photo) | {"name": photo.file_name} for photo in photos],
            "refusals": refusals,
            "take_url": reverse("admin:media_photo_take"),
        },
    )


def _understood(filed):
    """What was read in the copy, as a short list: the first thing the desk sees of a new article."""
    article = filed.article
    people = " ".join(f"{line.role} {line.reporter.name}" for line in article.bylines.select_related("reporter"))
    event = date_format(article.event_date, "DATE_FORMAT") if article.event_date else ""
    places = filed.places()
    lines = [
        (_("Headline"), article.headline),
        (_("Outlets"), article.outlets.replace("-", "、")),
        (_("Byline"), people),
        (_("New to the house"), "、".join(str(person) for person in filed.new_reporters)),
        (_("Date of the event"), event),
        *((_("Photo"), _place(place)) for place in places),
    ]
    return format_html(
        '<strong class="desk-filed">{}</strong><dl class="desk-understood">{}</dl>',
        _("Filed. This is what was understood:"),
        format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", ((name, said) for name, said in lines if said)),
    )


def _place(place):
    caption = place["caption"] or _("without a caption")
    said = f"{caption}（{place['credit']}）" if place["credit"] else f"{caption} — {_('no credit')}"
    return said if place["photo"] else said + " — " + _("its photo is still to come")
