"""The admin site of the desk: who logs in comes through newsroom.accounts.door; logouts and changed passwords go into the
audit log."""

from django.contrib.auth import REDIRECT_FIELD_NAME
from django.contrib.auth.views import PasswordChangeView
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from unfold.settings import get_config
from unfold.sites import UnfoldAdminSite

from newsroom import audit
from newsroom.accounts import door, sessions

FOUND = 302  # how the stock pages answer a form that was right


class DeskSite(UnfoldAdminSite):
    """The admin, as the desk of the newsroom."""

    def each_context(self, request):
        """As everywhere, but for the colours: they stand in static/desk/colours.css, where the content policy lets them."""
        return super().each_context(request) | {"colors": {}}

    def get_app_list(self, request, app_label=None):
        """The lists of one app; of all of them none, since the sidebar leads to them by other ways."""
        return super().get_app_list(request, app_label) if app_label else []

    def get_sidebar_list(self, request):
        """The groups of the sidebar with the entries that this login may open. Every page of the desk asks for them: the theme
        copies them with all that is lazy in them, and finds each address three times."""
        groups, start = get_config(self.settings_name)["SIDEBAR"]["navigation"], reverse("admin:index")
        return [
            group | {"items": [_entry(item, request, start) for item in group["items"] if item["permission"](request)]}
            for group in groups
        ]

    def login(self, request, extra_context=None):
        index = reverse("admin:index", current_app=self.name)
        if request.method == "GET" and self.has_permission(request):
            return HttpResponseRedirect(index)
        if refused := door.turn_away(request):
            return refused
        context = {
            **self.each_context(request),
            "title": _("Log in"),
            "subtitle": None,
            "app_path": request.get_full_path(),
            "username": request.user.get_username(),
        }
        if REDIRECT_FIELD_NAME not in request.GET and REDIRECT_FIELD_NAME not in request.POST:
            context[REDIRECT_FIELD_NAME] = index
        request.current_app = self.name
        template = self.login_template or "admin/login.html"
        return door.Door.as_view(extra_context=context | (extra_context or {}), template_name=template)(request)

    def logout(self, request, extra_context=None):
        user = request.user
        response = super().logout(request, extra_context)
        if user.is_authenticated and not request.user.is_authenticated:
            audit.record("logout", user, about=user.get_username(), address=audit.address_of(request))
        return response

    def password_change(self, request, extra_context=None):
        request.current_app = self.name
        response = PasswordChangeView.as_view(
            form_class=door.OwnPasswordForm,
            success_url=reverse(f"{self.name}:password_change_done", current_app=self.name),
            extra_context={**self.each_context(request), **(extra_context or {})},
            **({"template_name": self.password_change_template} if self.password_change_template else {}),
        )(request)
        if request.method == "POST" and response.status_code == FOUND:
            sessions.end(request.user, keep=request.session.session_key)
            about = request.user.get_username()
            audit.record("password", request.user, about=about, address=audit.address_of(request))
        return response


def _entry(item, request, start):
    link = str(item["link"])
    if "active" in item:
        is_active = item["active"](request)
    else:
        is_active = request.path == link if link == start else link in request.path
    return item | {"link": link, "active": is_active, "has_permission": True}
