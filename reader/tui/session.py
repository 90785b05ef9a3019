"""What the screens of one desk share: the result, the article under the cursor, marks, the reader's own settings."""

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reader.kept import SavedSearch
from reader.results import Hit, IndexState, Match, SearchPage
from reader.tui.folding import Fold
from reader.tui.keeping import KeptStates
from reader.tui.lights import Lit
from reader.tui.place import MAX_PLACES, DeskState
from reader.tui.trail import Trail

MIN_COLUMN, MAX_COLUMN = 30, 200
"""Bounds of the reading column in cells, as in `config.toml`."""

MAX_MESSAGES = 200
"""Messages kept for the help's page of messages."""


@dataclass(slots=True)
class Session:
    """The state of a running desk.

    `ids` maps archive keys that were shown to article ids, `signs` topics to their letters. `commands` are the lines of
    the command line, `pipes` the commands that articles were given to, the newest last. `folding` asks for one row a
    story, `fold` is what became of it. `lit` is what is lit in every text beside its hits and the words of
    `lit_searches`. `kept` is what was done with articles. `export_choice` is how an export was written last: format,
    what was switched on, folder. `saved` is the saved search that was opened last, and its query
    in the bar; `dossier` names the dossier that something was put into last.
    """

    query: str = ""
    match: Match = "all"
    page: SearchPage | None = None
    cursor_key: int | None = None
    reading: bool = False
    column: int = 66
    theme: str = ""
    index: IndexState | None = None
    kept: KeptStates = field(default_factory=KeptStates)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    opened_under: dict[int, str] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)
    restored: str = ""
    history: tuple[str, ...] = ()
    commands: tuple[str, ...] = ()
    signs: Mapping[str, str] = field(default_factory=dict)
    folding: bool = False
    fold: Fold | None = None
    lit: Lit = "none"
    centred: bool = True
    full_width: bool = False
    trail: Trail = field(default_factory=Trail)
    export_choice: tuple[str, ...] = ()
    pipes: tuple[str, ...] = ()
    saved: tuple[SavedSearch, str] | None = None
    dossier: str = ""
    lit_searches: tuple[SavedSearch, ...] = ()

    @property
    def marks(self) -> Sequence[int]:
        """The keys of the marked articles, in the order in which they were marked."""
        return self.kept.marks

    @property
    def listed(self) -> SearchPage | None:
        """The result as the list has it: with its stories folded, where they are."""
        return self.fold.listed if self.fold is not None and self.fold.page is self.page else self.page

    def restore(self, state: DeskState) -> None:
        """Go on where the last desk left off."""
        self.query = state.query
        self.match = "any" if state.match == "any" else "all"
        self.restored = state.article
        self.export_choice = tuple(state.export.split("\n")) if state.export.count("\n") == 2 else ()
        self.reading = state.reading and bool(state.article)

    def state(self) -> DeskState:
        """What is to come back at the next start."""
        article = self.ids.get(self.cursor_key, "") if self.cursor_key is not None else ""
        return DeskState(
            query=self.query,
            match=self.match,
            article=article or self.restored,
            reading=self.reading,
            theme=self.theme,
            column=self.column,
            centred=self.centred,
            places=dict(list(self.places.items())[-MAX_PLACES:]),
            history=self.history,
            export="\n".join(self.export_choice),
        )

    def learn(self, hits: Iterable[Hit]) -> None:
        """Take down the ids of rows that were shown, and what the reader did with them."""
        self.kept.learn_hits(hits)
        for hit in hits:
            self.ids[hit.key] = hit.id

    def row_of(self, key: int | None) -> int | None:
        """The row of an article in the result, or None."""
        page = self.listed
        if page is None or key is None:
            return None
        for keys, first in ((page.keys, 0), (page.some, page.total)):
            with contextlib.suppress(ValueError):
                return first + keys.index(key)
        return None

    def neighbour(self, key: int, step: int) -> int | None:
        """The key of the article `step` rows away in the result, or None at its ends."""
        row, page = self.row_of(key), self.listed
        if row is None or page is None or not 0 <= row + step < page.rows:
            return None
        return page.key_at(row + step)

    def keep_place(self, id: str, place: tuple[int, int]) -> None:
        """Take down where an article is being read; the latest last."""
        self.places.pop(id, None)
        self.places[id] = place

    @property
    def width(self) -> int:
        """Cells of the reading column; 0: the whole width."""
        return 0 if self.full_width else self.column

    def resize_column(self, step: int) -> int:
        """Make the reading column wider or narrower by some cells; the new width."""
        self.column = min(MAX_COLUMN, max(MIN_COLUMN, self.column + step))
        return self.column

    def say(self, text: str) -> None:
        """Keep a message for the page of messages."""
        if text not in self.messages[-1:]:
            self.messages = [*self.messages[-MAX_MESSAGES:], text]

    def state_line(self, *, wide: bool = True) -> str:
        """The right side of the footer: how much can be searched, and what is marked.

        Where it is not `wide`, an index that covers everything is not worth its room.
        """
        parts = []
        if self.index is not None and (wide or self.index.indexed < self.index.in_archive):
            parts.append(f"index: {self.index.indexed:,} of {self.index.in_archive:,}")
        if marks := self.marks:
            parts.append(f"{len(marks):,} marked")
        return " · ".join(parts)
