"""Changes of rights in words, for the audit log: what a login may do, before and after."""

from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from newsroom import audit, roles


def of_login(number):
    """What the login with this number is and may do now, as {label: text}; empty where there is no such login."""
    user = User.objects.filter(pk=number).first()
    if user is None:
        return {}
    groups = user.groups.order_by("pk").values_list("name", flat=True)
    return {
        _("login"): user.username,
        _("name"): f"{user.last_name}{user.first_name}" or "—",
        _("email"): user.email or "—",
        _("roles"): "、".join(roles.label(name) for name in groups) or "—",
        _("active"): yes(user.is_active),
        _("may enter the desk"): yes(user.is_staff),
        _("superuser"): yes(user.is_superuser),
        _("person in bylines"): str(getattr(user, "reporter", None) or "—"),
    }


def record_change(actor, user, before):
    """Say in the audit log what `actor` changed of the login `user`, which was `before`, as of_login gives it (empty: it
    was made). Nothing is said where nothing changed."""
    after = of_login(user.pk)
    if not before:
        lines = [_("Login made."), *(f"{label}：{text}" for label, text in after.items() if text != "—")]
    else:
        lines = [f"{label}：{before[label]} → {after[label]}" for label in after if before[label] != after[label]]
    if lines:
        audit.record("rights", actor, about=titled(user), detail="\n".join(lines))


def titled(user):
    """A login as the audit log names it: the name to log in with and the person's."""
    name = roles.name_of(user)
    return user.username if name == user.username else f"{user.username} {name}"


def yes(value):
    """Yes or no, in the user's language."""
    return _("yes") if value else _("no")
