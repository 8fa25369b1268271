"""The login: name and password, then the second step where there is one. Before the last of them nobody is logged in: a
session that waits for its second step belongs to nobody, and no address of the desk has to know of it."""

import time
from collections import deque

from django.contrib.auth import SESSION_KEY, load_backend, login
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from unfold.forms import AdminOwnPasswordChangeForm, AuthenticationForm

from newsroom import audit
from newsroom.accounts import known, sessions, throttle, twostep

WAITING = "waiting"
PATIENCE = 600  # seconds from the password to the second step
TOO_MANY = 429
MANY, SPAN = 10, 2  # tries that came too early, within so many seconds, in one process
_turned_away = deque(maxlen=MANY)  # when


class LoginForm(AuthenticationForm):
    """Name and password; the password is only looked at where the tries before allow it."""

    refused = None

    def clean(self):
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if not name or not password:
            return self.cleaned_data
        try:
            with throttle.tried(_keys(self.request, name)):
                return super().clean()
        except throttle.Refused as refused:
            self.refused = refused
            raise ValidationError(str(refused), code="refused") from None


class OwnPasswordForm(AdminOwnPasswordChangeForm):
    """Another password for oneself: the old one is not for guessing either."""

    def clean_old_password(self):
        try:
            with throttle.tried([of_word(self.user)]):
                return super().clean_old_password()
        except throttle.Refused as refused:
            raise ValidationError(str(refused), code="refused") from None


class Door(LoginView):
    """The page of the login."""

    authentication_form = LoginForm

    def form_valid(self, form):
        return come_in(self.request, form.get_user(), self.get_success_url())

    def form_invalid(self, form):
        response = super().form_invalid(form)
        if form.refused:
            _turned_away.append(time.monotonic())
            return refuse(response, form.refused)
        tried = self.request.POST.get("username", "")
        audit.record_sparingly("login-failed", None, about=tried, address=audit.address_of(self.request))
        return response


def turn_away(request):
    """While many come too early: a plain page for whoever does, made in a fraction of the time that the page of the login
    takes, so that guessers are no load. None for all others."""
    now = time.monotonic()
    if request.method != "POST" or len(_turned_away) < MANY or _turned_away[0] < now - SPAN:
        return None
    name = request.POST.get("username", "")
    try:
        throttle.refuse_now(_keys(request, name))
    except throttle.Refused as refused:
        _turned_away.append(now)
        return refuse(render(request, "accounts/refused.html", {"refused": refused, "name": name[:150]}), refused)
    return None


def come_in(request, user, address):
    """Log a user in whose password was right, or ask for the second step first; then to `address`."""
    if twostep.of(user):
        return _wait(request, user, address, "accounts:second_step")
    if twostep.is_required(user):
        return _wait(request, user, address, "accounts:set_up")
    return admit(request, user, HttpResponseRedirect(address))


def admit(request, user, response):
    """Log a user in who has shown all that is asked of her; gives `response`, by which her browser is known from now on."""
    request.session.pop(WAITING, None)
    request.session.set_expiry(None)
    login(request, user)
    sessions.begin(request)
    known.remember(request, response, user.get_username())
    audit.record("login", user, about=user.get_username(), address=audit.address_of(request))
    return response


def waiting(request):
    """(user, address to go to) of a session whose password was right and which waits for its second step; (None, "")."""
    held = request.session.get(WAITING)
    if not held or held["at"] < time.time() - PATIENCE:
        return None, ""
    user = load_backend(held["backend"]).get_user(held["user"])
    if user is None or not constant_time_compare(held["hash"], user.get_session_auth_hash()):
        return None, ""
    return user, held["address"]


def refuse(response, refused):
    """Make `response` say to programs as well that it was too early."""
    response.status_code = TOO_MANY
    response["Retry-After"] = str(refused.seconds)
    return response


def of_word(user):
    """The key by which wrong passwords are counted of somebody who is logged in and is asked for hers again."""
    return throttle.Key("word", user.get_username())


def of_step(user):
    """The key by which wrong codes are counted."""
    return throttle.Key("step", user.get_username())


def _keys(request, name):
    return throttle.of_login(name, audit.address_of(request), known.mark(request, name))


def _wait(request, user, address, name):
    if SESSION_KEY in request.session:
        request.session.flush()
    request.session[WAITING] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "at": time.time(),
        "address": address,
    }
    request.session.set_expiry(PATIENCE)
    request.session.cycle_key()
    return HttpResponseRedirect(reverse(name))
