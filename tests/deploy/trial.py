"""A machine that is a folder: a site installed under it by `deploy/newsroom --root`."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from tests.running import ROOT, free_port

HOST = "news.example"
NGINX = """
user {user};
pid {root}/run/nginx.pid;
worker_processes 2;
error_log {root}/var/log/nginx/error.log;
events {{ worker_connections 512; }}
http {{
    default_type application/octet-stream;
    client_body_temp_path {root}/run/body;
    proxy_temp_path {root}/run/proxy;
    fastcgi_temp_path {root}/run/fastcgi;
    uwsgi_temp_path {root}/run/uwsgi;
    scgi_temp_path {root}/run/scgi;
    include {root}/etc/nginx/sites-enabled/*;
}}
"""


@dataclass
class Trial:
    """A folder to install under, and the ports that the site takes there; `services` says whether programs are started."""

    root: Path
    services: bool = False
    http: int = field(default_factory=free_port)
    https: int = field(default_factory=free_port)
    web: tuple = field(default_factory=lambda: (free_port(), free_port()))

    def newsroom(self, *arguments, source=ROOT, check=True, **more):
        """Run deploy/newsroom of the release in `source`; a CompletedProcess with all it said."""
        environment = os.environ | {
            "HTTP_PORT": str(self.http),
            "HTTPS_PORT": str(self.https),
            "WEB_PORTS": " ".join(map(str, self.web)),
            "VENV": sys.prefix,
            "TRIAL": str(self.root),
            "ROOT": str(self.root),
            "PATIENCE": "400",  # the machine may be busy with other things
        }
        for name in (
            "DJANGO_SETTINGS_MODULE",
            "VAR",
            "SECRET_KEY",
            "SITE_URL",
            "DATABASE_URL",
            "ALLOWED_HOSTS",
            "DEBUG",
        ):
            environment.pop(name, None)
        if self.services:
            environment["SYSTEMCTL"] = str(self.root / "run" / "systemctl")
        command = [str(source / "deploy" / "newsroom"), *arguments]
        streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        done = subprocess.run(command, env=environment, **streams, **({"stdin": subprocess.DEVNULL} | more))
        assert done.returncode == 0 or not check, done.stdout + self.logs()
        return done

    def prepare(self):
        """What a machine has before: nginx's own settings, and something that starts services."""
        for folder in ("etc/nginx", "run", "var/log/nginx"):
            (self.root / folder).mkdir(parents=True, exist_ok=True)
        user = "root" if os.geteuid() == 0 else "nobody"
        (self.root / "etc/nginx/nginx.conf").write_text(NGINX.format(root=self.root, user=user))
        starter = self.root / "run" / "systemctl"
        starter.write_text(f'#!/bin/sh\nexec {sys.executable} {ROOT}/tests/deploy/systemctl.py "$@"\n')
        starter.chmod(0o755)
        return self

    def logs(self):
        """What the programs have said last."""
        return "".join(f"\n{path.name}:\n{path.read_text()[-2000:]}" for path in (self.root / "run").glob("*.log"))

    def systemctl(self, *arguments):
        """What the stand-in of systemctl is told."""
        command = [str(self.root / "run" / "systemctl"), *arguments]
        subprocess.run(command, env=os.environ | {"TRIAL": str(self.root)}, check=True)

    def path(self, text):
        return self.root / text
