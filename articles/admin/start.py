"""The start page: what waits for this user, what she is writing, what goes out and what went out today."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.columns import of
from articles.desk import labels, workflow
from articles.models import Article, Byline, Publication, ReviewStage, Signature
from articles.models.publication import keys_between
from articles.models.review import of_person
from newsroom import roles

SHOWN = 8
State = Article.State


@dataclass
class Card:
    """One list of the start page: its true count, the first few rows, where all of them are."""

    name: str
    icon: str
    title: str
    nothing: str
    count: int = 0
    rows: list = field(default_factory=list)
    all: str = ""


def start_page(request, context):
    """The context of the admin's index, with the cards of this user."""
    now = timezone.localtime()
    cards = []
    if request.user.has_perm("articles.view_article"):
        cards = [
            _waiting(request.user),
            _mine(request.user),
            _ready(request.user),
            _scheduled(),
            _held(),
            _out(now.date()),
        ]
    return context | {
        "title": _("Start"),
        "today": now,
        "greeting": _("Hello, %(name)s") % {"name": roles.name_of(request.user)},
        "cards": [card for card in cards if card],
    }


def waiting_for(user):
    """The articles whose next signature `user` may give: the stage is hers, she stands in no byline and has signed no
    other stage of this round. With them those signed through and saved since, where the last stage is hers."""
    stages = ReviewStage.objects.filter(is_active=True)
    if not user.is_superuser:
        stages = stages.filter(group__in=user.groups.all())
    standing = Signature.objects.counting().filter(article=OuterRef("pk"), round=OuterRef("round"))
    last = ReviewStage.objects.filter(is_active=True).last()
    is_due = Q(state=State.REVIEW, stage__in=stages) & ~Exists(standing.filter(signer=user))
    if last in stages:
        earlier = Exists(standing.filter(signer=user).exclude(stage=last))
        signed_at = Subquery(standing.filter(stage=last).values("at")[:1])
        is_due |= Q(state=State.SIGNED, publish_at=None, updated_at__gt=signed_at) & ~earlier
    hers = Byline.objects.filter(of_person(user), article=OuterRef("pk"))
    return Article.objects.filter(is_due).exclude(Exists(hers))


def _waiting(user):
    card = Card("waiting", "stylus_note", _("Waits for my signature"), _("Nothing waits for you."))
    return _filled(card, waiting_for(user).order_by("updated_at"))


def _mine(user):
    card = Card("mine", "edit_note", _("My drafts and returned articles"), _("You have nothing in work."))
    card.all = f"{reverse('admin:articles_article_changelist')}?mine=yes"
    in_work = Q(state=State.RETURNED) | Q(state=State.DRAFT) & ~Q(saves=F("published_saves"))
    return _filled(card, Article.objects.filter(of(user) & in_work).distinct().order_by("-state", "-updated_at"))


def _ready(user):
    if not workflow.may_publish(user):
        return None
    card = Card("ready", "done_all", _("Signed, to be published"), _("Nothing is ready."))
    card.all = f"{reverse('admin:articles_article_changelist')}?state=signed"
    return _filled(card, Article.objects.filter(state=State.SIGNED, publish_at=None).order_by("updated_at"))


def _scheduled():
    card = Card("scheduled", "schedule", _("Scheduled"), _("Nothing is scheduled."))
    card.all = f"{reverse('admin:articles_article_changelist')}?state=scheduled"
    return _filled(card, Article.objects.filter(publish_at__isnull=False).order_by("publish_at"))


def _held():
    card = Card("held", "report", _("Held back"), "")
    card.all = f"{reverse('admin:articles_article_changelist')}?state=held"
    filled = _filled(card, Article.objects.exclude(held="").order_by("-updated_at"))
    return filled if filled.count else None


def _filled(card, articles):
    card.count = articles.count()
    if not card.count:
        return card
    shown = workflow.with_live(articles).select_related("stage", "updated_by__reporter").defer("body", "copy")[:SHOWN]
    card.rows = [
        {
            "headline": article.headline,
            "address": reverse("admin:articles_article_change", args=[article.pk]),
            "badge": labels.state_badge(article),
            "who": roles.name_of(article.updated_by) if article.updated_by else "",
        }
        for article in shown
    ]
    return card


def _out(day):
    card = Card("out", "public", _("Out today"), _("Nothing has gone out today."))
    first, after = keys_between(day, day + timedelta(days=1))
    stories = Publication.objects.filter(key__gte=first, key__lt=after)
    card.count = stories.count()
    card.rows = [
        {
            "headline": story.headline,
            "address": reverse("admin:articles_article_change", args=[story.story]),
            "badge": timezone.localtime(story.published_at).strftime("%H:%M "),
            "who": story.people,
        }
        for story in stories.defer("html", "facts").order_by("-key")[:SHOWN]
    ]
    return card
