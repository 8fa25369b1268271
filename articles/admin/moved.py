"""Addresses of a former site: their list, one added by hand, one taken away."""

from django import forms
from django.contrib import admin
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminIntegerFieldWidget, UnfoldAdminTextInputWidget

from articles.admin.taxonomy import PublicAdmin
from articles.models import Article, FormerAddress, Version
from articles.models.formeraddress import LONGEST, key_of_address
from newsroom import audit
from newsroom.paging import Newest
from newsroom.text import number, printable


class FormerAddressForm(forms.ModelForm):
    """A former address as it is written anywhere, whole or from its path on, and the story it leads to."""

    path = forms.CharField(
        label=gettext_lazy("Former address"),
        max_length=4 * LONGEST,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy(
            "The whole address or what stands behind the name of the site. Where this site has a page of its own, readers "
            "see that page."
        ),
    )
    story = forms.IntegerField(
        label=gettext_lazy("Story number"), min_value=1, max_value=2**31 - 1, widget=UnfoldAdminIntegerFieldWidget
    )

    class Meta:
        model = FormerAddress
        fields = ["path", "story"]

    def clean_path(self):
        key = key_of_address(printable(self.cleaned_data["path"]))
        if not key:
            raise forms.ValidationError(_("This is no address: it begins with / or with https://, and more follows."))
        if len(key) > LONGEST:
            raise forms.ValidationError(_("At most %(count)s characters.") % {"count": LONGEST})
        taken = FormerAddress.objects.filter(path=key).first()
        if taken:
            raise forms.ValidationError(_("This address leads to story %(story)s already.") % {"story": taken.story})
        return key

    def clean_story(self):
        story = self.cleaned_data["story"]
        if not Version.objects.filter(story=story).exists():
            raise forms.ValidationError(_("No story with this number was ever on the site."))
        return story


@admin.register(FormerAddress)
class FormerAddressAdmin(PublicAdmin):
    """None is ever changed: what led elsewhere yesterday is taken away and added anew, and the log has both."""

    form = FormerAddressForm
    list_display = ["path", "shown_story", "created"]
    list_fullwidth = True
    list_per_page = 100
    sortable_by = ["path"]  # the one order that an index gives
    show_full_result_count = False
    paginator = Newest
    search_fields = ["path"]
    search_help_text = gettext_lazy("Part of an address, a whole address, or a story number")
    compressed_fields = False
    actions = None

    def get_queryset(self, request):
        headline = Article.objects.filter(pk=OuterRef("story")).values("headline")
        return super().get_queryset(request).annotate(headline=Subquery(headline))

    def get_search_results(self, request, queryset, search_term):
        """Part of an address; a whole one; or the number of a story."""
        typed = printable(search_term).strip()[: 4 * LONGEST]
        if not typed:
            return queryset, False
        wanted = Q(path__icontains=typed) | Q(path=key_of_address(typed))
        return queryset.filter(wanted | Q(story=number(typed)) if number(typed) else wanted), False

    @admin.display(description=gettext_lazy("leads to"))
    def shown_story(self, former):
        if former.headline is None:
            return former.story
        address = reverse("admin:articles_article_change", args=[former.story])
        return format_html('<a href="{}">{} {}</a>', address, former.story, former.headline)

    def has_change_permission(self, request, obj=None):
        return False

    # ---- the audit log

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        _record(request.user, obj, _("Former address added: %(path)s"))

    def delete_model(self, request, obj):
        _record(request.user, obj, _("Former address taken away: %(path)s"))
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for former in queryset:
            self.delete_model(request, former)


def _record(actor, former, said):
    audit.record("public", actor, about=said % {"path": former.path}, detail=former.path, story=former.story)
