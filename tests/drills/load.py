"""Readers and editors who load a running site, and how long they waited."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

from bench.ground.browser import Browser
from tests.drills import filling
from tests.drills.conftest import window
from tests.drills.rows import tasks_left
from tests.running import ROOT, until

STORIES = 1000  # on the site that is loaded
ROUNDS = 100  # of a walk, each to every kind of page
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
PACED = """
local paths = {}
for path in io.lines(os.getenv("ADDRESSES")) do paths[#paths + 1] = path end
local at, pause = 0, tonumber(os.getenv("PAUSE"))
request = function()
  at = at % #paths + 1
  return wrk.format(nil, paths[at])
end
delay = function() return pause end
"""


def seconds(usual):
    """How long a drill loads a site: `usual`, or what NEWSROOM_DRILL_SECONDS says."""
    return int(os.environ.get("NEWSROOM_DRILL_SECONDS", usual))


def port_of(site):
    return int(site.url.rpartition(":")[2])


def filled(site, search_every):
    """Put stories on the site, and let the worker finish with their photos; the addresses that readers ask for, in the order of a walk: of every kind of page as many, one
    of so many a search, which nobody keeps."""
    site.manage("seed_corpus", str(STORIES), "--among-real-stories", "-v0")
    until(lambda: not tasks_left(site), 600)
    kinds = filling.on(site, "addresses()")
    searches = kinds.pop("search, never kept")
    walk = [found[at % len(found)] for at in range(ROUNDS) for found in kinds.values()]
    for number, at in enumerate(range(0, len(walk), search_every)):
        walk[at] = searches[number % len(searches)]
    return walk


def p99(times):
    """Of some seconds those that only one of a hundred exceeds."""
    return round(statistics.quantiles(times, n=100)[98], 3) if len(times) > 1 else 0.0


# ---- readers


@contextmanager
def readers(site, many, length, addresses):
    """Let `many` readers walk through the site for so many seconds meanwhile; a dict that holds afterwards what they tell."""
    command = [sys.executable, "-m", "tests.drills.reading", str(port_of(site)), str(many), str(length)]
    told = {}
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as walking:
        walking.stdin.write("\n".join(addresses))
        walking.stdin.close()
        try:
            yield told
        except BaseException:
            walking.kill()
            raise
        told.update(json.loads(walking.stdout.read()))


@contextmanager
def many_readers(site, a_second, length, addresses, connections=128):
    """The same by wrk, at most so many reads a second."""
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder, "paced.lua"), Path(folder, "addresses")
        script.write_text(PACED)
        listed.write_text("\n".join(addresses))
        environment = os.environ | {"ADDRESSES": str(listed), "PAUSE": str(connections * 1000 // a_second)}
        command = ["wrk", "-t1", f"-c{connections}", f"-d{length}s", "--timeout", "30s", "--latency"]
        command += ["-H", "Accept-Encoding: gzip, deflate, br", "-s", str(script), site.url]
        told = {}
        with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
            try:
                yield told
            except BaseException:
                running.kill()
                raise
            told.update(_of_wrk(running.stdout.read()))


def _of_wrk(said):
    number, unit = re.search(r"\s99%\s+([\d.]+)(us|ms|s|m)\b", said).groups()
    return {
        "answers": int(re.search(r"(\d+) requests in", said)[1]),
        "a_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])),
        "errors": sum(
            map(int, re.findall(r"(?:Non-2xx or 3xx responses: |connect |read |write |timeout )(\d+)", said))
        ),
        "p99": round(float(number) * UNITS[unit], 1),
        "wrong": re.findall(r"(?:Non-2xx|Socket errors).*", said),
    }


# ---- editors


class Editors:
    """So many editors with an article each, who save again and again. `times` are the seconds of each save, `wrong` what was
    no save, `lost` the articles that do not hold at the end what was called saved last."""

    def __init__(self, site, many):
        numbers = filling.on(site, f"articles({many})")
        self.addresses = [f"/admin/articles/article/{number}/change/" for number in numbers]
        self.port, self.cookies = port_of(site), window(site, "editor").cookies
        self.times, self.wrong, self.last = [], [], {}

    def save(self, length, pause):
        """Save for so many seconds; each editor waits `pause` seconds after a save, as long as it takes to change words."""
        end = time.monotonic() + length
        threads = [
            threading.Thread(target=self._save, args=(address, at * pause / len(self.addresses), end, pause))
            for at, address in enumerate(self.addresses)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _save(self, address, first, end, pause):
        browser, number = Browser(self.port, self.cookies), 0
        time.sleep(first)
        while time.monotonic() < end:
            number += 1
            try:
                self._save_once(browser, address, f"第{number}次改动")
            except Exception as error:  # whatever it is, she got no answer
                self.wrong.append(f"{address}: {error!r}")
            time.sleep(pause)

    def _save_once(self, browser, address, mark):
        form = browser.form(address)
        body = re.sub(r"<p>第\d+次改动</p>", "", form["body"]) + f"<p>{mark}</p>"
        began = time.monotonic()
        answer = browser.post(address, form | {"body": body})
        self.times.append(time.monotonic() - began)
        if answer.status == 302:
            self.last[address] = mark
        else:
            self.wrong.append(f"{address}: {answer.status} {answer.shown()[:300]}")

    @property
    def lost(self):
        browser = Browser(self.port, self.cookies)
        return [at for at, mark in self.last.items() if f"<p>{mark}</p>" not in browser.form(at)["body"]]
