"""What a page costs to make with many stories on the site, beside the same with few: both asked in turns.

    python bench/growth.py [--on sqlite|postgresql] [--stories 1000 1000000] [--rounds 15] [--json FILE]

A machine that is slower an hour later makes many stories look dear, where one size is measured after the other. Here a site of
each size stands in a process of its own, and for each kind of page they are asked in turns, round by round; of each the least of its
rounds counts: processor time of the process and of its database. Pages are those of bench/pages.py, past the page cache, all of one
edition. Figure to reach: with many stories at most 1.3 times what it takes with the fewest; no ratio where a page lists other rows.
A million stories take 20 GB and a quarter of an hour before it begins, for each database.
"""

import argparse
import json
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from ground import site, turns

GROWTH = 1.3


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=site.DATABASES, help="one database, not both")
    parser.add_argument("--stories", type=int, nargs="+", default=[1000, 1_000_000], metavar="N", help="rising")
    parser.add_argument("--rounds", type=int, default=15, help="how often each page is made")
    parser.add_argument("--json", type=Path, help="write the figures there too; the database is added to the name")
    parser.add_argument("--site", type=int, help=argparse.SUPPRESS)  # how many stories: this process is such a site
    asked = parser.parse_args()
    if asked.site:
        answer(asked.on, asked.site)
        return
    if not asked.on:
        site.on_each(__file__, site.DATABASES, sys.argv[1:])
        return
    found = measured(asked.on, sorted(asked.stories), asked.rounds)
    if asked.json:
        path = asked.json.with_stem(f"{asked.json.stem}-{asked.on}")
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1))


def measured(database, sizes, rounds):
    """Kind of page → {size: {ms, queries, rows}}, printed as a table."""
    with ExitStack() as sites:
        asked = {size: sites.enter_context(standing(database, size)) for size in sizes}
        kinds = {size: ask() for size, ask in asked.items()}  # waits until it stands
        print(f"\n{database}: ms of a page with {', '.join(f'{size:,}' for size in sizes)} stories, and the ratio")
        found = {}
        for kind in kinds[sizes[0]]:
            least = turns.least(rounds, {size: partial(ask, kind) for size, ask in asked.items()})
            found[kind] = {size: kinds[size][kind] | {"ms": round(least[size] * 1000, 3)} for size in sizes}
            print_kind(kind, list(found[kind].values()))
    return found


def standing(database, size):
    """A site of so many stories in a process of its own, as `turns.asking` gives it: what each kind of page is, then the
    seconds of a page of a kind."""
    return turns.asking([sys.executable, __file__, "--on", database, "--site", str(size)])


def print_kind(kind, found):
    first, *others = found
    ratios = [one["ms"] / first["ms"] if one["rows"] == first["rows"] else None for one in others]
    said = " ".join("other rows" if ratio is None else f"{ratio:.2f}" for ratio in ratios)
    missed = any(ratio and ratio > GROWTH for ratio in ratios)
    times = "".join(f"{one['ms']:>10.2f}" for one in found)
    print(f"{kind:20}{times}   {said}{'   MISSED' if missed else ''}   {first['queries']} queries", flush=True)


def answer(database, size):
    """Be a site: say what each kind of page is, then take the name of one and say the seconds of a page of it."""
    site.settle(database)
    site.reach(size)
    from ground import addresses, renders

    application, pages, said = site.application(), addresses.kinds(), {}
    for kind, asked in pages.items():
        queries = renders.cost(application, asked, rounds=1)["queries"]
        said[kind] = {"queries": queries, "rows": addresses.rows(renders.ask(application, asked[0]))}
    turns.answer(said, lambda kind: renders.round_of(application, pages[kind]))


if __name__ == "__main__":
    main()
