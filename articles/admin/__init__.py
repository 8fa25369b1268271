"""The desk's screens, a file per screen; importing this registers them all."""

from articles.admin import article, frontpage, review, taxonomy

__all__ = ["article", "frontpage", "review", "taxonomy"]
