"""The desk's screens, a file per screen; importing this registers them all."""

from articles.admin import (
    article,
    fronts,
    housepages,
    ledgerrules,
    mastheads,
    moved,
    partners,
    plans,
    portraits,
    remits,
    review,
    suppliers,
    tags,
    taxonomy,
    topics,
    usage,
)

__all__ = [
    "article",
    "fronts",
    "housepages",
    "ledgerrules",
    "mastheads",
    "moved",
    "plans",
    "partners",
    "portraits",
    "remits",
    "review",
    "suppliers",
    "tags",
    "taxonomy",
    "topics",
    "usage",
]
