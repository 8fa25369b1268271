"""The pages on which the house speaks of itself: about, contact and the like."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from js_asset import Media, Script

from articles import markup
from articles.admin.board import for_scripts
from articles.admin.fields import BodyField
from articles.admin.taxonomy import PublicAdmin
from articles.models import HousePage
from articles.models.bodies import clean_body
from newsroom import audit
from newsroom.admin import without_side_doors
from newsroom.models import Masthead

# Text, lists, tables and links; photos, recordings and the tools of a story are for stories.
WORDS = "Bold Italic Underline Strike Subscript Superscript Heading BulletList OrderedList ListItem Blockquote"
WORDS += " HorizontalRule HardBreak Link Table TableRow TableHeader TableCell History"


class HousePageForm(forms.ModelForm):
    body = BodyField(
        label=gettext_lazy("body"),
        required=False,
        config={"extensions": {name: markup.EDITOR[name] for name in WORDS.split()}},
        sanitize=clean_body,
    )

    class Meta:
        model = HousePage
        fields = ["title", "slug", "masthead", "position", "body"]


@admin.register(HousePage)
class HousePageAdmin(PublicAdmin):
    form = HousePageForm
    list_display = ["title", "masthead", "slug", "position", "changed_at"]
    list_select_related = ["masthead"]
    list_filter_sheet = False
    search_fields = ["title", "slug"]
    search_help_text = gettext_lazy("Title or address")
    fields = ["title", "slug", "masthead", "position", "body"]
    compressed_fields = False
    warn_unsaved_form = True
    actions = None

    @property
    def media(self):
        css = {"all": ["desk/form.css", "desk/editor.css"]}
        return super().media + Media(css=css, js=[Script("desk/house-page.js", type="module")])

    def get_readonly_fields(self, request, obj=None):
        """The address is for ever, and a page stays in its language edition."""
        return ["slug", "masthead"] if obj else []

    def get_changeform_initial_data(self, request):
        first = Masthead.objects.values_list("language", flat=True).first()
        return {"masthead": first} | super().get_changeform_initial_data(request)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_side_doors(field) if db_field.name == "masthead" else field

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(request, context | for_scripts(), *args, **kwargs)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        said = [str(form.fields[name].label) for name in form.changed_data if name in form.fields]
        detail = _("Changed: %(fields)s") % {"fields": "、".join(said)} if change else _("Page made.")
        if said:
            audit.record("house", request.user, about=_about(obj), detail=detail)

    def delete_model(self, request, obj):
        about = _about(obj)
        super().delete_model(request, obj)
        audit.record("house", request.user, about=about, detail=_("Page deleted."))


def _about(page):
    return f"{page._meta.verbose_name}: {page.title}"
