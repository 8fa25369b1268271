"""Saying one thing of several photos: caption, credit, place, keywords, rights; a page of its own, and for scripts."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from media import describing
from media.admin import incoming, library
from media.models import Photo
from newsroom.text import number

MOST = 300


class SharedForm(forms.ModelForm):
    """What may be said of several photos. A field that is left empty says nothing."""

    credit = forms.CharField(
        label=gettext_lazy("Credit"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("As it is printed, such as 记者 林知夏摄 or 某某供图."),
    )

    class Meta:
        model = Photo
        fields = describing.SHARED
        labels = {"made": gettext_lazy("how it was made")}
        widgets = {
            "caption": forms.Textarea(attrs={"rows": 3}),
            "restrictions": forms.Textarea(attrs={"rows": 2}),
            "expires_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    field_order = ["caption", "credit", "place", "keywords", "alt"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "desk-input")
            field.help_text = field.help_text or ""

    def said(self):
        """What was filled in, by field."""
        return {name: value for name, value in self.cleaned_data.items() if value}


def urls(view):
    """The addresses of this file below those of photos; `view` guards them."""
    return [
        path("several/", view(several), name="media_photo_several"),
        path("say/", view(say), name="media_photo_say"),
    ]


@require_http_methods(["GET", "POST"])
def several(request):
    """The photos of `ids`, and a form for what is said of all of them. What was typed comes back where it was refused."""
    photos = _photos(request, request.POST.get("ids") or request.GET.get("ids", ""))
    back = request.POST.get("back", request.GET.get("back", ""))[:500]
    form = SharedForm(request.POST or None, auto_id="id_all_%s")
    for name in ("licence", "made"):
        form.fields[name].choices = [("", _("leave as it is")), *form.fields[name].choices[1:]]
    if request.method == "POST" and form.is_valid():
        try:
            changed = describing.say_of(photos, form.said())
        except describing.Refused as reason:
            form.add_error("credit", str(reason))
        else:
            said = ngettext("%(count)s photo changed.", "%(count)s photos changed.", changed) % {"count": changed}
            messages.success(request, said)
            return redirect(f"{reverse('admin:media_photo_changelist')}?{back}")
    context = {
        **admin.site.each_context(request),
        "title": _("Several photos"),
        "opts": Photo._meta,
        "form": form,
        "back": back,
        "photos": [library.describe(photo) for photo in photos],
        "ids": ",".join(str(photo.pk) for photo in photos),
    }
    return render(request, "desk/several.html", context)


@require_POST
def say(request):
    """Put the fields that came with the form onto the photos `numbers`, also where they are empty. JSON `{"photos": […]}`,
    or `{"message": …, "field": …}` with 400."""
    photos = _photos(request, request.POST.get("numbers", ""))
    form = SharedForm(request.POST)
    if not form.is_valid():
        field, errors = next(iter(form.errors.items()))
        return JsonResponse({"message": errors[0], "field": field}, status=400)
    said = {name: value for name, value in form.cleaned_data.items() if name in request.POST}
    try:
        describing.say_of(photos, said)
    except (describing.Refused, ValidationError) as reason:
        message = reason.messages[0] if isinstance(reason, ValidationError) else str(reason)
        return JsonResponse({"message": message, "field": "credit"}, status=400)
    photos = _photos(request, request.POST.get("numbers", ""))
    return JsonResponse({"photos": [incoming.told(photo, request.user) for photo in photos]})


def _photos(request, text):
    if not request.user.has_perm("media.change_photo"):
        raise PermissionDenied
    numbers = [one for one in map(number, text.split(",")[:MOST]) if one]
    found = Photo.objects.filter(pk__in=numbers).prefetch_related("credits", "renditions").in_bulk()
    return [found[one] for one in numbers if one in found]
