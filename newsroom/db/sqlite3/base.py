"""Django's SQLite backend with a writer gate.

SQLite's own waiting for the write lock is a poll with growing pauses: under many writers some starve past any time-out.
The gate is a file lock taken before `BEGIN IMMEDIATE`; the kernel queues those who wait, so each gets its turn.
"""

import os
from pathlib import Path

from django.db.backends.sqlite3 import base

try:
    import fcntl
except ImportError:  # Windows: SQLite's own lock alone
    fcntl = None


class DatabaseWrapper(base.DatabaseWrapper):
    gate = None

    def get_new_connection(self, conn_params):
        connection = super().get_new_connection(conn_params)
        # From SQLite 3.51.3 on; older ones can corrupt a write-ahead log that is reset while others read it.
        safe = self.Database.sqlite_version_info >= (3, 51, 3)
        connection.execute(f"PRAGMA journal_mode={'WAL' if safe else 'PERSIST'}")
        return connection

    def _start_transaction_under_autocommit(self):
        self.open_gate()
        try:
            super()._start_transaction_under_autocommit()
        except BaseException:
            self.close_gate()
            raise

    def open_gate(self):
        if fcntl is None or self.is_in_memory_db() or self.gate is not None:
            return
        self.gate = os.open(f"{Path(self.settings_dict['NAME'])}.gate", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(self.gate, fcntl.LOCK_EX)

    def close_gate(self):
        if self.gate is not None:
            os.close(self.gate)  # gives up the lock as well
            self.gate = None

    def _commit(self):
        try:
            return super()._commit()
        finally:
            self.close_gate()

    def _rollback(self):
        try:
            return super()._rollback()
        finally:
            self.close_gate()

    def _close(self):
        try:
            return super()._close()
        finally:
            self.close_gate()
