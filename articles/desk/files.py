"""Every kind of file of the house, and the drawn cards: what the rows of this floor name beside those of media."""

from django.conf import settings

from articles.models import Dispatch, Publication
from media import housekeeping, stores
from media.housekeeping import BATCH, Kind, Row


def kinds():
    """All kinds of file that rows name, as media.housekeeping has them."""
    return [*housekeeping.kinds(), Kind("copies", stores.copies(), _copies, _known_copies)]


def cards_left(now):
    """Paths of drawn cards that no story on the site has, and of what a crash left half drawn, older than a day."""
    before = (now - housekeeping.FRESH).timestamp()
    paths = (path for path in settings.CARDS.glob("*/*") if path.stat().st_mtime < before)
    for batch in housekeeping.batched(paths):
        stories = {path: int(number) for path in batch if (number := path.name.partition("-")[0]).isdecimal()}
        live = set(Publication.objects.filter(story__in=stories.values()).values_list("story", flat=True))
        yield from (path for path in batch if stories.get(path) not in live)


def _copies():
    rows = Dispatch.objects.exclude(original="").values_list("original", "pk", "sha256", "size").order_by("pk")
    for name, pk, sha256, size in rows.iterator(chunk_size=BATCH):
        yield Row(name, f"dispatch {pk}", sha256, size)


def _known_copies(names):
    return set(Dispatch.objects.filter(original__in=names).values_list("original", flat=True))
