"""What search costs readers, through HTTP, with few stories on the site and with many.

    python bench/search.py [--on sqlite|postgresql] [--stories 1000 100000] [--runs 30] [--json FILE]

The site runs as in production (manage.py serve). Each kind of query is asked for `--runs` times in each of five rounds, one
after the other over one connection, past every cache of pages. Time on the clock (p50, p99) is there to be seen. The figure is
of processor time, of the site's web processes and of its database, the least of the rounds: what other programs take is not in
it. They slow down what runs beside them all the same, so both sizes want the same quiet. Figure to reach: with 100,000 stories
at most 1.3 times what it takes with 1,000.
"""

import argparse
import http.client
import json
import re
import statistics
import sys
import time
from datetime import timedelta
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from ground import site
from ground.processes import computing, programs

RATIO = 1.3
ROUNDS = 5


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=site.DATABASES, help="one database, not both")
    parser.add_argument("--stories", type=int, nargs=2, default=[1000, 100_000], metavar="N", help="in thousands")
    parser.add_argument("--runs", type=int, default=30, help="how often each query is asked for in a round")
    parser.add_argument("--json", type=Path, help="write the figures there too; the database is added to the name")
    asked = parser.parse_args()
    if not asked.on:
        site.on_each(__file__, site.DATABASES, sys.argv[1:])
        return
    site.settle(asked.on)
    from ground.stories import Stories

    stories, measured = Stories(), []
    for size in asked.stories:
        began = time.perf_counter()
        stories.reach(size)
        print(f"{asked.on}: {size:,} stories after {time.perf_counter() - began:.0f} s", flush=True)
        with site.serving() as port:
            reader = Reader(port)
            measured.append({name: reader.measure(parts, asked.runs) for name, parts in queries(stories).items()})
    table(asked.on, asked.stories, *measured)
    if asked.json:
        figures = {"database": asked.on, "stories": asked.stories, "few": measured[0], "many": measured[1]}
        path = asked.json.with_stem(f"{asked.json.stem}-{asked.on}")
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1))


def queries(stories):
    """name → (parts of the address, which page of what is found); the parts are None for the suggestions."""
    from ground.stories import COMMON, EVERYWHERE, OLD, RARE

    person = stories.texts[0].people[0].slug
    days = [(stories.now - timedelta(days=days)).date().isoformat() for days in (20, 10)]
    few = {"section": "snow", "photo": "with"}
    words = {
        "very common word": {"q": EVERYWHERE[:2]},
        "common word": {"q": COMMON},
        "rare word": {"q": RARE},
        "rare word, of all years": {"q": OLD},
        "single character": {"q": "雪"},
        "several words": {"q": f"{COMMON} 游客 公路 缆车"},
        "phrase": {"q": "“冰雪经济升温”"},
        "pairs that lie": {"q": "升温冰雪"},
        "mixed": {"q": "5G网络 3.5万"},
        "no hit": {"q": "麒麟"},
        "no hit, common pairs": {"q": "公路缆车冷库"},
        "common word, few of its section": {"q": COMMON, **few},
        "common word, of a person": {"q": "公路", "person": person},
        "common word, ten days": {"q": COMMON, "from": days[0], "to": days[1]},
        "rare word, all filters": {"q": RARE, **few, "from": days[0], "person": person},
    }
    found = {}
    for name, parts in words.items():
        found[f"{name}, relevant"] = (parts, 1)
        found[f"{name}, newest"] = (parts | {"order": "newest"}, 1)
    for name in ("very common word", "common word", "single character"):
        found[f"{name}, relevant, page 5"] = (words[name], 5)
        found[f"{name}, newest, page 5"] = (words[name] | {"order": "newest"}, 5)
    found["no words, section and photo"] = (few, 1)
    found["no words, a person"] = ({"person": person}, 1)
    return found | {f"suggestion, {text}": (text, 0) for text in ("林", "公路", "冰", "没有")}


class Reader:
    """One connection to the site."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("localhost", port, timeout=60)
        self.programs = programs()

    def get(self, address):
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, (address, answer.status)
        return text

    def measure(self, query, runs):
        """What a query takes: rows found, p50 and p99 on the clock and the least processor time, in milliseconds."""
        parts, number = query
        address = f"/search/suggest/?{urlencode({'q': parts})}" if number == 0 else f"/search/?{urlencode(parts)}"
        for _ in range(number - 1):
            further = re.search(r'rel="next" href="([^"]+)"', self.get(address))
            address = f"/search/{unescape(further[1])}"
        text = self.get(address)
        for _ in range(7):  # both web processes have to have seen it
            self.get(address)
        taken, computed = [], []
        for _ in range(ROUNDS):
            before = computing(self.programs)
            for _ in range(runs):
                began = time.perf_counter()
                self.get(address)
                taken.append((time.perf_counter() - began) * 1000)
            computed.append((computing(self.programs) - before) * 1000 / runs)
        rows = text.count('<article class="card') if number else text.count('"url"')
        p50, p99 = statistics.median(taken), statistics.quantiles(taken, n=100)[98]
        return {"rows": rows, "p50": round(p50, 2), "p99": round(p99, 2), "computed": round(min(computed), 2)}


def table(database, sizes, few, many):
    """Print what was measured, and what does not reach its figure."""
    print(f"\n{database}: rows, p50 and p99 on the clock, processor time, in ms; ratio of the latter")
    print(f"{'':42}{sizes[0]:>20,} stories{sizes[1]:>24,} stories   ratio")
    missed = []
    for name in few:
        ratio = many[name]["computed"] / few[name]["computed"]
        same = few[name]["rows"] == many[name]["rows"]  # as many stories drawn
        missed += [name] if same and ratio > RATIO else []
        cells = "".join(
            f"{one['rows']:>6}{one['p50']:>8.1f}{one['p99']:>8.1f}{one['computed']:>8.1f}"
            for one in (few[name], many[name])
        )
        said = f"{ratio:>8.2f}{'' if same else ' *'}{' <' if name in missed else ''}"
        print(f"{name:42}{cells}{said}")
    print("* other stories: no ratio to reach")
    print("all reach the figure" if not missed else f"missed: {'; '.join(missed)}", flush=True)


if __name__ == "__main__":
    main()
