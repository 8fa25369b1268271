"""What pages cost, kept and made anew, with few stories on the site and with many, beside the limits of the machine.

    python bench/pages.py [--on sqlite|postgresql] [--stories 1000 100000] [--seconds 5] [--beside wagtail] [--json FILE]

The site runs as in production (manage.py serve: two web processes, the page cache before Django). `kept` is a page of the
edition that is out, asked for by wrk over 16 connections: answers a second, p50 and p99, and processor time of the web
processes for an answer. `made` is what a page costs that is not kept: this process asks Django itself, past the page cache,
for some pages of a kind, all of one edition; processor time of it and of its database, the least of seven rounds, and queries.
What an edition's pages share, such as masthead and foot, its first page has asked for (one query) and drawn. `packing` is what
keeping it costs on top. The limits, in the same run: a bare WSGI application on the same server, with a body as long as the
front page is compressed and with 60 KB, and nginx with a file of 60 KB.

Figures to reach: a kept page at most 1.3 times the bare application with 60 KB; made anew, a story in 3 queries,
front, section and tag in 4, and each at most 1/8 of what it takes with Wagtail (`--beside wagtail`, which installs it under
~/.cache, fills a paper of 1,000 stories with it and measures it by the same lines: menu, photos, tags and lists alike, no page
cache on either side; a page of ours and one of theirs in turns, the least of fifteen rounds); with many stories at most 1.3 times
what it takes with the fewest, of which a site stands meanwhile that is asked in turns with this one (bench/growth.py); a published
story on the front page of every web process within 1 s; last signature and publishing with 20 photos within 300 ms; a web process
at most 150 MB; the first answer within 3 s. Needs Linux, wrk and nginx (on Debian: apt-get install -y wrk nginx-light).
"""

import argparse
import http.client
import json
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager, nullcontext, suppress
from functools import partial
from pathlib import Path

import growth
from ground import site, turns
from ground.load import ACCEPTS, load, load_many, needed, nginx
from ground.processes import below, memory, programs, workers

BODY = 60_000
LEAST_OF = 9  # of a second each
IN_TURNS = 15
KEPT, PEER = 1.3, 8
QUERIES = {"story": 3, "front": 4, "section": 4, "tag": 4}
VISIBLE, SIGNED, MEMORY, START = 1000, 300, 150, 3
MANY = 3000  # pages of stories, more than fit into the page cache


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--on", choices=site.DATABASES, help="one database, not both")
    parser.add_argument("--stories", type=int, nargs="+", default=[1000, 100_000], metavar="N", help="rising")
    parser.add_argument("--seconds", type=int, default=5, help="of load on each page")
    parser.add_argument("--beside", choices=["wagtail"], help="a peer to measure in the same run")
    parser.add_argument("--json", type=Path, help="write the figures there too; the database is added to the name")
    asked = parser.parse_args()
    needed("wrk", "nginx")
    if not asked.on:
        site.on_each(__file__, site.DATABASES, sys.argv[1:])
        return
    site.settle(asked.on)
    fewest, *more = sorted(asked.stories)
    with growth.standing(asked.on, fewest) if more else nullcontext() as ask_few:
        few = ask_few() if more else None  # waits until it stands
        sizes = [at_size(asked.on, fewest, asked.seconds)]
        for size in more:
            sizes.append(at_size(asked.on, size, asked.seconds))
            sizes[-1]["growth"] = beside_few(few, ask_few)
    figures = {"database": asked.on, "sizes": sizes}
    if asked.beside:
        figures["wagtail"] = beside_wagtail(min(1000, sizes[0]["stories"]))
    print_ends(figures)
    if asked.json:
        path = asked.json.with_stem(f"{asked.json.stem}-{asked.on}")
        path.write_text(json.dumps(figures, ensure_ascii=False, indent=1))


def at_size(database, size, seconds):
    """Everything that is measured on the site with so many stories, printed as a table."""
    began = time.perf_counter()
    site.reach(size)
    print(f"{database}: {size:,} stories after {time.perf_counter() - began:.0f} s", flush=True)
    found = measured(size, seconds)
    print_size(database, found)
    return found


def measured(size, seconds):
    """Everything that is measured on the site as it is now."""
    from ground import addresses, published

    pages = addresses.kinds()
    found = {name: {"made": made} for name, made in making(pages).items()}
    desk = published.Desk(size)
    began = time.perf_counter()
    with serving() as port:
        start = time.perf_counter() - began
        web = programs()
        limits = at_the_limits(port, web)
        for name, asked in pages.items():
            found[name]["sent"] = warm(port, asked[0])
            found[name]["kept"] = load(port, asked[0], seconds, web)
        many = load_many(port, addresses.of_stories(MANY), seconds * 4, web)
        held = [memory(number) for number in workers(web[0])]
        publishing = published.visible(desk, port, web[0])
        signing = published.sign_and_publish(desk, port, photos=20, runs=5)
        desk.leave()
    return {
        "stories": size,
        "start": round(start, 2),
        "limits": limits,
        "pages": found,
        "many": many,
        "memory": held,
        "publishing": publishing,
        "signing": signing,
    }


def making(pages):
    """Kind of page → what it costs to make, and then to keep."""
    from ground import addresses, renders

    from newsroom.pagecache.bodies import Kept

    application, found = site.application(), {}
    for name, asked in pages.items():
        found[name] = renders.cost(application, asked)
        body, taken = renders.ask(application, asked[0]), []
        for _ in range(renders.ROUNDS):
            before = time.process_time()
            Kept.of(1, 0.0, "200 OK", [("Content-Type", "text/html")], body)
            taken.append((time.process_time() - before) * 1000)
        found[name] |= {"packing": round(min(taken), 2), "rows": addresses.rows(body)}
    return found


def beside_wagtail(stories):
    """Its version, and kind of page → ms and queries of ours and theirs, in turns."""
    from ground import addresses, peers, renders

    application, pages, found = site.application(), addresses.kinds(), {}
    with peers.wagtail(stories) as ask:
        said = ask()
        for kind, queries in said["queries"].items():
            ours = renders.cost(application, pages[kind], rounds=1)["queries"]
            asked = {"ours": partial(renders.round_of, application, pages[kind]), "theirs": partial(ask, kind)}
            ms = {name: round(seconds * 1000, 3) for name, seconds in turns.least(IN_TURNS, asked).items()}
            found[kind] = ms | {"queries": [ours, queries]}
    return {"version": said["version"], "pages": found}


def beside_few(few, ask_few):
    """Kind of page → ms with the fewest stories and with those of this site, in turns; None where it lists other rows, so
    that there is no ratio to reach."""
    from ground import addresses, renders

    application, found = site.application(), {}
    for kind, asked in addresses.kinds().items():
        rows = addresses.rows(renders.ask(application, asked[0]))
        pair = {"few": partial(ask_few, kind), "many": partial(renders.round_of, application, asked)}
        least = turns.least(IN_TURNS, pair) if rows == few[kind]["rows"] else None
        found[kind] = least and {name: round(seconds * 1000, 3) for name, seconds in least.items()}
    return found


@contextmanager
def serving():
    """The site, from its start until it has given its first page; its port."""
    with site.started() as (port, running):
        while running.poll() is None:
            with suppress(OSError, http.client.HTTPException):
                fetch(port, "/")
                break
            time.sleep(0.01)
        yield port


def fetch(port, address):
    """A page as a browser gets it: its body, compressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Accept-Encoding": ACCEPTS})
        answer = connection.getresponse()
        assert answer.status == 200, (address, answer.status)
        return answer.read()
    finally:
        connection.close()


def warm(port, address):
    """Have both web processes keep a page; its length as it is sent."""
    return min(len(fetch(port, address)) for _ in range(12))


def at_the_limits(port, web):
    """The front page, a bare application and nginx, in turns; of each the least of them."""
    sent = warm(port, "/")
    with bare() as (bare_port, process), nginx(site.free_port(), BODY) as (nginx_port, nginx_process):
        below_nginx = [nginx_process, *below(nginx_process, "nginx")]
        programs_of_bare = [process, *below(process, "granian")]
        asked = {
            "front": (port, "/", web),
            "bare": (bare_port, f"/{sent}", (programs_of_bare, None)),
            "bare, 60 KB": (bare_port, f"/{BODY}", (programs_of_bare, None)),
            "nginx, 60 KB": (nginx_port, "/page", (below_nginx, None)),
        }
        taken = [
            {name: load(at, address, 1, found) for name, (at, address, found) in asked.items()} for _ in range(LEAST_OF)
        ]
    return {"sent": sent} | {name: min((one[name] for one in taken), key=lambda it: it["computed"]) for name in asked}


@contextmanager
def bare():
    """A bare WSGI application, served by what serves the site: its port and its first process."""
    from newsroom.management.commands.serve import programs as commands

    port = site.free_port()
    command = [*commands("127.0.0.1", port)["web"][:-1], "ground.bare:application"]
    with tempfile.TemporaryFile() as log:
        running = subprocess.Popen(command, cwd=Path(__file__).parent, stdout=log, stderr=log)
        try:
            for _ in range(1000):
                with suppress(OSError, http.client.HTTPException):
                    fetch(port, "/1")
                    break
                time.sleep(0.02)
            yield port, running.pid
        finally:
            running.terminate()
            running.wait(30)


def print_size(database, measured):
    limits = measured["limits"]
    print(f"\n{database}, {measured['stories']:,} stories")
    print(f"{'':20}{'kept: /s':>10}{'p50 ms':>9}{'p99 ms':>9}{'µs':>7}{'× bare':>8}{'bytes':>8}", end="")
    print(f"{'made: ms':>11}{'packing':>9}{'queries':>9}{'bytes':>8}")
    for name, page in measured["pages"].items():
        made, kept = page["made"], page["kept"]
        over = kept["computed"] / limits["bare"]["computed"]
        print(f"{name:20}{cells(kept)}{over:>8.2f}{page['sent']:>8}", end="")
        print(f"{made['ms']:>11.1f}{made['packing']:>9.1f}{made['queries']:>9}{made['bytes']:>8}  {kept['wrong']}")
    for name in ("bare", "bare, 60 KB", "nginx, 60 KB"):
        print(f"{name:20}{cells(limits[name])}{'':>8}{limits['sent'] if name == 'bare' else BODY:>8}")
    print(f"{'many stories':20}{cells(measured['many'])}  {measured['many']['wrong']}", flush=True)


def cells(load):
    return f"{load['per_second']:>10,}{load['p50']:>9.2f}{load['p99']:>9.2f}{load['computed'] * 1000:>7.0f}"


def print_ends(figures):
    """The figures and whether they are reached."""
    print(f"\n{figures['database']}: figures")
    for size in figures["sizes"]:
        print(f"  with {size['stories']:,} stories")
        limits, publishing, signing = size["limits"], size["publishing"], size["signing"]
        of_bare, of_long = (limits["front"]["computed"] / limits[name]["computed"] for name in ("bare", "bare, 60 KB"))
        say("kept front page / bare application, 60 KB", of_long, KEPT, f"{of_bare:.2f} with as few bytes as the page")
        for name, most in QUERIES.items():
            say(f"queries of {name}", size["pages"][name]["made"]["queries"], most)
        say(
            "published → every web process, ms",
            max(publishing["visible"]),
            VISIBLE,
            f"publishing {publishing['publishing']}",
        )
        parts = f"signing {signing['sign']}, publishing {signing['publish']}"
        say("last signature and publishing, 20 photos, ms", signing["both"], SIGNED, parts)
        say(
            "memory of a web process, MB (PSS)",
            max(pss for _rss, pss in size["memory"]),
            MEMORY,
            f"RSS {size['memory']}",
        )
        say("start until the first page, s", size["start"], START)
    for size in figures["sizes"][1:]:
        print(f"  {figures['sizes'][0]['stories']:,} → {size['stories']:,} stories, in turns")
        for name, ms in size["growth"].items():
            if ms is None:
                print(f"    {name:46}     other rows: no ratio")
            else:
                say(name, ms["many"] / ms["few"], growth.GROWTH, f"{ms['few']:.1f} → {ms['many']:.1f} ms")
    if peer := figures.get("wagtail"):
        print(f"  Wagtail {peer['version']}, pages made anew: ms and queries, ours and theirs")
        for name, page in peer["pages"].items():
            (ours, theirs), (our_queries, their_queries) = (page["ours"], page["theirs"]), page["queries"]
            parts = f"{ours:.1f} / {theirs:.1f} ms, {our_queries} / {their_queries} queries"
            say(f"{name}, of Wagtail's time", ours / theirs, 1 / PEER, parts)


def say(what, value, most, more=""):
    print(
        f"    {what:46}{value:>9.2f}  {'reached' if value <= most else f'MISSED, at most {most:g}':24}{more}",
        flush=True,
    )


if __name__ == "__main__":
    main()
