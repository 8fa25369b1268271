"""Do one thing in several threads at the same moment."""

import threading
from concurrent.futures import ThreadPoolExecutor

from django.db import connections


def together(count, do):
    """Call `do()` in `count` threads at once, each with its own connection; returns their results or raises."""
    gate = threading.Barrier(count)

    def one():
        gate.wait()
        try:
            return do()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as pool:
        return [future.result() for future in [pool.submit(one) for _ in range(count)]]
