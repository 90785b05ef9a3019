"""The list of dossiers: open one, make, delete and export them."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from reader.kept import Change, Dossier
from reader.text import slug
from reader.tui.content import content
from reader.tui.dossier.dossier_rows import dossier_blocks
from reader.tui.export.export_keys import ExportKeys
from reader.tui.screens.ask_dialog import AskDialog
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.line_prompt import LinePrompt
from reader.tui.widgets.block_list import BlockList
from reader.tui.widgets.one_line import OneLine, Rule
from reader.tui.widgets.status import plural

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer

TITLE = "Dossiers"


class DossierList(ExportKeys, DeskScreen):
    """All dossiers, by name; the cursor stays on its dossier."""

    CSS_PATH = "dossier.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "BlockList"
    PLACE: ClassVar[str] = "dossier"

    def __init__(self) -> None:
        super().__init__()
        self._dossiers: Sequence[Dossier] = ()
        self._edition = -1
        self._wanted = ""  # the name of the dossier that the cursor goes to once it is there

    def compose(self) -> ComposeResult:
        """Head, dossiers, what the keys do, footer."""
        yield OneLine(id="dossier-head")
        yield Rule()
        yield BlockList()
        yield Rule(id="dossier-foot")
        yield from self.compose_frame()

    @property
    def list(self) -> BlockList:
        """The rows."""
        return self.query_one(BlockList)

    @property
    def current(self) -> Dossier | None:
        """The dossier under the cursor."""
        at = self.list.cursor
        return self._dossiers[at] if at is not None and at < len(self._dossiers) else None

    def on_mount(self) -> None:
        """Ask for them."""
        self._head("…")
        self._wanted = self.session.dossier
        self.list.show_message("reading the dossiers …", "loading")
        keys = f"{self.key_of('edit.undo')} takes back · {self.key_of('view.back')} back"
        self.query_one("#dossier-foot", Rule).show(content(keys))
        self.read()

    def on_screen_resume(self) -> None:
        """Dumps may have been added or forgotten meanwhile."""
        super().on_screen_resume()
        if self._edition >= 0:
            self.read()

    def show_state(self) -> None:
        """Read them again where something was changed or taken back."""
        super().show_state()
        if self.is_mounted and self._edition not in (-1, self.desk.keeping.notes_edition):
            self.read()

    def read(self) -> None:
        """Have them read."""
        self._edition = self.desk.keeping.notes_edition
        library = self.desk.library
        self.desk.keeping.ask("dossiers", lambda: partial(self._show, library.dossiers()), self._failed)

    def _failed(self, words: str) -> None:
        if self.is_mounted:
            self._head("")
            self.list.show_message(f"{words}\n\n{self.way_back}", "failed")

    def _show(self, dossiers: Sequence[Dossier]) -> None:
        if not self.is_mounted:
            return
        before = self.current
        self._dossiers = dossiers
        self._head(plural(len(dossiers), "dossier"))
        if not dossiers:
            keys = [self.desk.keymap.key("dossier.add", "list"), self.key_of("dossier.new")]
            words = f"no dossier yet\n\n{keys[0]} in the list puts an article in one · {keys[1]} makes an empty one"
            self.list.show_message(words, "empty")
            return
        wanted = self._wanted or (before.name if before is not None else "")
        self._wanted = ""
        at = next((number for number, each in enumerate(dossiers) if each.name == wanted), None)
        self.list.show(partial(dossier_blocks, dossiers), at)

    def _head(self, right: str) -> None:
        left = content(TITLE, [(0, len(TITLE), "bold $desk-title")])
        self.query_one("#dossier-head", OneLine).show(left, content(right))

    # actions

    async def do_view_open(self) -> None:
        """Open the dossier under the cursor."""
        from reader.tui.dossier.dossier_screen import DossierScreen

        if self.current is None:
            self.say("no dossier here")
        else:
            await self.app.push_screen(DossierScreen(self.current.name))

    async def on_block_list_activated(self) -> None:
        """It was clicked."""
        await self.do_view_open()

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

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """The same."""
        self.dismiss()


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
