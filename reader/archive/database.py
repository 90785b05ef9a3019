"""One SQLite file, a connection a thread, and its faults in our words."""

import contextlib
import os
import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reader.archive.migrations import ARCHIVE, Schema, migrate
from reader.errors import ArchiveError
from reader.paths import private_folder

CLOSE_SECONDS = 2.0
"""How long closing waits for what other threads read or write."""

BUSY_SECONDS = 30.0
"""How long a writer waits for another; filing fifteen thousand articles takes about half of it."""


class Database:
    """A database of the archive in `folder`, made where it is not there yet. Safe to use from any thread.

    Raises ArchiveError where the folder is not ours, or the file is damaged or from a newer version.
    """

    def __init__(self, folder: Path, schema: Schema = ARCHIVE) -> None:
        self.path = folder / schema.file
        self._schema = schema
        self._local = threading.local()
        self._opened: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._free = threading.Condition()
        self._users: Counter[int] = Counter()
        try:
            self.writable = not folder.is_dir() or os.access(folder, os.W_OK)
        except OSError as fault:
            raise ArchiveError(f"cannot use {folder}: {fault.strerror}", "see to its rights") from fault
        if self.writable:
            private_folder(folder)
        with self.guarded():
            if self.writable:
                migrate(self.connection, str(self.path), schema)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connect()
            with self._lock:
                self._opened.append(found)
        return found

    def _connect(self) -> sqlite3.Connection:
        # A folder that cannot be written has no place for the log of a WAL database: it is read as it stands.
        # A log that was left there is still read, where SQLite can.
        log = self.path.with_name(f"{self.path.name}-wal")
        left = log.exists() and log.stat().st_size > 0
        mode = "mode=rwc" if self.writable else "mode=ro" if left else "mode=ro&immutable=1"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        if self.writable:
            _turn_on_log(connection)
            connection.execute(f"PRAGMA synchronous = {'FULL' if self._schema.durable else 'NORMAL'}")
            with contextlib.suppress(PermissionError):  # the file may be another user's, whom we may write for
                self.path.chmod(0o600)
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn faults of SQLite into ArchiveError. While it lasts, closing waits for this thread."""
        thread = threading.get_ident()
        with self._free:
            self._users[thread] += 1
        try:
            yield
        except sqlite3.OperationalError as fault:
            said = str(fault)
            if "locked" in said or "busy" in said:
                raise ArchiveError(f"{self.path} is busy", "another broadsheet is writing to it; try again") from fault
            if "full" in said:
                raise ArchiveError(f"no room to write {self.path}", "free some space; nothing was changed") from fault
            if "readonly" in said or "unable to open" in said or "attempt to write" in said:
                message = f"{self.path} cannot be opened or written: {said}"
                raise ArchiveError(message, "check its rights, or name another --archive") from fault
            raise ArchiveError(f"{self.path}: {said}", "name another --archive") from fault
        except sqlite3.DatabaseError as fault:
            message = f"{self.path} is damaged or no {self._schema.content}: {fault}"
            raise ArchiveError(message, self._schema.lost) from fault
        finally:
            with self._free:
                self._users[thread] -= 1
                if not self._users[thread]:
                    del self._users[thread]
                    self._free.notify_all()

    @contextmanager
    def writing(self, *, stamped: bool = True) -> Iterator[sqlite3.Connection]:
        """A transaction: all of it or nothing, which raises the stamp where it is `stamped`. Raises ArchiveError."""
        if not self.writable:
            raise ArchiveError(
                f"{self.path} cannot be written", "check the rights of its folder, or name another --archive"
            )
        with self.guarded():
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                if stamped:
                    connection.execute("UPDATE facts SET value = value + 1 WHERE name = 'stamp'")
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # a full disk has rolled it back already
                    connection.execute("ROLLBACK")
                raise

    def close(self) -> None:
        """Close every thread's connection, once no other thread reads or writes.

        SQLite crashes where a connection is closed in the middle of a statement. Where another thread goes on for long,
        connections are left to the end of the process.
        """
        own = threading.get_ident()
        with self._free:
            if not self._free.wait_for(lambda: not self._users.keys() - {own}, timeout=CLOSE_SECONDS):
                return
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
            self._local = threading.local()


def _turn_on_log(connection: sqlite3.Connection) -> None:
    """Set the WAL journal. Of two programs that open a new archive at once SQLite refuses one, without waiting."""
    ends = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as fault:
            if "locked" not in str(fault) or time.monotonic() > ends:
                raise
            time.sleep(0.02)
