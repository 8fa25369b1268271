"""Tags: their list, their other names, and merging two into one."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef, Q
from django.http import Http404, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.admin.taxonomy import PublicAdmin
from articles.desk import tagging, workflow
from articles.models import PublicationTag, Tag
from articles.models.taxonomy import resolved, split_line
from newsroom.paging import Few, First
from newsroom.text import printable

LONGEST_NAME = 40


class TagForm(forms.ModelForm):
    """A tag's name and its other names. What stands on the site is renamed with all that carries it."""

    synonyms = forms.CharField(
        label=gettext_lazy("Other names"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Parted by commas. Whoever types one of them gets this tag."),
        widget=forms.TextInput(attrs={"class": "desk-input"}),
    )

    class Meta:
        model = Tag
        fields = ["name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.former = [alias.name for alias in self.instance.aliases.filter(is_former=True)]
            said = self.instance.aliases.filter(is_former=False).values_list("name", flat=True)
            self.initial["synonyms"] = "，".join(said)
            if self.former:
                self.fields["synonyms"].help_text = _(
                    "Parted by commas. Whoever types one of them gets this tag. Former names, which stay: %(names)s."
                ) % {"names": "、".join(self.former)}

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if len(name) > LONGEST_NAME:
            raise forms.ValidationError(_("At most %(count)s characters.") % {"count": LONGEST_NAME})
        if self.instance.pk and name != self.initial["name"] and (reason := tagging.why_not_now(self.instance)):
            raise forms.ValidationError(reason)
        return self._free(name)

    def clean_synonyms(self):
        names = split_line(self.cleaned_data["synonyms"])
        own = self.data.get("name", "").strip().lower()
        return [self._free(name) for name in names if name.lower() != own]

    def _free(self, name):
        if reason := tagging.why_not_named(name, self.instance if self.instance.pk else None):
            raise forms.ValidationError(reason)
        return name


@admin.register(Tag)
class TagAdmin(PublicAdmin):
    form = TagForm
    list_display = ["name", "synonyms", "stories", "address"]
    search_fields = ["name", "aliases__name"]
    search_help_text = gettext_lazy("Part of the tag or of one of its other names")
    list_per_page = 100
    show_full_result_count = False
    paginator = First
    fields = ["name", "synonyms"]
    compressed_fields = False
    actions = None
    change_form_template = "admin/articles/tag/change_form.html"

    def get_queryset(self, request):
        tags = super().get_queryset(request).prefetch_related("aliases")
        return tags.annotate(on_site=Few(PublicationTag.objects.filter(tag=OuterRef("pk"))))

    @admin.display(description=gettext_lazy("other names"))
    def synonyms(self, tag):
        return "、".join(alias.name for alias in tag.aliases.all()) or "—"

    @admin.display(description=gettext_lazy("address"), ordering="slug")
    def address(self, tag):
        return tag.slug

    @admin.display(description=gettext_lazy("on the site"))
    def stories(self, tag):
        return Few.shown(tag.on_site)

    def has_change_permission(self, request, obj=None):
        """Of a tag that stories on the site carry, only by those who may change what readers see."""
        if not super().has_change_permission(request, obj):
            return False
        return obj is None or workflow.may_publish(request.user) or not tagging.is_in_print(obj)

    def has_delete_permission(self, request, obj=None):
        """Not of a tag that a story on the site carries: the record has its name."""
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and (tagging.is_in_print(obj) or obj.aliases.filter(is_former=True).exists()))

    def save_model(self, request, obj, form, change):
        """A tag that is there is renamed in all that carries it."""
        if not change:
            super().save_model(request, obj, form, change)
        try:
            if change and "name" in form.changed_data:
                tagging.rename(obj, form.cleaned_data["name"], request.user)
            if "synonyms" in form.changed_data:
                tagging.set_synonyms(obj, form.cleaned_data["synonyms"])
        except tagging.Refused as refusal:  # somebody was faster than the form's own check
            messages.error(request, str(refusal))

    def render_change_form(self, request, context, *args, **kwargs):
        tag = kwargs.get("obj")
        context["may_merge"] = bool(tag) and self._may_merge(request, tag)
        return super().render_change_form(request, context, *args, **kwargs)

    def _may_merge(self, request, tag):
        return workflow.may_publish(request.user) and self.has_change_permission(request, tag)

    # ---- merging

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("names.json", view(self.names), name="articles_tag_names"),
            path("<int:number>/merge/", view(self.merge), name="articles_tag_merge"),
        ] + super().get_urls()

    def merge(self, request, number):
        """GET shows what merging the tag into `?into=`, a name, would do; POST does it."""
        return merge_page(self, request, number)

    def names(self, request):
        """JSON: `names` of up to twenty tags that hold what is typed, themselves or in another name; `also` gives, for
        those found by another name, that name."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = printable(request.GET.get("q", "")).strip()[:40]
        wanted = Q(name__icontains=typed)
        if typed:
            wanted |= Q(aliases__name__icontains=typed)
        found = Tag.objects.filter(wanted).distinct().order_by("name").prefetch_related("aliases")[:20]
        also = {
            tag.name: next((a.name for a in tag.aliases.all() if typed.lower() in a.name.lower()), "")
            for tag in found
            if typed and typed.lower() not in tag.name.lower()
        }
        return JsonResponse({"names": [tag.name for tag in found], "also": also})


def merge_page(model_admin, request, number):
    tag = Tag.objects.filter(pk=number).first()
    if tag is None:
        raise Http404
    if not model_admin._may_merge(request, tag):
        raise PermissionDenied
    typed = " ".join(printable(request.POST.get("into", request.GET.get("into", ""))).split())[:LONGEST_NAME]
    into = Tag.objects.filter(name__iexact=(resolved([typed]) or [""])[0]).exclude(pk=tag.pk).first() if typed else None
    if request.method == "POST" and into:
        try:
            tagging.merge(tag, into, request.user)
        except tagging.Refused as refusal:
            messages.error(request, str(refusal))
        else:
            said = _("“%(old)s” is “%(new)s” now, in every article and on the site.")
            messages.success(request, said % {"old": tag.name, "new": into.name})
            return HttpResponseRedirect(reverse("admin:articles_tag_change", args=[into.pk]))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Merge “%(name)s” into another tag") % {"name": tag.name},
        "opts": Tag._meta,
        "tag": tag,
        "typed": typed,
        "into": into,
        "reach": tagging.reach(tag),
        "names_url": reverse("admin:articles_tag_names"),
        "label": capfirst(Tag._meta.verbose_name),
    }
    return render(request, "desk/merge_tag.html", context)
