"""The pages about everybody's logins, for administrators: who has to log in in two steps, who is slowed down, and where each
person is logged in."""

from functools import wraps

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from newsroom import audit, rights, roles
from newsroom.accounts import sessions as living
from newsroom.accounts import throttle, twostep
from newsroom.accounts.models import SecondStep, Session
from newsroom.accounts.views import tell_ended
from newsroom.text import printable


def _for_administrators(view):
    @wraps(view)
    def asked(request, **arguments):
        if not request.user.has_perm("auth.change_user"):
            raise PermissionDenied
        return view(request, **arguments)

    return asked


@_for_administrators
@require_safe
def logins(request):
    """Everybody's logins on one page."""
    now = timezone.now()
    rule = twostep.rule()
    context = {
        **admin.site.each_context(request),
        "title": _("Logins"),
        "rule": rule,
        "roles": [(name, label, name in rule.roles) for name, label in roles.LABELS.items()],
        "slowed": [_as_shown(row, now) for row in throttle.slowed(now)],
        "people": _people(request.user, now),
    }
    return render(request, "accounts/logins.html", context)


@_for_administrators
@require_POST
def require(request):
    """Say who has to log in in two steps."""
    everybody = "everybody" in request.POST
    names = set(request.POST.getlist("role")) & roles.LABELS.keys()
    asked = everybody or not names.isdisjoint(twostep.roles_of(request.user))
    if asked and twostep.of(request.user) is None:
        messages.error(
            request, _("Set up the two-step login for yourself first, so that you do not lock yourself out.")
        )
        return redirect("accounts:mine")
    ended = twostep.require(request.user, everybody=everybody, names=names)
    said = _("Two-step login required: %(who)s.") % {"who": twostep.in_words(twostep.rule())}
    messages.success(request, said)
    if ended:
        more = ngettext(
            "%(count)d person was logged out and sets it up at the next login.",
            "%(count)d people were logged out and set it up at the next login.",
            ended,
        )
        messages.info(request, more % {"count": ended})
    return redirect("accounts:logins")


@_for_administrators
@require_POST
def release(request):
    """Forget wrong tries, so that the next one need not wait."""
    row = throttle.release(printable(request.POST.get("key", ""))[:64])
    if row:
        about = f"{throttle.RULES[row.kind].label}：{throttle.shown(row)}"
        audit.record("slowed", request.user, about=about, detail=_("Released."))
        messages.success(request, _("Released: %(about)s") % {"about": throttle.shown(row)})
    return redirect("accounts:logins")


@_for_administrators
@require_safe
def person(request, user):
    """One person's login: the second step, and where she is logged in."""
    user = _login(request, user)
    context = {
        **admin.site.each_context(request),
        "title": _("Login: %(name)s") % {"name": rights.titled(user)},
        "person": user,
        "sessions": living.of(user, request.session.session_key),
        "step": twostep.of(user),
        "is_required": twostep.is_required(user),
        "end_address": reverse("accounts:person_end", args=[user.pk]),
    }
    return render(request, "accounts/person.html", context)


@_for_administrators
@require_POST
def end(request, user):
    """End one of a person's sessions, or all of them; never the one that asks."""
    user = _login(request, user)
    ended = living.end(user, request.POST.get("number"), keep=request.session.session_key)
    tell_ended(request, user, ended)
    return redirect("accounts:person", user=user.pk)


@_for_administrators
@require_POST
def reset(request, user):
    """Take the second step from a person who has lost her telephone; she is logged out."""
    user = _login(request, user)
    if user == request.user:
        messages.error(request, _("Switch off your own under “My login”."))
    elif twostep.of(user):
        twostep.stop(request.user, user)
        living.end(user)
        messages.success(
            request,
            _("Taken away. At the next login the password is enough, or it is set up anew where it is required."),
        )
    return redirect("accounts:person", user=user.pk)


def _login(request, number):
    """The login with this number; a superuser's is not for others to open."""
    users = User.objects.select_related("reporter")
    return get_object_or_404(users if request.user.is_superuser else users.filter(is_superuser=False), pk=number)


def _as_shown(row, now):
    row.label, row.shown = throttle.RULES[row.kind].label, throttle.shown(row)
    seconds = max(0, int((row.until - now).total_seconds() + 1)) if row.until > now else 0
    row.wait = throttle.in_words(seconds) if seconds else ""
    return row


def _people(actor, now):
    """Everybody who may log in, with whether she has the second step and when she was last seen."""
    users = (
        User.objects.filter(is_active=True).select_related("reporter").prefetch_related("groups").order_by("username")
    )
    users = users if actor.is_superuser else users.filter(is_superuser=False)
    stepped = set(SecondStep.objects.values_list("user", flat=True))
    alive = Session.objects.filter(user__isnull=False, expire_date__gt=now, seen__gt=living.idle_since(now))
    seen = {}
    for user, at in alive.order_by("seen").values_list("user", "seen"):
        seen[user] = at
    people = list(users)
    for user in people:
        user.has_step, user.seen = user.pk in stepped, seen.get(user.pk)
        user.shown_name = roles.name_of(user)
        user.shown_roles = "、".join(roles.label(group.name) for group in user.groups.all())
    return people
