"""What nobody may see is asked for at every kind of address, as nobody and as each role: a secret word never comes back."""

import json
import subprocess
import sys
import threading
import time
from collections import Counter
from itertools import product
from urllib.parse import quote

import pytest

from bench.ground.browser import Browser
from tests.drills.conftest import window
from tests.drills.furnished import Door
from tests.drills.hiding import FILL  # noqa: F401, the fixture fills by it
from tests.running import ROLES, ROOT

OF_A_STORY = "x versions/ versions/1/ versions/2/ print/ qr.svg ninjs.json card-00000000.jpg latest.rss preview/ edit/ history/".split()
LISTS = "sections tags topics reporters about".split()
FORMS = ("", "latest.rss", "latest.atom", "latest.json", "photos/")
ROUNDS = 10
# What asks the desk for rows by a word.
ASKING = """/admin/find/?q={0} /admin/articles/article/?q={0} /admin/articles/article/stories.json?q={0} /admin/newsroom/reporter/names.json?q={0}
/admin/articles/tag/names.json?q={0} /admin/media/photo/library.json?q={0} /admin/search/?s={0} /admin/articles/article/originals.json?q={0}
/admin/autocomplete/?term={0}&app_label=media&model_name=photocredit&field_name=reporter
/admin/autocomplete/?term={0}&app_label=newsroom&model_name=reporter&field_name=user
/admin/articles/article/export.csv?q={0} /admin/newsroom/logline/?q={0} /admin/auth/user/?q={0}""".split()


@pytest.fixture(scope="module")
def hidden(site):
    """What tests/drills/hiding.py said of the site."""
    return json.loads(site.filled.splitlines()[-1])


def public_addresses(hidden):
    """Every kind of public address, filled with what is hidden and with what may be guessed."""
    secret = quote(hidden["secret"])
    days = [*hidden["days"], "2026/01/01"]
    yield from (
        f"/{day}/{number}/{tail.removeprefix('x')}"
        for day, number, tail in product(days, hidden["articles"], OF_A_STORY)
    )
    for edition in ("", "/kk-arab"):
        yield from (
            f"{edition}/{kind}/{slug}/{form}" for kind, slug, form in product(LISTS, (secret, "hidden", "same"), FORMS)
        )
        for word in (hidden["secret"][:2], hidden["secret"][2:], hidden["secret"][1:3]):
            yield from (
                f"{edition}/search/{tail}q={quote(word)}"
                for tail in ("?", "suggest/?", "?sort=newest&", "?kind=photos&")
            )
    yield from (
        door["address"]
        for door in hidden["doors"]
        if not door["address"].startswith("/admin/") and door["name"] != "preview"
    )
    for token in hidden["tokens"]:
        yield from (f"/preview/{guess}/" for guess in (token, token[:-1], token.lower(), token + "A", token[::-1]))
    for name in [*hidden["files"], *hidden["originals"]]:
        for place in ("media/photos", "media", "media/originals", "originals", "var/originals", "copies", "media/copies", "static", "files",
                      "media/photos/../../originals", "media/photos/..%2f..%2foriginals", "static/../originals"):  # fmt: skip
            yield from (f"/{place}/{name}{end}" for end in ("", ".webp", ".jpg"))


def meets(text, secret):
    """Whether the secret word stands in a text, in any spelling of it."""
    return any(
        spelling in text for spelling in (secret, quote(secret), json.dumps(secret)[1:-1], quote(secret).lower())
    )


def seen_by(browser, addresses, secret):
    """(how many were asked, statuses, those that showed the secret)."""
    statuses, seen = Counter(), []
    for address in addresses:
        answer = browser.get(address)
        statuses[answer.status] += 1
        if meets(answer.text, secret) or meets(answer.location, secret):
            seen.append(address)
    return sum(statuses.values()), statuses, seen


def test_hidden_words_as_nobody(site, hidden, figures):
    browser = Browser(int(site.url.rpartition(":")[2]))
    addresses = [*public_addresses(hidden)]
    addresses += [door["address"] for door in hidden["doors"] if door["address"].startswith("/admin/")]
    addresses += [asked.format(quote(hidden["secret"][:2])) for asked in ASKING]
    addresses += [
        f"/admin/articles/article/{number}/{tail}"
        for number in hidden["articles"]
        for tail in ("change/", "history/", "preview/", "slip/", "notes/")
    ]
    asked, statuses, seen = seen_by(browser, addresses, hidden["secret"])
    figures(requests=asked, seen=len(seen))
    assert asked >= 1_300
    assert statuses[500] == 0
    assert seen == []


@pytest.mark.parametrize("role", ROLES)
def test_hidden_words_as_a_role(site, hidden, figures, role):
    """Who is logged in gets the same public pages as everybody, and at the desk only what is hers."""
    browser = window(site, role)
    doors = [Door(**door) for door in hidden["doors"]]
    denied = [door for door in doors if not door.is_public and role not in door.who and door.method == "get"]
    addresses = [*list(public_addresses(hidden))[::2], *(door.address for door in denied)]
    if role in {"reporter", "editor", "section-head", "photo-desk"}:
        addresses += [asked.format(quote(hidden["secret"][:2])) for asked in ASKING[-2:]]  # the log and the logins
    asked, statuses, seen = seen_by(browser, addresses, hidden["secret"])
    answered = [door.name for door in denied if browser.get(door.address).status not in (302, 403, 404)]
    figures(requests=asked, seen=len(seen), role=role)
    assert (seen, answered, statuses[500]) == ([], [], 0)


def test_what_is_withdrawn_is_gone_at_once(site, figures):
    """Both web processes are asked all the time while somebody else publishes and withdraws."""
    lines = subprocess.Popen(
        [sys.executable, "-m", "tests.drills.withdrawing", str(ROUNDS)],
        cwd=ROOT, env=site.environment, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    slowest, ways = 0, ("", "versions/1/", "ninjs.json", "print/")
    for _round in range(ROUNDS):
        story = json.loads(lines.stdout.readline())
        last, stop = {}, threading.Event()

        def ask(at, story=story, last=last, stop=stop):
            browser = Browser(int(site.url.rpartition(":")[2]))
            while not stop.is_set():
                if story["word"] in browser.get(at).text:
                    last[at] = time.time()
                time.sleep(0.02)

        watched = [*(story["address"] + way for way in ways), "/", "/feeds/latest.rss", "/news-sitemap.xml"]
        threads = [threading.Thread(target=ask, args=(at,)) for at in watched]
        for thread in threads:
            thread.start()
        withdrawn_at = json.loads(lines.stdout.readline())
        time.sleep(2.5)
        stop.set()
        for thread in threads:
            thread.join()
        assert story["address"] in last, "nobody ever saw it"
        slowest = max(slowest, *(seen - withdrawn_at for seen in last.values()))
    lines.wait()
    figures(rounds=ROUNDS, slowest_seconds=round(slowest, 2))
    assert slowest < 2
