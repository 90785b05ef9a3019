"""Undo: each change takes down the rows that it is about to change, and they can be put back as they were.

A journal holds rows and names of tables and columns, never statements: the file may come from someone else, so that
what it names is looked up in our own schema before it is used.
"""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from reader.archive.state_copies import change_copies, copies_since, drop_nameless, kept_of
from reader.archive.state_schema import COLUMNS, KEYS, NUMBERS, OPTIONAL, Execute
from reader.errors import ArchiveError
from reader.kept import Change

KEPT_ACTIONS = 100
"""Actions that can always be taken back."""

MORE_ACTIONS = 200
"""Actions that can be taken back while their rows take no more than `ROOM`."""

ROOM = 32_000_000
"""Characters of rows; marking 100,000 articles takes 1.5 million."""


class Changing:
    """A change of the state under way, in a transaction of `connection`.

    Before it changes rows it hands them to `touch`; `number` counts for people what it has changed.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.execute = connection.execute
        self.executemany = connection.executemany
        self.label = ""
        self.number = 0
        self._before: list[dict[str, Any]] = []

    def touch(
        self,
        table: str,
        column: str,
        values: Iterable[str | int],
        *,
        written: tuple[str, int] | None = None,
        **fixed: str | int,
    ) -> None:
        """Take down the rows of a table with these values in a column, and `fixed` ones in others, as they are now.

        Rows that are not there yet are taken down as that. Those that are to have `written` in a column are put back
        only while they have it: what undo does not know of may change them later.
        """
        wanted = list(values)
        if not wanted:
            return
        where, bound = _where(column, fixed)
        statement = f"SELECT {', '.join(COLUMNS[table])} FROM {table} WHERE {where}"
        rows = self.execute(statement, (*bound, json.dumps(wanted))).fetchall()
        piece = {"table": table, "column": column, "values": wanted, "fixed": fixed, "rows": rows}
        self._before.append(piece if written is None else {**piece, "written": written})

    def all_rows(self) -> "Rows":
        """Every row of every table as it is now, for `touch_changed`."""
        return {
            table: {
                tuple(row[columns.index(name)] for name in KEYS[table]): row
                for row in self.execute(f"SELECT {', '.join(columns)} FROM {table}")
            }
            for table, columns in COLUMNS.items()
        }

    def touch_changed(self, before: "Rows") -> None:
        """Take down what was before of the rows that are others now, and of no others: after they were changed."""
        now = self.all_rows()
        for table, (*first, column) in KEYS.items():
            was, has = before[table], now[table]
            changed: dict[tuple[Any, ...], list[Any]] = {}
            for key in dict.fromkeys((*was, *has)):
                if was.get(key) != has.get(key):
                    changed.setdefault(key[:-1], []).append(key[-1])
            for fixed, values in changed.items():
                rows = [was[key] for key in ((*fixed, value) for value in values) if key in was]
                names = dict(zip(first, fixed, strict=True))
                self._before.append({"table": table, "column": column, "values": values, "fixed": names, "rows": rows})

    def close(self, *, journal: bool = True) -> Change:
        """Journal the change, where there was one, and raise the stamp."""
        if self.number:
            if journal:
                self._journal()
            raise_stamp(self.execute)
        return Change(self.number, self.label)

    def _journal(self) -> None:
        before = json.dumps(self._before, ensure_ascii=True, separators=(",", ":"))
        made = datetime.now(UTC).isoformat(timespec="seconds")
        self.execute(
            "INSERT INTO journal (label, changed, made, size, before) VALUES (?, ?, ?, ?, ?)",
            (self.label, self.number, made, len(before), before),
        )
        self.execute(
            "DELETE FROM journal WHERE number IN (SELECT number FROM ("
            "SELECT number, row_number() OVER later AS nth, sum(size) OVER later AS room FROM journal "
            "WINDOW later AS (ORDER BY number DESC)) WHERE nth > ? AND (nth > ? OR room > ?))",
            (KEPT_ACTIONS, MORE_ACTIONS, ROOM),
        )
        for table in ("moved", "copied"):
            self.execute(f"DELETE FROM {table} WHERE journal < (SELECT min(number) FROM journal)")


Rows = dict[str, dict[tuple[Any, ...], tuple[Any, ...]]]
"""The rows of tables by their keys."""


def raise_stamp(execute: Execute) -> None:
    """Say that the state is another one than before."""
    execute("UPDATE facts SET value = CAST(value AS INTEGER) + 1 WHERE name = 'stamp'")


def _where(column: str, fixed: Mapping[str, object]) -> tuple[str, tuple[object, ...]]:
    """A condition whose last variable is a JSON list of the values of `column`."""
    conditions = [*(f"{name} = ?" for name in fixed), f"{column} IN (SELECT value FROM json_each(?))"]
    return " AND ".join(conditions), tuple(fixed.values())


def undo_last(connection: sqlite3.Connection) -> Change:
    """Put back the rows that the last change of the journal changed, and take it out: that change. In a transaction.

    Raises ArchiveError where the journal is not as we write it.
    """
    statement = "SELECT number, label, changed, before FROM journal ORDER BY number DESC LIMIT 1"
    last = connection.execute(statement).fetchone()
    if last is None:
        return Change(0, "nothing to undo")
    number, label, changed, before = last
    moved = _moves(connection, number)
    copies = copies_since(connection.execute, number, moved)
    kept = kept_of(connection.execute, copies)
    try:
        for piece in reversed(json.loads(before)):
            _put_back(connection, piece, moved)
        done = Change(int(changed), str(label))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, OverflowError) as fault:
        raise ArchiveError(f"the journal of changes is damaged at {label!r}", "it cannot be undone") from fault
    connection.execute("DELETE FROM journal WHERE number = ?", (number,))
    change_copies(connection.execute, copies, kept)
    drop_nameless(connection.execute)
    raise_stamp(connection.execute)
    return done


def _moves(connection: sqlite3.Connection, number: int) -> dict[str, str]:
    """What became of articles since that change: the ids under which what was kept of them stands now."""
    moved: dict[str, str] = {}
    statement = "SELECT previous, id FROM moved WHERE journal >= ? ORDER BY number DESC"
    for previous, id in connection.execute(statement, (number,)):
        moved[previous] = moved.get(id, id)
    return moved


def _put_back(connection: sqlite3.Connection, piece: Mapping[str, Any], moved: Mapping[str, str]) -> None:
    table, column, fixed = piece["table"], piece["column"], piece["fixed"]
    names = COLUMNS[table]
    if not {column, *fixed} <= set(names):
        raise ValueError(f"no such column in {table}")
    bound = {name: _checked(name, value, moved) for name, value in fixed.items()}
    values = [_checked(column, value, moved) for value in piece["values"]]
    where, first = _where(column, bound)
    if "written" in piece:
        at, value = piece["written"]
        if at not in names:
            raise ValueError(f"no such column in {table}")
        statement = f"SELECT {column} FROM {table} WHERE {where} AND {at} = ?"
        still = connection.execute(statement, (*first, json.dumps(values), _checked(at, value, moved)))
        values = [each for (each,) in still]
    connection.execute(f"DELETE FROM {table} WHERE {where}", (*first, json.dumps(values)))
    rows = [[_checked(name, value, moved) for name, value in zip(names, row, strict=True)] for row in piece["rows"]]
    if "written" in piece:
        rows = [row for row in rows if row[names.index(column)] in values]
    connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES ({', '.join('?' * len(names))})", rows)


def _checked(column: str, value: object, moved: Mapping[str, str]) -> object:
    """A value of a column of ours; the id of an article as it is now."""
    if value is None and column in OPTIONAL:
        return None
    if type(value) is not (int if column in NUMBERS else str):
        raise TypeError(f"not a value of {column}")
    return moved.get(value, value) if column == "article" and isinstance(value, str) else value


def next_number(change: Changing, table: str) -> int:
    """The number of the next row of a table; never one that was used before."""
    used = change.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    return int(used[0]) + 1 if used else 1


def as_list(values: Sequence[object]) -> str:
    """Values as a JSON list, for statements that take many at once."""
    return json.dumps(values)
