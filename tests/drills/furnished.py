"""A site on which every address of the permission matrix leads somewhere, for drills that go through them all."""

import json
from dataclasses import dataclass, field

FILL = "from tests.drills.furnished import furnish; furnish()"


@dataclass
class Door:
    """One address of the site: its name, where it is, how it is asked, what its form is sent and who gets an answer."""

    name: str
    address: str
    method: str = "get"
    form: dict = field(default_factory=dict)
    who: list = field(default_factory=list)

    @property
    def is_public(self):
        return not self.address.startswith("/admin/")


def doors(site):
    """All addresses of a site that FILL has filled."""
    return [Door(**door) for door in json.loads(site.filled.splitlines()[-1])]


def furnish():
    """Fill an empty site with a row for every address, and print the addresses."""
    from django.conf import settings

    from newsroom import edition
    from tests.architecture.test_matrix import furnished
    from tests.cast import Cast

    world = furnished(Cast(), settings)
    edition.bump()
    print(json.dumps(doors_of(world), default=str))  # noqa: T201


def doors_of(world):
    """The addresses of the permission matrix in a world of tests/architecture/test_matrix.py, as plain values."""
    from django.urls import reverse

    from tests.architecture.matrix import MATRIX

    return [
        {
            "name": name,
            "address": reverse(name, kwargs=row.arguments(world)),
            "method": row.method,
            "form": row.form(world),
            "who": sorted(row.who),
        }
        for name, row in MATRIX.items()
    ]
