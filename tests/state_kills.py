"""A program that is killed at many points of changes to a state: `python -m tests.state_kills FOLDER`.

For each change and each point a copy of the state is changed in a child, which kills itself. What is left is printed
as a line of JSON: the change, whether the state is that before or after it, or neither, and what undo made of it.
"""

import json
import os
import re
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

from reader.archive.state_records import read_state
from reader.archive.state_store import StateStore
from reader.kept import SavedSearch

POINTS = 12
IDS = [f"{number:012x}" for number in range(300)]

KillAt = int | None
_connect = sqlite3.connect


def prepare(folder: Path) -> None:
    """A state with some of everything; the last action is `note written`."""
    store = StateStore(folder)
    store.flag("starred", IDS[:50], True)
    store.flag("marked", IDS[100:200], True)
    store.add_tags(IDS[:100], ["Check", "aid"])
    store.make_dossier("Ferry talks")
    store.collect("ferry-talks", dict.fromkeys(IDS[:40], "Ferry talks resume in Lindholm"))
    for name in ("port-watch", "bread", "ferries"):
        store.put_saved(SavedSearch(name, f"{name} topic:aid"))
    store.write_note(IDS[0], "who?")
    store.close()


LINES = [
    '{"schema": "broadsheet/state/1"}',
    *(json.dumps({"kind": "article", "id": id, "read": True, "tags": ["quiet"]}) for id in IDS[:80]),
    '{"kind": "dossier", "name": "bread", "title": "Bread"}',
]

CHANGES: dict[str, Callable[[StateStore], object]] = {
    "mark": lambda store: store.flag("marked", IDS, True),
    "unmark": lambda store: store.flag("marked", IDS, False),
    "tag": lambda store: store.add_tags(IDS, ["Check", "quiet"]),
    "untag": lambda store: store.remove_tags(IDS, ["Check", "aid"]),
    "note": lambda store: store.write_note(IDS[0], "they?", number=1),
    "dossier": lambda store: store.delete_dossier("ferry-talks"),
    "order": lambda store: store.move_saved("ferries", 0),
    "restore": lambda store: store.restore(read_state(LINES, str), replace=True),
    "undo": lambda store: store.undo(),
}


def change_in_child(folder: Path, change: Callable[[StateStore], object], kill_at: KillAt) -> int:
    """Change the state in a child, to be killed at a step of SQLite where one is named; the number of steps else."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def step(*_: object) -> int:
            nonlocal steps
            steps += 1
            if steps == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            return 0

        def connect(*values: object, **named: object) -> sqlite3.Connection:
            made: sqlite3.Connection = _connect(*values, **named)  # type: ignore[call-overload]
            made.set_trace_callback(step)  # before each statement
            made.set_progress_handler(step, 25)  # and amid them
            return made

        sqlite3.connect = connect  # type: ignore[assignment]
        store = StateStore(folder)
        change(store)
        store.stamp()
        os.write(writing, str(steps).encode())
        os._exit(0)
    os.close(writing)
    with open(reading) as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    assert killed == (kill_at is not None), (kill_at, status)
    return int(told) if told else 0


def state_of(folder: Path) -> str:
    """The state without the times of notes, at which a change may be made again a second later."""
    store = StateStore(folder)
    try:
        return re.sub('"changed": "[^"]+"', "", "".join(store.dump()))
    finally:
        store.close()


def undone(folder: Path) -> tuple[str, str]:
    """What undo takes back, and the state that it leaves."""
    store = StateStore(folder)
    try:
        return store.undo().label, "".join(store.dump())
    finally:
        store.close()


def main(folder: Path) -> None:
    """Kill at every point of every change."""
    prepare(folder / "base")
    before = state_of(folder / "base")
    for name, change in CHANGES.items():
        shutil.copytree(folder / "base", folder / name)
        steps = change_in_child(folder / name, change, None)
        after = state_of(folder / name)
        after_undo = undone(folder / name)
        for point in range(POINTS):
            kill_at = steps - point // 2 if point % 2 else 1 + point * steps // POINTS
            copy = folder / f"{name}-{point}"
            shutil.copytree(folder / "base", copy)
            change_in_child(copy, change, kill_at)
            left = state_of(copy)
            told = "before" if left == before else "after" if left == after else "between"
            undo = undone(copy)
            right = undo == after_undo if told == "after" else undo[0] == "note written"
            print(json.dumps({"change": name, "at": kill_at, "of": steps, "left": told, "undo": right}))
            shutil.rmtree(copy)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
