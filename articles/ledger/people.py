"""Who is who in the ledger: by her number among the reporters, else by her name; and who is the same as another."""

from articles.ledger.works import HOUSE, Person, key_of
from articles.models import LedgerLine, LedgerSame
from newsroom.models import Reporter
from newsroom.text import number


class Unclear(Exception):
    """It cannot be said who is meant; the names of those who may be are its arguments, none where nobody bears the name."""


class Same:
    """Whose work a person's is counted as, by all that was said of it."""

    def __init__(self):
        self._into = {row.person: (row.into, row.into_name) for row in LedgerSame.objects.order_by("pk")}

    def __call__(self, person):
        """`person` herself, or the one that she is the same as; unit and role stay as printed."""
        key, name = self.of(person.key, person.name)
        return person if key == person.key else Person(key, name, person.unit, person.role)

    def of(self, key, name=""):
        """The key and the name of the one who is meant by a key."""
        seen = {key}
        while key in self._into:
            key, name = self._into[key]
            if key in seen:
                break
            seen.add(key)
        return key, name

    def keys(self, key):
        """Every key that means the one with this key, her own among them."""
        return {key, *(other for other in self._into if self.of(other)[0] == key)}


def of_login(user):
    """The key of the person whose login `user` is; None where nobody says."""
    reporter = getattr(user, "reporter", None)
    return Same().of(key_of(reporter.pk, reporter.name))[0] if reporter else None


def name_of(key):
    """The name of the person with this key, as far as anything is known of her; "" where nothing is."""
    if key == HOUSE:
        return ""
    of_reporter = Reporter.objects.filter(pk=number(key[1:])) if key.startswith("r") else Reporter.objects.none()
    if reporter := of_reporter.first():
        return reporter.name
    line = LedgerLine.objects.filter(person=key).order_by("-month").first()
    return line.name if line else key[1:] if key.startswith("n") else ""


def meant(typed, lines=()):
    """The Person whom somebody means by what she typed: a name, or a name with the unit in brackets. Asked are `lines` of
    the ledger and the reporters. Raises Unclear."""
    name = " ".join(typed.split())
    wanted = key_of(None, name)
    found = {line.person: line.name for line in lines if line.person and key_of(None, line.name) == wanted}
    known = Reporter.objects.named(name)
    if name.endswith("）"):
        known = [one for one in Reporter.objects.filter(name=name.partition("（")[0]) if str(one) == name]
    found |= {key_of(one.pk, one.name): str(one) for one in known}
    if len(found) != 1:
        raise Unclear(*found.values())
    ((key, shown),) = found.items()
    return Person(key, shown.partition("（")[0])
