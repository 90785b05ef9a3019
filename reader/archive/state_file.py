"""The file of what a reader keeps: opened when it is there, made when something is kept."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from reader.archive.database import Database
from reader.archive.state_journal import Changing, undo_last
from reader.archive.state_schema import STATE, STATE_FILE
from reader.errors import ArchiveError
from reader.kept import Change


class StateFile:
    """The state of the archive in `folder`. Reading where nothing was kept yet makes no file.

    A folder that cannot be written is read. Methods raise ArchiveError; any thread may call them.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / STATE_FILE
        self._folder = folder
        self._database: Database | None = None
        self._lock = threading.Lock()
        self._settled = ""

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            if self._database:
                self._database.close()
            self._database = None

    def exists(self) -> bool:
        """Whether anything was ever kept."""
        return self._database is not None or os.path.exists(self.path)

    def stamp(self) -> int:
        """A number that rises with every change; 0 where nothing was ever kept. Costs one look at the file."""
        rows = self._sound_rows("SELECT CAST(value AS INTEGER) FROM facts WHERE name = 'stamp'")
        return int(rows[0][0]) if rows else 0

    def uid(self) -> str:
        """The state's identity; empty where nothing was ever kept."""
        rows = self._rows("SELECT value FROM facts WHERE name = 'uid'")
        return str(rows[0][0]) if rows else ""

    def problem(self) -> str:
        """Why the state cannot be read, in a sentence for people; empty where it can."""
        try:
            self._rows("SELECT value FROM facts")
        except ArchiveError as fault:
            return str(fault)
        return ""

    def undo(self) -> Change:
        """Take the last change back that was not taken back yet."""
        if not self.exists():
            return Change(0, "nothing to undo")
        with self._damage_told(), self._open().writing(stamped=False) as connection:
            return undo_last(connection)

    def _open(self) -> Database:
        with self._lock:
            if self._database is None:
                with self._damage_told():
                    made = Database(self._folder, STATE)
                    try:
                        _check(made)
                    except BaseException:
                        made.close()
                        raise
                self._database = made
            return self._database

    @contextmanager
    def _damage_told(self) -> Iterator[None]:
        """Turn what Python cannot read of a damaged file, messages of SQLite among it, into ArchiveError."""
        try:
            yield
        except UnicodeDecodeError as fault:
            raise ArchiveError(f"{self.path} is damaged: {fault.reason}", STATE.lost) from fault

    def _rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The rows of a statement; none where there is no file."""
        if not self.exists():
            return []
        database = self._open()
        with self._damage_told(), database.guarded():
            return database.connection.execute(statement, values).fetchall()

    def _sound_rows(self, statement: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """The same; none of a damaged file either: articles are listed and searched without their state."""
        try:
            return self._rows(statement, values)
        except ArchiveError:
            return []

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """A connection on which all that is read is of one moment. Where there is a file."""
        database = self._open()
        with self._damage_told(), database.guarded():
            database.connection.execute("BEGIN")
            try:
                yield database.connection
            finally:
                database.connection.execute("ROLLBACK")

    @contextmanager
    def _changing(self) -> Iterator[Changing]:
        """A change in one transaction, to be closed by its `close`. Raises ArchiveError."""
        if not self.exists() and self._folder.is_dir() and not os.access(self._folder, os.W_OK):
            raise ArchiveError(f"{self.path} cannot be written", "check the rights of its folder")
        with self._damage_told(), self._open().writing(stamped=False) as connection:
            if self._settled:  # in a new file only; it is not forgotten here, since this change may fail
                connection.execute("UPDATE facts SET value = ? WHERE name = 'settled' AND value = ''", (self._settled,))
            yield Changing(connection)

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction that undo does not know of."""
        with self._damage_told(), self._open().writing(stamped=False) as connection:
            yield connection


def _check(database: Database) -> None:
    """Raise ArchiveError for a file that would run code of its own when it is written: ours has no triggers."""
    with database.guarded():
        found = database.connection.execute("SELECT count(*) FROM sqlite_master WHERE type IN ('trigger', 'view')")
        if found.fetchone()[0]:
            raise ArchiveError(f"{database.path} is not as broadsheet writes it", "move it away")


def storable(text: str) -> str:
    """Text as a database can hold it: without lone surrogates."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def no_such(what: str, name: str, known: Sequence[str]) -> tuple[str, str]:
    """Message and hint for a name that there is not."""
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(known[:9])}" if known else "there is none yet"
    return f"no {what} {name!r}", hint
