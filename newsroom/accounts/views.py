"""The second step of the login, and the page of one's own login."""

from contextlib import contextmanager

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom import audit, rights
from newsroom.accounts import door, sessions, throttle, twostep

SALT = "second step"  # in the session, while the second step is being set up


class _Wrong(Exception):
    """A code or password that was not right."""


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def second_step(request):
    """Ask whoever has given name and password for the second step, and log her in."""
    user, address = door.waiting(request)
    if user is None:
        return _not_waiting(request)
    if twostep.of(user) is None:  # taken away meanwhile
        return redirect("accounts:set_up") if twostep.is_required(user) else redirect("admin:login")
    trouble = refused = None
    if request.method == "POST":
        try:
            with _asking(
                door.of_step(user), _("This code is not right, or it was used before. Wait for the next one.")
            ):
                if not twostep.accepts(user, request.POST.get("code", "")):
                    raise _Wrong
            _warn_of_few(request, user)
            return door.admit(request, user, HttpResponseRedirect(address))
        except throttle.Refused as error:
            trouble = refused = error
        except _Wrong as error:
            trouble = error
            where = {"address": audit.address_of(request)}
            audit.record_sparingly(
                "login-failed", None, user.get_username(), _("Wrong code of the second step."), **where
            )
    context = {**_shell(request, _("Second step")), "name": user.get_username(), "trouble": trouble}
    response = render(request, "accounts/second_step.html", context)
    return door.refuse(response, refused) if refused else response


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def set_up(request):
    """Let somebody switch the two-step login on: from her own page, or because she cannot come in without it."""
    is_in = admin.site.has_permission(request)
    user, address = (request.user, reverse("accounts:mine")) if is_in else door.waiting(request)
    if user is None:
        return _not_waiting(request)
    if twostep.of(user):
        return redirect("accounts:mine" if is_in else "accounts:second_step")
    salt = request.session.setdefault(SALT, twostep.fresh())
    trouble = {}
    if request.method == "POST":
        found = _checked(request, user, salt, asks_password=is_in)
        if isinstance(found, list):
            return _switched_on(request, user, address, found, is_in)
        trouble = found
    context = _shell(request, _("Set up the two-step login"), is_in)
    context |= {"picture": twostep.picture(user, salt), "secret": twostep.secret(salt), "trouble": trouble}
    return render(request, "accounts/set_up.html", context | {"name": user.get_username()})


@require_safe
def mine(request):
    """One's own login: the second step, and where one is logged in."""
    return _mine(request)


@require_POST
def end(request):
    """End one of one's own sessions, or all others."""
    ended = sessions.end(request.user, request.POST.get("number"), keep=request.session.session_key)
    tell_ended(request, request.user, ended)
    return redirect("accounts:mine")


@sensitive_post_parameters()
@require_POST
def codes(request):
    """New recovery codes in place of those of before, shown once; asks for the password."""
    if twostep.of(request.user) is None:
        return redirect("accounts:mine")
    if trouble := _wrong_password(request):
        return _mine(request, {"codes": trouble})
    audit.record("second-step", request.user, rights.titled(request.user), _("New recovery codes."))
    return _show_codes(request, twostep.renew(request.user), reverse("accounts:mine"), True)


@sensitive_post_parameters()
@require_POST
def one_step(request):
    """Switch one's own second step off, where nobody asks for it; asks for the password."""
    if twostep.of(request.user) is None:
        return redirect("accounts:mine")
    if twostep.is_required(request.user):
        return _mine(request, {"off": _("Your roles require the two-step login. An administrator can change that.")})
    if trouble := _wrong_password(request):
        return _mine(request, {"off": trouble})
    twostep.stop(request.user, request.user)
    messages.success(request, _("The two-step login is switched off."))
    return redirect("accounts:mine")


def tell_ended(request, user, ended):
    """Say, and write down, how many sessions of `user` were ended."""
    said = ngettext("Ended %(count)d login.", "Ended %(count)d logins.", ended) % {"count": ended}
    messages.success(request, said)
    if ended:
        audit.record("session", request.user, about=rights.titled(user), detail=said)


def _mine(request, trouble=None):
    step = twostep.of(request.user)
    context = {
        **admin.site.each_context(request),
        "title": _("My login"),
        "sessions": sessions.of(request.user, request.session.session_key),
        "step": step,
        "is_few": step and len(step.recovery) <= twostep.FEW,
        "is_required": twostep.is_required(request.user),
        "trouble": trouble or {},
        "end_address": reverse("accounts:end"),
    }
    return render(request, "accounts/mine.html", context)


def _checked(request, user, salt, *, asks_password):
    """The recovery codes of a second step that is set up now; or what is wrong, as {field: text}."""
    trouble = _wrong_password(request) if asks_password else ""
    if trouble:
        return {"password": trouble}
    try:
        with _asking(door.of_step(user), _("This is not the code that the app shows now. Is its clock right?")):
            found = twostep.begin(user, salt, request.POST.get("code", ""))
            if found is None:
                raise _Wrong
    except (throttle.Refused, _Wrong) as error:
        return {"code": str(error)}
    return found


def _switched_on(request, user, address, found, is_in):
    del request.session[SALT]
    audit.record("second-step", user, about=rights.titled(user), detail=_("Switched on."))
    sessions.end(user, keep=request.session.session_key)
    response = _show_codes(request, found, address, is_in)
    return response if is_in else door.admit(request, user, response)


def _show_codes(request, found, address, is_in):
    groups = ["-".join(code[at : at + 4] for at in range(0, len(code), 4)) for code in found]
    context = {**_shell(request, _("Recovery codes"), is_in), "codes": groups, "address": address}
    return render(request, "accounts/codes.html", context)


def _shell(request, title, is_in=False):
    """What a page says that stands at the desk, or alone where nobody is logged in yet."""
    shell = "admin/base_site.html" if is_in else "accounts/alone.html"
    return {**admin.site.each_context(request), "title": title, "shell": shell, "is_alone": not is_in}


@contextmanager
def _asking(key, wrong):
    """Around the look at a code: counts wrong ones, and gives the _Wrong that is raised inside its words."""
    try:
        with throttle.tried([key], hashes=False):
            yield
    except _Wrong:
        raise _Wrong(wrong) from None


def _wrong_password(request):
    """What is wrong with the password that somebody gave once more who is logged in; empty where it is hers."""
    try:
        with throttle.tried([door.of_word(request.user)]):
            if not request.user.check_password(request.POST.get("password", "")):
                raise _Wrong
    except throttle.Refused as error:
        return str(error)
    except _Wrong:
        return _("This is not your password.")
    return ""


def _warn_of_few(request, user):
    left = len(twostep.of(user).recovery)
    if left <= twostep.FEW:
        messages.warning(
            request, _("Recovery codes left: %(count)d. Make new ones under “My login”.") % {"count": left}
        )


def _not_waiting(request):
    if admin.site.has_permission(request):
        return redirect("admin:index")
    return redirect("admin:login")
