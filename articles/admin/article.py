"""The articles of the desk: their list, their form, and the verbs as buttons on it."""

from datetime import UTC
from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from js_asset import Media, Script
from unfold.admin import ModelAdmin

from articles.admin import (
    asked,
    autosave,
    clash,
    columns,
    editor,
    history,
    notes,
    originals,
    pack,
    panels,
    photos,
    preview,
    readiness,
    saves,
    sharing,
    signing,
    slip,
    translations,
    trash,
    unsaved,
)
from articles.admin.forms import SETTINGS, WORDS, ArticleForm
from articles.admin.people import DUTIES, BylineInline, EditorLineInline
from articles.admin.words import desk_words
from articles.desk import previews, saving, workflow
from articles.desk.rendering import fingerprint, freeze
from articles.desk.workflow import Verb
from articles.models import Article
from newsroom.exports import Exported
from newsroom.models import Role
from newsroom.text import number

EDITOR_MEDIA = Media(
    css={
        "all": [
            "vendor/tom-select/tom-select.min.css",
            "desk/form.css",
            "desk/difference.css",
            "desk/saving.css",
            "desk/editor.css",
            "desk/deciding.css",
        ]
    },
    js=["vendor/tom-select/tom-select.complete.min.js", Script("desk/article-form.js", type="module")],
)


@admin.register(Article)
class ArticleAdmin(columns.ArticleColumns, trash.DeletedFromTheTrash, Exported, ModelAdmin):
    form = ArticleForm
    fields = [*WORDS, *SETTINGS, "saves"]
    inlines = [BylineInline, EditorLineInline]

    def get_actions(self, request):
        """What may be done with several articles of the list at once: to read and sign them."""
        if "_popup" in request.GET or not signing.may_sign_anything(request):
            return {}
        return {"sign_many": self.get_action(signing.sign_many)}

    # ---- who may

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return workflow.why_not(obj, Verb.EDIT, request.user) is None

    # ---- the form

    def get_form(self, request, obj=None, change=False, **kwargs):
        return ArticleForm

    @property
    def media(self):
        return super().media + EDITOR_MEDIA

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("preview/", view(preview.of_form), name="articles_article_preview"),
            path("<int:article>/preview/", view(preview.of_article), name="articles_article_preview_saved"),
            *history.urls(view),
            *slip.urls(view),
            *pack.urls(view),
            *translations.urls(view),
            *signing.urls(view),
            *trash.urls(view),
            *readiness.urls(view),
            *notes.urls(view),
            *sharing.urls(view),
            *originals.urls(view),
            *photos.urls(view),
            *autosave.urls(view),
            *editor.urls(view),
        ] + super().get_urls()

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        find = partial(self.get_object, request, unquote(object_id or ""))
        if "_settle" in request.POST and (article := find()) and self.has_change_permission(request, article):
            return clash.settle(self, request, article)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except PermissionDenied:
            article = find()
            if article is None or self.has_change_permission(request, article):
                raise
            unsaved.keep_if_typed(request, article)
            if request.POST.get("_verb"):
                return self._act_without_saving(request, article)
            raise
        except saving.Clash as told:
            return clash.page(request, told, request.POST.get("_verb", ""))
        except workflow.Refused as refusal:  # since the form was asked whether she may
            article = find()
            unsaved.keep_if_typed(request, article)
            messages.error(request, " ".join([str(refusal), _("What you typed is kept as unsaved work.")]))
            return self._back(article)

    def get_object(self, request, object_id, from_field=None):
        """The article with all that its form and panels ask of it; None where there is none."""
        asked_for = number(str(object_id))
        article = None if asked_for is None else panels.fresh(asked_for)
        if article:
            article.unsaved = unsaved.wanted(request, article)
        return article

    def get_changeform_initial_data(self, request):
        row = unsaved.wanted(request, None)
        return super().get_changeform_initial_data(request) | ({"unsaved": row} if row else {})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        people = {inline.formset.prefix: inline.formset for inline in context["inline_admin_formsets"]}
        context |= people | {
            "roles": Role.values,
            "duties": DUTIES,
            "words": desk_words(),
            "addresses": _addresses(request.user) | editor.addresses(),
            "preview_url": reverse("admin:articles_article_preview"),
            "may_share": obj is not None and previews.why_not(obj, request.user) is None,
            "readiness_url": reverse("admin:articles_article_readiness"),
            "is_live_form": True,
            "is_unchecked": obj is None,
            "has_editions": len(context["adminform"].form.mastheads) > 1,
        }
        context |= unsaved.around(request, context["adminform"].form)
        if obj:
            article = obj if request.method == "GET" else panels.fresh(obj.pk)
            context |= panels.around(article, request.user) | {"asked": asked.take(request, article)}
            context["subtitle"] = None
            context["title"] = article.headline
            context["fingerprint"] = request.POST.get("fingerprint") or context["fingerprint"]
        else:
            context["title"] = _("New article")
        return super().render_change_form(request, context, add, change, form_url, obj)

    # ---- saving, and the verb that comes with it

    def save_model(self, request, obj, form, change):
        """A new article gets its number at once; all else is stored in save_related, which knows its people."""
        if not change:
            obj.updated_by = obj.created_by = request.user
            obj.save()

    def save_related(self, request, form, formsets, change):
        workflow.hold_edition(request.POST.get("_verb"))
        is_signing = request.POST.get("_verb") == Verb.SIGN
        before = partial(_keep_fingerprint, form.instance) if is_signing else None
        saves.store(form, formsets, request.user, change, before)
        unsaved.forget(request.user, request.POST.get("tab", ""))

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    def log_change(self, request, obj, message):
        """Nothing: signatures and versions are the record of an article."""

    log_addition = log_change

    def response_add(self, request, obj, post_url_continue=None):
        return self._after(request, obj)

    def response_change(self, request, obj):
        return self._after(request, obj)

    def _after(self, request, obj):
        verb = request.POST.get("_verb")
        if not verb or obj.saved.merged:
            tell = messages.success if obj.saved.changed else messages.info
            tell(request, saves.said_of(obj))
        if not verb:
            return self._back(obj)
        if obj.saved.merged and verb not in saves.WHATEVER_THE_WORDS:
            saves.leave_undone(request, obj, verb)
        else:
            saved = [_("Saved.")] if obj.saved.changed else []
            held = None if obj.saved.changed else obj.saved.article
            self._act(request, obj, verb, saved, getattr(obj, "fingerprint_before", None), held)
        return self._back(obj)

    def _act_without_saving(self, request, article):
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        self._act(request, article, request.POST["_verb"], [], None)
        return self._back(article)

    def _act(self, request, article, verb, saved, before, held=None):
        if verb not in Verb.values or verb == Verb.EDIT:
            raise PermissionDenied
        seen = request.POST.get("fingerprint", "")
        if verb == Verb.SIGN and saved and seen == before:
            # she had the words before her, and what changed since is what she wrote herself
            seen = _fingerprint(article.pk)
        try:
            said = workflow.act(
                article,
                verb,
                request.user,
                text=request.POST.get(f"text_{verb}", "")[:1000],
                at=_moment(request.POST.get(f"at_{verb}", "")),
                fingerprint=seen,
                stage=number(request.POST.get("stage", "")),
                held=held,
            )
        except workflow.Refused as refusal:
            asked.keep(request, article, verb, str(refusal))
            kept = [_("Your changes are saved.")] if saved else []
            messages.error(request, " ".join([f"{Verb(verb).label}：{refusal}", *kept]))
        else:
            messages.success(request, " ".join([*saved, said]))

    def _back(self, article):
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))


def _keep_fingerprint(of_form, stored):
    """Keep that of the words `stored` before a save writes others, which tells whether a signer had them before her."""
    of_form.fingerprint_before = fingerprint(freeze(stored))


def _fingerprint(number):
    return fingerprint(freeze(Article.objects.select_related("section").get(pk=number)))


def _moment(text):
    """A date and time as a form sends it, without a zone, in the site's time zone; None where it is none."""
    try:
        found = parse_datetime(text)
        return timezone.make_aware(found).astimezone(UTC) if found and timezone.is_naive(found) else None
    except (ValueError, OverflowError):
        return None


def _addresses(user):
    """Where the form's scripts find photos, and people for the byline; where they make a reporter, for who may."""
    may_add = user.has_perm("newsroom.add_reporter")
    return ({"newPerson": reverse("admin:newsroom_reporter_new")} if may_add else {}) | {
        "photos": reverse("admin:media_photo_library"),
        "upload": reverse("admin:media_photo_take"),
        "tell": reverse("admin:media_photo_tell"),
        "people": reverse("admin:newsroom_reporter_names"),
    }
