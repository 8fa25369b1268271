"""A site to measure on: this copy's code on SQLite or PostgreSQL, with a data folder that is thrown away."""

import atexit
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
DATABASES = ("sqlite", "postgresql")
LONGEST = 120  # seconds until the site answers


def on_each(script, databases, arguments):
    """Run `script` once for each of `databases`, in a process of its own; ends with the first that fails."""
    for database in databases:
        done = subprocess.run([sys.executable, script, "--on", database, *arguments], cwd=ROOT, check=False)
        if done.returncode:
            sys.exit(done.returncode)


def settle(database, **environment):
    """Set Django up in this process for an empty site on `database`, with roles, stages and static files. Programs that
    are started from here find the same site."""
    folder = tempfile.mkdtemp(prefix="newsroom-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    sys.path.insert(0, str(ROOT))
    # the settings of whoever measures are not those of the site
    for name in ("DEBUG", "HTTPS", "SITE_URL", "ALLOWED_HOSTS", "MEDIA_URL", "TIME_ZONE", "LOG_LEVEL", "DATABASE_URL"):
        os.environ.pop(name, None)
    os.environ |= {"VAR": f"{folder}/var", "DJANGO_SETTINGS_MODULE": "newsroom.settings", **environment}
    if database == "postgresql":
        from tests import postgres

        os.environ["DATABASE_URL"] = postgres.start(f"{folder}/postgresql")
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("establish", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


def reach(size):
    """Let there be `size` stories on the settled site, with desk copies, people, tags and photos."""
    from django.core.management import call_command

    call_command("seed_corpus", size, among_real_stories=True, verbosity=0, stdout=io.StringIO())  # those of the desk


def application():
    """The settled site's own WSGI application, past the page cache; all that it makes are pages of one edition, as the page cache
    asks for them."""
    from django.core.wsgi import get_wsgi_application

    from newsroom import edition

    django, held = get_wsgi_application(), {}

    def answer(environ, start_response):
        with edition.sharing(held):
            return django(environ, start_response)

    return answer


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@contextmanager
def serving(port=None):
    """Serve the settled site as production does, with its worker; the port it listens at. Ends it afterwards."""
    with started(port) as (port, running):
        _await(port, running, _log())
        yield port


def _log():
    return Path(os.environ["VAR"]) / "serve.log"


@contextmanager
def started(port=None):
    """The same, without waiting until it answers: (port, the program)."""
    port, log = port or free_port(), _log()
    with log.open("w") as lines:
        running = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)], cwd=ROOT, stdout=lines, stderr=lines
        )
    try:
        yield port, running
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(30)


def _await(port, running, log):
    latest = time.monotonic() + LONGEST
    while time.monotonic() < latest:
        try:
            with urlopen(f"http://localhost:{port}/healthz", timeout=10) as answer:
                if answer.status == 200:
                    return
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.05)
    sys.exit(f"the site does not answer:\n{log.read_text()}")
