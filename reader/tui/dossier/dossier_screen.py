"""A dossier: its articles in the reader's order, with foreword and remarks; they are read, moved and taken out."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import ReaderError
from reader.kept import Change, Dossier, DossierEntry
from reader.tui.document import Heading
from reader.tui.dossier.dossier_list import title_prompt
from reader.tui.dossier.dossier_rows import GONE, Source, counted, entry_blocks
from reader.tui.dossier.dossier_view import DossierView
from reader.tui.dossier.words_dialog import WordsDialog

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer


class DossierScreen(DossierView):
    """The dossier of that name. What is moved or taken out is painted at once and written in its turn."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._names = [name]  # what it was called while it is open, the newest first: a title can be taken back
        self._dossier: Dossier | None = None
        self._sources: dict[int, Source | None] = {}

    def on_mount(self) -> None:
        """Ask for it."""
        self.show_head(self._names[0], "…")
        self.list.show_message("reading the dossier …", "loading")
        keys = [self.key_of(f"dossier.{verb}") for verb in ("later", "earlier", "title", "foreword")]
        keys += [self.key_of("edit.undo"), self.key_of("view.back")]
        self.show_foot("{} {} move it · {} title · {} foreword · {} takes back · {} back".format(*keys))
        self.read()

    # reading

    def ask(self) -> None:
        """Ask for it, and for where its articles are from."""
        library, known = self.desk.library, dict(self._sources)

        def work() -> Callable[[], None]:
            there = {each.name: each for each in library.dossiers()}
            found = next((there[name] for name in self._names if name in there), None)
            sources: dict[int, Source | None] = {}
            for entry in found.entries if found is not None else ():
                if entry.key is not None:
                    sources[entry.key] = known.get(entry.key) or _source(library.article_by_key, entry.key)
            return partial(self._show, found, sources)

        self.desk.keeping.ask("dossier", work, self._failed)

    def _failed(self, words: str) -> None:
        if self.is_mounted:
            self._dossier = None
            self.list.show_message(f"{words}\n\n{self.way_back}", "failed")

    def _show(self, dossier: Dossier | None, sources: dict[int, Source | None]) -> None:
        if not self.is_mounted:
            return
        if dossier is None:
            self._failed(f"this dossier is no longer there; {self.key_of('edit.undo')} takes the last change back")
            return
        if dossier.name in self._names:  # one that was called so before is not meant any longer
            self._names = [dossier.name, *(name for name in self._names if name != dossier.name)]
        before, self._sources = self.entry, sources
        had = {entry.id for entry in self._dossier.entries} if self._dossier is not None else set()
        back = [entry.id for entry in dossier.entries if had and entry.id not in had]
        for key, source in sources.items():
            if source is not None:
                self.session.ids[key] = source.id
        self._put(dossier, back[0] if back else before.id if before is not None else "")

    def _put(self, dossier: Dossier, id: str, otherwise: int | None = None) -> None:
        """Show a dossier with the cursor on an article, else at its place, else on block `otherwise`."""
        self._dossier = dossier
        self.show_head(dossier.title, counted(dossier))
        if not dossier.entries and not dossier.foreword:
            key = self.desk.keymap.key("dossier.add", "list")
            self.list.show_message(f"no article in it yet\n\n{key} in the list puts an article in one", "empty")
            return
        at = next((number for number, each in enumerate(dossier.entries) if each.id == id), None)
        block = otherwise if at is None else at + self._first
        self.list.show(partial(entry_blocks, dossier, self._sources), block)

    @property
    def _first(self) -> int:
        """The number of the block of the first article: a foreword stands before it."""
        return int(self._dossier is not None and bool(self._dossier.foreword.strip()))

    @property
    def _at(self) -> int | None:
        """The number of the article under the cursor, from 0."""
        cursor = self.list.cursor
        if self._dossier is None or cursor is None or not 0 <= cursor - self._first < len(self._dossier.entries):
            return None
        return cursor - self._first

    @property
    def entry(self) -> DossierEntry | None:
        """The article under the cursor."""
        return self._dossier.entries[self._at] if self._dossier is not None and self._at is not None else None

    @property
    def _readable(self) -> Sequence[int]:
        """The keys of the articles that can be read, in the dossier's order."""
        entries = self._dossier.entries if self._dossier is not None else ()
        return [each.key for each in entries if each.key is not None and self._sources.get(each.key) is not None]

    # actions

    async def do_view_open(self) -> None:
        """Read the article under the cursor."""
        from reader.tui.screens.reader import ReaderScreen

        entry = self.entry
        if entry is None:
            self.say("no article here")
        elif entry.key is None or (entry.key in self._sources and self._sources[entry.key] is None):
            self.say(f"this article is {GONE}: add its dump again to read it")
        else:
            source = self._sources.get(entry.key)
            heading = Heading(entry.title, source.outlet, source.date) if source is not None else None
            await self.app.push_screen(ReaderScreen(entry.key, heading=heading, among=self._readable))

    def do_dossier_later(self) -> None:
        """One place down."""
        self._move(1)

    def do_dossier_earlier(self) -> None:
        """One place up."""
        self._move(-1)

    def _move(self, step: int) -> None:
        dossier, entry, at = self._dossier, self.entry, self._at
        if dossier is None or entry is None or at is None:
            self.say("no article here")
            return
        to = at + step
        if not 0 <= to < len(dossier.entries):
            self.say("it is the last" if step > 0 else "it is the first")
            return
        others = [each for each in dossier.entries if each is not entry]
        self._put(replace(dossier, entries=(*others[:to], entry, *others[to:])), entry.id)
        self._do(lambda name: self.desk.library.move_entry(name, entry.id, to))

    def do_dossier_remove(self) -> None:
        """Take the article out; that can be taken back."""
        dossier, entry, at = self._dossier, self.entry, self._at
        if dossier is None or entry is None or at is None:
            self.say("no article here")
            return
        rest = tuple(each for each in dossier.entries if each is not entry)
        self._put(replace(dossier, entries=rest), "", at + self._first)
        self._do(lambda name: self.desk.library.take_out(name, [entry.id]))

    async def do_dossier_remark(self) -> None:
        """Say why the article is here."""
        entry = self.entry
        if entry is None:
            self.say("no article here")
            return

        def take(text: str) -> None:
            self._do(lambda name: self.desk.library.remark(name, entry.id, text))

        await self.app.push_screen(WordsDialog("Remark", entry.title, entry.remark, take))

    async def do_dossier_foreword(self) -> None:
        """Write what stands before the articles."""
        dossier = self._dossier
        if dossier is None:
            return

        def take(text: str) -> None:
            self._do(lambda name: self.desk.library.edit_dossier(name, foreword=text))

        await self.app.push_screen(WordsDialog("Foreword", dossier.title, dossier.foreword, take))

    async def do_dossier_title(self) -> None:
        """Give it another title."""
        if self._dossier is not None:
            await self.app.push_screen(title_prompt(self, self._dossier, self._renamed))

    def _renamed(self, name: str) -> None:
        self._names = [name, *(each for each in self._names if each != name)]

    def _do(self, write: Callable[[str], Change]) -> None:
        """Have a change made of the dossier, whatever it is called by then."""
        self.desk.keeping.do(lambda: write(self._names[0]))

    def export_offers(self) -> "Sequence[Offer]":
        """The dossier, then the article under the cursor."""
        from reader.tui.export.offers import dossier_of

        offer, entry = dossier_of(self._dossier) if self._dossier is not None else None, self.entry
        if offer is None or not offer.count:
            return []
        return [offer, *self.offer_one(entry.key if entry is not None else None)]


def _source(read: Callable[[int], Article], key: int) -> Source | None:
    """Where an article is from; None where it is gone meanwhile."""
    try:
        article = read(key)
    except (ReaderError, LookupError):
        return None
    return Source(article.id, article.outlet, article.date)
