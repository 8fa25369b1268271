"""Planning: a plan becomes an article, a person sees what she is assigned, a calendar app reads what is planned.

The address of a calendar holds a token of 128 bits, which is shown once and kept nowhere; the row keeps its SHA-256.
"""

from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.desk import notes, saving
from articles.models import Article, Assignment, CalendarKey, Plan
from newsroom import keys
from newsroom.models import Masthead

AROUND = timedelta(days=90)  # before and after today: what a calendar app gets
LATE = timedelta(days=30)  # for so long an assignment that is not done stays before the eyes of who has it
Kind = Assignment.Kind


class Refused(Exception):
    """A plan became no article; the message says why, in the user's language."""


def why_not(plan, user):
    """The reason why `user` may not make an article of `plan`; None where she may."""
    if not user.has_perm("articles.add_article") or not user.has_perm("articles.change_plan"):
        return _("Your role does not include this.")
    return _("It is called off.") if plan.is_off else None


def to_article(plan, user):
    """The article that `plan` becomes, made now where it has none. Raises Refused."""
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)  # of two who ask at once one makes it
        plan = Plan.objects.whole().get(pk=plan.pk)
        if plan.article:
            return plan.article
        if reason := why_not(plan, user):
            raise Refused(reason)
        language = plan.section.language if plan.section else settings.LANGUAGE_CODE
        article = Article.objects.create(
            headline=plan.title, section=plan.section, language=language, created_by=user, updated_by=user
        )
        saving.begin(article, user, content=_content(plan, language))
        plan.article = article
        plan.save(update_fields=["article", "changed_at"])
        if said := _note(plan):
            notes.write(article, user, said)
    return article


def _content(plan, language):
    """What the article says of the plan: who signs it, where and when it was."""
    masthead = Masthead.objects.filter(language=language).first()
    outlets = dict.fromkeys(filter(None, [masthead.outlet, masthead.publisher])) if masthead else ()
    written = [one.reporter for one in plan.assignments.all() if one.kind == Kind.WORDS]
    return {
        "outlets": "-".join(outlets),
        "dateline": _dateline(plan, language),
        "event_date": plan.date.isoformat(),
        "bylines": [{"role": one.role, "reporter": one.pk, "name": one.name, "unit": one.unit} for one in written],
    }


def _dateline(plan, language):
    """Place, day and 讯; in other languages the place. One that is too long to be printed there is left to the note."""
    longest = Article._meta.get_field("dateline").max_length
    if not language.startswith("zh"):
        return plan.place if len(plan.place) <= longest else ""
    day = f"{plan.date.month}月{plan.date.day}日讯"
    return f"{plan.place}{day}" if len(plan.place) + len(day) <= longest else day


def _note(plan):
    """What the plan says beside its title, for whoever writes: when and where, who else is on it, its notes."""
    lines = [
        " ".join(filter(None, [plan.date.isoformat(), hours(plan), plan.place])),
        *(f"{Kind(kind).label}：{'、'.join(people)}" for kind, people in by_kind(plan).items()),
        plan.notes,
    ]
    return "\n".join(filter(None, lines))[: notes.LONGEST]


def by_kind(plan):
    """Kind → names of those who are assigned it, in the order of kinds."""
    found = {kind: [] for kind in Kind.values}
    for one in plan.assignments.all():
        found[one.kind].append(one.reporter.name)
    return {kind: people for kind, people in found.items() if people}


def hours(plan):
    """From when to when, as 10:00–11:30; "" where no time is said."""
    return "–".join(f"{at:%H:%M}" for at in (plan.starts, plan.ends) if at)


def plan_of(article):
    """The plan that became `article`, with who is on it; None where there is none."""
    return Plan.objects.whole().filter(article=article).first()


def waiting_for(user):
    """The assignments of the person whose login `user` is that are not done, the soonest first."""
    reporter = getattr(user, "reporter", None)
    if reporter is None:
        return Assignment.objects.none()
    since = timezone.localdate() - LATE
    found = Assignment.objects.filter(reporter=reporter, is_done=False, plan__is_off=False, plan__date__gte=since)
    return found.select_related("plan").order_by("plan__date", "plan__starts", "pk")


# ---- the calendar of a login


def key_of(user):
    """The CalendarKey of `user`; None where she has none."""
    return CalendarKey.objects.filter(user=user).first()


def new_key(user):
    """Make the key of `user`, in place of the one before it; the token, which nobody can ask for again."""
    token = keys.new()
    made = {"hash": keys.digest(token), "made_at": timezone.now()}
    CalendarKey.objects.update_or_create(user=user, defaults=made)
    return token


def drop_key(user):
    """Let the calendar of `user` answer no more."""
    CalendarKey.objects.filter(user=user).delete()


def owner_of(token):
    """The login whose token this is, if she may still look at plans; None otherwise."""
    if not keys.may_be(token):
        return None
    key = CalendarKey.objects.select_related("user").filter(hash=keys.digest(token)).first()
    may_see = key and key.user.is_active and key.user.is_staff and key.user.has_perm("articles.view_plan")
    return key.user if may_see else None


def calendar():
    """What is planned and was planned lately, as an iCalendar file in bytes."""
    from icalendar import Calendar, Event  # here: it takes 2 MB, and few places let a calendar app read their plans

    today = timezone.localdate()
    made = Calendar()
    made.add("prodid", "-//Newsroom//Plans//")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", _("Plans"))
    made.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    for plan in Plan.objects.whole().filter(date__range=(today - AROUND, today + AROUND)):
        made.add_component(_described(Event(), plan))
    return made.to_ical()


def _described(event, plan):
    """`event`, an empty one of iCalendar, with what is known of the plan."""
    address = reverse("admin:articles_plan_change", args=[plan.pk])
    people = [f"{Kind(kind).label}：{'、'.join(names)}" for kind, names in by_kind(plan).items()]
    event.add("uid", f"plan-{plan.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("summary", plan.title)
    for name, moment in _moments(plan):
        event.add(name, moment)
    event.add("dtstamp", plan.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", plan.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("status", "CANCELLED" if plan.is_off else "CONFIRMED")
    event.add("url", urljoin(settings.SITE_URL + "/", address))
    if plan.place:
        event.add("location", plan.place)
    if said := "\n".join([*people, *filter(None, [plan.notes])]):
        event.add("description", said)
    return event


def _moments(plan):
    """When it begins and ends: a whole day where no time is said."""
    if not plan.starts:
        return [("dtstart", plan.date), ("dtend", plan.date + timedelta(days=1))]
    start = _moment(plan.date, plan.starts)
    end = _moment(plan.date, plan.ends) if plan.ends else start + timedelta(hours=1)
    return [("dtstart", start), ("dtend", end)]


def _moment(day, at):
    return timezone.make_aware(datetime.combine(day, at)).astimezone(UTC)
