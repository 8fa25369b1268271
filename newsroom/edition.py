"""The edition: one number for the whole site, raised by everything that changes what readers see."""

from django.db.models import F

from newsroom.models import Edition


def current():
    """The number of the edition that is out now."""
    return Edition.objects.filter(pk=1).values_list("number", flat=True).first() or 1


def bump():
    """Begin the next edition. Inside a transaction this also puts its callers in a row: the one row stays locked to
    the end, so what is frozen and projected after the bump is frozen and projected one story at a time."""
    if not Edition.objects.filter(pk=1).update(number=F("number") + 1):
        Edition.objects.bulk_create([Edition(pk=1)], ignore_conflicts=True)
        Edition.objects.filter(pk=1).update(number=F("number") + 1)
