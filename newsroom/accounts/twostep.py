"""The second step of a login: a code from an authenticator app, or a recovery code, and who has to have it.

The secret of the codes is made of SECRET_KEY and a salt in the database, so that whoever gets at the database alone has no
codes. Recovery codes are kept as digests. pyotp does the arithmetic.
"""

import secrets
import time
import unicodedata
from base64 import b32encode
from hashlib import sha256
from hmac import compare_digest, digest

import pyotp
import segno
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from newsroom import audit, rights, roles
from newsroom.accounts import sessions
from newsroom.accounts.models import SecondStep, StepRule
from newsroom.models import Masthead

CODES, FEW = 10, 3
SECONDS = 30
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no letter that is read as another
LENGTH = 16
_TIDY = str.maketrans("", "", " -‐‑–—−.·_\u3000\t\r\n")


def of(user):
    """The SecondStep of a login, or None."""
    return SecondStep.objects.filter(user=user).first()


def fresh():
    """A salt for a login that is about to get a second step."""
    return secrets.token_hex(20)


def secret(salt):
    """What the authenticator app is told, in the letters in which it is typed."""
    return b32encode(digest(settings.SECRET_KEY.encode(), b"second step\0" + salt.encode(), "sha256")[:20]).decode()


def picture(user, salt):
    """The QR code that an authenticator app reads, as SVG."""
    house = Masthead.objects.order_by("pk").values_list("name", flat=True).first() or "Newsroom"
    address = pyotp.TOTP(secret(salt)).provisioning_uri(name=user.get_username(), issuer_name=house)
    code = segno.make(address, error="m", micro=False)
    return mark_safe(code.svg_inline(border=4, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None))  # noqa: S308


def begin(user, salt, typed):
    """Give a login its second step, where `typed` is a code of the app that was told secret(salt). Returns the recovery
    codes, which nobody can see again, or None."""
    half_minute = _matching(salt, _tidy(typed))
    if half_minute is None:
        return None
    codes = _new_codes()
    values = {"salt": salt, "last": half_minute, "recovery": [_digest(code) for code in codes]}
    SecondStep.objects.update_or_create(user=user, defaults=values)
    return codes


def renew(user):
    """New recovery codes for a login; those of before are void."""
    codes = _new_codes()
    SecondStep.objects.filter(user=user).update(recovery=[_digest(code) for code in codes])
    return codes


def accepts(user, typed):
    """Whether `typed` is a code that the login `user` may use now; no code is accepted twice."""
    typed = _tidy(typed)
    step = of(user)
    if step is None:
        return False
    if len(typed) == LENGTH:
        return _used_up(user, _digest(typed.upper()))
    half_minute = _matching(step.salt, typed)
    if half_minute is None:
        return False
    return SecondStep.objects.filter(user=user, salt=step.salt, last__lt=half_minute).update(last=half_minute) == 1


def rule():
    """Who has to log in in two steps."""
    return StepRule.objects.filter(pk=1).first() or StepRule(pk=1)


def is_required(user):
    """Whether `user` has to log in in two steps."""
    asked = rule()
    return asked.everybody or not set(asked.roles).isdisjoint(roles_of(user))


def roles_of(user):
    """The roles of a login, a superuser's among them."""
    return set(user.groups.values_list("name", flat=True)) | ({roles.ADMINISTRATOR} if user.is_superuser else set())


def require(actor, *, everybody, names):
    """Ask for two steps of everybody, or of the roles `names`. Whoever has to and cannot yet is logged out, and sets it up
    when she logs in. Returns how many logins that were."""
    before = in_words(rule())
    asked = StepRule(pk=1, everybody=everybody, roles=[name for name in roles.LABELS if name in names])
    asked.save()
    if in_words(asked) != before:
        audit.record("second-step", actor, about=_("Two-step login required"), detail=f"{before} → {in_words(asked)}")
    there = set(SecondStep.objects.values_list("user", flat=True))
    reached = Q() if everybody else Q(groups__name__in=asked.roles)
    if roles.ADMINISTRATOR in asked.roles:
        reached |= Q(is_superuser=True)
    if not everybody and not asked.roles:
        return 0
    lacking = User.objects.filter(reached, is_active=True).exclude(pk__in=there).distinct()
    return sum(1 for user in lacking if sessions.end(user))


def in_words(asked):
    """Of whom two steps are asked."""
    if asked.everybody:
        return _("everybody")
    return "、".join(roles.label(name) for name in asked.roles) or _("nobody")


def heed_roles(user):
    """End the sessions of a login whose roles now ask for two steps, where it has one only."""
    if is_required(user) and of(user) is None:
        sessions.end(user)


def stop(actor, user):
    """Take the second step from a login, which `actor` may do for herself or, as administrator, for another."""
    SecondStep.objects.filter(user=user).delete()
    detail = _("Switched off.") if actor == user else _("Taken away, to be set up anew.")
    audit.record("second-step", actor, about=rights.titled(user), detail=detail)


def _tidy(typed):
    return unicodedata.normalize("NFKC", typed[:100]).translate(_TIDY)


def _matching(salt, typed):
    """The half minute whose code is `typed`: now, the one before or the one after, as telephones' clocks go; or None."""
    if len(typed) != 6 or not (typed.isascii() and typed.isdigit()):
        return None
    now, codes = int(time.time()) // SECONDS, pyotp.TOTP(secret(salt))
    found = [at for at in (now - 1, now, now + 1) if compare_digest(codes.generate_otp(at), typed)]
    return found[-1] if found else None


def _new_codes():
    return ["".join(secrets.choice(LETTERS) for _letter in range(LENGTH)) for _code in range(CODES)]


def _digest(code):
    return sha256(code.encode()).hexdigest()


def _used_up(user, wanted):
    with transaction.atomic():
        step = SecondStep.objects.select_for_update().filter(user=user).first()
        if step is None or wanted not in step.recovery:
            return False
        step.recovery.remove(wanted)
        step.save(update_fields=["recovery"])
    left = len(step.recovery)
    audit.record(
        "second-step",
        user,
        about=rights.titled(user),
        detail=_("Recovery code used; left: %(count)d") % {"count": left},
    )
    return True
