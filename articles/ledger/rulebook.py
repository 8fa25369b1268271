"""By which rules a month is counted, as the pure half wants them."""

from articles.ledger.works import Rate, Rules
from articles.models import LedgerRules


class Rulebook:
    """All rules that the newsroom has set, read once."""

    def __init__(self):
        rows = LedgerRules.objects.order_by("-since").prefetch_related("rates", "roles")
        self._sets = [(row.since, row) for row in rows]
        self._plain = {}

    def of(self, month):
        """The Rules that hold for a month, a date; those of before the newsroom said anything where none do."""
        row = self.row(month)
        if row is None:
            return Rules()
        if row.pk not in self._plain:
            self._plain[row.pk] = plain(row)
        return self._plain[row.pk]

    def row(self, month):
        """The LedgerRules that hold for a month; None where none do."""
        return next((row for since, row in self._sets if since <= month), None)


def plain(row):
    """The Rules that a row of LedgerRules with its rates and roles says."""
    rates = [
        Rate(
            kind=rate.kind,
            points=hundredths(rate.points),
            fee=hundredths(rate.fee),
            section=rate.section,
            language=rate.language,
            least=rate.least,
            most=rate.most,
            number=rate.pk,
        )
        for rate in row.rates.all()
    ]
    return Rules(
        sharing=row.sharing,
        photo_sharing=row.photo_sharing,
        first_part=row.first_part,
        roles=tuple((role.role, hundredths(role.weight)) for role in row.roles.all()),
        reprints=row.reprints,
        translations=row.translations,
        moved_in=row.moved_in,
        counts_withdrawn=row.counts_withdrawn,
        counts_translators=row.counts_translators,
        counts_editors=row.counts_editors,
        money=row.money,
        yuan=hundredths(row.yuan),
        views=hundredths(row.views_points),
        rates=tuple(rates),
    )


def hundredths(value):
    """A Decimal of two places as a whole number of hundredths."""
    return int(value * 100)
