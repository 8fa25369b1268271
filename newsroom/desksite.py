"""The admin site of the desk: its logins, logouts and changed passwords go into the audit log."""

from unfold.sites import UnfoldAdminSite

from newsroom import audit

FOUND = 302  # how the stock pages answer a form that was right


class DeskSite(UnfoldAdminSite):
    """The admin, as the desk of the newsroom."""

    def login(self, request, extra_context=None):
        response = super().login(request, extra_context)
        if request.method == "POST":
            tried = request.POST.get("username", "")
            if response.status_code == FOUND:
                audit.record("login", request.user, about=tried, address=audit.address_of(request))
            else:
                audit.record("login-failed", None, about=tried, address=audit.address_of(request))
        return response

    def logout(self, request, extra_context=None):
        user = request.user
        response = super().logout(request, extra_context)
        if user.is_authenticated and not request.user.is_authenticated:
            audit.record("logout", user, about=user.get_username(), address=audit.address_of(request))
        return response

    def password_change(self, request, extra_context=None):
        response = super().password_change(request, extra_context)
        if request.method == "POST" and response.status_code == FOUND:
            about = request.user.get_username()
            audit.record("password", request.user, about=about, address=audit.address_of(request))
        return response
