"""Kill a running site again and again while people work on it, and keep what each of them was told."""

import hashlib
import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.drills.conftest import window
from tests.running import ROOT, until

HEALTHY = 10  # seconds within which a site is healthy again
LONGEST = 600  # for which one waits on a machine that is busy with other things
GONE = (OSError, http.client.HTTPException, UnicodeDecodeError)  # what a request gives whose server was killed


def programs(site):
    """The leaders of the process groups that make up the running site: the web server and the worker."""
    listed = subprocess.run(["pgrep", "-P", str(site.server.pid)], capture_output=True, text=True, check=False)
    return [int(pid) for pid in listed.stdout.split()]


def kill(site, dice, *, whole=False):
    """SIGKILL to web server and worker with all that they run, sometimes to one of them; `whole` also to what would start
    them again, which is then started as the system does. How many seconds passed until the site was healthy."""
    if whole:
        site.kill()
        began = time.monotonic()
        site.start()
    else:
        leaders = programs(site)
        victims = dice.choice([leaders, leaders, leaders[:1], leaders[-1:]])
        for leader in victims:
            os.killpg(leader, signal.SIGKILL)
        began = time.monotonic()
        until(lambda: len(programs(site)) >= 2 and not set(victims) & set(programs(site)), LONGEST)
    until(lambda: is_healthy(site), LONGEST)
    return time.monotonic() - began


def is_healthy(site):
    """Whether /healthz says that all is well."""
    connection = http.client.HTTPConnection("127.0.0.1", int(site.url.rpartition(":")[2]), timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except GONE:
        return False
    finally:
        connection.close()


class Work:
    """Somebody who works in a thread until she is told to stop; `step` does one thing, and may fail where the site is gone.
    What she was told is done stands in `told`."""

    def __init__(self, site, role):
        self.site, self.role, self.told = site, role, []
        self.window, self.stop, self.strange = None, threading.Event(), []
        self.thread = threading.Thread(target=self._run, daemon=True)

    def _run(self):
        while not self.stop.is_set():
            try:
                if self.window is None:
                    self.window = window(self.site, self.role)
                self.step()
            except GONE:
                time.sleep(0.2)
            except AssertionError:  # logging in: the site is coming up
                time.sleep(0.5)
            except Exception as error:  # to be told at the end
                self.strange.append(repr(error))
                time.sleep(0.5)


def at_work(people):
    """Let all of them begin."""
    for one in people:
        one.thread.start()


def home(people):
    """Let all of them finish what they do; a sentence for each thing that was strange."""
    for one in people:
        one.stop.set()
    for one in people:
        one.thread.join(120)
    return [sentence for one in people for sentence in one.strange]


def ask(site, code):
    """What Python code that prints JSON last says on the site."""
    return json.loads(site.manage("shell", "-v0", "-c", code).splitlines()[-1])


def ended(site, command, *options):
    """(the number that a command ends with, what it printed)."""
    line = [sys.executable, "manage.py", command, *options]
    done = subprocess.run(line, cwd=ROOT, env=site.environment, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def damaged(site):
    """Files of the data folder under final names that are not what their names say."""
    found = []
    for kind in ("originals", "renditions", "clips", "copies"):
        for path in Path(site.environment["VAR"], kind).glob("??/*"):
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.name.partition(".")[0]:
                found.append(f"{kind}/{path.parent.name}/{path.name}")
    return found


def photo_of(number, side=900):
    """The bytes of a JPEG that is like no other."""
    noise = Image.frombytes("RGB", (side // 4, side // 4), random.Random(number).randbytes(3 * (side // 4) ** 2))
    stream = BytesIO()
    noise.resize((side, side)).save(stream, "JPEG", quality=95)
    return stream.getvalue()


class Uploading(Work):
    """A photographer who uploads photos in pieces, each until the site says that it has it. `told` holds their SHA-256."""

    PIECE = 64 * 1024

    def __init__(self, site, role="photo-desk", first=0):
        super().__init__(site, role)
        self.number, self.address, self.data = first, None, b""

    def step(self):
        if self.address is None:
            self.number += 1
            self.data = photo_of(self.number)
            answer = self._ask("POST", "/admin/media/photo/incoming/", {"Upload-Length": str(len(self.data))})
            if answer.status != 201:
                self._again(answer)
                return
            self.address = answer.headers["Location"]
        answer = self._ask("HEAD", self.address)
        if answer.status != 200:
            self._again(answer)
            return
        here = int(answer.headers["Upload-Offset"])
        if here < len(self.data):
            headers = {"Upload-Offset": str(here), "Content-Type": "application/offset+octet-stream"}
            self._ask("PATCH", self.address, headers, self.data[here : here + self.PIECE])
            return
        answer = self._ask("POST", f"{self.address}finish/", {"Content-Type": "application/x-www-form-urlencoded"})
        if answer.status in (200, 201):
            self.told.append(hashlib.sha256(self.data).hexdigest())
            self.address = None
        elif answer.status not in (202, 409, 423, 503):  # in a moment
            self._again(answer)

    def _again(self, answer):
        if answer.status in (302, 403):
            self.window = None
        else:
            self.strange.append(f"{answer.status} {answer.text[:200]}")
        self.address = None

    def _ask(self, method, address, headers=(), body=None):
        port = int(self.site.url.rpartition(":")[2])
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        cookies = self.window.cookies
        said = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "Tus-Resumable": "1.0.0"}
        said |= {"X-CSRFToken": cookies.get("csrftoken", ""), "Upload-Metadata": "filename YS5qcGc="}
        try:
            connection.request(method, address, body, said | dict(headers))
            answer = connection.getresponse()
            answer.text = answer.read().decode(errors="replace")
            return answer
        finally:
            connection.close()
