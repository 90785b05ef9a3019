"""The panel of saved searches: open one, order, name, colour and delete them, with what each finds, unread and new."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reader.kept import SavedCounts, SavedSearch
from reader.keys.action import LIST
from reader.results import Match, SearchPage, SearchRequest
from reader.tui.content import content
from reader.tui.messages import WorkFailed
from reader.tui.saved.saved_changes import SavedChanges
from reader.tui.saved.saved_list import SavedList
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.widgets.one_line import OneLine, Rule


@dataclass
class SavedRead(Message):
    """The saved searches, in their order."""

    searches: Sequence[SavedSearch]


@dataclass
class SavedCounted(Message):
    """What one of them finds."""

    counts: SavedCounts


@dataclass
class SavedFound(Message):
    """The articles that one of them finds."""

    search: SavedSearch
    page: SearchPage


class SavedPanel(SavedChanges, DeskScreen):
    """Over the screen below, at its side."""

    CSS_PATH = "panel.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "SavedList"
    PLACE: ClassVar[str] = "saved"

    def __init__(self) -> None:
        super().__init__()
        self.searches: Sequence[SavedSearch] = ()
        self._counts: dict[str, SavedCounts] = {}
        self._pressed: str | None = None

    def compose(self) -> ComposeResult:
        """Heading, searches, the query of the one under the cursor, footer."""
        with Vertical(id="saved-box"):
            yield Rule(id="saved-top")
            yield SavedList(id="saved-list")
            yield Rule(id="saved-rule")
            yield OneLine(id="saved-query")
            yield OneLine(id="saved-since")
        yield from self.compose_frame()

    @property
    def list(self) -> SavedList:
        """The searches."""
        return self.query_one(SavedList)

    def on_mount(self) -> None:
        """Ask for them."""
        self.query_one("#saved-top", Rule).show(content("Saved searches"), content("total unread    new"))
        self.list.set_message(("reading the saved searches …",), "loading")
        self.read()

    async def take_key(self, event: events.Key) -> None:
        """Remember the digit."""
        self._pressed = event.character
        await super().take_key(event)

    # reading

    def read(self) -> None:
        """Have the searches read, then counted, one after the other; a search in the list goes first."""
        library = self.desk.library

        def work(stale: Stale) -> Message:
            searches = library.saved_searches()
            found: Message = SavedRead(searches)
            for search in searches:
                self.post_message(found)
                found = SavedCounted(library.saved_counts(search.name, stale))
            return found

        self.desk.thread.submit("saved", work, self)

    def on_saved_read(self, event: SavedRead) -> None:
        """Show them."""
        event.stop()
        self.searches = event.searches
        names = {search.name for search in event.searches}
        self._counts = {name: counts for name, counts in self._counts.items() if name in names}
        self.show_searches()

    def on_saved_counted(self, event: SavedCounted) -> None:
        """Show what one finds."""
        event.stop()
        self._counts[event.counts.name] = event.counts
        self.show_searches()

    def on_work_failed(self, event: WorkFailed) -> None:
        """They cannot be read."""
        if event.slot == "saved" and event.words:
            event.stop()
            self.list.set_message(event.words.split("\n"), "failed")

    def show_searches(self) -> None:
        """Show them as they are now."""
        if not self.searches:
            self.list.show((), {})
            key = self.desk.keymap.key("saved.save", LIST)
            self.list.set_message(("nothing is saved yet", "", f"{key} in the list saves its search"), "empty")
        else:
            self.list.show(self.searches, self._counts)
        self.on_saved_list_moved()

    def on_saved_list_moved(self) -> None:
        """Show the query under the cursor, and since when what it finds is new."""
        search = self.list.current
        query, since = self.query_one("#saved-query", OneLine), self.query_one("#saved-since", OneLine)
        if search is None:
            query.show(content(""))
            since.show(content(""))
            return
        query.show(content(search.query or "every article"))
        since.show(content(_since(search)))

    # opening

    async def do_view_open(self) -> None:
        """Search for it in the list."""
        search = self.list.current
        if search is None:
            self.say("nothing is saved yet")
            return
        counts = self._counts.get(search.name)
        if counts is not None and counts.fault:
            await self.do_saved_edit()
            return
        self.dismiss()
        self.desk.return_to_browse()
        self.desk.call_later(self.desk.browse.open_saved, search)

    async def on_saved_list_chosen(self) -> None:
        """A row was clicked."""
        await self.do_view_open()

    async def do_saved_open(self) -> None:
        """The search of the digit that was pressed."""
        row = int(self._pressed or "1") - 1
        if row < len(self.searches):
            self.list.move_to(row)
            await self.do_view_open()
        else:
            self.say(f"there is no saved search {row + 1}")

    # taking away

    async def do_export_open(self) -> None:
        """Find what the search under the cursor finds, and ask how it is to be written."""
        search, library = self.list.current, self.desk.library
        if search is None:
            self.say("nothing is saved yet")
            return

        def work(stale: Stale) -> Message:
            match: Match = "any" if search.match == "any" else "all"
            page = library.search(SearchRequest(search.query, match, search.sort), stale)
            return SavedFound(search, page)

        self.desk.thread.submit("saved", work, self)

    async def on_saved_found(self, event: SavedFound) -> None:
        """Ask how its articles are to be written."""
        from reader.tui.export.dialog import ExportDialog
        from reader.tui.export.offers import saved_result

        event.stop()
        if event.page.total:
            await self.app.push_screen(ExportDialog([saved_result(event.search, event.page)]))
        else:
            self.say(f"{event.search.name} finds nothing")

    # leaving

    def do_view_back(self) -> None:
        """Back to the screen below."""
        self.desk.thread.drop("saved")
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """Back to the screen below."""
        self.do_view_back()


def _since(search: SavedSearch) -> str:
    """Since when what it finds is new."""
    if not search.visited:
        return "never looked at: all of it is new"
    when = time.strftime("%a %d %B, %H:%M", time.localtime(search.visited)).replace(" 0", " ")
    return f"new since you looked at it on {when}"
