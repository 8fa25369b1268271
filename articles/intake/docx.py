"""A Word file as copy. It is read in a process of its own, with little memory and time, whatever is in it. Pure."""

import json
import logging
import signal
import subprocess
import sys
from pathlib import Path

from articles.intake.archives import Archive
from articles.intake.copy import Copy, Note, Picture, Piece, Unreadable

PROCESSOR_SECONDS = 10
WALL_SECONDS = 40
PROGRAM = "articles.intake.word.child"
ROOT = Path(__file__).resolve().parents[2]
# How a child ends that used up its processor time; None where no such limit is known.
OVERTIME = -signal.SIGXCPU if hasattr(signal, "SIGXCPU") else None
KILLED = -signal.SIGKILL if hasattr(signal, "SIGKILL") else None  # as the system does where memory runs out

log = logging.getLogger("newsroom.intake")


def read(path, folder):
    """The Word file at `path` as Copy; its pictures are written into `folder`, one file each, which is the caller's to empty
    even where nothing came of it.

    Tracked insertions are in it, deletions are not; text boxes stand behind the paragraph they hang on, foot- and endnotes
    too, as [1]; comments are notes. Told are: linked_picture, lost_picture, embedded_document, embedded_file, hidden_text,
    footnotes, page_header, formula, chart. Raises Unreadable: not_docx, macros, protected, broken, bomb, too_large,
    took_too_long."""
    path, folder = Path(path).resolve(), Path(folder).resolve()
    try:
        with Archive(path):
            pass
    except Unreadable as refused:
        raise _as_docx(refused) from None
    answer = _ask(path, folder)
    if "code" in answer:
        raise _as_docx(Unreadable(answer["code"], **answer["values"]))
    return _copy(answer["copy"])


def _as_docx(refused):
    return Unreadable("not_docx") if refused.code == "not_zip" else refused


def _ask(path, folder):
    """What the child says of the file. A fresh interpreter, not a fork: the web server has threads, and a forked child
    inherits their locks held for ever. It starts in the folder of the project, and so finds it."""
    command = [sys.executable, "-m", PROGRAM, str(path), str(folder), str(PROCESSOR_SECONDS)]
    try:
        ended = subprocess.run(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, timeout=WALL_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        raise Unreadable("took_too_long") from None
    if ended.returncode == 0:
        return json.loads(ended.stdout)
    log.warning("reading a Word file ended with %s: %s", ended.returncode, ended.stderr[-500:])
    if ended.returncode == OVERTIME:
        raise Unreadable("took_too_long")
    if ended.returncode == KILLED or b"MemoryError" in ended.stderr[-2000:]:
        raise Unreadable("too_large")
    raise Unreadable("broken")


def _copy(said):
    """The Copy that the child described."""
    return Copy(
        pieces=[Piece(**piece) for piece in said["pieces"]],
        pictures=[Picture(**{**picture, "path": Path(picture["path"])}) for picture in said["pictures"]],
        notes=[Note(**note) for note in said["notes"]],
        told=said["told"],
        title=said["title"],
    )
