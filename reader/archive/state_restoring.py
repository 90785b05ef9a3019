"""Taking in what another state, or an earlier one, held: all of it in one change."""

from typing import TYPE_CHECKING

from reader.archive.state_dumping import count_records
from reader.archive.state_file import StateFile
from reader.archive.state_journal import Changing, next_number
from reader.archive.state_notes import KeptNote
from reader.archive.state_schema import COLUMNS
from reader.archive.state_tags import key_of_tag
from reader.kept import Change
from reader.text import plural

if TYPE_CHECKING:
    from reader.archive.state_records import StateRecords


class Restoring(StateFile):
    """Takes in records of a state. Methods raise ArchiveError."""

    def restore(self, records: "StateRecords", *, replace: bool = False) -> Change:
        """Add what is not there yet, or put it in place of all that is; undo takes it back as one.

        What there is already of a name, a title or a query stays, of a note the newer text. The number of the change is
        that of the records which are other than before: new, changed, or gone with what was replaced.
        """
        with self._changing() as change:
            change.execute("SAVEPOINT untouched")
            kept, rows = count_records(change.execute), change.all_rows()
            if replace:
                for table in COLUMNS:
                    change.execute(f"DELETE FROM {table}")
            _add_flags(change, records)
            _add_tags(change, records)
            _add_notes(change, records)
            _add_dossiers(change, records)
            _add_searches(change, records)
            now = count_records(change.execute)
            # For people it is the records that count, however many rows they take.
            change.number = max((now - kept).total(), (kept - now).total())
            change.label = "state replaced" if replace else f"{plural(change.number, 'record')} of state restored"
            if change.number:
                change.touch_changed(rows)
            else:  # what was put in place of itself has other numbers, which undo would not find
                change.execute("ROLLBACK TO untouched")
            change.execute("RELEASE untouched")
            return change.close()


def _insert(change: Changing, statement: str, rows: list[tuple[str | int | None, ...]]) -> None:
    if rows:
        change.executemany(statement, rows)


def _add_flags(change: Changing, records: "StateRecords") -> None:
    in_order = [("marked", id) for _, id in sorted(records.marked)]
    for kind, ids in (
        *((kind, sorted(id for each, id in records.flags if each == kind)) for kind in ("read", "starred")),
        ("marked", [id for _, id in in_order]),
    ):
        (last,) = change.execute("SELECT coalesce(max(rank), 0) FROM flags WHERE kind = ?", (kind,)).fetchone()
        _insert(
            change,
            "INSERT OR IGNORE INTO flags VALUES (?, ?, ?)",
            [(kind, id, last + place) for place, id in enumerate(ids, 1)],
        )


def _add_tags(change: Changing, records: "StateRecords") -> None:
    keys = {tag: key_of_tag(tag) for tag, _ in records.tags}
    _insert(change, "INSERT OR IGNORE INTO tags VALUES (?, ?)", [(key, tag) for tag, key in keys.items()])
    _insert(change, "INSERT OR IGNORE INTO tagged VALUES (?, ?)", [(keys[tag], id) for tag, id in records.tags])


def _add_notes(change: Changing, records: "StateRecords") -> None:
    """Add notes; one that there is already, by its article, its passage and when it was made, gets the newer text."""
    known: dict[tuple[str, str, str], list[tuple[int, str, str]]] = {}
    for number, article, text, quote, made, changed in change.execute(
        "SELECT number, article, text, quote, made, changed FROM notes ORDER BY number"
    ).fetchall():
        known.setdefault((article, quote, made), []).append((number, text, changed))
    next_one, new = next_number(change, "notes"), []
    for note in records.notes:
        there = known.get((note.article, note.anchor.quote, note.made), [])
        same = next((each for each in there if each[1:] == (note.text, note.changed)), None)
        other = same or next((each for each in there if each[2] != note.changed), None)
        if other is None:
            new.append(_row(next_one, note))
            next_one += 1
            continue
        there.remove(other)
        if other[2] < note.changed:
            statement = "UPDATE notes SET text = ?, changed = ? WHERE number = ?"
            change.execute(statement, (note.text, note.changed, other[0]))
    _insert(change, "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?)", new)


def _row(number: int, note: KeptNote) -> tuple[str | int | None, ...]:
    return number, note.article, note.text, *note.anchor, note.made, note.changed


def _add_dossiers(change: Changing, records: "StateRecords") -> None:
    # An entry whose dossier could not be read gets one of its name.
    wanted = {name: (name, "") for name, _ in records.entries} | records.dossiers
    statement = "INSERT OR IGNORE INTO dossiers (name, title, foreword) VALUES (?, ?, ?)"
    _insert(change, statement, [(name, title, foreword) for name, (title, foreword) in wanted.items()])
    numbers = dict(change.execute("SELECT name, number FROM dossiers").fetchall())
    last = dict(change.execute("SELECT dossier, max(position) FROM entries GROUP BY dossier").fetchall())
    _insert(
        change,
        "INSERT OR IGNORE INTO entries (dossier, article, position, title, remark) VALUES (?, ?, ?, ?, ?)",
        [
            (numbers[name], entry.id, last.get(numbers[name], -1) + place, entry.title, entry.remark)
            for place, (name, entry) in enumerate(records.entries, 1)
        ],
    )


def _add_searches(change: Changing, records: "StateRecords") -> None:
    known = {name for (name,) in change.execute("SELECT name FROM searches")}
    new = {search.name: search for search in records.searches if search.name not in known}
    (last,) = change.execute("SELECT coalesce(max(position), -1) FROM searches").fetchone()
    first = next_number(change, "searches")
    rows, visits = [], []
    for place, search in enumerate(new.values()):
        facts = (search.query, search.match, search.sort, search.colour, int(search.lit))
        rows.append((first + place, search.name, last + 1 + place, *facts))
        visits.append((first + place, search.visited))
    _insert(
        change,
        "INSERT INTO searches (number, name, position, query, match, sort, colour, lit) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [*rows],
    )
    change.executemany("INSERT OR REPLACE INTO visits VALUES (?, ?)", [each for each in visits if each[1]])
