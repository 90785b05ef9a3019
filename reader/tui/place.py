"""Where the reader left off: the state of the desk, kept beside the archive so that it survives a restart."""

import contextlib
import datetime
import fcntl
import json
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from reader.paths import write_json
from reader.tui.history import MAX_HISTORY, merged

SCHEMA = 1
FILE_NAME = "desk.json"

MAX_PLACES = 500
"""Articles whose reading place is kept: weeks of reading, in a file that still writes in a millisecond."""

MAX_TEXT = 2000
"""Characters of a stored text that are taken over; a query may have 512."""


@dataclass(frozen=True, slots=True)
class DeskState:
    """What comes back at the next start.

    `article` is the id under the cursor, `reading` says that it was open, `centred` that the reading column stands in
    the middle. `places` maps an article's id to the part and the character offset at the top of the text. `history` are
    searches, the newest last. `export` is how an export was written last: three lines.
    """

    query: str = ""
    match: str = "all"
    article: str = ""
    reading: bool = False
    theme: str = ""
    column: int = 0
    places: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    history: tuple[str, ...] = ()
    export: str = ""
    centred: bool = True


class DeskFile:
    """`desk.json` of an archive. Never raises: what cannot be read or written is told in `problem`, once."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._loaded = DeskState()
        self._frozen = False
        self._told = False
        self._order = threading.Lock()
        self._newest = 0

    def load(self) -> tuple[DeskState, str]:
        """The state as it was left, and a sentence about what is wrong with the file (empty: nothing)."""
        try:
            content = self._read()
        except FileNotFoundError:
            return self._loaded, ""
        except OSError as fault:
            self._frozen = True
            return self._loaded, f"{self.path}: {fault.strerror}; the place of last time is not restored"
        except ValueError:
            return self._loaded, self._set_aside()
        if content["schema"] > SCHEMA:
            self._frozen = True
            problem = f"{self.path} is of a newer broadsheet: it is read, but not written"
        else:
            problem = ""
        self._loaded = _state_of(content)
        return self._loaded, problem

    def save(self, state: DeskState, number: int | None = None) -> str:
        """Write what changed since it was loaded, beside what another desk may have written meanwhile.

        `number` orders saves that run on threads: an older one never overwrites a newer. Returns a problem, once.
        """
        with self._order:
            if self._frozen or (number is not None and number < self._newest):
                return ""
            self._newest = number if number is not None else self._newest + 1
            try:
                with self._locked():
                    self._write(state)
            except OSError as fault:
                if self._told:
                    return ""
                self._told = True
                return f"the place is not kept ({fault.strerror}): {self.path.parent}"
            self._loaded = state
            return ""

    def _write(self, state: DeskState) -> None:
        content: dict[str, Any] = {}
        with contextlib.suppress(OSError, ValueError):
            content = self._read()
        if content.get("schema", SCHEMA) > SCHEMA:
            self._frozen = True
            return
        for each in fields(DeskState):
            new, old = getattr(state, each.name), getattr(self._loaded, each.name)
            if each.name == "places":
                changed = {id: list(place) for id, place in new.items() if old.get(id) != place}
                kept = {id: place for id, place in _dict(content.get("places")).items() if id not in changed}
                content["places"] = dict(list({**kept, **changed}.items())[-MAX_PLACES:])
            elif each.name == "history":
                content["history"] = merged(_texts(content.get("history")), old, new)
            elif new != old or each.name not in content:
                content[each.name] = new
        write_json(self.path, {**content, "schema": SCHEMA})

    def _read(self) -> dict[str, Any]:
        try:
            content = json.loads(self.path.read_text(encoding="utf-8"))
        except RecursionError as fault:
            raise ValueError("nested too deep") from fault
        if not isinstance(content, dict) or type(content.get("schema")) is not int:
            raise ValueError("not a desk state")
        return content

    def _set_aside(self) -> str:
        stamp = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.corrupt-{stamp}")
        try:
            os.replace(self.path, aside)
        except OSError:
            self._frozen = True
            return f"{self.path} cannot be read and is left alone; the desk starts anew"
        return f"{self.path.name} could not be read; it is now {aside.name}, and the desk starts anew"

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        handle = os.open(self.path.with_name(f".{FILE_NAME}.lock"), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _state_of(content: dict[str, Any]) -> DeskState:
    state = DeskState()
    for each in fields(DeskState):
        value, default = content.get(each.name), getattr(state, each.name)
        if each.name == "places":
            places = {id: (place[0], place[1]) for id, place in _dict(value).items() if _is_place(place)}
            state = replace(state, places=places)
        elif each.name == "history":
            state = replace(state, history=_texts(value)[-MAX_HISTORY:])
        elif type(value) is type(default):
            changes: dict[str, Any] = {each.name: value[:MAX_TEXT] if isinstance(value, str) else value}
            state = replace(state, **changes)
    return state if state.match in ("all", "any") else replace(state, match="all")


def _texts(value: object) -> tuple[str, ...]:
    return tuple(text[:MAX_TEXT] for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def _is_place(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and all(type(each) is int and each >= 0 for each in value)
