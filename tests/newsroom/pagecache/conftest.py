import pytest
from django.core.handlers.wsgi import WSGIHandler

from newsroom import edition
from newsroom.pagecache import PageCache
from tests.newsroom.pagecache import site


@pytest.fixture
def number(monkeypatch):
    """The edition as the cache hears of it; `number.set(n, firm)` begins another."""

    class Number:
        def __init__(self):
            self.now = edition.Heard(1, 0)

        def set(self, number, firm=0):
            self.now = edition.Heard(number, firm)

    held = Number()
    monkeypatch.setattr(edition, "heard", lambda: held.now)
    return held


@pytest.fixture
def cache(settings, tmp_path, number):
    """A PageCache before the small site, with files of its own."""
    settings.ROOT_URLCONF = "tests.newsroom.pagecache.site"
    settings.MIDDLEWARE = []
    site.answers.clear()
    with site.connections_left_alone():
        yield PageCache(WSGIHandler(), folder=tmp_path / "pages")
