"""Saved searches as they are kept."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from reader.archive.state_file import StateFile, no_such, storable
from reader.archive.state_journal import Changing, next_number, raise_stamp
from reader.errors import UsageError
from reader.kept import Change, SavedSearch


class KeptSearches(StateFile):
    """Saved searches in the reader's order. Methods raise ArchiveError, UsageError for a name that there is not."""

    def saved_searches(self) -> list[SavedSearch]:
        """Every saved search, in order."""
        return _searches(self._rows(_ALL))

    def put_saved(self, search: SavedSearch, position: int | None = None) -> Change:
        """Keep a search in place of the one of its name, else at the end, or at a place counted from 0.

        `visited` counts only where the search is new.
        """
        with self._changing() as change:
            self._put_saved(change, search, position)
            return change.close()

    def _put_saved(self, change: Changing, search: SavedSearch, position: int | None = None) -> None:
        facts = (storable(search.query), search.match, search.sort, search.colour, int(search.lit))
        order = _order(change)
        number = order.get(search.name)
        if number is not None:
            known = change.execute("SELECT query, match, sort, colour, lit FROM searches WHERE number = ?", (number,))
            change.label = f"search {search.name} changed"
            if known.fetchone() != facts:
                change.number = 1
                change.touch("searches", "number", [number])
                statement = "UPDATE searches SET query = ?, match = ?, sort = ?, colour = ?, lit = ? WHERE number = ?"
                change.execute(statement, (*facts, number))
        else:
            # The number that the row will have is known before it is there: undo takes down that it was not.
            change.label, change.number = f"search {search.name} saved", 1
            number = next_number(change, "searches")
            change.touch("searches", "number", [number])
            change.execute(
                "INSERT INTO searches (number, name, position, query, match, sort, colour, lit) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (number, search.name, len(order), *facts),
            )
            if search.visited:
                change.execute("INSERT OR REPLACE INTO visits VALUES (?, ?)", (number, search.visited))
        numbers = [*order.values()] if search.name in order else [*order.values(), number]
        _arrange(change, numbers, number, position)

    def rename_saved(
        self, old: str, new: str, follow: Callable[[Sequence[SavedSearch]], Mapping[str, str]] = lambda _: {}
    ) -> Change:
        """Give a search another name.

        `follow` is told all searches as they are before, and tells the queries that change with it, by name.
        """
        with self._changing() as change:
            order = _order(change)
            number = _number(order, old)
            if new != old and new in order:
                raise UsageError(f"there is a saved search {new!r} already", "choose another name")
            others = {_number(order, name): storable(query) for name, query in follow(_all(change)).items()}
            change.label = f"search {old} renamed {new}"
            change.number = int(new != old or bool(others))
            change.touch("searches", "number", sorted({number, *others}))
            change.execute("UPDATE searches SET name = ? WHERE number = ?", (new, number))
            for other, query in others.items():
                change.execute("UPDATE searches SET query = ? WHERE number = ?", (query, other))
            return change.close()

    def move_saved(self, name: str, to: int) -> Change:
        """Move a search to a place counted from 0."""
        with self._changing() as change:
            order = _order(change)
            change.label = f"search {name} moved"
            _arrange(change, [*order.values()], _number(order, name), to)
            return change.close()

    def delete_saved(self, name: str, check: Callable[[Sequence[SavedSearch]], None] = lambda _: None) -> Change:
        """Delete a search, unless `check`, which is told all of them as they are, raises."""
        with self._changing() as change:
            number = _number(_order(change), name)
            check(_all(change))
            change.label, change.number = f"search {name} deleted", 1
            change.touch("searches", "number", [number])
            change.execute("DELETE FROM searches WHERE number = ?", (number,))
            return change.close()

    def visit_saved(self, name: str, seconds: int) -> None:
        """Take down when the result of a search was looked at, in seconds since 1970. Undo does not know of it."""
        with self._changing() as change:
            number = _number(_order(change), name)
            change.execute("INSERT OR REPLACE INTO visits VALUES (?, ?)", (number, seconds))
            raise_stamp(change.execute)

    def see_saved(self, names: Sequence[str], seconds: int) -> Change:
        """Take down that the results of searches were looked at, all as one change; a later visit stays as it is.

        So does a search that there is no longer. What is looked at after this is no part of it when it is undone.
        """
        with self._changing() as change:
            order = _order(change)
            visits = dict(change.execute("SELECT search, seconds FROM visits").fetchall())
            found = [_number(order, name) for name in dict.fromkeys(names) if name in order]
            seen = [number for number in found if visits.get(number, 0) < seconds]
            change.label = "1 search seen" if len(seen) == 1 else f"{len(seen):,} searches seen"
            change.number = len(seen)
            change.touch("visits", "search", seen, written=("seconds", seconds))
            statement = "INSERT OR REPLACE INTO visits VALUES (?, ?)"
            change.executemany(statement, [(number, seconds) for number in seen])
            return change.close()


_ALL = (
    "SELECT name, query, match, sort, colour, lit, coalesce(seconds, 0) "
    "FROM searches LEFT JOIN visits ON search = number ORDER BY position, number"
)


def _searches(rows: Iterable[tuple[Any, ...]]) -> list[SavedSearch]:
    return [
        SavedSearch(name, query, match, sort, colour, bool(lit), visited)
        for name, query, match, sort, colour, lit, visited in rows
    ]


def _all(change: Changing) -> list[SavedSearch]:
    """Every search as it is within a change, in order."""
    return _searches(change.execute(_ALL))


def _order(change: Changing) -> dict[str, int]:
    """The numbers of all searches by name, in order."""
    return dict(change.execute("SELECT name, number FROM searches ORDER BY position, number").fetchall())


def _number(order: Mapping[str, int], name: str) -> int:
    if name in order:
        return order[name]
    raise UsageError(*no_such("saved search", name, list(order)))


def _arrange(change: Changing, numbers: Sequence[int], moving: int, to: int | None) -> None:
    """Give searches the places of `numbers`, where one of them is moved to another place first."""
    wanted = list(numbers)
    if to is not None:
        wanted.remove(moving)
        wanted.insert(max(0, min(to, len(wanted))), moving)
        if wanted != list(numbers):
            change.number = 1
    now = dict(change.execute("SELECT number, position FROM searches").fetchall())
    others = [(place, number) for place, number in enumerate(wanted) if now[number] != place]
    if change.number and others:
        change.touch("searches", "number", [number for _, number in others])
        change.executemany("UPDATE searches SET position = ? WHERE number = ?", others)
