"""What the desk costs with a long past: its list, its start page and a full form, each with its queries and its time.

    python bench/desk.py [--on sqlite|postgresql] [--articles 1000 100000] [--runs 9]

Figures to reach: the list of articles in under 15 queries whatever it is narrowed to, the form with 30 photos and 100 saves
in under 20, and both in constant time: with 100,000 articles at most 1.3 times what they take with 1,000. The ratio is of
computing time, of the site and of its database; time on the clock is there to be seen.
"""

import argparse
import statistics
import sys
import time
from urllib.parse import quote

from ground import site
from ground.renders import computing

LIST = "/admin/articles/article/"
MOST = {"list": 15, "form": 20}  # fewer queries than so many
RATIO = 1.3


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=site.DATABASES, help="one database, not both")
    parser.add_argument(
        "--articles", type=int, nargs=2, default=[1000, 100_000], metavar="N", help="sizes, in thousands"
    )
    parser.add_argument("--runs", type=int, default=9, help="how often each page is asked for")
    asked = parser.parse_args()
    if not asked.on:
        site.on_each(__file__, site.DATABASES, sys.argv[1:])
        return
    site.settle(asked.on)
    from ground.archive import Archive
    from ground.full import full_article

    archive, article, measured = Archive(), None, []
    for size in asked.articles:
        archive.reach(size)
        article = article or full_article(archive)
        measured.append({name: cost(*ask, asked.runs) for name, ask in pages(archive, article).items()})
    table(asked.on, asked.articles, *measured)


def pages(archive, article):
    """What is asked for: name → (login, address)."""
    reporter, editor = archive.logins["reporter"][0], archive.logins["editor"][0]
    chief = archive.logins["chief-editor"][0]
    common, rare = archive.sections[0].pk, archive.sections[-1].pk
    form = f"{LIST}{article.pk}/change/"
    lists = {
        "": "first page",
        "?p=19": "page 19",
        "?o=6": "oldest first",
        "?state=draft": "drafts",
        f"?state=stage-{archive.stages[0].pk}": "wait for stage 1",
        "?state=returned": "returned",
        "?state=signed": "signed",
        "?state=scheduled": "scheduled",
        "?state=held": "held back",
        "?state=live": "on the site",
        "?state=withdrawn": "withdrawn",
        f"?section={common}": "section of many",
        f"?section={rare}": "section of few",
        f"?section={rare}&state=live": "section of few, live",
        f"?section={rare}&state=draft": "section of few, drafts",
        "?mine=yes": "mine",
        "?mine=yes&state=live": "mine, live",
        "?notes=me": "notes to me",
        "?notes=open": "open notes",
        "?photo=some": "with a photo",
        "?photo=none": "without a photo",
        f"?q={quote('冰雪旅游')}": "search: of many",
        f"?q={quote('雪豹')}": "search: of few",
        f"?q={quote('雪山豹')}": "search: of none",
        f"?q={article.pk}": "search: number",
    }
    asked = {f"list, {name}": (reporter, LIST + query) for query, name in lists.items()}
    return asked | {
        "list, mine of a newcomer": (archive.newcomer, f"{LIST}?mine=yes"),
        "start, reporter": (reporter, "/admin/"),
        "start, newcomer": (archive.newcomer, "/admin/"),
        "start, editor": (editor, "/admin/"),
        "start, chief editor": (chief, "/admin/"),
        "find": (editor, f"/admin/find/?q={quote('冰雪旅游')}"),
        "trash": (editor, f"{LIST}trash/"),
        "form, 30 photos, 100 saves": (editor, form),
    }


def cost(user, address, runs):
    """What a page takes: queries, computing time (the least of `runs`) and time on the clock (the middle one), in ms."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    client.get(address)
    computed, taken = [], []
    for _ in range(runs):
        began, before = time.perf_counter(), computing()
        answer = client.get(address)
        computed.append((computing() - before) * 1000)
        taken.append((time.perf_counter() - began) * 1000)
        assert answer.status_code == 200, (address, answer.status_code)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries), min(computed), statistics.median(taken)


def table(database, sizes, few, many):
    """Print what was measured, and what does not reach its figure."""
    print(f"\n{database}: queries, computing time and (time on the clock) in ms")
    print(f"{'':32}{sizes[0]:>18,} articles{sizes[1]:>18,} articles   ratio")
    missed = []
    for name in few:
        (queries, fast, middle), (more, slow, slower) = few[name], many[name]
        most = MOST.get(name.split(",")[0], 99)
        ok = queries == more < most and slow <= RATIO * fast
        missed += [] if ok else [name]
        line = f"{queries:>6}{fast:>9.1f} ({middle:.1f})".ljust(27) + f"{more:>6}{slow:>9.1f} ({slower:.1f})".ljust(27)
        print(f"{name:32}{line}{slow / fast:>6.2f}{'' if ok else '  <'}")
    print("all reach their figures" if not missed else f"missed: {'; '.join(missed)}", flush=True)


if __name__ == "__main__":
    main()
