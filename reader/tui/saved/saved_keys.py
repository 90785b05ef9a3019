"""Saved searches from the list and the reader: the panel, a digit for each of the first nine, saving this search."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.kept import SavedSearch
from reader.text import slug

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class SavedKeys(Base):
    """Mixed into a screen of the desk."""

    async def do_saved_pick(self) -> None:
        """Open the panel of saved searches."""
        from reader.tui.saved.panel import SavedPanel

        await self.app.push_screen(SavedPanel())

    async def do_saved_save(self) -> None:
        """Ask for a name, and save the search of the list under it."""
        from reader.tui.screens.line_prompt import LinePrompt

        query, match = self.session.query, self.session.match
        if not query.strip():
            self.say("there is no search to save: the list shows every article")
            return

        def take(name: str) -> str:
            if not slug(name):
                return "a search needs a name, such as port-watch"
            search = SavedSearch(name, query, match)
            try:
                self.desk.library.check_saved(search)
            except ReaderError as fault:
                return str(fault)
            self.desk.keeping.ask_saved(partial(self._save_as, search))
            return ""

        await self.app.push_screen(LinePrompt("save this search as", take, slug(query)[:40].strip("-"), "a name"))

    def _save_as(self, search: SavedSearch, known: Sequence[SavedSearch]) -> None:
        """Save it; in place of one of the same name only once that was asked."""
        before = next((each for each in known if each.name == slug(search.name)), None)
        if before is not None and (before.query, before.match) == (search.query, search.match):
            self.say(f"{before.name} is saved as it is")
            return
        if before is not None:  # colour and light stay; the order is that of the query
            search = replace(before, query=search.query, match=search.match, sort=None)

        def save() -> None:
            self.desk.keeping.do(lambda: self.desk.library.save_search(search), self.desk.saved_changed)
            self.desk.keeping.visit(slug(search.name))  # its result is on the screen

        if before is None:
            save()
            return
        from reader.tui.screens.ask_dialog import AskDialog

        words = f"save it in place of {before.name}: {before.query}"
        self.desk.call_later(self.desk.push_screen, AskDialog(words, save))


class OpensSaved(SavedKeys):
    """Mixed into the browse screen, which has the list that a saved search opens in."""

    _last_key: str | None

    if TYPE_CHECKING:  # what the screen has to have

        def look_for(self, query: str) -> None:
            """Search for something else; widening comes back from it."""

    def do_saved_open(self) -> None:
        """Search for the saved search of the digit that was pressed."""
        number = int(self._last_key or "1")

        def tell(known: Sequence[SavedSearch]) -> None:
            if number <= len(known):
                self.open_saved(known[number - 1])
            else:
                key = self.key_of("saved.save")
                self.say(f"no saved search has the number {number}: {key} saves this one")

        self.desk.keeping.ask_saved(tell)

    def open_saved(self, search: SavedSearch) -> None:
        """Show in the list what a saved search finds; it is looked at now."""
        try:
            query, library = search.query, self.desk.library
            if search.sort and not library.order_of(query):
                query = library.reordered(query, search.sort)
        except ReaderError as fault:
            self.say(f"{search.name}: {fault}", warning=True)
            return
        self.session.saved = (search, query)
        self.session.match = "any" if search.match == "any" else "all"
        self.look_for(query)
        self.desk.keeping.visit(search.name)
        self.say(f"{search.name}: looked at now, what is new counts from here")
