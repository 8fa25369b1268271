"""How often somebody may ask: requests of one minute, counted in the memory of the process. A count is a look into a dict;
the dict holds the last so many that asked. Each web process counts by itself, so whoever asks both gets up to twice as much."""

import threading
import time
from collections import OrderedDict
from math import ceil

MINUTE = 60.0
MOST = 20_000  # of whom counts are held; those longest silent are forgotten


class Counts:
    """Requests by key, each key by the minute that began with its first."""

    def __init__(self, most=MOST):
        self.most = most
        self.minutes = OrderedDict()
        self.lock = threading.Lock()

    def take(self, key, limit):
        """Count a request; how many seconds the next one has to wait where this is one more than `limit`, 0 where it may
        be answered."""
        now = time.monotonic()
        with self.lock:
            began, count = self.minutes.pop(key, (now, 0))
            if now - began >= MINUTE:
                began, count = now, 0
            self.minutes[key] = began, count + 1
            while len(self.minutes) > self.most:
                self.minutes.popitem(last=False)
        return max(1, ceil(began + MINUTE - now)) if count >= limit else 0

    def is_over(self, key, limit):
        """Whether `limit` are counted already in the minute of `key`; nothing is counted."""
        began, count = self.minutes.get(key, (0.0, 0))
        return count >= limit and time.monotonic() - began < MINUTE
