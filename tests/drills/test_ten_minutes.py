"""Ten minutes of more than 2,000 reads a second, with 50 editors who save and a story that goes out every ten seconds."""

import shutil
import threading
import time

import pytest

from tests.drills import filling, load
from tests.drills.conftest import window

SECONDS = 600
EDITORS = 50
PAUSE = 10  # seconds from one save of an editor to her next: as often as a form keeps what is typed
ASKED, LEAST = 2500, 2000  # reads a second
EVERY = 10  # seconds from one story that goes out to the next
WRITE, READ = 1.0, 200  # seconds, milliseconds: what one of a hundred may exceed

pytestmark = pytest.mark.skipif(not shutil.which("wrk"), reason="needs wrk (on Debian: apt-get install wrk)")


def test_readers_and_editors_for_ten_minutes(site, figures):
    walk, length = load.filled(site, search_every=500), load.seconds(SECONDS)
    numbers = filling.on(site, f"signed({length // EVERY})")
    editors, published = load.Editors(site, EDITORS), []
    with load.many_readers(site, ASKED, length, walk) as reading:
        publishing = threading.Thread(target=publish, args=(site, numbers, published))
        publishing.start()
        editors.save(length, PAUSE)
        publishing.join()
    wrong = [*editors.wrong, *(one for one in published if one is not True)]
    figures(
        seconds=length,
        reads_a_second=reading["a_second"],
        saves=len(editors.times),
        published=published.count(True),
        errors=len(wrong) + reading["errors"],
        lost=len(editors.lost),
        read_p99_ms=reading["p99"],
        save_p99_s=load.p99(editors.times),
    )
    assert not wrong, wrong[:5]
    assert reading["errors"] == 0, reading["wrong"]
    assert not editors.lost
    assert reading["a_second"] >= LEAST
    assert reading["p99"] <= READ
    assert load.p99(editors.times) <= WRITE


def publish(site, numbers, published):
    """Publish one article after the other, as the desk does; to `published` goes True, or what was answered instead."""
    browser = window(site, "chief-editor")
    for number in numbers:
        address = f"/admin/articles/article/{number}/change/"
        try:
            answer = browser.post(address, browser.form(address) | {"_verb": "publish"})
            published.append(True if answer.status == 302 else f"{address}: {answer.status}")
        except Exception as error:  # whatever it is, the story did not go out
            published.append(f"{address}: {error!r}")
        time.sleep(EVERY)
