"""Figures for a monitor (Prometheus), on a port of their own, where METRICS_PORT names one.

Each process of the box counts in a file of its own, mapped into memory, so that counting costs a microsecond and no process
waits for another. One of them, whichever was first, listens at the port, adds up what all have counted, and asks the database
for what nobody has to count. When that process ends another takes the port over at its next beat.
"""

from newsroom.metrics.board import count
from newsroom.metrics.port import listen

__all__ = ["count", "listen"]
