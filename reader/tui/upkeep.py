"""What a desk keeps up with while it is open: its index, and what other programs do to archive and index."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, cast

from reader.tui.themed_app import ThemedApp

# All that a first frame can do without is imported when it has been painted.
if TYPE_CHECKING:
    from reader.kept import SavedSearch
    from reader.library import Library
    from reader.tui.adding import Adding, AddingProgress, FilesAdded
    from reader.tui.indexing import IndexChecked, IndexWatch
    from reader.tui.keeping_desk import DeskKeeping
    from reader.tui.messages import VersionSeen, WorkFailed
    from reader.tui.screens.browse import BrowseScreen
    from reader.tui.screens.desk_screen import DeskScreen
    from reader.tui.search_thread import SearchThread
    from reader.tui.session import Session

POLL_SECONDS = 0.2
ELSEWHERE_SECONDS = 2.0

VERSION_SECONDS = 2.0
"""Between two looks at what archive and index are at: one read of a small table and one of a small file."""


class UpkeepApp(ThemedApp, inherit_bindings=False):
    """An app whose screens are told when there is something new to show."""

    library: "Library"
    session: "Session"
    thread: "SearchThread"
    index: "IndexWatch"
    adding: "Adding"
    keeping: "DeskKeeping"

    def __init__(self) -> None:
        super().__init__()
        self._polling = False
        self._version: object = None

    # screens

    def _desk_screens(self) -> "Iterator[DeskScreen]":
        """Our own screens, the first one first."""
        from reader.tui.screens.desk_screen import DeskScreen

        return (screen for screen in self.screen_stack if isinstance(screen, DeskScreen))

    @property
    def desk_screen(self) -> "DeskScreen":
        """The topmost of our own screens."""
        return list(self._desk_screens())[-1]

    @property
    def browse(self) -> "BrowseScreen":
        """The first screen."""
        return cast("BrowseScreen", next(self._desk_screens()))

    def saved_changed(self) -> None:
        """Saved searches may be other ones: their words are lit, or no longer."""
        from reader.tui.saved.lit_keys import LitKeys

        def tell(known: "Sequence[SavedSearch]") -> None:
            self.session.lit_searches = tuple(each for each in known if each.lit and each.colour)
            for screen in self._desk_screens():
                if isinstance(screen, LitKeys):
                    screen.show_lit_words()

        self.keeping.ask_saved(tell)

    def return_to_browse(self) -> None:
        """Close every screen above the first one."""
        browse = self.browse
        while self.screen_stack[-1] is not browse:
            self.pop_screen()

    def leave_texts(self) -> None:
        """Close every screen above the first one, each with its place kept."""
        for screen in self._desk_screens():
            screen.take_down()
        self.session.reading = False
        self.return_to_browse()

    @property
    def is_closing(self) -> bool:
        """Whether the screens are gone or being taken down: what still comes in has nowhere to go."""
        return not self.is_running or next(self._desk_screens(), None) is None

    def say(self, text: str, *, warning: bool = False) -> None:
        """Show a message in the footer of the screen that is open."""
        self.desk_screen.say(text, warning=warning)

    # the index

    def on_index_checked(self, event: "IndexChecked") -> None:
        """Tell the state of the index; follow a run to its end."""
        before, self.session.index = self.session.index, event.state
        if self.is_closing:
            return
        self._show_state()
        if event.problem:
            self.say(event.problem, warning=True)
        if event.started:
            if event.state.status == "damaged":
                self.say("the index was damaged and is being rebuilt; marks and places are safe", warning=True)
            self._follow()
        elif event.elsewhere:
            self.set_timer(ELSEWHERE_SECONDS, self.index.check)
        if before is not None and before.indexed != event.state.indexed:
            self.browse.search_afresh()

    def _follow(self) -> None:
        if not self._polling:
            self._polling = True
            self.set_timer(POLL_SECONDS, self._poll)

    def _poll(self) -> None:
        self._polling = False
        if self.is_closing:
            return
        progress, fault = self.index.poll()
        if progress is not None:
            for screen in self._desk_screens():
                screen.show_progress(progress)
            self._follow()
            return
        for screen in self._desk_screens():
            screen.show_progress(None)
        if fault:
            self.say(fault, warning=True)
        self.index.check(build=False)
        self.browse.search_afresh()

    def _show_state(self) -> None:
        for screen in self._desk_screens():
            screen.show_state()

    # adding

    def on_adding_progress(self, event: "AddingProgress") -> None:
        """Say how far reading has come."""
        for screen in self._desk_screens():
            screen.show_progress(event.progress)

    def on_files_added(self, event: "FilesAdded") -> None:
        """Say what became of the files; their articles can be read at once, and are indexed."""
        from reader.tui.adding import told

        if self.is_closing:
            return
        for screen in self._desk_screens():
            screen.show_progress(None)
        self.say(event.fault or told(event.report), warning=bool(event.fault or event.report.failed))
        self.index.check()
        self.browse.search_afresh()

    # other programs

    def watch_version(self) -> None:
        """Look from now on, every other second, whether another program has changed archive or index."""
        self._look_at_version()
        self.set_interval(VERSION_SECONDS, self._look_at_version)

    def _look_at_version(self) -> None:
        from reader.tui.messages import VersionSeen

        self.thread.submit("version", lambda _: VersionSeen(self.library.version()), self)

    def on_version_seen(self, event: "VersionSeen") -> None:
        """Something has changed: the same search again, the cursor on its article. Our own run tells of itself."""
        if self.keeping.changes:  # they may be what has changed; the next look tells
            return
        before, self._version = self._version, event.version
        if before is None or before == event.version or self.is_closing or self.index.running:
            return
        self.index.check()
        self.browse.search_afresh()

    def take_version(self, before: object, after: object) -> None:
        """This desk itself has made `after` of `before`: no news."""
        if self._version == before:
            self._version = after

    def show_kept(self) -> None:
        """Show what the reader did with articles as it is now."""
        self._show_state()

    # faults

    def on_work_failed(self, event: "WorkFailed") -> None:
        """Work of the search thread failed: a fault for people is said, anything else is a defect."""
        if not event.words:
            raise event.error
        if self.is_closing or event.slot == "version":  # whoever asks for more will be told
            return
        self.say(event.words, warning=True)
        self.browse.search_afresh()  # the archive may have changed under this desk
