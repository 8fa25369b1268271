"""The program of the process that reads a Word file: within its limits, and with an answer in JSON at its end."""

import contextlib
import dataclasses
import json
import sys

try:
    import resource
except ImportError:  # Windows: the wall clock alone bounds the child there
    resource = None

MEMORY = 1 << 30
MOST_FRAMES = 20_000  # a hundred elements in each other are some ten frames each for the converter


def main(path, folder, processor_seconds):
    """Read the file at `path`; pictures go into `folder`. Says on the standard output what the copy is, or why there is
    none."""
    _limit(int(processor_seconds))
    try:
        answer = _answer(path, folder)
    except MemoryError:
        answer = {"code": "too_large", "values": {}}
    json.dump(answer, sys.stdout, default=str)


def _answer(path, folder):
    # Only now, within the limits.
    from articles.intake.archives import Archive
    from articles.intake.copy import Unreadable
    from articles.intake.word.conversion import copy_of_plain
    from articles.intake.word.package import Package
    from articles.intake.word.prepass import plain

    sys.setrecursionlimit(MOST_FRAMES)
    try:
        with Archive(path) as archive:
            package = Package(archive)
            made = plain(package)
            copy = copy_of_plain(made, package, folder)
    except Unreadable as refused:
        return {"code": refused.code, "values": refused.values}
    copy.notes.extend(made.notes)
    copy.told[:] = dict.fromkeys([*made.told, *copy.told])
    return {"copy": dataclasses.asdict(copy)}


def _limit(processor_seconds):
    if resource is None:
        return
    # Each in its own right: macOS knows no bound of the address space.
    for what, bound in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, processor_seconds),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (bound, resource.getrlimit(what)[1]))


if __name__ == "__main__":
    main(*sys.argv[1:])
