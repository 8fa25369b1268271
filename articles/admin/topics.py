"""Topics: their list, and the screen on which the desk puts one together. Every step is a form that the server draws
anew; scripts send the same form."""

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import path, reverse
from django.utils.encoding import uri_to_iri
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from unfold.admin import ModelAdmin

from articles.admin import blocks, board
from articles.admin.finder import found
from articles.desk import topics
from articles.models import Publication, Topic
from articles.models.taxonomy import furniture
from articles.models.topic import blocks_of
from articles.public import pages
from articles.public import topics as public
from media import pictures
from media.models import Photo
from newsroom.exports import Exported
from newsroom.models import Masthead, free_slug
from newsroom.paging import Few, Newest
from newsroom.text import number
from newsroom.unique import Unique


class TopicForm(forms.ModelForm):
    """What a topic is called and looks like. The address is made or typed once, with the edition it belongs to. `shown`
    is the picture of the cover, None where there is none that may go out."""

    shown = None

    class Meta:
        model = Topic
        fields = ["title", "standfirst", "cover", "is_open", "masthead", "slug"]
        widgets = {
            "title": forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off"}),
            "standfirst": forms.Textarea(attrs={"class": "desk-input", "rows": 3}),
            "cover": forms.HiddenInput,
            "masthead": forms.Select(attrs={"class": "desk-input"}),
            "slug": forms.TextInput(attrs={"class": "desk-input", "autocomplete": "off"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["masthead"], self.fields["slug"]
            return
        self.fields["masthead"].empty_label = None
        if Masthead.objects.count() < 2:
            self.fields["masthead"].widget = forms.HiddenInput()

    def clean(self):
        if "slug" in self.fields and not self.cleaned_data.get("slug") and self.cleaned_data.get("title"):
            self.cleaned_data["slug"] = free_slug(Topic, self.cleaned_data["title"])
        return super().clean()

    def clean_cover(self):
        cover = self.cleaned_data["cover"]
        self.shown = _picture(cover)
        if cover and not self.shown:
            raise forms.ValidationError(
                _("This photo may not go out: it is killed, its rights have ended, or nobody is credited.")
            )
        return cover


def _picture(photo):
    return pictures.usable([photo]).get(photo.pk) if photo else None


@admin.register(Topic)
class TopicAdmin(Unique, Exported, ModelAdmin):
    list_display = ["name", "stand", "stories", "masthead"]
    list_filter = ["is_open"]
    list_filter_sheet = False
    list_select_related = ["masthead"]
    search_fields = ["title"]
    search_help_text = gettext_lazy("Part of the title")
    ordering = ["-pk"]
    sortable_by = []
    show_full_result_count = False
    paginator = Newest
    actions = None

    # ---- the list

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(count=Few(Publication.objects.filter(topic=OuterRef("pk"))))

    @admin.display(description=gettext_lazy("title"), ordering="title")
    def name(self, topic):
        return format_html('<span class="desk-headline">{}</span>', topic.title)

    @admin.display(description=gettext_lazy("state"), ordering="is_open")
    def stand(self, topic):
        if topic.is_open:
            return format_html('<span class="desk-state is-out">{}</span>', _("on the site"))
        return format_html('<span class="desk-state is-draft">{}</span>', _("not open"))

    @admin.display(description=gettext_lazy("stories on the site"))
    def stories(self, topic):
        return Few.shown(topic.count)

    # ---- who may

    def has_delete_permission(self, request, obj=None):
        """Not of one that readers see: close it first."""
        return super().has_delete_permission(request, obj) and not (obj and obj.is_open)

    def delete_model(self, request, obj):
        topics.delete(obj, request.user)

    # ---- the screen

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("stories/", view(require_safe(stories)), name="articles_topic_stories"),
            path("preview/", view(require_POST(preview)), name="articles_topic_preview"),
            path("<int:topic>/preview/", view(require_safe(preview_saved)), name="articles_topic_preview_saved"),
        ] + super().get_urls()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if object_id is None:
            topic, may = None, self.has_add_permission(request)
        else:
            topic = get_object_or_404(Topic.objects.select_related("cover", "masthead"), pk=number(object_id) or 0)
            may = self.has_change_permission(request, topic)
        if not may:
            return self._read(request, topic)
        if request.method != "POST":
            return self._open(request, topic or Topic())
        rows, seen = blocks.of_post(request.POST), request.POST.get("seen", "")
        if request.POST.get("do") == "save":
            return self._save(request, TopicForm(request.POST, instance=topic), rows, seen)
        form = _as_typed(request.POST, topic)
        rows, refusal = blocks.done(rows, request.POST.get("do", ""), request.POST.get("into", ""), _language(form))
        return self._draw(request, form, rows, seen, refusal=refusal)

    def _read(self, request, topic):
        if topic is None or not self.has_view_permission(request, topic):
            raise PermissionDenied
        context = {**self.admin_site.each_context(request), "title": topic.title, "topic": topic}
        return render(request, "desk/topic_read.html", context)

    def _open(self, request, topic):
        held = blocks_of(topic) if topic.pk else []
        form = TopicForm(instance=topic)
        form.shown = _picture(topic.cover)
        return self._draw(request, form, blocks.of_blocks(held), topics.token(topic, held))

    def _save(self, request, form, rows, seen):
        blocks.look_up(rows, _language(form))
        if not form.is_valid() or any(row.errors for row in rows):
            return self._draw(request, form, rows, seen, refusal=_("Nothing is saved yet: see to what is marked."))
        try:
            is_changed = topics.save(form.instance, [row.block() for row in rows], seen, request.user)
        except topics.Overtaken as overtaken:
            theirs = {"topic": overtaken.topic, "rows": blocks.of_blocks(overtaken.blocks)}
            blocks.look_up(theirs["rows"], _language(form))
            clash = theirs | {"last": board.last_change(topics.about(overtaken.topic))}
            return self._draw(request, form, rows, topics.token(overtaken.topic, overtaken.blocks), clash=clash)
        if not is_changed:
            messages.info(request, _("Nothing had changed."))
        elif form.instance.is_open:
            messages.success(request, _("Saved: readers see it now."))
        else:
            messages.success(request, _("Saved. Readers do not see it yet: it is not open."))
        return board.go_on(request, reverse("admin:articles_topic_change", args=[form.instance.pk]))

    def _draw(self, request, form, rows, seen, *, refusal="", clash=None):
        blocks.look_up(rows, _language(form))
        context = {
            "form": form,
            "topic": form.instance if form.instance.pk else None,
            "address": uri_to_iri(form.instance.get_absolute_url()) if form.instance.pk else "",
            "rows": rows,
            "seen": seen,
            "into": blocks.into(rows, request.POST.get("into", "")),
            "refusal": refusal,
            "clash": clash,
            "is_dirty": request.method == "POST",
        }
        if board.is_part(request):
            return render(request, "desk/_blocks.html", context)
        context |= {
            **self.admin_site.each_context(request),
            **board.for_scripts(),
            "title": form.instance.title if form.instance.pk else _("New topic"),
            "sections": furniture(_language(form)).sections,
            "finder": found(_language(form), request.POST),
            "may_delete": form.instance.pk and self.has_delete_permission(request, form.instance),
        }
        return render(request, "desk/topic.html", context)


def _as_typed(post, topic):
    """The form with what was typed, before anybody asks whether it can be stored."""
    typed = {name: post.get(name, "") for name in ("title", "standfirst", "cover", "masthead", "slug")}
    typed["is_open"] = "is_open" in post
    if post.get("do") == "no-cover":
        typed["cover"] = ""
    form = TopicForm(instance=topic, initial=typed)
    form.shown = _picture(Photo.objects.filter(pk=number(typed["cover"])).first())
    return form


def _language(form):
    """The language edition of the topic: its own, else the one that is chosen."""
    return form.instance.masthead_id if form.instance.pk else form["masthead"].value() or settings.LANGUAGE_CODE


def _may_put_together(user):
    return user.has_perm("articles.add_topic") or user.has_perm("articles.change_topic")


def stories(request):
    """The stories of the finder, as a part of a page: those of `?q=` in the edition `?masthead=`, or the newest."""
    if not _may_put_together(request.user):
        raise PermissionDenied
    language = request.GET.get("masthead", "")[:16] or settings.LANGUAGE_CODE
    return render(request, "desk/_finder.html", {"finder": found(language, request.GET)})


def preview(request):
    """The page that the form makes, as readers would get it. Nothing is stored."""
    if not _may_put_together(request.user):
        raise PermissionDenied
    topic = Topic.objects.filter(pk=number(request.POST.get("topic", ""))).first()
    form = TopicForm(request.POST, instance=topic)
    form.is_valid()  # whatever can be understood is shown; the form itself says what cannot
    form.instance.title = form.instance.title or _("Title")
    form.instance.cover = form.cleaned_data.get("cover")
    return _page(form.instance, [row.block() for row in blocks.of_post(request.POST)])


def preview_saved(request, topic):
    """The page of a topic as it is stored, open or not, for those who may read but not change it."""
    if not request.user.has_perm("articles.view_topic"):
        raise PermissionDenied
    found = get_object_or_404(Topic.objects.select_related("cover"), pk=topic)
    return _page(found, blocks_of(found))


def _page(topic, held):
    edition = furniture(topic.masthead_id)
    context = public.topic_page(edition, topic, held) | {"canonical": ""}
    return HttpResponse(pages.still("public/topic.html", edition, context))
