"""How long it takes to read text that is nothing but noise."""

import time


def seconds(read, text):
    """The least of three readings, in seconds of processor time."""
    taken = []
    for _run in range(3):
        began = time.process_time()
        read(text)
        taken.append(time.process_time() - began)
    return min(taken)
