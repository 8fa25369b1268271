"""Reading figures in a real browser: the desk's page fits the screen, and a visit is one view whatever a device fetches."""

import json

import pytest

from tests.articles.reading.test_readers import PEOPLE
from tests.browser.conftest import met
from tests.running import until

pytestmark = pytest.mark.browser

STORIES = """
import json
from datetime import timedelta
from django.utils import timezone
from articles.models import Article, ReadingDay, Section
from newsroom import edition
from tests import factories

today, addresses = timezone.localdate(), []
section = Section.objects.filter(masthead="zh-hans").first()
for number in range(12):
    headline = f"河谷下了今年第{number}场雪，牧民把羊群赶到了山下的冬牧场，孩子们放了三天假"
    article = Article.objects.create(headline=headline, section=section)
    story = factories.publication(story=article.pk, headline=headline, section=section, published_at=timezone.now())
    addresses.append(story.get_absolute_url())
    for ago in range(number):
        ReadingDay.objects.create(story=article.pk, day=today - timedelta(days=ago), views=(number + ago) ** 4 + 1)
edition.bump()
print(json.dumps(addresses))
"""
VIEWS = """
from django.db.models import Sum
from articles.models import ReadingDay
print(ReadingDay.objects.filter(story={story}).aggregate(views=Sum("views", default=0))["views"])
"""
KEPT = "async () => (await (await caches.open('stories')).keys()).map(({ url }) => new URL(url).pathname)"


@pytest.fixture(scope="module")
def stories(site):
    return json.loads(site.manage("shell", "-v0", "-c", STORIES))


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_fits_the_screen(open_as, stories, width, scheme, tmp_path):
    page = open_as("editor", viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto("/admin/reading/?days=30")
    page.locator(".ledger-table tbody tr").first.wait_for()
    assert page.locator(".ledger-chart rect").count() >= 10
    met(page, "() => document.documentElement.scrollWidth <= innerWidth")
    page.screenshot(path=tmp_path / f"reading-{width}-{scheme}.png", full_page=True)


def test_a_visit_is_one_view_whatever_the_device_fetches_by_itself(open_as, site, stories):
    address = stories[0]
    page = open_as(None, user_agent=PEOPLE[0], viewport={"width": 390, "height": 800})
    page.goto(address)
    until(lambda: address in page.evaluate(KEPT))  # fetched a second time, to be kept
    page.goto(address)  # through the service worker now
    page.evaluate("caches.delete('state')")  # as when an hour has gone by: it looks after all that is kept
    page.goto("/")
    until(lambda: page.evaluate("async () => !!(await (await caches.open('state')).match('/-'))"))
    site.stop()  # which saves what was counted
    try:
        assert site.manage("shell", "-v0", "-c", VIEWS.format(story=address.split("/")[-2])).strip() == "2"
    finally:
        site.start()
