"""The files of an archive copy and their list.

`files.sha256` has a line for each file, as sha256sum writes and checks it; `manifest.json` says what the archive copy is of and
ends in the hash of that list, its fingerprint. Both are written last: a folder whose manifest says that it is not whole was
broken off.
"""

import hashlib
import json
import os
import re
import secrets
import shutil
from array import array
from bisect import bisect_left

from articles.archive import FORMAT, Refused
from newsroom.backups.disk import hash_of

KIND = "newsroom archive copy"
MANIFEST, LIST = "manifest.json", "files.sha256"
NAME = re.compile(r"[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,120}(?:/[a-zA-Z0-9_-][a-zA-Z0-9_.-]{0,120}){0,8}")
LINE = re.compile(rf"([0-9a-f]{{64}})  ({NAME.pattern})\n")
OURS = re.compile(r"(stories|pages|photos|clips|logos)/.+|[a-z_]+\.(csv|json|html|css)|README\.txt")
LONGEST = 32_000_000  # bytes of a file that is read whole
LONGEST_MANIFEST = 100_000
LONGEST_LINE = 1500


class Writing:
    """An archive copy that is being written into a folder, of the site at `site`: new, or on top of an earlier one, and then
    only what has changed is written. `changed` counts the files that were."""

    def __init__(self, folder, site):
        self.folder, self.site = folder, site
        self.count = self.bytes = self.changed = 0
        self._marks = array("Q")  # of the paths that belong to it: eight bytes each
        self._list = None

    def __enter__(self):
        self._begin()
        self._list = (self.folder / f".{LIST}.part").open("w", encoding="ascii", newline="\n")
        return self

    def __exit__(self, *error):
        self._list.close()

    def _begin(self):
        """Raises Refused where the folder is somebody else's."""
        self.folder.mkdir(parents=True, exist_ok=True)
        there = self.folder / MANIFEST
        if there.exists():
            said = _manifest(self.folder)
            if said["site"] != self.site:
                raise Refused(f"{self.folder} is an archive copy of {said['site']}: name another folder")
        elif any(self.folder.iterdir()):
            raise Refused(f"{self.folder} is not empty, and no archive copy: name another folder")
        self._say({"state": "begun"})

    def put(self, path, data):
        """Let there be a file with these bytes."""
        sha256 = hashlib.sha256(data).hexdigest()
        target = self._target(path)
        if not (target.is_file() and target.stat().st_size == len(data) and hash_of(target) == sha256):
            self._write(target, lambda out: out.write(data))
        self._told(path, sha256, len(data))

    def stream(self, path, chunks):
        """Let there be a file with these bytes, which come piece by piece."""
        target, digest, size = self._target(path), hashlib.sha256(), 0
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".part-{secrets.token_hex(8)}")
        try:
            with part.open("xb") as out:
                for chunk in chunks:
                    digest.update(chunk)
                    size += out.write(chunk)
            if not (target.is_file() and target.stat().st_size == size and hash_of(target) == digest.hexdigest()):
                part.replace(target)
                self.changed += 1
        finally:
            part.unlink(missing_ok=True)
        self._told(path, digest.hexdigest(), size)

    def keep(self, path, sha256, size, stream):
        """Let there be a file of that hash and size, which `stream` opens where it is not there yet. One that is there is not
        read again: its name is its hash, and taking the archive copy in looks at it. Raises Refused for another hash."""
        target = self._target(path)
        if not (target.is_file() and target.stat().st_size == size):
            with stream() as source:
                self._write(target, lambda out: shutil.copyfileobj(source, out, 1 << 20), sha256)
        self._told(path, sha256, size)

    def finish(self, said):
        """Write down the list and the manifest, and take away what belongs no more; the fingerprint."""
        self._list.close()
        self._sweep()
        if hasattr(os, "sync"):
            os.sync()  # the manifest is on the disk after all that it vouches for
        (self.folder / f".{LIST}.part").replace(self.folder / LIST)
        fingerprint = hash_of(self.folder / LIST)
        counts = {**said.pop("counts"), "files": self.count, "bytes": self.bytes}
        self._say({"state": "whole", **said, "counts": counts, "fingerprint": fingerprint})
        return fingerprint

    def _target(self, path):
        if not NAME.fullmatch(path):  # cannot be: all paths are of our making
            raise Refused(f"{path} is no path in an archive copy")
        return self.folder / path

    def _write(self, target, fill, sha256=None):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".part-{secrets.token_hex(8)}")
        try:
            with part.open("xb") as out:
                fill(out)
            if sha256 and hash_of(part) != sha256:
                raise Refused(f"the file {target.name} of the site is damaged: see check_photos")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
        self.changed += 1

    def _told(self, path, sha256, size):
        self._list.write(f"{sha256}  {path}\n")
        self._marks.append(_mark(path))
        self.count += 1
        self.bytes += size

    def _sweep(self):
        """Take away what an earlier archive copy had in the folder and this one has not."""
        known = array("Q", sorted(self._marks))
        for folder, _folders, names in os.walk(self.folder, topdown=False):
            for name in names:
                path = os.path.relpath(os.path.join(folder, name), self.folder).replace(os.sep, "/")  # noqa: PTH118
                is_over = path != MANIFEST and OURS.fullmatch(path) and not _has(known, _mark(path))
                if is_over or name.startswith(".part-"):
                    (self.folder / path).unlink()
                    self.changed += 1
            if folder != str(self.folder) and not os.listdir(folder):  # noqa: PTH208
                os.rmdir(folder)  # noqa: PTH106

    def _say(self, said):
        data = {"kind": KIND, "format": FORMAT, "site": self.site, **said}
        part = self.folder / f".{MANIFEST}.part"
        part.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", "utf-8")
        part.replace(self.folder / MANIFEST)


class Reading:
    """An archive copy in a folder, once all of it was looked at: every file that it lists is there, is no link and has its
    hash. `tell` is called with (done, total). Raises Refused."""

    def __init__(self, folder, tell=lambda done, total: None):
        self.folder = folder.resolve()
        self.manifest = _manifest(self.folder)
        if self.manifest["state"] != "whole":
            raise Refused(f"{folder} is an archive copy that was broken off: say export again")
        self.paths = []
        self._marks = array("Q")
        self._look(tell)

    def _look(self, tell):
        path = self._path(LIST)
        if hash_of(path) != self.manifest["fingerprint"]:
            raise Refused(f"{LIST} is not the one that {MANIFEST} is of: one of them was changed")
        total, wrong = self.manifest["counts"]["files"], []
        marks, done = array("Q"), 0
        with path.open(encoding="ascii", errors="replace", newline="") as lines:
            while line := lines.readline(LONGEST_LINE):
                if not (found := LINE.fullmatch(line)):
                    raise Refused(f"{LIST} names what no archive copy holds: {line[:120].strip()!r}")
                sha256, name = found.groups()
                try:
                    if hash_of(self._path(name)) != sha256:
                        wrong.append(f"{name} was changed")
                except Refused as refusal:
                    wrong.append(str(refusal))
                marks.append(_mark(f"{sha256} {name}"))
                done += 1
                tell(done, total)
        self._marks = array("Q", sorted(marks))
        if done != total:
            raise Refused(f"{LIST} has {done:,} files, and {MANIFEST} says {total:,}")
        if wrong:
            more = f" and {len(wrong) - 5:,} more" if len(wrong) > 5 else ""
            raise Refused(f"{len(wrong):,} of {total:,} files are damaged: {'; '.join(wrong[:5])}{more}")

    def names(self, folder):
        """The paths in the list that lie in a folder, in their order."""
        with self._path(LIST).open(encoding="ascii") as lines:
            for line in lines:
                if (name := line[66:-1]).startswith(f"{folder}/"):
                    yield name

    def bytes(self, name):
        """What is in a file that is on the list. Raises Refused."""
        path = self._path(name)
        if path.stat().st_size > LONGEST:
            raise Refused(f"{name} is larger than {LONGEST // 1_000_000} MB")
        data = path.read_bytes()
        if not _has(self._marks, _mark(f"{hashlib.sha256(data).hexdigest()} {name}")):
            raise Refused(f"{name} is not on the list, or was changed")
        return data

    def text(self, name):
        """A table that is on the list, open to be read line by line. Raises Refused."""
        path = self._path(name)
        self.local(name, hash_of(path))
        return path.open(encoding="utf-8-sig", newline="")

    def json(self, name):
        """What a JSON file on the list says, a dict or a list. Raises Refused."""
        try:
            said = json.loads(self.bytes(name))
        except (ValueError, RecursionError):
            raise Refused(f"{name} is no JSON") from None
        if not isinstance(said, dict | list):
            raise Refused(f"{name} says nothing")
        return said

    def local(self, name, sha256):
        """The path of a file of that hash that is on the list. Raises Refused."""
        if not _has(self._marks, _mark(f"{sha256} {name}")):
            raise Refused(f"{name} is not on the list")
        return self._path(name)

    def _path(self, name):
        """The path of a plain file in the folder, to which no link leads. Raises Refused."""
        path = self.folder / name
        if path.is_symlink() or not path.is_file():
            raise Refused(f"{name} is not there" if not path.is_symlink() else f"{name} is a link")
        if path.resolve() != path:
            raise Refused(f"{name} lies behind a link")
        return path


def _manifest(folder):
    """What the manifest in a folder says. Raises Refused."""
    path = folder / MANIFEST
    if path.is_symlink() or not path.is_file():
        raise Refused(f"there is no archive copy in {folder}: it has no {MANIFEST}")
    try:
        with path.open("rb") as file:
            said = json.loads(file.read(LONGEST_MANIFEST))
        if said["kind"] != KIND:
            raise ValueError
        if said["format"] > FORMAT:
            raise Refused(
                f"a newer release wrote this archive copy (format {said['format']}, this one reads {FORMAT}): "
                "install that one first"
            )
        sound = isinstance(said["site"], str) and said["state"] in ("begun", "whole")
        if said["state"] == "whole":
            sound = sound and isinstance(said["counts"]["files"], int) and len(said["fingerprint"]) == 64
            sound = sound and isinstance(said["record"]["link"], str)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        sound = False
    if not sound:
        raise Refused(f"{MANIFEST} in {folder} is not that of an archive copy")
    return said


def _mark(text):
    """64 bits of a text, of which very many fit into memory."""
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())


def _has(marks, mark):
    at = bisect_left(marks, mark)
    return at < len(marks) and marks[at] == mark
