"""The start page: the work queue. What this user can do now, then what is due, what waits for others, what went out."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Window
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.desk import labels, planning, times, workflow
from articles.desk.queue import Queue
from articles.models import Article, Dispatch, Supplier, Verification
from newsroom import backups, pulse, roles
from newsroom.backups import schedule

SHOWN = 8
HEAD = 60  # characters
LIST = "admin:articles_article_changelist"
FORM = "admin:articles_article_change"


@dataclass
class Row:
    """One line of a card: what it is about, where it leads, what is said of it; `step` is what is to be done."""

    headline: str
    address: str
    badge: str = ""
    who: str = ""
    when: str = ""
    said: str = ""
    step: str = ""
    is_late: bool = False


@dataclass
class Card:
    """One list of the start page: its true count, the first few rows, where all of them are."""

    name: str
    icon: str
    title: str
    nothing: str = ""
    count: int = 0
    rows: list = field(default_factory=list)
    all: str = ""
    all_title: str = ""
    said: str = ""


def start_page(request, context):
    """The context of the admin's index: `now`, the cards of what this user can do at once, and `later`, those of what
    she may look at; `verified`, the last Verification of the record, for administrators; `suppliers` from which nothing comes."""
    now = timezone.localtime()
    shown = {"now": [], "later": []}
    if request.user.has_perm("articles.view_article"):
        shown = _cards(request, now)
    return context | {
        "title": _("Start"),
        "today": now,
        "greeting": _("Hello, %(name)s") % {"name": roles.name_of(request.user)},
        "is_idle": not any(card.count for card in shown["now"]),
        "verified": Verification.objects.first() if request.user.has_perm("auth.change_user") else None,
        "backup": _backup(request.user, now),
        "suppliers": Supplier.objects.troubled() if request.user.has_perm("articles.view_supplier") else [],
        **shown,
    }


def _cards(request, now):
    queue = Queue(request.user, everywhere=request.GET.get("sections") == "all")
    return {
        "now": [
            _to_sign(queue),
            _returned(queue),
            _held(queue),
            _ready(queue),
            _dispatches(request.user),
            _notes(queue),
            _unsaved(queue),
            _drafts(queue),
            _assigned(request.user, now.date()),
        ],
        "later": [_due(queue, now), _with_others(queue), _out(queue, now.date())],
        "remit": list(workflow.remit_of(request.user).values()),
        "everywhere": queue.everywhere,
        "silence": _silence(),
    }


# ---- what she can do now


def _to_sign(queue):
    card = Card("waiting", "stylus_note", _("To sign"), count=len(queue.to_sign))
    for article in queue.to_sign[:SHOWN]:
        row = _row(article, _("Sign %(stage)s") % {"stage": article.stage or queue.last})
        row.when = _since(article.since)
        row.said = "" if article.stage else _("The words changed after the last signature.")
        card.rows.append(row)
    if card.count > 1:
        card.all = reverse("admin:articles_article_sign_many")
        card.all_title = _("Read and sign them one after another")
    return card


def _returned(queue):
    card = Card("returned", "undo", _("Came back to me"), count=len(queue.returned))
    for article in queue.returned[:SHOWN]:
        row = _row(article, _("Mend and submit again"))
        row.who, row.when, row.said = article.returned_by, times.shown(article.since), article.reason
        card.rows.append(row)
    return _with_all(card, "?queue=returned")


def _held(queue):
    card = Card("held", "report", _("Held back"), count=len(queue.held))
    for article in queue.held[:SHOWN]:
        row = _row(article, _("See to it"))
        row.said = article.held
        card.rows.append(row)
    return _with_all(card, "?queue=held")


def _ready(queue):
    card = Card("ready", "done_all", _("Signed, to be published"), count=len(queue.ready))
    for article in queue.ready[:SHOWN]:
        card.rows.append(_row(article, _("Publish the correction") if article.live else _("Publish")))
    return _with_all(card, "?queue=ready")


def _dispatches(user):
    """What came in and waits to be filed, the newest first."""
    card = Card("dispatches", "inbox", _("Dispatches to be filed"))
    if not user.has_perm("articles.add_article"):
        return card
    waiting = Dispatch.objects.waiting().select_related("created_by__reporter").order_by("-pk")
    waiting = waiting.annotate(head=Substr("text", 1, HEAD)).defer("text", "pieces", "sketch", "said")
    card.count, found = _counted(waiting)
    for one in found:
        headline = one.head.strip().partition("\n")[0] or one.name or f"#{one.pk}"
        row = Row(headline, reverse("desk:dispatch", args=[one.pk]), said=one.failure, step=_("Look and file"))
        row.who = roles.name_of(one.created_by) if one.created_by else one.sender
        row.when = times.shown(one.created_at)
        card.rows.append(row)
    if card.count > len(card.rows):
        card.all, card.all_title = reverse("desk:file") + "#waiting", _("All %(count)s") % {"count": card.count}
    return card


def _notes(queue):
    card = Card("notes", "chat_bubble", _("Notes to me"))
    card.count, notes = _counted(queue.notes().select_related("article").order_by("-pk"))
    for note in notes:
        row = Row(note.article.headline, f"{_form(note.article_id)}?note={note.pk}", step=_("Answer"))
        row.who, row.when, row.said = note.author_name, times.shown(note.at), note.text
        card.rows.append(row)
    return _with_all(card, "?notes=me", _("All articles with notes to me"))


def _unsaved(queue):
    card = Card("unsaved", "edit_off", _("Typed and not saved"))
    card.count, found = _counted(queue.unsaved().select_related("article").defer("content").order_by("-at"))
    for one in found:
        headline = one.headline or (one.article.headline if one.article_id else _("Without a headline yet"))
        address = _form(one.article_id) if one.article_id else reverse("admin:articles_article_add")
        card.rows.append(Row(headline, address, when=times.shown(one.at), step=_("Look and save")))
    return card


def _drafts(queue):
    card = Card("drafts", "edit_note", _("My drafts"))
    drafts = workflow.with_live(queue.drafts()).select_related("stage", "updated_by__reporter")
    card.count, articles = _counted(drafts.defer("body", "copy").order_by("-updated_at"))
    for article in articles:
        row = _row(article, _("Write and submit"))
        row.when = times.shown(article.updated_at)
        card.rows.append(row)
    return _with_all(card, "?queue=drafts")


def _assigned(user, today):
    """What the person of this login is to do, the soonest first."""
    card = Card("assignments", "event_available", _("My assignments"))
    if not user.has_perm("articles.view_plan") or not hasattr(user, "reporter"):
        return card
    card.count, found = _counted(planning.waiting_for(user))
    for one in found:
        row = Row(one.plan.title, reverse("admin:articles_plan_change", args=[one.plan_id]), step=_("Look"))
        row.badge = one.get_kind_display()
        row.when = " ".join(filter(None, [date_format(one.plan.date, "MONTH_DAY_FORMAT"), planning.hours(one.plan)]))
        row.who, row.is_late = one.plan.place, one.plan.date < today
        card.rows.append(row)
    if card.count > len(card.rows):
        card.all = f"{reverse('admin:articles_plan_changelist')}?person={user.reporter.pk}"
        card.all_title = _("All of them in the calendar")
    return card


# ---- what she may look at


def _due(queue, now):
    """Everything with a time, the soonest first; the count is of what is due today or was due before."""
    card = Card("due", "schedule", _("Due today"), _("Nothing more is due today."))
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    card.count = sum(at < tomorrow for at, _field, _article in queue.due)
    for at, field_name, article in queue.due[:SHOWN]:
        is_open = field_name == "publish_at" and article.state != Article.State.SIGNED
        row = _row(article, _("Embargo: not signed yet") if is_open else "")
        row.is_late = at < now - pulse.LATE
        row.when = _("overdue") if row.is_late else ""
        card.rows.append(row)
    later = len(queue.due) - card.count
    if later:
        card.said = ngettext("%(count)s more on a later day", "%(count)s more on later days", later) % {"count": later}
    return _with_all(card, "?state=scheduled", _("All that is scheduled"))


def _with_others(queue):
    card = Card("others", "hourglass_top", _("Waits for others"), _("Nothing of yours is in review."))
    card.count = len(queue.with_others)
    for article in queue.with_others[:SHOWN]:
        row = _row(article, "")
        row.who = roles.label(article.stage.group.name) if article.stage else _("to be published")
        row.when = _since(article.since)
        card.rows.append(row)
    return card


def _out(queue, day):
    card = Card("out", "public", _("Out today"), _("Nothing has gone out today."))
    card.count, stories = _counted(queue.out(day).defer("html", "facts", "cover"))
    for story in stories:
        at = timezone.localtime(story.published_at).strftime("%H:%M")
        card.rows.append(Row(story.headline, _form(story.story), who=story.people, when=at))
    return _with_all(card, "?state=live", _("All that is on the site"))


def _silence():
    """What is to be said of a clock that stands still; empty where it beats."""
    at = pulse.last()
    if not pulse.is_late(at):
        return ""
    return _("last beat %(time)s") % {"time": times.shown(at)} if at else _("it has never beaten")


def _backup(user, now):
    """What is to be told an administrator of backups, as (what is wrong, what is known of the last good one); None where
    all is well, and for everybody else."""
    if not (user.is_superuser or roles.ADMINISTRATOR in roles.of(user)):
        return None
    wrong = schedule.trouble(now)
    if wrong == "none":
        return _("There is no backup of this site."), _("None was ever made.")
    if wrong == "old":
        return _("The last good backup is old."), _("It is of %(time)s.") % {"time": times.shown(backups.last_good())}
    return None


# ---- rows


def _counted(queryset):
    """How many rows there are, and the first few: one query for both, so that they cannot disagree."""
    rows = list(queryset.annotate(total=Window(Count("*")))[:SHOWN])
    return (rows[0].total if rows else 0), rows


def _row(article, step):
    who = roles.name_of(article.updated_by) if article.updated_by else ""
    return Row(article.headline, _form(article.pk), badge=labels.state_badge(article), who=who, step=step)


def _with_all(card, query, title=""):
    """The card with where the list of it is; `title` where that list holds something other than what was counted."""
    if card.count > len(card.rows) or card.said:
        card.all = reverse(LIST) + query
        card.all_title = title or _("All %(count)s") % {"count": card.count}
    return card


def _form(number):
    return reverse(FORM, args=[number])


def _since(moment):
    return _("since %(time)s") % {"time": times.shown(moment)}
