"""The fronts: which stories stand where on the front page and on the fronts of sections, and from when until when."""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from articles.desk import workflow
from articles.desk.rendering import canonical
from articles.models import Section, Slot
from newsroom import audit, edition
from newsroom.models import Masthead

MOST = 30  # places of one front


@dataclass(frozen=True)
class Front:
    """The front page of a language edition, or the front of one of its sections."""

    masthead: Masthead
    section: Section | None = None

    @property
    def key(self):
        """What addresses and forms call it."""
        return f"section-{self.section.pk}" if self.section else f"front-{self.masthead.language}"

    @property
    def about(self):
        """What the audit log calls it, in no language: the paper's name and the address."""
        return f"{self.masthead.name} {(self.section or self.masthead).get_absolute_url()}"

    def __str__(self):
        if self.section:
            return _("Front of %(section)s") % {"section": self.section.name}
        return _("Front page")


class Overtaken(Exception):
    """Somebody arranged the front since it was read; nothing was stored. `slots` is how it stands now."""

    def __init__(self, slots):
        super().__init__()
        self.slots = slots


def of_user(user):
    """The fronts that `user` may arrange: the front page of each edition, then the sections of her remit; none where her
    role does not include it."""
    if not user.has_perm("articles.change_slot"):
        return []
    remit = workflow.remit_of(user)
    fronts = []
    for masthead in Masthead.objects.prefetch_related("sections"):
        sections = [section for section in masthead.sections.all() if not remit or section.pk in remit]
        fronts += [Front(masthead), *(Front(masthead, section) for section in sections)]
    return fronts


def slots_of(front):
    """All slots of a front in the order of their places, whether their time is now or not, with their photos."""
    slots = Slot.objects.filter(masthead=front.masthead.language, section=front.section)
    return list(slots.select_related("photo").order_by("position", "pk"))


def token(slots):
    """What tells this arrangement from any other, for a form to give back: it says nothing of what is shown now."""
    said = [
        [s.story, s.headline, s.photo_id, s.is_pinned, s.is_focus, _moment(s.starts_at), _moment(s.ends_at)]
        for s in slots
    ]
    return hashlib.sha256(canonical(said)).hexdigest()


def _moment(at):
    return at and int(at.timestamp())


def arrange(front, slots, seen, user):
    """Let `slots`, in this order, stand on `front` in place of all before, and begin an edition; whether that changed
    anything. `seen` is the token of what `user` had before her. Raises Overtaken."""
    if token(slots) == seen:
        return False
    with transaction.atomic():
        edition.bump()  # first: the locked row lets one arrangement after another in
        stored = slots_of(front)
        if token(stored) != seen:
            raise Overtaken(stored)
        Slot.objects.filter(pk__in=[slot.pk for slot in stored]).delete()
        for position, slot in enumerate(slots, start=1):
            slot.masthead, slot.section, slot.position = front.masthead, front.section, position
            slot.is_on = slot.is_due()
        Slot.objects.bulk_create(slots)
        detail = "\n".join(f"{slot.position}. {slot.story} {slot.headline}".strip() for slot in slots)
        audit.record("public", user, about=front.about, detail=detail)
    return True


def put(rows, row, place):
    """`rows` with `row`, one of them or a new one, at `place` (from 0), or without it where `place` is None. Pinned rows
    keep their places, and `row` stands behind a pinned one whose place it was to take."""
    pinned = [(at, other) for at, other in enumerate(rows) if other.is_pinned and other is not row]
    flowing = [other for other in rows if not other.is_pinned and other is not row]
    if place is not None:
        taken = {at for at, _other in pinned}
        flowing.insert(sum(at not in taken for at in range(place)), row)
    placed = []
    while flowing or pinned:
        is_pinned_here = pinned and (pinned[0][0] <= len(placed) or not flowing)
        placed.append(pinned.pop(0)[1] if is_pinned_here else flowing.pop(0))
    return placed


def step(rows, row, by):
    """`rows` with `row` one place further up (`by` -1) or down (1), past those that are pinned; as they are where there
    is no such place."""
    free = [at for at, other in enumerate(rows) if other is row or not other.is_pinned]
    at = free.index(rows.index(row)) + by
    return put(rows, row, free[at]) if 0 <= at < len(free) else list(rows)


def turn_due(now):
    """Turn every slot whose time begins or ends, and begin one edition for all of them; ten pulses may call this at
    once."""
    begun = Q(is_on=False) & (Q(starts_at=None) | Q(starts_at__lte=now)) & (Q(ends_at=None) | Q(ends_at__gt=now))
    over = Q(is_on=True) & (Q(starts_at__gt=now) | Q(ends_at__lte=now))
    if not Slot.objects.filter(begun | over).exists():
        return
    with transaction.atomic():
        edition.bump()  # first, as in arrange: two that lock in different order would wait for each other
        turned = Slot.objects.filter(begun).update(is_on=True) + Slot.objects.filter(over).update(is_on=False)
        if not turned:  # another pulse was faster
            transaction.set_rollback(True)
