"""Damaged requests by the thousand, as nobody and as people of the desk: none is answered with an error of ours."""

import re
import socket
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.drills import damage
from tests.drills.conftest import window
from tests.drills.furnished import FILL, doors  # noqa: F401, the fixture fills by it

AT_ONCE = 4
SLOW = 300  # connections that send half a request
LAST = ("_delete", "_trash", "auth_user_change", "password_change")


def sent_all(site, requests):
    """(how many were sent, how often each status came, the worst: request and beginning of the answer)."""
    port = int(site.url.rpartition(":")[2])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda request: damage.sent(port, request), requests))
    worst = [
        (request.to_bytes()[:600], said[:300])
        for request, (status, said) in zip(requests, answers, strict=True)
        if status is None or status >= 500
    ]
    return len(answers), Counter(status for status, _said in answers), worst


def test_damaged_requests_as_nobody(site, figures):
    chosen = damage.picked()
    requests = []
    for door in doors(site):
        requests += damage.with_methods(door)
        if door.is_public:
            requests += damage.with_parameters(door, chosen, 12)
            requests += damage.with_paths(door, chosen, 10)
    public = [door for door in doors(site) if door.is_public and not door.name.startswith("editions:")]
    for door in chosen.sample(public, 12):
        requests += damage.with_headers(door)
    login = next(door for door in doors(site) if door.name == "admin:login")
    requests += damage.with_headers(login, b"POST")
    for door in [login, *chosen.sample(doors(site), 20)]:
        requests += damage.with_bodies(door)
    number, statuses, worst = sent_all(site, requests)
    figures(requests=number, errors=len(worst))
    assert number >= 5_700
    assert not worst, (statuses, worst[:20])


def test_damaged_requests_as_people_of_the_desk(site, figures):
    chosen = damage.picked()
    found = [sent_all(site, requests_of(site, role, chosen)) for role in ("editor", "administrator")]
    number, worst = sum(sent for sent, *_ in found), [one for *_, worst in found for one in worst]
    figures(requests=number, errors=len(worst))
    assert number >= 7_000
    assert not worst, ([statuses for _, statuses, _ in found], worst[:20])
    assert all(statuses[302] < sent / 3 for sent, statuses, _ in found)  # nobody was sent to the login all the time


def requests_of(site, role, chosen):
    """Damaged requests to every address of the desk by somebody who is logged in as `role`; those that end her session, or
    take away what others are about, come last."""
    browser = window(site, role)
    desk = [door for door in doors(site) if not door.is_public and door.name != "admin:logout"]
    desk.sort(key=lambda door: door.name.endswith(LAST))
    requests = []
    for door in desk:
        answer = browser.get(door.address) if door.method == "get" else None
        if answer and answer.status != 200:
            continue
        headers = [
            (b"Cookie", "; ".join(f"{name}={value}" for name, value in browser.cookies.items()).encode()),
            (b"X-CSRFToken", browser.cookies["csrftoken"].encode()),
        ]
        for request in [*damage.with_parameters(door, chosen, 8), *damage.with_paths(door, chosen, 4)]:
            request.headers += headers
            requests.append(request)
        fields = {name: str(value) for name, value in ((answer.fields() if answer else {}) | door.form).items()}
        if door.method == "post" or fields.keys() - {"csrfmiddlewaretoken", "q", "action"}:
            requests += chosen.sample([*damage.with_bodies(door, headers)], 12)
            requests += damage.with_fields(door.address, fields or {"text": ""}, headers, chosen, 40)
        if answer and (files := re.findall(r'<input[^>]* type="file"[^>]*>', answer.text)):
            names = sorted({re.search(r' name="([^"]*)"', file)[1] for file in files if " name=" in file})
            requests += chosen.sample([*damage.with_files(door.address, fields, names, headers)], 60 * bool(names))
    return requests


def test_health_is_answered_beside_slow_connections(site, figures):
    port = int(site.url.rpartition(":")[2])
    half = b"POST /search/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nq="
    slow = []
    try:
        for at in range(SLOW):
            connection = socket.create_connection(("127.0.0.1", port), timeout=20)
            connection.sendall(half if at % 2 else half[: at % len(half)])
            slow.append(connection)
        took, statuses = [], Counter()
        for _once in range(50):
            began = time.monotonic()
            statuses[damage.sent(port, damage.Request(b"GET", b"/healthz"))[0]] += 1
            took.append(time.monotonic() - began)
    finally:
        for connection in slow:
            connection.close()
    figures(slow_connections=len(slow), answers=statuses[200], slowest_seconds=round(max(took), 3))
    assert (len(slow), statuses[200]) == (SLOW, 50)
    assert max(took) < 1
