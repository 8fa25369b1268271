"""Mastheads: the names of an edition, its colour and logo, its licences and contact."""

from django import forms
from django.contrib import admin
from django.core import signing
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from media import logos, uploads
from newsroom import colours, edition
from newsroom.exports import Exported
from newsroom.models import Masthead
from newsroom.unique import Unique

KEPT_FOR = 12 * 3600  # seconds that a logo waits for the rest of its form
REFUSALS = {
    "empty": gettext_lazy("The file is empty."),
    "not_a_photo": gettext_lazy(
        "A logo has to be a PNG, JPEG or WebP file. Drawings (SVG) have to be exported as PNG."
    ),
    "not_a_logo": gettext_lazy("A logo has to be a PNG, JPEG or WebP file. Drawings (SVG) have to be exported as PNG."),
    "too_heavy": gettext_lazy("A logo may have 2 MB at most; export it smaller."),
    "wrong_size": gettext_lazy("Each side has to be between 48 and 4,000 pixels, empty edges not counted."),
    "wrong_shape": gettext_lazy(
        "It is too long or too high: at most 12 times as wide as high, or 1.5 times as high as wide."
    ),
    "faint": gettext_lazy(
        "It is as light as the paper: nothing of it would be seen. Take the version for light grounds."
    ),
}
BROKEN = gettext_lazy("The file could not be read; try to export it again.")

OF_THE_FORM = ("logo_file", "remove_logo", "kept_logo")  # which are no fields of a masthead
FIELDSETS = [
    (
        gettext_lazy("Names"),
        {"fields": ["name", "slogan", "outlet", "publisher", "about", "language", "language_name"]},
    ),
    (gettext_lazy("Look"), {"fields": ["logo_file", "remove_logo", "kept_logo", "colour"]}),
    (
        gettext_lazy("Licences"),
        {"fields": ["news_licence", "licence_holder", "licence_kind", "icp", "police"]},
    ),
    (gettext_lazy("Contact"), {"fields": ["report_line", "telephone", "email", "address"]}),
]


class ColourInput(UnfoldAdminTextInputWidget):
    """A colour as text, with a box to pick it from and a line that says whether it can be read."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        context = {
            "field": field,
            "value": value if colours.COLOUR.fullmatch(value or "") else colours.RED,
            "grounds": _grounds(),
            "least": colours.READABLE,
        }
        return render_to_string("desk/_colour.html", context)


class ColourField(forms.CharField):
    """A colour as people type it: B3261E, #b3261e and #b36 are all understood."""

    def to_python(self, value):
        typed = super().to_python(value).lower().removeprefix("#")
        typed = "".join(2 * digit for digit in typed) if len(typed) == 3 else typed
        return f"#{typed}" if typed else ""


class LogoInput(forms.FileInput):
    """A file for a logo, with the one that is there; `shown` is what Masthead.logo holds."""

    shown = None

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, None, attrs, renderer)
        return render_to_string("desk/_logo.html", {"field": field, "logo": self.shown})


def _grounds():
    return {"day": colours.DAY, "night": colours.NIGHT, "paper": colours.PAPER, "dark": colours.PAPER_AT_NIGHT}


class MastheadForm(forms.ModelForm):
    """A masthead. A logo that was taken stays with the form, signed, where something else in it was wrong."""

    logo_file = forms.FileField(
        label=gettext_lazy("logo"),
        required=False,
        widget=LogoInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=gettext_lazy(
            "Stands at the head of every page in place of the name. PNG with a transparent ground is best, 132 pixels high or "
            "more. One that is about as high as wide also becomes the icon on phones; else the icon is the first character of "
            "the name."
        ),
    )
    remove_logo = forms.BooleanField(
        label=gettext_lazy("Take the logo away: the name stands there again"),
        required=False,
        widget=UnfoldBooleanWidget,
    )
    kept_logo = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = Masthead
        fields = [name for _title, of in FIELDSETS for name in of["fields"] if name not in OF_THE_FORM]
        widgets = {"colour": ColourInput}
        field_classes = {"colour": ColourField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.logo = self.instance.logo
        self.fields["logo_file"].widget.shown = self.logo
        if not self.logo:
            self.fields["remove_logo"].widget = forms.HiddenInput()

    def clean_colour(self):
        colour = self.cleaned_data["colour"]
        if colours.COLOUR.fullmatch(colour) and not colours.is_readable(colour):
            raise ValidationError(
                _(
                    "This colour is too pale for words on paper: its contrast is %(contrast)s, and 4.5 is the least. "
                    "%(other)s could be read."
                )
                % {
                    "contrast": f"{colours.contrast(colour, colours.DAY):.1f}",
                    "other": colours.by_day(colour),
                }
            )
        return colour

    def clean_logo_file(self):
        uploaded = self.cleaned_data["logo_file"]
        if uploaded:
            try:
                with uploads.held(uploaded) as path:
                    self.logo = logos.take(path)
            except logos.Refused as refusal:
                raise ValidationError(REFUSALS.get(refusal.code, BROKEN)) from refusal
        return uploaded

    def clean(self):
        cleaned = super().clean()
        if not cleaned.get("logo_file"):
            self._take_kept(cleaned.get("kept_logo"))
            if cleaned.get("remove_logo"):
                self.logo = None
        if self.logo != self.instance.logo:
            self.data = self.data.copy()
            self.data["kept_logo"] = signing.dumps(self.logo, salt="logo")
            self.fields["logo_file"].widget.shown = self.logo
        return cleaned

    def _take_kept(self, kept):
        try:
            self.logo = signing.loads(kept, salt="logo", max_age=KEPT_FOR) if kept else self.logo
        except signing.BadSignature:
            return

    def save(self, commit=True):
        self.instance.logo = self.logo
        return super().save(commit)


@admin.register(Masthead)
class MastheadAdmin(Unique, Exported, ModelAdmin):
    form = MastheadForm
    list_display = ["name", "language", "outlet", "publisher"]
    compressed_fields = False
    actions = None
    fieldsets = FIELDSETS

    def get_readonly_fields(self, request, obj=None):
        """Sections, stories and addresses hang on the language."""
        return ["language"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        edition.bump()
        super().save_model(request, obj, form, change)
