"""A supplier asked over HTTP, as it is on the network: its feed, its original photos and its public ones."""

import pytest

from articles.desk.exchange import following
from articles.models import Dispatch, Supplier
from articles.public.api import askers
from media import credits
from media.models import Photo
from newsroom.limits import Counts
from tests import factories
from tests.articles.public.api.asked import partner


@pytest.mark.django_db(transaction=True)
def test_a_story_and_its_photos_come_over_the_network(cast, live_server, settings, monkeypatch):
    monkeypatch.setattr(askers, "counts", Counts())
    settings.SITE_URL, settings.EXCHANGE_INSIDE = live_server.url, True
    one, two = cast.photo(colour=(200, 80, 60)), cast.photo("会场外的冰雕。", colour=(60, 80, 200))
    Photo.objects.filter(pk=one.pk).update(licence=Photo.Licence.OURS)
    figures = "".join(f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>' for photo in (one, two))
    cast.published(cast.article(body=f"<p>推介会召开。</p>{figures}"))
    _partner, key = partner([cast.section], has_originals=True)
    villages = factories.section("villages")
    supplier = Supplier.objects.create(name="白河", address=live_server.url, key=key, section=villages, has_past=True)
    following.ask.call(supplier.pk)
    supplier.refresh_from_db()
    assert supplier.error == ""
    dispatch = Dispatch.objects.get()
    numbers = [block["photo"] for block in dispatch.said["blocks"] if block["kind"] == "photo"]
    assert numbers[0] == one.pk  # its very file: we have it already
    taken = Photo.objects.get(pk=numbers[1])
    assert taken != two
    assert (taken.width, credits.line(credits.facts(taken))) == (two.width, "实习记者 江一帆摄")
    Supplier.objects.update(key="nr_wrong")
    following.ask.call(supplier.pk)
    supplier.refresh_from_db()
    assert "不认这个密钥" in supplier.error
