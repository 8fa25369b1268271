"""The manifest of a backup: what it is of, and every file in it with its hash. Text, a line a file, read as a stream.

{"format": 1, "name": "20260310T190000Z", …}        the head
originals ab/ab12….jpg 345678                        kind, name by which the site knows it (its SHA-256), bytes
photos cd/cd34….webp missing                         a row names it, and the site has no such file
end 1 345678 <SHA-256 of all the lines before>       files and bytes that are kept
"""

import hashlib
import json
import re
from dataclasses import asdict, dataclass

from newsroom.backups import disk

FILE = "manifest"
FORMAT = 1
LONGEST = 4_000_000  # bytes of a head; a file's line has about a hundred
LINE = re.compile(
    r"([a-z]{1,20}) ((?P<folder>[0-9a-f]{2})/(?P<sha256>(?P=folder)[0-9a-f]{62})\.[a-z0-9]{3,5}) (\d{1,15}|missing)\n"
)
END = re.compile(r"end (\d+) (\d+) ([0-9a-f]{64})\n")
DATABASES = {"sqlite": "database.sqlite3.gz", "postgresql": "database.dump"}  # kind → its file in a backup


class Damaged(Exception):
    """This is no backup that could be put back; the message says why."""


@dataclass(frozen=True)
class Named:
    """A file in a backup: its kind, the name by which the site knows it, its hash, and its size in bytes, None where the
    site had no such file to be kept."""

    kind: str
    name: str
    sha256: str
    size: int | None


@dataclass
class Head:
    """What a backup is of: the database's kind, size and hash, the migrations it has been through as [app, name], and its
    rows by table."""

    name: str
    site: str
    database: str
    size: int
    sha256: str
    migrations: list
    rows: dict
    format: int = FORMAT


def write(path, head, files):
    """Write the manifest of what `head` says and of `files`, each a Named; how many are kept, and their bytes."""
    digest, count, size = hashlib.sha256(), 0, 0
    with disk.create(path) as out:

        def put(line):
            digest.update(line)
            out.write(line)

        put(json.dumps(asdict(head), ensure_ascii=False, sort_keys=True).encode() + b"\n")
        for one in files:
            put(f"{one.kind} {one.name} {'missing' if one.size is None else one.size}\n".encode())
            if one.size is not None:
                count, size = count + 1, size + one.size
        out.write(f"end {count} {size} {digest.hexdigest()}\n".encode())
        disk.force_out(out)
    return count, size


def read(path, name):
    """The Head of the manifest at `path` of the backup `name`, how many files it names and how many bytes they have. All of it is looked at.
    Raises Damaged."""
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise Damaged("there is no manifest in it") from None
    with stream:
        first = stream.readline(LONGEST)
        head = _head(first, name)
        digest, count, size, end = hashlib.sha256(first), 0, 0, None
        for line in stream:
            if end or not line.endswith(b"\n"):
                break
            if end := END.fullmatch(line.decode("ascii", "replace")):
                continue
            digest.update(line)
            if (one := _named(line)).size is not None:
                count, size = count + 1, size + one.size
        else:
            if end is None:
                raise Damaged("its manifest is cut off")
            if end.groups() != (str(count), str(size), digest.hexdigest()):
                raise Damaged("its manifest was changed after it was made")
            return head, count, size
    raise Damaged("its manifest goes on after its end" if end else "its manifest is cut off")


def files(path):
    """Every file that is kept by the manifest at `path`, each a Named, as it is read."""
    with path.open("rb") as stream:
        stream.readline(LONGEST)
        for line in stream:
            if line.startswith(b"end "):
                return
            if (one := _named(line)).size is not None:
                yield one


def _head(line, name):
    try:
        said = json.loads(line)
        if said["format"] > FORMAT:
            raise Damaged(
                f"a newer release made it (format {said['format']}, this one reads {FORMAT}): install that one first"
            )
        head = Head(**said)
        is_sound = head.database in DATABASES and re.fullmatch("[0-9a-f]{64}", head.sha256) and head.size >= 0
        is_sound = is_sound and isinstance(head.rows, dict) and all(len(one) == 2 for one in head.migrations)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Damaged(
            "the head of its manifest cannot be read" if line.endswith(b"\n") else "its manifest is cut off"
        ) from None
    if not is_sound:
        raise Damaged("the head of its manifest says what no backup says")
    if head.name != name:
        raise Damaged(f"its manifest is that of {head.name}")
    return head


def _named(line):
    found = LINE.fullmatch(line.decode("ascii", "replace"))
    if not found:
        raise Damaged(f"its manifest names what no backup holds: {line[:120].decode('utf-8', 'replace').strip()}")
    return Named(found[1], found[2], found["sha256"], None if found[5] == "missing" else int(found[5]))
