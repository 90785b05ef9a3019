"""What has changed since the last visit or a day: articles of each saved search, and figures that moved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.message import Message

from reader.digest import Digest, DigestArticle, MovedFigure, count_changed
from reader.errors import ReaderError
from reader.text import plural
from reader.tui.digest.digest_rows import Outlets, Row, digest_rows
from reader.tui.document import Heading
from reader.tui.messages import WorkFailed
from reader.tui.screens.block_screen import BlockScreen
from reader.tui.search_thread import Stale
from reader.tui.trail import CompareStop
from reader.tui.widgets.block_list import Block

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.export.offers import Offer

TITLE = "What is new"
SLOT = "digest"

SLOW_SECONDS = 2.0
"""After this the screen says what takes so long, and the key that stops it."""

_DAYS = "2031-03-14, yesterday, 7d; nothing: since the last visits"


@dataclass
class DigestReady(Message):
    """What has changed, and the outlets of the articles that figures stand in."""

    found: Digest
    outlets: Outlets


class DigestScreen(BlockScreen):
    """Nothing is taken down by looking; one key says that all of it was seen."""

    PLACE: ClassVar[str] = "digest"

    def __init__(self) -> None:
        super().__init__()
        self._found: Digest | None = None
        self._outlets: Outlets = {}
        self._rows: Sequence[Row] = ()
        self._asking = False
        self._seen = ""
        self._since = ""
        self._edition = -1  # of what is kept, when it was looked at last what was seen

    def on_mount(self) -> None:
        """Ask what has changed since the last visits."""
        self._ask("")

    def _ask(self, since: str) -> None:
        """Ask what has changed since a day; empty: since the last visits."""
        self._found, self._rows, self._seen, self._since = None, (), "", since
        self._head("…")
        self.list.show_message("looking at what is new in your saved searches …", "loading")
        self._asking = True
        library = self.desk.library

        def work(stale: Stale) -> Message:
            found = library.digest(since or None, stale=stale)
            return DigestReady(found, _outlets(library, found))

        self.desk.thread.submit(SLOT, work, self)
        self.set_timer(SLOW_SECONDS, self._still)

    def _still(self) -> None:
        if self._asking:
            stop = self.key_of("app.stop")
            self.list.show_message(
                f"comparing what is new with the reports before it …\n\n{stop} stops · {self.way_back}", "loading"
            )

    def _head(self, right: str) -> None:
        since = f" since {self._since}" if self._since else ""
        self.show_head(TITLE, right, beside=since)

    def on_digest_ready(self, event: DigestReady) -> None:
        """Show it."""
        event.stop()
        self._asking = False
        self._found, self._outlets, self._edition = event.found, event.outlets, self.desk.keeping.notes_edition
        if not event.found.searches:
            self._head("")
            save = self.desk.keymap.key("saved.save", "list")
            self.list.show_message(
                f"no search is saved yet\n\n{save} in the list saves one; from then on this tells what is new in it",
                "empty",
            )
            return
        self._show_head()
        self.list.show(self._blocks, 0)
        open_, seen, since = (self.key_of(id) for id in ("view.open", "digest.seen", "digest.since"))
        self.show_foot(f"{open_} reads, or compares both reports of a figure · {seen} all seen · {since} since a day")
        if event.found.empty:
            number = len(event.found.searches)
            self.say("nothing is new in your " + ("saved search" if number == 1 else f"{number:,} saved searches"))

    def _show_head(self) -> None:
        if self._found is None:
            return
        searches = self._found.searches
        listed = {each.key: each.revised for search in searches for each in search.articles}
        revised = sum(listed.values()) + sum(each.more_revised for each in searches)
        changed = len(listed) + sum(each.more for each in searches)
        moved = len({figure for search in searches for figure in search.figures})
        parts = [count_changed(changed - revised, revised)]
        parts += [f"{plural(moved, 'figure')} moved"] if moved else []
        self._head(" · ".join([*parts, *filter(None, [self._seen])]))

    def _blocks(self, width: int) -> Sequence[Block]:
        self._rows = digest_rows(self._found, self._outlets, width) if self._found is not None else ()
        return [row.block for row in self._rows]

    def on_work_failed(self, event: WorkFailed) -> None:
        """It cannot be told: say why."""
        if event.slot == SLOT and event.words:
            event.stop()
            self._asking = False
            self._head("")
            self.list.show_message(f"{event.words}\n\n{self.way_back}", "failed")

    def do_app_stop(self) -> None:
        """Stop looking."""
        if not self._asking:
            super().do_app_stop()
            return
        self._asking = False
        self.desk.thread.drop(SLOT)
        self._head("")
        again = self.desk.keymap.key("digest.open", "list")
        self.list.show_message(f"stopped\n\n{self.way_back} · {again} in the list looks again", "empty")

    # rows

    @property
    def item(self) -> DigestArticle | MovedFigure | None:
        """What the cursor is on."""
        at = self.list.cursor
        return self._rows[at].item if at is not None and at < len(self._rows) else None

    async def do_view_open(self) -> None:
        """Read the article; of a figure both reports side by side."""
        from reader.tui.screens.reader import ReaderScreen

        item = self.item
        if isinstance(item, DigestArticle):
            heading = Heading(item.title, item.outlet, item.date)
            await self.app.push_screen(ReaderScreen(item.key, heading=heading))
        elif isinstance(item, MovedFigure) and item.before_key == item.after_key:
            await self.app.push_screen(ReaderScreen(item.after_key))
            self.desk.say("the text that it had before is in no dump now")
        elif isinstance(item, MovedFigure):
            from reader.tui.compare.screen import CompareScreen

            self.opens(CompareStop(item.before_key, item.after_key))
            await self.app.push_screen(CompareScreen(item.before_key, item.after_key))
        else:
            self.say("nothing to open here")

    def do_section_next(self) -> None:
        """To what is new in the next search."""
        self._to_search(1)

    def do_section_previous(self) -> None:
        """To what is new in the search before."""
        self._to_search(-1)

    def _to_search(self, step: int) -> None:
        at = self.list.cursor
        firsts = [
            number
            for number, row in enumerate(self._rows)
            if row.item is not None and number and self._rows[number - 1].heads
        ]
        beyond = [first for first in firsts if at is not None and (first - at) * step > 0]
        if beyond:
            own = max((first for first in firsts if at is not None and first <= at), default=-1)
            before = [first for first in beyond if first != own]
            self.list.move_to(beyond[0] if step > 0 else (before or beyond)[-1])
        else:
            self.say("no more searches with something new")

    # looking

    async def do_digest_since(self) -> None:
        """Ask for a day to count from."""
        from reader.tui.screens.line_prompt import LinePrompt

        def take(line: str) -> str:
            since = " ".join(line.split())
            try:
                if since:
                    self.desk.library.check_since(since)
            except ReaderError as fault:
                return str(fault)
            self._ask(since)
            return ""

        await self.app.push_screen(LinePrompt("since", take, self._since, _DAYS))

    def do_digest_seen(self) -> None:
        """Take down that all of it was looked at, as of the moment when it was asked for."""
        found, library = self._found, self.desk.library
        if found is None or not found.searches:
            self.say("nothing to take down here")
        else:
            self.desk.keeping.do(lambda: library.see_saved(found))

    def show_state(self) -> None:
        """Ask what was seen, where something was changed or taken back."""
        super().show_state()
        found, library, edition = self._found, self.desk.library, self.desk.keeping.notes_edition
        if found is not None and self._edition != edition:
            self._edition = edition

            def read() -> Callable[[], None]:
                visits = {each.name: each.visited for each in library.saved_searches()}
                return partial(self._show_seen, found, visits)

            self.desk.keeping.ask("visits", read)

    def _show_seen(self, found: Digest, visits: Mapping[str, int]) -> None:
        told = [search.name for search in found.searches if not search.fault and search.name in visits]
        if self.is_mounted and found is self._found:
            self._seen = "seen" if told and all(visits[name] >= found.moment for name in told) else ""
            self._show_head()

    def export_offers(self) -> "Sequence[Offer]":
        """The digest, then the article under the cursor."""
        from reader.tui.export.offers import what_changed

        if self._found is None or not self._found.searches:
            return []
        key = self.item.key if isinstance(self.item, DigestArticle) else None
        return [what_changed(self._found, self._since), *self.offer_one(key)]

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.desk.thread.drop(SLOT)
        self.dismiss()


def _outlets(library: "Library", found: Digest) -> dict[int, str | None]:
    """The outlets of the articles that figures stand in; what is gone meanwhile has none."""
    outlets = {article.key: article.outlet for search in found.searches for article in search.articles}
    for search in found.searches:
        for figure in search.figures:
            for key in (figure.before_key, figure.after_key):
                if key not in outlets:
                    try:
                        outlets[key] = library.article_by_key(key).outlet
                    except (ReaderError, LookupError):
                        outlets[key] = None
    return outlets
