"""Keeping in the desk: a change is painted at once and written in its turn, and what the archive says is shown."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Literal

from reader.errors import ReaderError, UsageError
from reader.kept import ArticleState, Change, Note, SavedSearch, TagCount, TextSpan
from reader.results import SearchPage
from reader.tui.keeping import KeptStates, StateChange
from reader.tui.keeping_drafts import Drafts
from reader.tui.keeping_thread import Done, KeepingThread, Work

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.app import DeskApp

Touches = Literal["rows", "tags", "saved"]
"""What of the list a change may touch: signs of its rows, facets and more, or only what names a saved search."""

LEAVE_SECONDS = 5.0
"""How long leaving waits for what is to be written; another program may hold the archive for a moment."""

AT_ONCE = 500
"""Articles whose state is read at once where an unread one is looked for."""

SIGNAL_SECONDS = 0.8
"""The same after a signal, when there is less time."""

MOST_LEARNT = 1000
"""Marked articles whose state is read at once, more than a list shows: the others are learnt as they are seen."""


class DeskKeeping:
    """Changes and questions of the screens, on the thread of keeping. All of it is called on the interface's thread.

    `notes_edition` rises whenever notes may have changed; `notes` are those of the articles asked for, by key.
    `last` is the change that can be repeated.
    """

    def __init__(self, library: "Library", states: KeptStates, desk: "DeskApp") -> None:
        self._library = library
        self.states = states
        self._desk = desk
        self._thread = KeepingThread(self._deliver)
        self._unsure: set[int] = set()
        self._has_changed = False
        self.notes_edition = 0
        self.notes: dict[int, Sequence[Note]] = {}
        self.last: StateChange | None = None
        self.drafts = Drafts(library.folder)

    def _deliver(self, done: Done) -> None:
        self._desk.call_later(self._finish, done)

    def _finish(self, done: Done) -> None:
        """Do what is left, unless the screens are gone already."""
        if not self._desk.is_closing:
            done()

    # changes

    @property
    def changes(self) -> int:
        """Changes that are not written yet."""
        return self._thread.changes

    def make(self, change: StateChange, *, told: bool = True) -> None:
        """Make a change; `told`: say what it did."""
        if not change.keys:
            return
        if not change.by_opening:
            self.last = change
        self._has_changed = True
        self.states.begin(change)
        self._desk.show_kept()
        known = [key for key in self.states.known if key in change.among]
        say = self._made if told else None
        touches: Touches = "tags" if change.kind == "tag" else "rows"
        self._thread.change(self._written(lambda: _make(self._library, change), known, change, say, touches))

    def undo(self, then: Callable[[], None] = lambda: None) -> None:
        """Take the last change back; `then` is called once it is taken back, or could not be."""
        self._has_changed = True
        self._thread.change(self._written(self._library.undo, self.states.known, None, _undone, "tags", then=then))

    def write_note(
        self, key: int, text: str, passage: TextSpan | None, number: int | None, failed: Callable[[], None]
    ) -> None:
        """Write a note; `failed` is called where it could not be written."""
        self._has_changed = True

        def write() -> Change:
            return self._library.write_note(key, text, passage, number=number)

        self._thread.change(self._written(write, [key], None, self._made, "rows", failed))

    def do(self, write: Callable[[], Change], then: Callable[[], None] = lambda: None) -> None:
        """Make a change of what belongs to no article; `then` is called once it is made, or could not be."""
        self._has_changed = True
        self._thread.change(self._written(write, (), None, self._made, "saved", then=then))

    def visit(self, name: str) -> None:
        """Take down that the result of a saved search is looked at."""

        def work() -> Done:
            with contextlib.suppress(UsageError):  # it was deleted meanwhile
                self._library.visit_saved(name)
            return lambda: None

        self._ask(f"visit {name}", work)

    def ask_saved(self, tell: Callable[[Sequence[SavedSearch]], None]) -> None:
        """Read the saved searches."""

        def work() -> Done:
            return partial(tell, self._library.saved_searches())

        self._ask("saved", work)

    def _written(
        self,
        write: Callable[[], Change],
        keys: Sequence[int],
        change: StateChange | None,
        say: Callable[[Change], str] | None,
        touches: Touches,
        failed: Callable[[], None] = lambda: None,
        then: Callable[[], None] = lambda: None,
    ) -> Work:
        """The work of a change of these articles: write, then read what has become of them. `say` words what it did."""
        library, with_marks = self._library, change is None or change.kind == "mark"

        def work() -> Done:
            fault: ReaderError | None = None
            done = Change(0, "")
            version = self._version()
            try:
                done = write()
            except ReaderError as error:
                fault = error
            states: dict[int, ArticleState] = {}
            marks: Sequence[int] | None = None
            with contextlib.suppress(ReaderError):
                states = library.states(keys)
                marks = library.marked() if with_marks else None
            after = self._version()

            def show() -> None:
                self.states.learn(states)
                if marks is not None:
                    self.states.learn_marks(marks)
                if change is not None:
                    self.states.end(change)
                else:
                    self.notes_edition += 1
                self._desk.take_version(version, after)
                self._desk.show_kept()
                if fault is not None:
                    failed()
                    self._desk.say(f"not kept: {fault}", warning=True)
                elif say is not None:
                    self._desk.say(say(done))
                if fault is None and touches == "tags":
                    self._desk.browse.kept_otherwise()
                elif fault is None and touches == "saved":
                    self._desk.browse.saved_otherwise()
                then()

            return show

        return work

    def _made(self, done: Change) -> str:
        key = self._desk.desk_screen.key_of("edit.undo")
        return f"{done.label} · {key} takes it back" if done.number else done.label or "nothing has changed"

    def _version(self) -> object:
        with contextlib.suppress(ReaderError):
            return self._library.version()
        return None

    # questions

    def load(self) -> None:
        """Read what is marked, when the desk opens."""
        library = self._library
        self.states.check = self._check

        def work() -> Done:
            self.drafts.load()
            marks = library.marked()
            states = library.states(marks[:MOST_LEARNT])

            def show() -> None:
                self.states.learn(states)
                self.states.learn_marks(marks)
                self._desk.show_kept()

            return show

        self._ask("marks", work)

    def _check(self, keys: Iterable[int]) -> None:
        """Rows have come that may have been read before the last change was written: read their states again."""
        if not self._has_changed:
            return
        self._unsure.update(keys)
        library, unsure = self._library, tuple(self._unsure)

        def work() -> Done:
            states = library.states(unsure)

            def show() -> None:
                self._unsure.difference_update(unsure)
                before = {key: self.states.of(key) for key in states}
                self.states.learn(states)
                if before != states:
                    self._desk.show_kept()

            return show

        self._ask("rows", work)

    def ask_article(self, name: str, key: int, tell: Callable[[], None]) -> None:
        """Read the state of an article and its notes; of two such questions of one name the newer one is answered."""
        library = self._library

        def work() -> Done:
            states = library.states([key])
            notes = library.notes(key) if key in states and states[key].notes else ()

            def show() -> None:
                self.states.learn(states)
                self.notes[key] = notes
                tell()

            return show

        self._ask(name, work)

    def ask_notes(self, key: int, tell: Callable[[Sequence[Note]], Awaitable[None]]) -> None:
        """Read the notes on an article; where they cannot be read, that is said, and none are told."""

        def work() -> Done:
            try:
                notes = self._library.notes(key)
            except ReaderError as fault:
                self._deliver(partial(self._desk.say, str(fault), warning=True))
                notes = ()

            def show() -> None:
                self._desk.call_later(tell, notes)

            return show

        self._ask("notes", work)

    def ask(
        self, question: str, read: Callable[[], Callable[[], None]], failed: Callable[[str], None] | None = None
    ) -> None:
        """Have something read, after all that waits to be written; `read` returns what is left to do with it.

        Of two such questions of one name the newer one is answered. `failed` is told why it cannot be read.
        """

        def work() -> Done:
            try:
                return read()
            except ReaderError as fault:
                return partial(failed, str(fault)) if failed else partial(self._desk.say, str(fault), warning=True)

        self._thread.ask(question, work)

    def save_drafts(self) -> None:
        """Write the drafts soon."""

        def work() -> Done:
            self.drafts.save()
            return lambda: None

        self._ask("drafts", work)

    def ask_unread(self, page: SearchPage, row: int, step: int, tell: Callable[[int | None], None]) -> None:
        """Look for the first unread article of a result from a row on, down (1) or up (-1)."""
        library = self._library

        def work() -> Done:
            rows = range(row, page.total if step > 0 else -1, step)
            for first in range(0, len(rows), AT_ONCE):
                keys = [page.key_at(each) for each in rows[first : first + AT_ONCE]]
                states = library.states(keys)
                unread = next((key for key in keys if key in states and not states[key].read), None)
                if unread is not None:
                    return partial(tell, unread)
            return partial(tell, None)

        self._ask("unread", work)

    def ask_tags(self, tell: Callable[[Sequence[TagCount]], None]) -> None:
        """Read the tags in use."""

        def work() -> Done:
            return partial(tell, self._library.tags())

        self._ask("tags", work)

    def _ask(self, question: str, work: Work) -> None:
        def safely() -> Done:
            try:
                return work()
            except ReaderError as fault:
                return partial(self._desk.say, str(fault), warning=True)

        self._thread.ask(question, safely)

    # leaving

    async def finish(self) -> int:
        """Wait, not for ever, until all is written, and say so; the number of changes that are not."""
        if self._thread.changes:
            self._desk.say("writing what was changed …")
        ends = time.monotonic() + LEAVE_SECONDS
        while self._thread.changes and time.monotonic() < ends:
            await asyncio.sleep(0.02)
        return self._thread.changes

    def settle(self) -> None:
        """The same within the time that a signal leaves."""
        self._thread.settle(SIGNAL_SECONDS)


def _undone(done: Change) -> str:
    return f"taken back: {done.label}" if done.number else "nothing to take back"


def _make(library: "Library", change: StateChange) -> Change:
    """Have the archive make a change."""
    if change.kind == "read":
        return library.set_read(change.keys, change.wanted, journal=not change.by_opening)
    if change.kind == "star":
        return library.set_starred(change.keys, change.wanted)
    if change.kind == "mark":
        return library.set_marked(change.keys, change.wanted)
    return (library.add_tags if change.wanted else library.remove_tags)(change.keys, change.tags)
