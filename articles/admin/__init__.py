"""The desk's screens, a file per screen; importing this registers them all."""

from articles.admin import article, fronts, review, taxonomy

__all__ = ["article", "fronts", "review", "taxonomy"]
