"""What a web process holds after an hour of everything that is asked of a site: every kind of page, searches, feeds, the
desk, saves and uploads."""

import re
import threading
import time

from bench.ground.processes import below, memory, workers
from tests.cast import photo_file
from tests.drills import filling, load
from tests.drills.conftest import window

SECONDS = 3600
READERS, EDITORS = 20, 5
PAUSE = 5  # seconds from one thing that somebody at the desk does to her next
EVERY = 60  # seconds from one look at the memory to the next
MOST = 150  # megabytes of a web process
NEVER = ("logout", "/delete/", "password")


def test_a_web_process_stays_small(site, figures, capsys):
    walk, length = load.filled(site, search_every=100), load.seconds(SECONDS)
    walk += [address for found in filling.on(site, "addresses()").values() for address in found]
    editors, wrong, looks = load.Editors(site, EDITORS), [], []
    end = time.monotonic() + length
    desk = [threading.Thread(target=walks, args=(site, role, end, wrong)) for role in ("administrator", "chief-editor")]
    desk += [threading.Thread(target=uploads, args=(site, end, wrong))]
    desk += [threading.Thread(target=editors.save, args=(length, PAUSE))]
    with load.readers(site, READERS, length, walk) as reading:
        for thread in desk:
            thread.start()
        while time.monotonic() < end:
            time.sleep(max(0, min(EVERY, end - time.monotonic())))
            looks.append(held(site))
            with capsys.disabled():
                print(f"\nafter {len(looks)} looks: {looks[-1]}", flush=True)  # noqa: T201, an hour is long
        for thread in desk:
            thread.join()
    rss, pss = (max(one[at] for look in looks for one in look) for at in (0, 1))
    figures(
        seconds=length,
        rss_mb=rss,
        pss_mb=pss,
        first_mb=max(max(one) for one in looks[0]),
        reads=reading["answers"],
        saves=len(editors.times),
        errors=len(wrong) + len(editors.wrong) + reading["errors"],
    )
    assert not wrong, wrong[:5]
    assert not editors.wrong, editors.wrong[:5]
    assert reading["errors"] == 0, reading["wrong"]
    assert max(rss, pss) < MOST


def held(site):
    """(RSS, PSS) of each web process, in megabytes."""
    return [memory(number) for number in workers(below(site.server.pid, "granian"))]


def walks(site, role, end, wrong):
    """Somebody who opens every page that the desk's pages lead to, and begins anew."""
    browser, waiting, known = window(site, role), [], set()
    while time.monotonic() < end:
        if not waiting:
            waiting, known = ["/admin/"], {"/admin/"}
        address = waiting.pop(0)
        try:
            answer = browser.get(address)
        except Exception as error:  # whatever it is, she got no page; a file that is no text is none
            wrong += [] if isinstance(error, UnicodeDecodeError) else [f"{address}: {error!r}"]
            continue
        if answer.status >= 500:
            wrong.append(f"{address}: {answer.status}")
        for found in re.findall(r'href="(/admin/[^"#]*)"', answer.text):
            if found not in known and not any(word in found for word in NEVER) and len(known) < 300:
                known.add(found)
                waiting.append(found)
        time.sleep(PAUSE / 10)


def uploads(site, end, wrong):
    """Somebody who uploads one photo after the other, of twelve megapixels, each another."""
    browser, number = window(site, "photo-desk"), 0
    while time.monotonic() < end:
        number += 1
        data = photo_file(size=(4000 + number % 500, 3000 + number // 500)).read()
        try:
            form = browser.form("/admin/media/photo/upload/")
            answer = browser.send("/admin/media/photo/take/", form, "file", f"{number}.jpg", data)
            if answer.status not in (200, 201):
                wrong.append(f"upload {number}: {answer.status}")
        except Exception as error:  # whatever it is, it was not taken
            wrong.append(f"upload {number}: {error!r}")
        time.sleep(PAUSE)
