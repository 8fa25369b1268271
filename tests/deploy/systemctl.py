"""What systemctl does, for a site that was installed under a folder: starts the programs that its unit files name and ends
them, as they say it. TRIAL names the folder.

    systemctl.py [enable|disable] [--now] | start | stop | restart | reload | daemon-reload  UNIT …
"""

import os
import pwd
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

TRIAL = Path(os.environ["TRIAL"])
UNITS = TRIAL / "etc" / "systemd" / "system"
RUN = TRIAL / "run"


def said(unit):
    """key → value of the [Service] of a unit, with its instance filled in."""
    name, _at, instance = unit.removesuffix(".service").partition("@")
    text = (UNITS / (f"{name}@.service" if instance else f"{name}.service")).read_text()
    pairs = re.findall(r"^(\w+)=(.*)$", text.partition("[Service]")[2].partition("[Install]")[0], re.MULTILINE)
    return {key: value.replace("%i", instance) for key, value in pairs}


def is_known(user):
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True


def pid_of(unit):
    """The process of a unit that runs; None otherwise."""
    try:
        pid = int((RUN / f"{unit}.pid").read_text())
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ValueError):
        return None
    return None if state == "Z" else pid


def start(unit):
    if pid_of(unit):
        return
    if unit == "nginx":
        subprocess.run(["nginx", "-c", str(TRIAL / "etc/nginx/nginx.conf")], check=True)
        return
    if unit == "postgresql":
        subprocess.run(["service", "postgresql", "start"], check=True)
        return
    service = said(unit)
    user = service["User"] if os.geteuid() == 0 and is_known(service["User"]) else None
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    for line in Path(service["EnvironmentFile"]).read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            name, _equals, value = line.partition("=")
            environment[name] = value
    with (TRIAL / "run" / f"{unit}.log").open("ab") as log:
        process = subprocess.Popen(
            shlex.split(service["ExecStart"]),
            cwd=service["WorkingDirectory"],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            user=user,
            group=user,
        )
    (RUN / f"{unit}.pid").write_text(str(process.pid))


def stop(unit):
    pid = pid_of(unit)
    if pid is None:
        return
    os.kill(pid, signal.SIGQUIT if unit == "nginx" else signal.SIGTERM)
    latest = time.monotonic() + (10 if unit == "nginx" else int(said(unit)["TimeoutStopSec"]))
    while pid_of(unit) and time.monotonic() < latest:
        time.sleep(0.05)
    if pid_of(unit):
        os.killpg(pid, signal.SIGKILL)


def reload(unit):
    if pid_of(unit):
        os.kill(pid_of(unit), signal.SIGHUP)


def main(command, *rest):
    units = [word for word in rest if not word.startswith("--")]
    does = {"start": [start], "stop": [stop], "restart": [stop, start], "reload": [reload]}.get(command, [])
    if "--now" in rest:
        does = [start] if command == "enable" else [stop]
    for unit in units:
        for act in does:
            act(unit)


main(*sys.argv[1:])
