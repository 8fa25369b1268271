"""Readers who walk through a site, in a program of their own, so that they keep time whatever the editors beside them do.

    python -m tests.drills.reading PORT READERS SECONDS < addresses

Each keeps a connection, asks for an address, reads for half a second and asks for the next. Prints as JSON how many answers
there were, what was wrong, and how long they took in milliseconds.
"""

import http.client
import json
import random
import statistics
import sys
import threading
import time

READS = (0.25, 0.75)  # seconds between two pages, from and to
ACCEPTS = {"Accept-Encoding": "gzip, deflate, br"}


def main():
    port, readers, seconds = map(int, sys.argv[1:])
    addresses = sys.stdin.read().split()
    times, wrong = [], []
    end = time.monotonic() + seconds
    threads = [
        threading.Thread(target=read, args=(port, random.Random(number), addresses, end, times, wrong))  # noqa: S311
        for number in range(readers)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    parts = statistics.quantiles(times, n=100) if len(times) > 1 else [0] * 99
    told = {"answers": len(times), "errors": len(wrong), "wrong": wrong[:20]}
    print(json.dumps(told | {"p50": round(parts[49], 1), "p99": round(parts[98], 1)}))  # noqa: T201, for who started it


def read(port, chance, addresses, end, times, wrong):
    """Ask for addresses by chance until the time `end`."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    time.sleep(chance.uniform(0, READS[1]))  # not all at one moment
    while time.monotonic() < end:
        address = chance.choice(addresses)
        began = time.monotonic()
        try:
            connection.request("GET", address, headers=ACCEPTS)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                wrong.append(f"{address}: {answer.status}")
        except (OSError, http.client.HTTPException) as error:
            wrong.append(f"{address}: {error!r}")
            connection.close()  # the next request opens it again
        times.append((time.monotonic() - began) * 1000)
        time.sleep(chance.uniform(*READS))


if __name__ == "__main__":
    main()
