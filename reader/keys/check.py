"""What is wrong with a table of actions as it stands in the code."""

from collections.abc import Iterable, Iterator

from reader.keys.action import PLACES, Action
from reader.keys.actions import ACTIONS
from reader.keys.key import FORBIDDEN, UNREACHABLE, read_keys
from reader.keys.keymap import clashes


def check_actions(actions: Iterable[Action] = ACTIONS) -> list[str]:
    """What is wrong with the table: clashes, keys that are also prefixes, keys that not every keyboard has."""
    rows = list(actions)
    return [*_doubles(rows), *_clashes(rows), *_bad_keys(rows)]


def _doubles(rows: list[Action]) -> Iterator[str]:
    seen: set[str] = set()
    for row in rows:
        if row.id in seen:
            yield f"{row.id} stands twice in the table"
        seen.add(row.id)


def _clashes(rows: list[Action]) -> Iterator[str]:
    for clash in clashes({place: {row.id: row.keys(place) for row in rows} for place in PLACES}):
        if clash.longer:
            yield f"{clash.place}: {clash.key!r} is {clash.first} and also begins {clash.longer!r}"
        else:
            yield f"{clash.place}: {clash.key!r} is both {clash.first} and {clash.second}"


def _bad_keys(rows: list[Action]) -> Iterator[str]:
    for row in rows:
        for place in row.places:
            keys = row.keys(place)
            if all(UNREACHABLE & set(key) for key in keys):
                yield f"{row.id}: {place} has only keys that some keyboards lack: {', '.join(keys)}"
            for key in keys:
                if read_keys(key) != key:
                    yield f"{row.id}: no key is spelt {key!r}"
                if FORBIDDEN.keys() & set(key.split()) or key.startswith(("Alt-", "Ctrl-Shift-")):
                    yield f"{row.id}: {key!r} does not reach a terminal program reliably"
