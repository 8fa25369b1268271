"""How long `make run` takes to a front page, in an empty clone and again: python3 bench/start.py [RUNS]

Figures to reach on two cores: 180 s for the first start, 15 s for the second. Needs git, make, the package index.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600


def seconds_to_a_front_page(clone):
    """Start the site in `clone`, wait for a 200, stop it; how long the start took."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # the settings of whoever measures are not those of a fresh clone
    environment = {k: v for k, v in os.environ.items() if k not in {"VAR", "DATABASE_URL", "SITE_URL", "DEBUG"}}
    began = time.monotonic()
    running = subprocess.Popen(
        ["make", "run", f"PORT={port}"], cwd=clone, env=environment, stdout=subprocess.DEVNULL, start_new_session=True
    )
    try:
        while time.monotonic() - began < LONGEST:
            try:
                with urlopen(f"http://127.0.0.1:{port}/", timeout=5) as answer:
                    if answer.status == 200:
                        return time.monotonic() - began
            except (URLError, OSError):
                if running.poll() is not None:
                    sys.exit(f"make run ended with {running.returncode}")
                time.sleep(0.1)
        sys.exit(f"no front page within {LONGEST} s")
    finally:
        os.killpg(running.pid, signal.SIGINT)
        running.wait(30)


def main(runs):
    for run in range(1, runs + 1):
        with tempfile.TemporaryDirectory() as folder:
            clone = Path(folder) / "newsroom"
            subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
            first = seconds_to_a_front_page(clone)
            second = seconds_to_a_front_page(clone)
        print(f"run {run}: first start {first:.1f} s, second start {second:.1f} s", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
