"""Whom to ask and when: one that is away, says what is none, or knows the key no more is asked again later and told of at the desk;
nothing is done by halves, and nothing twice."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from articles.desk import publishing
from articles.desk.exchange import fetching, following, taking
from articles.desk.exchange.fetching import Trouble
from articles.models import Article, Dispatch, Partner, Supplier, Supply
from articles.public.api import cursors

pytestmark = pytest.mark.django_db
FEED = "/api/v1/changes/"


def waited(supplier):
    """The minutes until a supplier is asked again."""
    return round((supplier.next_at - timezone.now()) / timedelta(minutes=1))


def test_one_is_asked_when_its_time_has_come_and_not_before(cast, exchange, settings):
    settings.EXCHANGE_SECONDS = 300
    following.follow(timezone.now())
    asked = len(exchange.asked)
    assert asked
    following.follow(timezone.now())
    assert len(exchange.asked) == asked
    following.follow(timezone.now() + timedelta(seconds=301))
    assert len(exchange.asked) > asked


def test_one_that_is_switched_off_is_not_asked(cast, exchange):
    exchange.set(is_off=True)
    following.follow(timezone.now())
    exchange.ask()
    assert exchange.asked == []


def test_the_key_goes_with_the_question_and_is_in_no_address(cast, exchange):
    exchange.ask()
    [(address, key), *_rest] = exchange.asked
    assert key == exchange.supplier.key
    assert key not in address


def test_who_is_away_is_asked_again_after_ever_longer_waits(cast, exchange):
    exchange.given[FEED] = Trouble("county.example 连不上。")
    waits = []
    for _try in range(8):
        waits.append(waited(exchange.ask()))
    assert waits == [1, 2, 5, 15, 30, 60, 60, 60]
    assert exchange.supplier.error == "county.example 连不上。"
    del exchange.given[FEED]
    supplier = exchange.ask()
    assert (supplier.error, supplier.tries) == ("", 0)
    assert supplier.seen_at


def test_who_says_when_is_asked_then(cast, exchange):
    exchange.given[FEED] = Trouble("too many", 429, 1800)
    assert waited(exchange.ask()) == 30


def test_a_key_that_was_switched_off_is_told_at_the_desk(cast, exchange, client):
    Partner.objects.update(is_off=True)
    assert exchange.ask().error
    client.force_login(cast.chief_editor)
    page = client.get("/admin/").content.decode()
    assert "收不到白河县融媒体中心的稿件。" in page
    client.force_login(cast.editor)
    assert "收不到" not in client.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "answer",
    [
        b"<html>",
        b"",
        b"[]",
        b"\xff\xfe",
        b'{"items": [], "has_more": false}',
        b'{"items": {}, "has_more": false, "cursor": 5}',
        b'{"items": [{}], "has_more": false, "cursor": "x"}',
        b'{"items": [], "has_more": "no", "cursor": "x"}',
        b'{"items": [], "has_more": false, "cursor": "' + b"x" * 300 + b'"}',
        b"[" * 100_000,
    ],
)
def test_garbage_changes_nothing_and_is_told(cast, exchange, answer):
    exchange.given[FEED] = answer
    supplier = exchange.ask()
    assert "不是变动列表" in supplier.error
    assert (supplier.cursor, Dispatch.objects.count()) == ("", 0)


@pytest.mark.parametrize(
    "item",
    [
        {},
        {"pubStatus": "usable"},
        {"pubStatus": "usable", "altIds": [{"role": "story", "value": "7"}], "version": "1"},
        {"pubStatus": "usable", "altIds": 5, "version": [], "bodies": "x"},
        {"pubStatus": "usable", "altIds": [{"role": "story", "value": "8"}], "version": "1", "title": "别的号"},
    ],
)
def test_a_story_that_cannot_be_read_waits_as_it_came(cast, exchange, item):
    change = {
        "cursor": "a",
        "kind": "published",
        "at": timezone.now().isoformat(),
        "story": 7,
        "version": 1,
        "item": item,
    }
    exchange.given[FEED] = json.dumps({"items": [change], "cursor": "a", "has_more": False}).encode()
    supplier = exchange.ask()
    assert (supplier.error, supplier.cursor) == ("", "a")
    dispatch = exchange.dispatch
    assert dispatch.failure
    assert Supply.objects.get().version == 1
    exchange.ask()
    assert Dispatch.objects.count() == 1


def test_a_photo_that_cannot_be_fetched_for_now_keeps_its_story_waiting(cast, exchange, monkeypatch):
    photo = cast.photo()
    cast.published(cast.article(body=f'<p>雪。</p><figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'))
    real = exchange.get

    def away(address, **more):
        if "/media/" in address:
            raise Trouble("away")
        return real(address, **more)

    monkeypatch.setattr(fetching, "get", away)
    supplier = exchange.ask()
    assert (supplier.error, supplier.cursor, Dispatch.objects.count()) == ("away", "", 0)
    monkeypatch.setattr(fetching, "get", real)
    assert exchange.ask().error == ""
    assert Dispatch.objects.count() == 1


def test_what_fails_in_the_midst_leaves_nothing_by_halves(cast, exchange, monkeypatch):
    cast.published(cast.article())
    exchange.set(files_itself=True)
    monkeypatch.setattr(taking.filing, "file", lambda *args: 1 / 0)
    exchange.ask()
    assert Article.objects.count() == 1
    assert exchange.dispatch.failure


def test_a_cursor_that_is_known_no_more_is_followed_from_the_beginning_and_nothing_comes_twice(cast, exchange):
    cast.published(cast.article())
    exchange.ask()
    exchange.set(cursor=cursors.made("v", 999999, "abc"))
    supplier = exchange.ask()
    assert supplier.error == ""
    assert Dispatch.objects.count() == 1


def test_one_that_was_changed_meanwhile_is_left_to_who_changed_it(cast, exchange):
    cast.published(cast.article())
    change = following.feed.page(exchange.supplier, "").changes[0]
    Supplier.objects.update(cursor="somewhere else")
    with pytest.raises(taking.Overtaken):
        taking.take(exchange.supplier, change)
    assert Dispatch.objects.count() == 0


def test_what_they_have_from_here_does_not_come_back(cast, exchange, settings):
    cast.published(cast.article(source="雪川新闻网", source_url=f"{settings.SITE_URL}/2026/03/05/7/"))
    exchange.ask()
    assert Dispatch.objects.count() == 0


def test_only_one_of_two_who_ask_at_once_goes_on(cast, exchange):
    same = Supplier.objects.get()
    assert following._hold(exchange.supplier, same.next_at, timezone.now())
    assert not following._hold(same, same.next_at, timezone.now())


def test_a_withdrawal_that_fails_is_tried_again_until_it_is_done(cast, exchange, monkeypatch):
    article = cast.published(cast.article())
    exchange.set(files_itself=True)
    exchange.ask()
    publishing.withdraw(article.pk, notice="有误。")
    record = taking.audit.record
    monkeypatch.setattr(taking.audit, "record", lambda *args, **more: 1 / 0)
    assert "人工撤稿" in exchange.ask().error
    assert exchange.article.stopped == ""
    monkeypatch.setattr(taking.audit, "record", record)
    assert exchange.ask().error == ""
    assert exchange.article.stopped


def test_one_goes_on_next_time_where_its_time_is_over(cast, exchange):
    for headline in ("第一篇", "第二篇", "第三篇"):
        cast.published(cast.article(headline=headline))
    supplier = exchange.supplier
    _did, has_more = following._followed(supplier, 0)
    assert (Dispatch.objects.count(), has_more) == (1, True)
    following._followed(supplier, 0)
    assert Dispatch.objects.count() == 2


def test_a_withdrawal_that_cannot_be_read_is_not_passed_over(cast, exchange):
    Supply.objects.create(supplier=exchange.supplier, story=7)
    item = {"pubStatus": "canceled", "version": "x"}
    change = {
        "cursor": "a",
        "kind": "withdrawn",
        "at": timezone.now().isoformat(),
        "story": 7,
        "version": 1,
        "item": item,
    }
    exchange.given[FEED] = json.dumps({"items": [change], "cursor": "a", "has_more": False}).encode()
    supplier = exchange.ask()
    assert "人工撤稿" in supplier.error
    assert supplier.cursor == ""


def test_the_end_of_a_story_that_never_came_is_nothing(cast, exchange):
    change = {"cursor": "a", "kind": "withdrawn", "at": timezone.now().isoformat(), "story": 7, "version": 3}
    change["item"] = {"pubStatus": "canceled"}
    exchange.given[FEED] = json.dumps({"items": [change], "cursor": "a", "has_more": False}).encode()
    supplier = exchange.ask()
    assert (supplier.error, supplier.cursor) == ("", "a")
    assert not Supply.objects.exists()
