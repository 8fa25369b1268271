"""The rules of the ledger: how shares are parted, and what counts how much. Those of a closed month are changed no more."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from articles.ledger.months import this_month
from articles.models import LedgerClosing, LedgerRate, LedgerRole, LedgerRules, Section
from newsroom import audit
from newsroom.exports import Exported
from newsroom.inlines import Rows, RowsInline
from newsroom.models import Masthead, Role
from newsroom.unique import Unique


def last_closed():
    """The last month that was closed, None where none was."""
    return LedgerClosing.objects.order_by("-month").values_list("month", flat=True).first()


class RulesForm(forms.ModelForm):
    """The rules; `since` is typed as a month."""

    since = forms.CharField(
        label=gettext_lazy("from the month"),
        widget=UnfoldAdminTextInputWidget(attrs={"type": "month", "placeholder": "2026-10"}),
        help_text=gettext_lazy(
            "As 2026-10. They hold for what is first published in it and later, until the next rules hold."
        ),
    )

    class Meta:
        model = LedgerRules
        fields = [
            "since",
            "sharing",
            "photo_sharing",
            "first_part",
            "reprints",
            "translations",
            "moved_in",
            "counts_withdrawn",
            "counts_translators",
            "counts_editors",
            "views_points",
            "money",
            "yuan",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        month = self.instance.since if self.instance.pk else this_month()
        self.initial["since"] = f"{month:%Y-%m}"

    def clean_since(self):
        typed = self.cleaned_data["since"].strip()
        try:
            month = forms.DateField(input_formats=["%Y-%m"]).clean(typed)
        except ValidationError:
            raise ValidationError(_("A month such as 2026-10.")) from None
        closed = last_closed()
        if closed and month <= closed:
            said = _("%(month)s is closed: rules can begin with the month after it at the earliest.")
            raise ValidationError(said % {"month": f"{closed:%Y-%m}"})
        others = LedgerRules.objects.exclude(pk=self.instance.pk)
        if others.filter(since=month).exists():
            raise ValidationError(_("There are rules from this month on; change those."))
        return month


class RateForm(forms.ModelForm):
    """One rule; section and edition are chosen among those there are."""

    class Meta:
        model = LedgerRate
        fields = ["position", "kind", "section", "language", "least", "most", "points", "fee"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("section", _sections()), ("language", _editions())):
            own = getattr(self.instance, name)
            listed = [("", _("all")), *choices]
            if own and own not in dict(listed):
                listed.append((own, own))
            self.fields[name] = forms.ChoiceField(
                choices=listed, required=False, label=self.fields[name].label, widget=UnfoldAdminSelectWidget
            )

    def clean(self):
        cleaned = super().clean()
        least, most = cleaned.get("least"), cleaned.get("most")
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is less than where it begins."))
        return cleaned


def _sections():
    names = {}
    for slug, name in Section.objects.values_list("slug", "name"):
        names.setdefault(slug, []).append(name)
    return [(slug, "、".join(dict.fromkeys(found))) for slug, found in names.items()]


def _editions():
    return list(Masthead.objects.values_list("language", "name"))


class RateInline(RowsInline):
    model = LedgerRate
    form = RateForm
    extra = 0
    fields = RateForm.Meta.fields


class RoleInline(RowsInline):
    model = LedgerRole
    formset = Rows
    extra = 0
    fields = ["role", "weight"]

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "role":
            field.widget.attrs["list"] = "roles"
        return field


@admin.register(LedgerRules)
class LedgerRulesAdmin(Unique, Exported, ModelAdmin):
    form = RulesForm
    list_display = ["since_month", "sharing", "money", "held"]
    fieldsets = [
        (None, {"fields": ["since"]}),
        (gettext_lazy("Shares"), {"fields": ["sharing", "photo_sharing", "first_part"]}),
        (
            gettext_lazy("What is counted"),
            {
                "fields": [
                    "reprints",
                    "translations",
                    "moved_in",
                    "counts_withdrawn",
                    "counts_translators",
                    "counts_editors",
                    "views_points",
                ]
            },
        ),
        (gettext_lazy("Money"), {"fields": ["money", "yuan"]}),
    ]
    inlines = [RateInline, RoleInline]
    compressed_fields = False
    actions = None
    search_fields = []
    change_form_template = "admin/articles/ledgerrules/change_form.html"

    @admin.display(description=gettext_lazy("from the month"), ordering="since")
    def since_month(self, rules):
        return f"{rules.since:%Y-%m}"

    @admin.display(description=gettext_lazy("closed"), boolean=True)
    def held(self, rules):
        return not _is_open(rules)

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and _is_open(obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and _is_open(obj)

    def render_change_form(self, request, context, *args, **kwargs):
        return super().render_change_form(request, context | {"roles": Role.values}, *args, **kwargs)

    def get_changeform_initial_data(self, request):
        """New rules begin as those that hold now."""
        return super().get_changeform_initial_data(request) | _as_they_are()

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if request.method == "GET" and obj.pk is None and (rows := _rows_as_they_are(inline)):
            kwargs["initial"] = rows
        return kwargs

    def get_formsets_with_inlines(self, request, obj=None):
        for formset, inline in super().get_formsets_with_inlines(request, obj):
            if obj is None and request.method == "GET":
                formset.extra = len(_rows_as_they_are(inline))
            yield formset, inline

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        about = _("Rules of the ledger from %(month)s") % {"month": str(form.instance)}
        audit.record("house", request.user, about=about)


def _is_open(rules):
    """Whether no month that they may hold for is closed."""
    closed = last_closed() if rules else None
    return closed is None or rules.since > closed


def _newest():
    return LedgerRules.objects.order_by("-since").first()


def _as_they_are():
    newest = _newest()
    names = [name for name in RulesForm.Meta.fields if name != "since"]
    return {name: getattr(newest, name) for name in names} if newest else {}


def _rows_as_they_are(inline):
    newest = _newest()
    if newest is None:
        return []
    return list(inline.model.objects.filter(rules=newest).values(*inline.fields))
