"""How the work grows with what it is given, whatever the machine and whoever else is at work on it."""

import gc
import time

TIMES = 8  # as much
UNEVEN = 3  # times as long for each character: what looks back at all that came before takes TIMES times as long
ATTEMPTS = 3


def grows_evenly(work, text):
    """Whether `work(text)` takes about as long for each character as for an eighth of them, in processor time of this
    process alone. What else the machine does can spoil an attempt, and so there are three."""
    few = text[: len(text) // TIMES]
    return any(_seconds(work, text) < _seconds(work, few) * TIMES * UNEVEN for _attempt in range(ATTEMPTS))


def _seconds(work, text):
    gc.collect()
    gc.disable()  # it would look through all that other tests left
    try:
        began = time.process_time()
        work(text)
        return max(time.process_time() - began, 0.001)  # less tells of the clock alone
    finally:
        gc.enable()
