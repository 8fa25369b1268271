"""What it costs to make a page, in this process: asked of the WSGI application itself, with nothing before it.

Needs Django alone, so that sites of other makes are measured by the same lines.
"""

import io
import statistics
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.db import connection

ROUNDS = 7


def cost(application, addresses, rounds=ROUNDS):
    """What the pages at `addresses` take, each made once a round and all of one kind: processor time of a page in ms, this
    process's and its database's, the least of the rounds; the most queries of one; bytes, of the middle one."""
    bodies = [ask(application, address) for address in addresses]  # templates are read, a connection is made
    queries = [_queries(application, address) for address in addresses]
    rendered = [round_of(application, addresses) for _ in range(rounds)]
    return {
        "ms": round(min(rendered) * 1000, 3),
        "queries": max(queries),
        "bytes": round(statistics.median(len(body) for body in bodies)),
    }


def round_of(application, addresses):
    """Seconds of computing for a page; once more where the connection to the database was made anew meanwhile."""
    while True:
        server, before = _server(), computing()
        for address in addresses:
            ask(application, address)
        taken = computing() - before
        if _server() == server:
            return taken / len(addresses)


def ask(application, address):
    """The body of the page at this address; AssertionError where it is none."""
    parts, said = urlsplit(address), {}
    environ = {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path).encode().decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    answer = application(environ, lambda status, headers, exc_info=None: said.update(status=status))
    body = b"".join(answer)
    answer.close()
    assert said["status"].startswith("200 "), (address, said["status"])
    return body


def _queries(application, address):
    counted = []

    def count(execute, *query):
        counted.append(query[0])
        return execute(*query)

    with connection.execute_wrapper(count):
        ask(application, address)
    return len(counted)


def computing():
    """Seconds that this process and, where it has one, its process of the database have computed until now: what other
    programs on the machine take is not in it."""
    seconds, server = time.process_time(), _server()
    if server:
        seconds += int(Path(f"/proc/{server}/schedstat").read_text().split()[0]) / 1e9
    return seconds


def _server():
    """The number of this process's process of the database; None where it has none."""
    if connection.vendor != "postgresql":
        return None
    connection.ensure_connection()
    return connection.connection.info.backend_pid
