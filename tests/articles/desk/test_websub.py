"""Hubs are told of feeds that changed: a hub of our own listens on this machine."""

import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.desk import clock, photos, publishing, websub
from articles.desk.workflow import Verb
from articles.models import Article, Topic

pytestmark = pytest.mark.django_db
NEWS = {f"/{place}/latest.{kind}" for place in ("feeds", "sections/news") for kind in ("rss", "atom", "json")}


@pytest.fixture
def hub(settings):
    """A hub that notes what it is told and answers with `hub.status`."""
    told = []

    class Hub(BaseHTTPRequestHandler):
        def do_POST(self):
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told.append(form)
            self.send_response(server.status)
            if server.status == 302:
                self.send_header("Location", f"http://127.0.0.1:{server.server_port}/elsewhere")
            self.end_headers()

        def log_message(self, *args):
            pass

    server = HTTPServer(("127.0.0.1", 0), Hub)
    server.status, server.told = 204, told
    settings.WEBSUB_HUBS = (f"http://127.0.0.1:{server.server_port}/",)
    settings.DEBUG, settings.SITE_URL = True, "https://news.example"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def waiting():
    return DBTaskResult.objects.filter(task_path=websub.tell_hubs.module_path, status="READY").order_by("enqueued_at")


def work():
    """Do what waits to be told, as the worker does."""
    row = waiting().first()
    row.status = "RUNNING"
    row.save()
    websub.tell_hubs.call(*row.args_kwargs["args"])


def addresses(form):
    return {address.removeprefix("https://news.example") for address in form["hub.url"]}


@pytest.fixture
def out(cast, django_capture_on_commit_callbacks):
    """Does a verb to an article and what follows its commit."""

    def do(article, verb, **more):
        with django_capture_on_commit_callbacks(execute=True):
            cast.do(article, verb, cast.chief_editor, **more)

    return do


def test_a_hub_is_told_of_every_feed_that_a_story_stands_in(cast, hub, out):
    topic = Topic.objects.create(title="冬捕", slug="winter", is_open=True)
    article = cast.article(topic=topic)
    article.tags.add("冰雪")
    out(cast.signed(article), Verb.PUBLISH)
    assert waiting().get().run_after > timezone.now() + timedelta(seconds=2)
    work()
    [form] = hub.told
    assert form["hub.mode"] == ["publish"]
    told = addresses(form)
    assert told > NEWS
    assert {"/topics/winter/latest.atom", "/tags/%E5%86%B0%E9%9B%AA/latest.json"} <= told
    assert f"/reporters/{'%E6%9E%97%E7%9F%A5%E5%A4%8F'}/latest.rss" in told
    assert len(told) == 3 * 6


def test_ten_stories_are_told_at_once(cast, hub, out):
    for _ in range(10):
        out(cast.signed(), Verb.PUBLISH)
    work()
    assert len(hub.told) == 1
    assert not waiting().exists()


def test_leaving_the_site_is_told_and_coming_back(cast, hub, out):
    article = cast.published()
    out(article, Verb.WITHDRAW, text="有误。")
    work()
    out(article, Verb.RESTORE)
    work()
    assert [addresses(form) >= NEWS for form in hub.told] == [True, True]


def test_a_correction_tells_the_feeds_of_before_too(cast, hub, out):
    article = cast.article()
    article.tags.add("冰雪")
    article = cast.published(article)
    article.tags.clear()
    changed = cast.signed(cast.changed(article, body="<p>改过的。</p>"))
    out(changed, Verb.CORRECT, text="改了一处。")
    work()
    assert "/tags/%E5%86%B0%E9%9B%AA/latest.rss" in addresses(hub.told[0])


def test_a_correction_that_was_held_back_at_its_time_tells_nobody(cast, hub, django_capture_on_commit_callbacks):
    article = cast.changed(cast.published(), body="<p>改过的，没人签。</p>")
    now = timezone.now()
    Article.objects.filter(pk=article.pk).update(publish_at=now, publish_note="改了一处。")
    with django_capture_on_commit_callbacks(execute=True):
        clock.publish_due(now)
    article.refresh_from_db()
    assert article.held
    assert not waiting().exists()


def test_a_killed_photo_leaves_the_hubs_too(cast, hub, django_capture_on_commit_callbacks):
    photo = cast.photo()
    cast.published(cast.article(cover=photo))
    with django_capture_on_commit_callbacks(execute=True):
        assert photos.kill(photo.pk, cast.administrator, "侵权") == 1
    work()
    assert addresses(hub.told[0]) >= NEWS


def test_a_hub_that_fails_is_tried_again_later_and_given_up(cast, hub, out, caplog):
    hub.status = 503
    out(cast.signed(), Verb.PUBLISH)
    for tries in range(len(websub.AGAIN)):
        work()
        again = waiting().get()
        assert again.args_kwargs["args"][1:] == [[*websub.settings.WEBSUB_HUBS], tries + 1]
        assert again.run_after > timezone.now() + websub.AGAIN[tries] - timedelta(seconds=5)
    work()
    assert not waiting().exists()
    assert "given up" in caplog.text
    assert len(hub.told) == 1 + len(websub.AGAIN)


def test_a_hub_that_leads_elsewhere_is_not_followed(cast, hub, out):
    hub.status = 302
    out(cast.signed(), Verb.PUBLISH)
    work()
    assert len(hub.told) == 1
    assert waiting().count() == 1  # it is tried again


def test_hubs_that_are_away_hold_nothing_up(cast, settings, out):
    settings.WEBSUB_HUBS = ("https://127.0.0.1:9/", "https://[", "ftp://hub.example/", "no address")
    article = cast.signed()
    out(article, Verb.PUBLISH)
    work()
    assert publishing.Publication.objects.filter(story=article.pk).exists()
    assert waiting().get().args_kwargs["args"][1] == ["https://127.0.0.1:9/"]


def test_no_hub_is_told_in_the_clear(cast, hub, out, settings):
    settings.DEBUG = False
    out(cast.signed(), Verb.PUBLISH)
    work()
    assert hub.told == []


def test_a_site_without_hubs_asks_nothing_and_tells_nobody(cast, out, django_assert_num_queries):
    out(cast.signed(), Verb.PUBLISH)
    assert not waiting().exists()
    with django_assert_num_queries(0):
        assert websub.feeds_of(1) == set()


def test_a_queue_that_fails_does_not_undo_publishing(cast, hub, out, monkeypatch):
    monkeypatch.setattr(type(websub.tell_hubs), "enqueue", lambda *args, **kwargs: 1 / 0)
    article = cast.signed()
    out(article, Verb.PUBLISH)
    assert publishing.Publication.objects.filter(story=article.pk).exists()
