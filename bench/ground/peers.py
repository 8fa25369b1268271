"""A paper made with Wagtail, in a Python of its own with its own database on the same server, measured as ours is."""

import json
import os
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from articles.models import Publication
from ground import turns

KEPT = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "newsroom-bench" / "wagtail-8"
PACKAGES = ("wagtail>=8,<9", "psycopg[binary]", "pysqlite3")
SCRIPT = Path(__file__).resolve().parents[1] / "beside" / "measure.py"
TEXTS = 200


@contextmanager
def wagtail(stories):
    """A paper with so many stories, its texts ours: a function as ground.turns gives it. It says its version and the queries
    of each kind of page first, then, asked for a kind, the seconds of a page of it."""
    python = _python()
    with tempfile.TemporaryDirectory() as folder:
        where = {"BESIDE_FOLDER": folder, "BESIDE_DATABASE": json.dumps(_database(folder))}
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO", "PYTHON"))}
        told = {"stories": stories, "texts": _texts()}
        with turns.asking([python, SCRIPT], told, **environment | where) as ask:
            yield ask


def _python():
    """The Python that has Wagtail; installed where it is missing, and kept for the next time."""
    python = KEPT / "bin" / "python"
    if (
        subprocess.run([python, "-c", "import wagtail, psycopg"], check=False, capture_output=True).returncode
        if python.exists()
        else True
    ):
        subprocess.run([sys.executable, "-m", "venv", KEPT], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def _database(folder):
    """A new database for it: a file, or one more on the server that ours is on."""
    if connection.vendor == "sqlite":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{folder}/beside.sqlite3"}
    with connection.cursor() as cursor:
        cursor.execute("DROP DATABASE IF EXISTS beside")
        cursor.execute("CREATE DATABASE beside")
    ours = connection.settings_dict
    return {"ENGINE": "django.db.backends.postgresql", "NAME": "beside"} | {
        name: ours[name] for name in ("USER", "PASSWORD", "HOST", "PORT")
    }


def _texts():
    newest = Publication.objects.order_by("-key")[:TEXTS]
    return [
        {
            "headline": one.headline,
            "standfirst": one.facts.get("standfirst") or one.summary,
            "byline": one.people,
            "html": one.html,
            "cover": bool(one.cover),
        }
        for one in newest
    ]
