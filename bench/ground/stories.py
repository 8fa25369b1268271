"""A paper with a long past: any number of stories on the site, as `manage.py seed_corpus` makes them, but a thousand a month at
every size and each some 900 characters long."""

from datetime import timedelta

from articles.demo.corpus import seeding
from articles.demo.corpus.words import COMMON, EVERYWHERE, OLD, RARE

__all__ = ["COMMON", "EVERYWHERE", "OLD", "RARE", "Stories"]


class Stories:
    """The people and tags of the paper, and `reach(size)`, which makes its past longer: by whole thousands."""

    def __init__(self):
        self.corpus = seeding.Corpus(apart=timedelta(days=30) / 1000, lines=(24,))
        self.now = self.corpus.newest
        self.texts = [self.corpus.text(0)]

    def reach(self, size):
        """Let there be `size` stories on the site."""
        for _made in self.corpus.fill(size):
            pass
