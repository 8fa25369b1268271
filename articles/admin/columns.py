"""The list of articles: its columns, and how it can be narrowed. It costs the same however many articles there are."""

from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from articles.admin import panels
from articles.desk import labels, translating, workflow
from articles.desk.notes import with_open_notes
from articles.desk.queue import Queue
from articles.models import Article, Byline, Note, ReviewStage, Section, Version, deskindex
from articles.tokens import of_query
from newsroom import roles
from newsroom.paging import Newest
from newsroom.plans import Unread
from newsroom.text import number

State = Article.State
SEARCHED = 1000  # of the newest articles that have the words


class Narrowed(SimpleListFilter):
    """A filter of the list of articles; a value that it does not know narrows nothing."""

    def queryset(self, request, queryset):
        return self.narrow(request, queryset, self.value()) if self.value() else queryset


class StateFilter(Narrowed):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request, model_admin):
        stages = [
            (f"stage-{stage.pk}", _("waits for %(stage)s") % {"stage": stage}) for stage in ReviewStage.objects.all()
        ]
        return [
            (State.DRAFT, State.DRAFT.label),
            (State.RETURNED, State.RETURNED.label),
            *stages,
            (State.SIGNED, State.SIGNED.label),
            ("scheduled", _("scheduled")),
            ("held", _("held back")),
            ("live", _("on the site")),
            ("withdrawn", _("withdrawn")),
        ]

    def narrow(self, request, queryset, value):
        if value == "scheduled":
            return queryset.timed()
        if value == "held":
            return queryset.held_back()
        if value == "live":
            return queryset.filter(live=True)
        if value == "withdrawn":
            gone = Version.objects.filter(kind=Version.Kind.WITHDRAWN).order_by("-story").values("story")
            resting = queryset.alias(at_rest=Unread("state"))  # as nearly all are
            found = resting.filter(at_rest=State.DRAFT, published_saves__gt=0, live=False)
            return found.filter(pk__in=gone[: Newest.MOST])
        if value.startswith("stage-"):
            return queryset.filter(stage=number(value[6:]) or 0)
        if value == State.DRAFT:  # one that never went out: those on the site are at rest in the same state
            return queryset.filter(state=value, published_saves=0)
        return queryset.filter(state=value)


class MineFilter(Narrowed):
    title = _("whose")
    parameter_name = "mine"

    def lookups(self, request, model_admin):
        return [("yes", _("mine"))]

    def narrow(self, request, queryset, value):
        return queryset.newest_of(request.user, Newest.MOST) if value == "yes" else queryset


class QueueFilter(Narrowed):
    """Just what a card of the start page counts, for her who reads it."""

    title = _("work queue")
    parameter_name = "queue"

    def lookups(self, request, model_admin):
        return [
            ("returned", _("came back to me")),
            ("held", _("held back, mine to see to")),
            ("ready", _("signed, mine to publish")),
            ("drafts", _("my drafts")),
        ]

    def narrow(self, request, queryset, value):
        if value not in dict(self.lookup_choices):
            return queryset
        found = getattr(Queue(request.user), value)
        return queryset.filter(pk__in=found().values("pk") if callable(found) else [article.pk for article in found])


class NotesFilter(Narrowed):
    title = _("notes")
    parameter_name = "notes"

    def lookups(self, request, model_admin):
        return [("me", _("notes to me")), ("open", _("with open notes"))]

    def narrow(self, request, queryset, value):
        noted = Note.objects.open()
        if value == "me":
            return queryset.filter(pk__in=noted.filter(to=request.user).values("article"))
        # in the order of the index of open notes: without one SQLite would go through all that answer none
        return queryset.filter(pk__in=noted.order_by("-article").values("article")[: Newest.MOST])


class SectionFilter(Narrowed):
    title = _("section")
    parameter_name = "section"

    def lookups(self, request, model_admin):
        return [(str(section.pk), section.name) for section in _sections(request)]

    def narrow(self, request, queryset, value):
        return _part(request, queryset, section=number(value) or 0)


class LanguageFilter(Narrowed):
    """Only offered where the house has several editions."""

    title = _("language")
    parameter_name = "language"

    def lookups(self, request, model_admin):
        editions = {section.language: section.masthead.name for section in _sections(request)}
        return list(editions.items()) if len(editions) > 1 else []

    def narrow(self, request, queryset, value):
        return _part(request, queryset, language=value)


class TranslationFilter(Narrowed):
    """Only offered where the house has several editions."""

    title = _("translations")
    parameter_name = "translation"

    def lookups(self, request, model_admin):
        several = len({section.language for section in _sections(request)}) > 1
        return [("behind", _("behind their originals")), ("all", _("all translations"))] if several else []

    def narrow(self, request, queryset, value):
        if value == "behind":
            return translating.behind(queryset)
        return queryset.filter(translation_of__isnull=False)


class PhotoFilter(Narrowed):
    """By a mark in the desk's index, which reaches back as far as the list does."""

    title = _("photo")
    parameter_name = "photo"

    def lookups(self, request, model_admin):
        return [("some", _("with a photo")), ("none", _("without a photo"))]

    def narrow(self, request, queryset, value):
        mark = deskindex.NO_PHOTO if value == "none" else deskindex.PHOTO
        return queryset.filter(pk__in=deskindex.newest([mark], None, Newest.MOST))


def _sections(request):
    """The sections of all editions with their mastheads; asked for once a request."""
    if not hasattr(request, "_sections"):
        request._sections = list(Section.objects.select_related("masthead"))
    return request._sections


def _part(request, queryset, **condition):
    """Those of a section or language, which may be half of all: not looked up where a state names fewer."""
    if request.GET.get("state", "live") == "live":
        return queryset.filter(**condition)
    ((name, value),) = condition.items()
    return queryset.alias(part=Unread(name)).filter(part=value)


class NarrowedList(ChangeList):
    def get_filters(self, request):
        """The chips and menus above the list narrow it, so the theme's panel of filters stays away."""
        specs, _has_filters, *rest = super().get_filters(request)
        return specs, False, *rest


class ArticleColumns:
    """What the admin of articles shows of each in its list, and which it lists."""

    list_display = ["title", "section", "stand", "byline", "open_notes", "last_saved"]
    export_display = ["story_number", "kicker", "headline", "subtitle", "section", "stand", "byline", "open_notes"]
    export_display += ["created_at", "updated_at", "saved_by"]
    sortable_by = ["last_saved"]  # the one order that an index gives
    list_filter = [StateFilter, MineFilter, QueueFilter, NotesFilter, SectionFilter, LanguageFilter]
    list_filter += [TranslationFilter, PhotoFilter]
    list_filter_sheet = False
    list_fullwidth = True
    list_before_template = "desk/_chips.html"
    list_per_page = 50
    paginator = Newest
    show_full_result_count = False
    search_fields = ["headline"]
    search_help_text = _("Words, names or number")
    ordering = ["-updated_at", "-pk"]
    actions = None

    def get_list_display(self, request):
        """Of what is on the site, the pack of each as well."""
        shown = super().get_list_display(request)
        return [*shown, "pack"] if request.GET.get("state") == "live" else shown

    def get_changelist(self, request, **kwargs):
        return NarrowedList

    def get_queryset(self, request):
        if not _is_list(request):
            return panels.whole(super().get_queryset(request))
        articles = workflow.with_live(super().get_queryset(request))
        return (
            with_open_notes(articles.kept())
            .select_related("section", "stage", "updated_by__reporter")
            .prefetch_related(Prefetch("bylines", Byline.objects.select_related("reporter")))
            .defer("body", "copy")
        )

    def get_search_results(self, request, queryset, search_term):
        """The newest articles that the desk's index has under all words, and the one whose number was typed."""
        if not search_term.strip():
            return queryset, False
        tokens = of_query(search_term).tokens
        numbers = deskindex.newest(tokens, None, SEARCHED) if tokens else []
        return queryset.filter(pk__in=[*numbers, number(search_term.strip()) or 0]), False

    @admin.display(description=_("headline"))
    def title(self, article):
        kicker = format_html('<small class="desk-kicker">{}</small>', article.kicker) if article.kicker else ""
        return format_html('{}<span class="desk-headline">{}</span>', kicker, Truncator(article.headline).chars(60))

    @admin.display(description=_("number"))
    def story_number(self, article):
        return article.pk

    @admin.display(description=_("state"))
    def stand(self, article):
        return labels.state_badge(article)

    @admin.display(description=_("byline"))
    def byline(self, article):
        return labels.byline_of(article)

    @admin.display(description=_("notes"))
    def open_notes(self, article):
        if not article.open_notes:
            return ""
        said = _("%(count)s open notes") % {"count": article.open_notes}
        return format_html('<span class="desk-count" title="{}">{}</span>', said, article.open_notes)

    @admin.display(description=_("pack"))
    def pack(self, article):
        return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_pack", args=[article.pk]), _("pack"))

    @admin.display(description=_("last saved"), ordering="updated_at")
    def last_saved(self, article):
        at = timezone.localtime(article.updated_at)
        shown = at.strftime("%H:%M") if at.date() == timezone.localdate() else at.strftime("%m-%d %H:%M")
        return format_html('<span class="desk-when">{} <small>{}</small></span>', shown, self.saved_by(article))

    @admin.display(description=_("last saved by"))
    def saved_by(self, article):
        return roles.name_of(article.updated_by) if article.updated_by else "—"


def _is_list(request):
    match = request.resolver_match
    return bool(match) and match.url_name in {"articles_article_changelist", "articles_article_export"}
