"""What a work gets by the rules, and what of it each of its people. Pure."""

from dataclasses import dataclass

from articles.ledger.sharing import ONE, apportion, weights_of
from articles.ledger.works import PHOTO, Person, Rate


@dataclass(frozen=True)
class Part:
    """What one person gets of a work, in hundredths: of the work itself, of points, of yuan; by which rate."""

    person: Person
    share: int
    points: int
    cents: int
    rate: Rate | None


def rate_of(work, rules):
    """The first Rate that fits a work; None where none does, and it is counted for nothing."""
    return next((rate for rate in rules.rates if rate.fits(work)), None)


def parts_of(work, rules):
    """The Parts of a work, in the order of its people: each column adds up to exactly what the work gets."""
    rate = rate_of(work, rules)
    points = rounded(rate.points * work.percent, 100) if rate else 0
    cents = _cents(rate, points, work, rules) if rate else 0
    way = rules.photo_sharing if work.kind == PHOTO else rules.sharing
    weights = weights_of([person.role for person in work.people], way, rules.first_part, rules.roles)
    columns = (apportion(whole, weights) for whole in (ONE, points, cents))
    return [Part(person, *amounts, rate) for person, *amounts in zip(work.people, *columns, strict=True)]


def points_of_views(views, rules):
    """What so many views are worth by the rules, in hundredths of a point."""
    return rounded(views * rules.views, 1000)


def parts_of_points(work, points, rules):
    """The Parts of `points` that come to a work beside what its rate gives, shared as the work is."""
    points = rounded(points * work.percent, 100)
    cents = rounded(points * rules.yuan, 100) if rules.money == "points" else 0
    weights = weights_of([person.role for person in work.people], rules.sharing, rules.first_part, rules.roles)
    columns = (apportion(whole, weights) for whole in (points, cents))
    return [Part(person, 0, *amounts, None) for person, *amounts in zip(work.people, *columns, strict=True)]


def _cents(rate, points, work, rules):
    if rules.money == "points":
        return rounded(points * rules.yuan, 100)
    return rounded(rate.fee * work.percent, 100) if rules.money == "fees" else 0


def rounded(value, by):
    """`value` divided by `by`, halves rounded up; whole numbers, none below nothing."""
    return (2 * value + by) // (2 * by)
