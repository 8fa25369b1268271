"""The page cache under those who would leave something in it for other readers, or fill it."""

import http.client
from collections import Counter
from pathlib import Path

import pytest

from bench.ground import processes
from tests.drills.conftest import window
from tests.drills.furnished import FILL, doors  # noqa: F401, the fixture fills by it

CANARY = "canary-{}.example"
UNKEYED = """Accept Accept-Charset Accept-Language Authorization Cookie Forwarded From If-Modified-Since Origin Range Referer
True-Client-IP User-Agent Via X-Forwarded-For X-Forwarded-Host X-Forwarded-Port X-Forwarded-Prefix X-Forwarded-Scheme
X-Forwarded-Server X-Host X-HTTP-Method-Override X-Original-URL X-Real-IP X-Requested-With X-Rewrite-URL X-Script-Name
X-Wap-Profile""".split()
HOSTS = [
    "localhost",
    "localhost:1337",
    "127.0.0.1:60099",
    "evil.example",
    "localhost.evil.example",
    "evil.example:80@localhost",
]
LISTS = ("section", "tag", "reporter", "topics", "corrections", "photos")
QUERIES = 2_000
NEWEST = 5 * 10**18  # above the key of every story: all of them come before


def fetched(port, target, headers=()):
    """(status, headers as a dict, body) of a page, asked for with just these headers."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
    for name, value in {"Host": "localhost", **dict(headers)}.items():
        connection.putheader(name, value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {name.title(): value for name, value in answer.headers.items()}, body


@pytest.fixture
def port(site):
    return int(site.url.rpartition(":")[2])


@pytest.fixture
def pages(site):
    """Addresses of lists that take a parameter: each value of it is a page that nobody has asked for."""
    return [door.address for door in doors(site) if door.name in LISTS]


def is_clean(answer, word):
    """Whether nothing of `word` came back, nor a cookie."""
    status, headers, body = answer
    return status in {200, 404} and word not in body and word not in str(headers) and "Set-Cookie" not in headers


def test_no_header_of_one_reader_reaches_another(site, port, pages, figures):
    left, hits, tried = [], 0, 0
    for at, header in enumerate(UNKEYED):
        word = CANARY.format(at)
        value = {"Cookie": f"sessionid={word}; csrftoken={word}", "Range": f"bytes=0-5, {word}"}.get(header, word)
        for where, page in enumerate(pages):
            target = f"{page}?before={NEWEST + at * 100 + where}"
            spoilt = fetched(port, target, {header: value})
            found = [fetched(port, target) for _once in range(4)]  # by either process
            hits += any("hit" in headers.get("Cache-Status", "") for _status, headers, _body in found)
            tried += 1
            if not all(is_clean(answer, word) for answer in (spoilt, *found)) or len({body for *_, body in found}) > 1:
                left.append((header, target))
    figures(headers=len(UNKEYED), tried=tried, left=len(left))
    assert len(UNKEYED) == 28
    assert hits > tried / 2  # what was asked for with the header was kept, and is what the others got
    assert left == []


def test_no_cookie_and_no_host_reaches_another(site, port, pages, figures):
    chief = "; ".join(f"{name}={value}" for name, value in window(site, "chief-editor").cookies.items())
    left = []
    for where, page in enumerate(pages):
        target = f"{page}?before={NEWEST + 10_000 + where}"
        mine, theirs = fetched(port, target, {"Cookie": chief}), fetched(port, target)
        if mine[2] != theirs[2] or not is_clean(mine, "chief-editor") or not is_clean(theirs, "chief-editor"):
            left.append(target)
        for at, host in enumerate(HOSTS):
            target = f"{page}?before={NEWEST + 20_000 + where * 100 + at}"
            spoilt, theirs = fetched(port, target, {"Host": host}), fetched(port, target)
            bad = host[host.index(":") :] if host.startswith(("localhost:", "127")) else "evil"
            if host != "localhost" and (bad in theirs[2].replace(target, "") or bad in str(theirs[1])):
                left.append((host, target))
            if "evil" in host and spoilt[0] != 400:
                left.append((host, spoilt[0]))
    figures(cookies=len(pages), hosts=len(HOSTS) * len(pages), left=len(left))
    assert left == []


def test_unknown_parameters_and_addresses_fill_nothing(site, port, pages, figures):
    kept = Path(site.environment["VAR"]) / "pages"
    found = processes.workers(processes.below(site.server.pid, "granian"))
    for page in pages:
        fetched(port, page), fetched(port, page)
    files, held = len([*kept.rglob("*")]), sum(processes.memory(number)[0] for number in found)
    states, bodies = Counter(), {}
    for at in range(QUERIES):
        page = pages[at % len(pages)]
        _status, headers, body = fetched(port, f"{page}?utm_{at}=x{at}&from=timeline&clicktime={at}&scene={at}")
        states["hit" in headers.get("Cache-Status", "")] += 1
        bodies.setdefault(page, set()).add(body)
        if at % 10 == 0:
            fetched(port, f"/sections/nowhere-{at}/")
            fetched(port, f"{page}?before={NEWEST + 30_000 + at}")
    grown = sum(processes.memory(number)[0] for number in found) - held
    more = len([*kept.rglob("*")]) - files
    figures(queries=QUERIES, kept_files_more=more, memory_more_mb=round(grown, 1), rendered_anew=states[False])
    assert all(len(of_page) == 1 for of_page in bodies.values())
    assert more <= 2 * len(pages)
    assert grown < 2 * 24 + 10  # what both processes may keep, and no more
    assert states[False] <= 2 * len(pages)
