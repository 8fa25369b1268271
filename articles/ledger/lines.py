"""A line of the ledger of what one person gets of a work."""

from articles.models import LedgerLine


def line_of(work, part, month, **more):
    """The unsaved LedgerLine of a Part of a work in a month, with what else it says: at least `kind`, `story`, `day`."""
    return LedgerLine(
        month=month,
        origin=month,
        section=work.section,
        language=work.language,
        person=part.person.key,
        name=part.person.name[:60],
        unit=part.person.unit[:60],
        role=part.person.role[:20],
        points=part.points,
        cents=part.cents,
        percent=work.percent,
        **more,
    )
