"""A server under load by wrk: answers a second, time of an answer, and processor time of the server for each."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from ground.processes import below, computing

CONNECTIONS = 16
ACCEPTS = "gzip, deflate, br"  # what browsers say
UNITS = {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}
MANY = """
local paths = {}
for path in io.lines(os.getenv("ADDRESSES")) do paths[#paths + 1] = path end
local at = 0
request = function()
  at = at % #paths + 1
  return wrk.format(nil, paths[at])
end
"""


def needed(*tools):
    """Ends the program with a sentence where one of the tools is not installed."""
    missing = [tool for tool in tools if not shutil.which(tool)]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}. On Debian: apt-get install -y wrk nginx-light")


def load(port, address, seconds, found):
    """What wrk says of an address asked for over and over, and `computed`, the processor time of the programs `found` for
    an answer, in ms."""
    return _run([f"http://127.0.0.1:{port}{address}"], seconds, found)


def load_many(port, addresses, seconds, found):
    """The same of many addresses, one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        script, listed = Path(folder) / "many.lua", Path(folder) / "addresses"
        script.write_text(MANY)
        listed.write_text("\n".join(addresses))
        return _run(["-s", str(script), f"http://127.0.0.1:{port}"], seconds, found, ADDRESSES=str(listed))


def _run(arguments, seconds, found, **environment):
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    command += ["-H", f"Accept-Encoding: {ACCEPTS}", *arguments]
    before = computing(found)
    said = subprocess.run(command, check=True, capture_output=True, text=True, env=os.environ | environment).stdout
    taken = computing(found) - before
    answers = int(re.search(r"(\d+) requests in", said)[1])
    wrong = re.search(r"(Non-2xx.*|Socket errors.*)", said)
    assert answers, said
    return {
        "per_second": round(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1])),
        "p50": _part(said, "50"),
        "p99": _part(said, "99"),
        "computed": round(taken * 1000 / answers, 4),
        "wrong": wrong[1] if wrong else "",
    }


def _part(said, hundredths):
    number, unit = re.search(rf"\s{hundredths}%\s+([\d.]+)(us|ms|s|m)\b", said).groups()
    return round(float(number) * UNITS[unit], 3)


@contextmanager
def nginx(port, size):
    """nginx with two processes and a file of `size` bytes at /page, listening at `port`: the port and the number of its first process."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "page").write_bytes(b"x" * size)
        folder_of = [f"{kind}_temp_path {folder}/{kind};" for kind in ("proxy", "fastcgi", "uwsgi", "scgi")]
        Path(folder, "nginx.conf").write_text(
            f"{_as_root()}worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/errors;\n"
            "events { worker_connections 512; }\n"
            f"http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; default_type text/html;\n"
            f"client_body_temp_path {folder}/body; {' '.join(folder_of)}\n"
            f"server {{ listen 127.0.0.1:{port}; root {folder}; }} }}\n"
        )
        command = ["nginx", "-e", f"{folder}/errors", "-p", folder, "-c", f"{folder}/nginx.conf"]
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        try:
            while running.poll() is None and len(below(running.pid, "nginx")) < 2:
                time.sleep(0.02)
            assert running.poll() is None, Path(folder, "errors").read_text()
            yield port, running.pid
        finally:
            running.terminate()
            running.wait(30)


def _as_root():
    """Whoever is root keeps the folder for himself: its processes stay root too."""
    return "user root; " if os.geteuid() == 0 else ""
