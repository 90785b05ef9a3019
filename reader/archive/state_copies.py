"""What was copied to the correction of a text that stays: undo changes the copy as it changes the text it is of."""

from collections.abc import Mapping, Sequence

from reader.archive.state_schema import Execute

Pair = tuple[str, str]
"""The ids of a text and of the later one that has a copy of what was kept of it."""

Kept = dict[str, set[tuple[str, ...]]]
"""What is kept of articles by their ids, each thing with its table first."""

_THINGS = {
    "flags": ("kind",),
    "tagged": ("slug",),
    "notes": ("text", "quote", "prefix", "suffix", "made", "changed"),
}


def note_copy(execute: Execute, previous: str, id: str) -> None:
    """Take down that what was kept of a text was copied to a later one, after the changes that the journal has."""
    execute(
        "INSERT INTO copied (previous, id, journal) SELECT ?, ?, coalesce(max(number), 0) FROM journal", (previous, id)
    )


def copies_since(execute: Execute, number: int, moved: Mapping[str, str]) -> list[Pair]:
    """The copies made after the change of that number, in order, under the ids that their texts have now."""
    found = execute("SELECT previous, id FROM copied WHERE journal >= ? ORDER BY number", (number,))
    pairs = [(moved.get(previous, previous), moved.get(id, id)) for previous, id in found]
    return [(previous, id) for previous, id in pairs if previous != id]


def kept_of(execute: Execute, pairs: Sequence[Pair]) -> Kept:
    """What is kept now of the texts that have copies."""
    return {id: _things(execute, id) for id, _ in pairs}


def change_copies(execute: Execute, pairs: Sequence[Pair], before: Kept) -> None:
    """Change copies as their texts were changed since `before`. A copy that is another thing by now stays."""
    for previous, id in pairs:
        now, has = _things(execute, previous), _things(execute, id)
        for table, *values in (before[previous] - now) & has:
            where = " AND ".join(f"{name} = ?" for name in _THINGS[table])
            execute(f"DELETE FROM {table} WHERE article = ? AND {where}", (id, *values))
        for table, *values in now - before[previous] - has:
            names = (*_THINGS[table], *(("rank",) if table == "flags" else ()))
            where = " AND ".join(f"{name} = ?" for name in _THINGS[table])
            execute(
                f"INSERT INTO {table} (article, {', '.join(names)}) SELECT ?, {', '.join(names)} FROM {table} "
                f"WHERE article = ? AND {where} LIMIT 1",
                (id, previous, *values),
            )


def _things(execute: Execute, id: str) -> set[tuple[str, ...]]:
    return {
        (table, *row)
        for table, names in _THINGS.items()
        for row in execute(f"SELECT {', '.join(names)} FROM {table} WHERE article = ?", (id,))
    }


def drop_nameless(execute: Execute) -> None:
    """Take off tags that no longer have a name: the next one of the same words would give them back."""
    execute("DELETE FROM tagged WHERE slug NOT IN (SELECT slug FROM tags)")
