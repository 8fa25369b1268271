"""500 stories that are due at one moment, and no worker: what readers see of them, and when."""

import re
import time

from tests.drills import filling
from tests.drills.conftest import window
from tests.running import running

STORIES = 500
HEADWAY = 15  # seconds from scheduling to the moment
LATEST = 5  # seconds that a story may be late
PATIENCE = 60


def test_all_go_out_at_their_time_and_none_before(newsroom, figures):
    photo = filling.on(newsroom, "photos(1)")[0]
    numbers = filling.on(newsroom, f"signed({STORIES}, {photo})")
    with running(newsroom, worker=False) as site:
        due = filling.on(site, f"scheduled({HEADWAY})")
        assert due > time.time() + 1, "scheduling took too long"
        seen = watched(window(site), due)
        answers = [window(site).get(address).status for address in seen]
    stories = {int(re.search(r"/(\d+)/$", address)[1]) for address in seen}
    early = sum(at < due for at in seen.values())
    latest = max(seen.values()) - due
    figures(stories=len(seen), early=early, latest_seconds=round(latest, 2))
    assert stories == set(numbers)
    assert set(answers) == {200}
    assert early == 0
    assert latest <= LATEST


def watched(reader, due):
    """address → when a reader first saw that it is on the site, asking for the sitemap of the month again and again."""
    month = time.strftime("/sitemaps/%Y-%m.xml", time.gmtime(due + 8 * 3600))
    seen = {}
    while len(seen) < STORIES and time.time() < due + PATIENCE:
        answer = reader.get(month)
        at = time.time()
        for address in re.findall(r"<loc>https?://[^/]+(/[^<]+)</loc>", answer.text):
            seen.setdefault(address, at)
        time.sleep(0.1)
    return seen
