"""What the panel of saved searches changes: query, name, place, colour; deleting; taking back."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.kept import COLOURS, Change, SavedSearch
from reader.tui.screens.line_prompt import LinePrompt

if TYPE_CHECKING:
    from reader.tui.saved.saved_list import SavedList
    from reader.tui.screens.desk_screen import DeskScreen

    class Base(DeskScreen):
        """What it is mixed into."""

        searches: Sequence[SavedSearch]

        @property
        def list(self) -> SavedList:
            """The rows."""

        def read(self) -> None:
            """Have the searches read and counted."""

        def show_searches(self) -> None:
            """Show them as they are now."""

else:
    Base = object

Write = Callable[[], Change]

_QUERY = "the query; its filters are part of it"
_NAME = "letters, digits and hyphens"


class SavedChanges(Base):
    """Mixed into the panel. What is changed is of the search under the cursor."""

    async def do_saved_edit(self) -> None:
        """Write another query."""
        search = self.list.current
        if search is not None:
            edited = LinePrompt("query", lambda text: self._save(replace(search, query=text)), search.query, _QUERY)
            await self.app.push_screen(edited)

    async def do_saved_rename(self) -> None:
        """Give it another name."""
        search = self.list.current
        if search is not None:
            name = search.name
            await self.app.push_screen(LinePrompt("name", lambda new: self._rename(name, new), name, _NAME))

    def do_saved_later(self) -> None:
        """One place down."""
        self._move(1)

    def do_saved_earlier(self) -> None:
        """One place up."""
        self._move(-1)

    def _move(self, step: int) -> None:
        search, to = self.list.current, self.list.cursor + step
        if search is not None and 0 <= to < len(self.searches):
            others = [each for each in self.searches if each is not search]
            self.searches = [*others[:to], search, *others[to:]]
            self.show_searches()
            self.list.move_to(to)
            self._do(lambda: self.desk.library.move_saved(search.name, to))

    def do_saved_delete(self) -> None:
        """Delete it; that can be taken back."""
        search = self.list.current
        if search is not None:
            self._do(lambda: self.desk.library.delete_saved(search.name))

    def do_saved_colour(self) -> None:
        """The next colour, after the last none."""
        search = self.list.current
        if search is not None:
            order = ("", *COLOURS)
            colour = order[(order.index(search.colour) + 1) % len(order)] if search.colour in order else ""
            self._save(replace(search, colour=colour, lit=search.lit and bool(colour)))

    def do_saved_lit(self) -> None:
        """Light its words in every text, or no longer."""
        search = self.list.current
        if search is not None:
            self._save(replace(search, lit=not search.lit, colour=search.colour or COLOURS[0]))

    def do_edit_undo(self) -> None:
        """Take the last change back."""
        self.desk.keeping.undo(self._changed)

    def _save(self, search: SavedSearch) -> str:
        """Keep a search as it is now; what is wrong with its query, empty if nothing."""
        library = self.desk.library
        try:
            library.check_saved(search)
        except ReaderError as fault:
            return str(fault)
        self._do(lambda: library.save_search(search))
        return ""

    def _rename(self, name: str, new: str) -> str:
        if not new.strip():
            return "a search needs a name"
        self._do(lambda: self.desk.library.rename_saved(name, new))
        return ""

    def _do(self, write: Write) -> None:
        """Have a change made, then read all anew."""
        self.desk.keeping.do(write, self._changed)

    def _changed(self) -> None:
        self.desk.saved_changed()
        if self.is_mounted:
            self.read()
