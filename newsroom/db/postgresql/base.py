"""Django's PostgreSQL backend with cursors for queries that come again, and a connection that is asked less often whether it
is still there."""

import select
import time

from django.db.backends.postgresql import base

TRUSTED = 1.0  # seconds after an answer in which a connection is looked at, not asked


class DatabaseWrapper(base.DatabaseWrapper):
    answered = float("-inf")  # when it was asked the last time, and answered

    def prepared_cursor(self):
        """A cursor for queries that come again: psycopg has the server keep the plan of a query after its first few times, as
        OPTIONS["prepare_threshold"] says. Django's own cursor writes values into the query, which is then new each time."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(base.ServerBindingCursor(self.connection))

    def is_usable(self):
        """Whether the server is there still. Asked at the beginning of each request that needs it; within a second of the last
        answer it is enough that the server has said nothing since, as a server does that goes away."""
        is_trusted = not self.errors_occurred and time.monotonic() - self.answered < TRUSTED
        if is_trusted and self._is_silent():
            return True
        usable = super().is_usable()
        self.answered = time.monotonic() if usable else float("-inf")
        return usable

    def get_new_connection(self, conn_params):
        self.answered = float("-inf")  # it was another one that answered
        return super().get_new_connection(conn_params)

    def _is_silent(self):
        if self.connection is None or self.connection.closed or not hasattr(select, "poll"):  # Windows has none
            return False
        poll = select.poll()
        poll.register(self.connection.fileno(), select.POLLIN)
        return not poll.poll(0)
