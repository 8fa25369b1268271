"""A supplier that is this very site: what is published in 要闻 comes back as the story of another house, in 乡村."""

from urllib.parse import urlsplit

import pytest

from articles.desk.exchange import fetching, following
from articles.desk.exchange.fetching import Answer, Trouble
from articles.models import Article, Dispatch, Supplier, Supply
from articles.public.api import askers
from newsroom.limits import Counts
from tests import factories
from tests.articles.public.api.asked import partner

COUNTY = "http://localhost:8000"


class Exchange:
    """`supplier`, which is asked by `ask`; what is `given` in place of an answer, by path; the addresses `asked`, with keys."""

    def __init__(self, cast, client):
        self.cast, self.client = cast, client
        self.asked, self.given = [], {}
        villages = factories.section("villages")
        _partner, key = partner([cast.section], has_originals=True)
        self.supplier = Supplier.objects.create(
            name="白河县融媒体中心", address=COUNTY, key=key, section=villages, has_past=True
        )

    def get(self, address, *, most, key=""):
        parts = urlsplit(address)
        self.asked.append((address, key))
        if (given := self.given.get(parts.path)) is not None:
            if isinstance(given, Exception):
                raise given
            return Answer("application/json", given)
        answer = self.client.get(
            f"{parts.path}?{parts.query}", headers={"Authorization": f"Bearer {key}"} if key else {}
        )
        if answer.status_code != 200:
            raise Trouble("no", answer.status_code)
        return Answer(answer["Content-Type"], answer.getvalue())

    def ask(self):
        """Ask the supplier; it as it is then."""
        following.ask.call(self.supplier.pk)
        self.supplier.refresh_from_db()
        return self.supplier

    def set(self, **fields):
        Supplier.objects.filter(pk=self.supplier.pk).update(**fields)

    @property
    def dispatches(self):
        return list(Dispatch.objects.filter(supply__supplier=self.supplier).order_by("pk"))

    @property
    def dispatch(self):
        [one] = self.dispatches
        return one

    @property
    def article(self):
        """The article that the only story of the supplier became."""
        return Article.objects.get(pk=Dispatch.objects.exclude(article=None).latest("filed_at").article_id)

    @property
    def supply(self):
        return Supply.objects.get()


@pytest.fixture
def exchange(cast, client, monkeypatch, settings):
    settings.EXCHANGE_INSIDE = True
    monkeypatch.setattr(askers, "counts", Counts())
    made = Exchange(cast, client)
    monkeypatch.setattr(fetching, "get", made.get)
    return made
