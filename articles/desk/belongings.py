"""The files that belong to the rows of a database: what a backup keeps of dispatches."""

from articles.models import Dispatch
from media import stores


def files(alias):
    """As that of media.belongings."""
    rows = Dispatch.objects.using(alias).exclude(original="").order_by()
    yield "copies", stores.copies(), rows.values_list("original", flat=True).distinct().iterator()
