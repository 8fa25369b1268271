"""Who asks: a partner by her key, or somebody from a network; and how often they may."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import partner as partners
from articles.models.partner import Partner
from articles.public.api.problems import Problem
from newsroom import audit
from newsroom.accounts.throttle import network_of
from newsroom.limits import Counts

LONGEST = 200
NOTED = timedelta(minutes=5)  # how exactly it is known when a key was last used: not a write a request
counts = Counts()


class Asker:
    """Somebody without a key; what it may see."""

    partner = None
    has_text = has_originals = False
    sections = None  # the numbers of the sections that are open, None where all are

    def sees(self, section):
        """Whether the section with this number is open."""
        return self.sections is None or section in self.sections


class KeyHolder(Asker):
    """A partner; what her key opens."""

    def __init__(self, partner):
        self.partner = partner
        self.has_text, self.has_originals = partner.has_text, partner.has_originals
        self.sections = set(partner.sections.values_list("pk", flat=True)) if partner.is_limited else None


def asker(request):
    """The Asker of a request, which is counted. Raises Problem where the key opens nothing, or it is one too many."""
    said = request.headers.get("Authorization", "")
    network = network_of(audit.address_of(request))
    if not said:
        _count(("network", network), settings.API_RATE)
        return Asker()
    wrong = ("wrong", network)
    if counts.is_over(wrong, settings.API_RATE):  # before anything is looked up
        _count(wrong, settings.API_RATE)
    partner = _partner(said)
    if partner is None:
        _count(wrong, settings.API_RATE)
        detail = _("Nobody has this key, it was replaced, or its time is over. Ask the house for another one.")
        raise Problem("wrong-key", detail, {"WWW-Authenticate": 'Bearer error="invalid_token"'})
    _count(("partner", partner.pk), partner.rate)
    _note(partner)
    return KeyHolder(partner)


def _partner(said):
    kind, _space, key = said.partition(" ")
    if kind.lower() != "bearer" or not key.strip() or len(key) > LONGEST:
        return None
    found = partners.of_key(key.strip())
    return found if found and found.opens(timezone.localdate()) else None


def _count(key, limit):
    if seconds := counts.take(key, limit):
        rate = ngettext("%(count)d request a minute", "%(count)d requests a minute", limit) % {"count": limit}
        detail = _("At most %(rate)s. Go on in %(seconds)d seconds.") % {"rate": rate, "seconds": seconds}
        raise Problem("too-many", detail, {"Retry-After": str(seconds)})


def _note(partner):
    now = timezone.now()
    if partner.used_at is None or partner.used_at < now - NOTED:
        stale = Q(used_at=None) | Q(used_at__lt=now - NOTED)
        Partner.objects.filter(stale, pk=partner.pk).update(used_at=now)
