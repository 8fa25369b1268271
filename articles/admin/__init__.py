"""The desk's screens, a file per screen; importing this registers them all."""

from articles.admin import article, fronts, moved, remits, review, tags, taxonomy, topics, usage

__all__ = ["article", "fronts", "moved", "remits", "review", "tags", "taxonomy", "topics", "usage"]
