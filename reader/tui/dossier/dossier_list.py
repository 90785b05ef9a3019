"""The list of dossiers: open one, make, delete and export them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from reader.kept import Change, Dossier
from reader.text import plural, slug
from reader.tui.dossier.dossier_rows import dossier_blocks
from reader.tui.dossier.dossier_view import DossierView
from reader.tui.screens.ask_dialog import AskDialog
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.line_prompt import LinePrompt

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer

TITLE = "Dossiers"


class DossierList(DossierView):
    """All dossiers, by name; the cursor stays on its dossier."""

    def __init__(self) -> None:
        super().__init__()
        self._dossiers: Sequence[Dossier] = ()
        self._wanted = ""  # the name of the dossier that the cursor goes to once it is there

    @property
    def current(self) -> Dossier | None:
        """The dossier under the cursor."""
        at = self.list.cursor
        return self._dossiers[at] if at is not None and at < len(self._dossiers) else None

    def on_mount(self) -> None:
        """Ask for them."""
        self.show_head(TITLE, "…")
        self._wanted = self.session.dossier
        self.list.show_message("reading the dossiers …", "loading")
        keys = f"{self.key_of('edit.undo')} takes back · {self.key_of('view.back')} back"
        self.show_foot(keys)
        self.read()

    def ask(self) -> None:
        """Ask for all of them."""
        library = self.desk.library
        self.desk.keeping.ask("dossiers", lambda: partial(self._show, library.dossiers()), self._failed)

    def _failed(self, words: str) -> None:
        if self.is_mounted:
            self.show_head(TITLE, "")
            self.list.show_message(f"{words}\n\n{self.way_back}", "failed")

    def _show(self, dossiers: Sequence[Dossier]) -> None:
        if not self.is_mounted:
            return
        before = self.current
        self._dossiers = dossiers
        self.show_head(TITLE, plural(len(dossiers), "dossier"))
        if not dossiers:
            keys = [self.desk.keymap.key("dossier.add", "list"), self.key_of("dossier.new")]
            words = f"no dossier yet\n\n{keys[0]} in the list puts an article in one · {keys[1]} makes an empty one"
            self.list.show_message(words, "empty")
            return
        wanted = self._wanted or (before.name if before is not None else "")
        self._wanted = ""
        at = next((number for number, each in enumerate(dossiers) if each.name == wanted), None)
        self.list.show(partial(dossier_blocks, dossiers), at)

    # actions

    async def do_view_open(self) -> None:
        """Open the dossier under the cursor."""
        from reader.tui.dossier.dossier_screen import DossierScreen

        if self.current is None:
            self.say("no dossier here")
        else:
            await self.app.push_screen(DossierScreen(self.current.name))

    async def do_dossier_new(self) -> None:
        """Ask for a title, and make a dossier."""
        library = self.desk.library

        def take(title: str) -> str:
            if not slug(title):
                return "a dossier's title needs at least one letter or digit"
            if any(each.name == slug(title) for each in self._dossiers):
                return f"there is a dossier “{title.strip()}” already"

            def write() -> Change:
                return Change(1, f"dossier {library.make_dossier(title).name} made")

            self._wanted = slug(title)
            self.desk.keeping.do(write)
            return ""

        await self.app.push_screen(LinePrompt("title of the new dossier", take, placeholder="such as Ferry talks"))

    async def do_dossier_remove(self) -> None:
        """Delete the dossier under the cursor, once that was asked; its articles stay."""
        dossier, library = self.current, self.desk.library
        if dossier is None:
            self.say("no dossier here")
            return
        yes = f"delete “{dossier.title}”, not its {plural(len(dossier.entries), 'article')}"
        write = partial(library.delete_dossier, dossier.name)
        await self.app.push_screen(AskDialog(yes, lambda: self.desk.keeping.do(write)))

    async def do_dossier_title(self) -> None:
        """Give the dossier under the cursor another title."""
        if self.current is not None:
            await self.app.push_screen(title_prompt(self, self.current, self._renamed))

    def _renamed(self, name: str) -> None:
        self._wanted = name

    def export_offers(self) -> "Sequence[Offer]":
        """The dossier under the cursor."""
        from reader.tui.export.offers import dossier_of

        return [dossier_of(self.current)] if self.current is not None and dossier_of(self.current).count else []


def title_prompt(screen: DeskScreen, dossier: Dossier, renamed: Callable[[str], None]) -> LinePrompt:
    """Asks for another title; `renamed` is told the new name, on the thread that writes."""
    library, keeping = screen.desk.library, screen.desk.keeping

    def take(title: str) -> str:
        if not slug(title):
            return "a dossier's title needs at least one letter or digit"

        def write() -> Change:
            done = library.edit_dossier(dossier.name, title=title)
            renamed(slug(title))
            return done

        keeping.do(write)
        return ""

    return LinePrompt("title", take, dossier.title)
