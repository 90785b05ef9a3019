"""Two texts as they are laid out: which are seen and how, in which panes and folds; free of any painting."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from reader.comparison import Comparison
from reader.tui.compare.arrangement import (
    NOTHING_LEVELLED,
    Alone,
    Arrangement,
    LevelledTexts,
    fold_items,
    text_items,
)
from reader.tui.compare.lines import Sheet
from reader.tui.compare.memory import place_of, unit_of
from reader.tui.compare.pane import Pane
from reader.tui.compare.rows import Difference, Fold, Row
from reader.tui.compare.texts import NOTHING, ComparedText
from reader.tui.layout import Layout

Form = Literal["columns", "stacked", "halves", "alone"]
"""Side by side; row below row; the left text above the right one, each with its own scrolling; one text."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How both texts are shown. `shown` is the side that stands alone, None for both.

    `heights` are the lines that a pane has, `widths` the cells of each side's text. `level`: both scroll as one, and
    what meets stands level. `only_new`: of the side that stands alone the rest is folded.
    """

    form: Form = "columns"
    shown: int | None = None
    heights: tuple[int, int] = (1, 1)
    widths: tuple[int, int] = (1, 1)
    level: bool = False
    only_new: bool = False


class LaidOutPanes:
    """The state of two texts on show, from their beginnings; of what they share nothing is known yet.

    Texts are wrapped where they are looked at, and elsewhere a little at a time by `settle`.
    """

    def __init__(self, left: ComparedText = NOTHING, right: ComparedText = NOTHING) -> None:
        self.texts: tuple[ComparedText, ComparedText] = (left, right)
        self.levelled: LevelledTexts | None = None
        self.shape = Shape()
        self._layouts: list[Layout] = [Layout(text.document, 1, lazily=True) for text in self.texts]
        self.active = 0
        self.hit: tuple[int, int] | None = None
        self._alone: list[Alone | None] = [None, None]
        self._toggled: set[tuple[int, int]] = set()
        self._all_open = False
        # Where the reader is on each side: unit and character, which hold at any width, and lines below the top.
        self._anchors = [(0, 0), (0, 0)]
        self._below = [0, 0]
        self.panes: list[Pane] = [Pane(None, 1, self._sheet(None))]

    # what is shown

    @property
    def found(self) -> Comparison | None:
        """What the two texts share, once that is known."""
        return self.levelled.found if self.levelled is not None else None

    @property
    def all_differences(self) -> Sequence[Difference]:
        """Everything that the two do not share, however they are shown."""
        return self.levelled.differences if self.levelled is not None else ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Both texts in rows, as they are shown."""
        return self._arrangement.rows

    @property
    def _arrangement(self) -> Arrangement:
        if self.levelled is None or not self.shape.level:
            return NOTHING_LEVELLED
        return self.levelled.columns if self.shape.form == "columns" else self.levelled.stacked

    def put_text(self, side: int, text: ComparedText) -> None:
        """Another text on a side, to be read from its beginning; of what both share nothing is known again."""
        if self.levelled is not None:
            self.levelled = None
            self._toggled.clear()
            self._alone = [None, None]
        self._anchors[side], self._below[side] = (0, 0), 0
        self._replace(side, text)

    def put_levelled(self, levelled: LevelledTexts) -> None:
        """What they share has come: their passages, with signs. The reader stays where he is, by the part."""
        anchors = [
            unit_of(after, *place_of(before, *anchor)) if anchor != (0, 0) else anchor
            for before, after, anchor in zip(self.texts, levelled.texts, self._anchors, strict=True)
        ]
        for side, text in enumerate(levelled.texts):
            self._replace(side, text)
        self.levelled, self._anchors = levelled, anchors
        self._alone = list(levelled.alone)
        self._toggled.clear()

    def relight(self, side: int, text: ComparedText) -> None:
        """The same text of a side with other hits lit."""
        self.texts = (self.texts[0], text) if side else (text, self.texts[1])
        self.hit = None
        self.forget_steps()
        layout = self._layouts[side] = self._layouts[side].with_document(text.document)
        for pane in self.panes:
            pane.sheet.put_layout(side, layout)

    def _replace(self, side: int, text: ComparedText) -> None:
        self.texts = (self.texts[0], text) if side else (text, self.texts[1])
        self._alone[side] = None
        self.hit = None

    def swap(self, levelled: LevelledTexts | None) -> None:
        """The right text becomes the left one; `levelled` is what is known of the swapped sides."""
        self.texts = levelled.texts if levelled is not None else self.texts[::-1]
        self.levelled = levelled
        for pair in (self._layouts, self._anchors, self._below):
            pair.reverse()
        self._alone = list(levelled.alone) if levelled is not None else [None, None]
        self._toggled = {(1 - side, unit) for side, unit in self._toggled}
        self.hit = (1 - self.hit[0], self.hit[1]) if self.hit is not None else None
        if self.shape.shown is None:
            self.active = 1 - self.active

    # laying out

    def lay_out(self, shape: Shape) -> None:
        """Wrap and level for a shape; the reader stays where he is."""
        self.shape = shape
        for side, text in enumerate(self.texts):
            layout = self._layouts[side]
            if layout.width != shape.widths[side] or layout.document is not text.document:
                self._layouts[side] = Layout(text.document, shape.widths[side], layout, lazily=True)
        if shape.shown is not None:
            self.active = shape.shown
        self._build()

    def _build(self) -> None:
        self.forget_steps()
        sides: tuple[int | None, ...] = (0, 1) if not self.shape.level else (None,)
        if self.shape.shown is not None:
            sides = (self.shape.shown,)
        self.panes = []
        for side in sides:
            pane = Pane(side, self.shape.heights[side or 0], self._sheet(side))
            self.panes.append(pane)
            self._put_back(pane, self.active if side is None else side)

    def _put_back(self, pane: Pane, side: int) -> None:
        """The cursor of a pane where its reader is."""
        unit, offset = self._anchors[side]
        if self.texts[side].units:
            self._wrap_at(pane, side, unit)
            pane.place(pane.sheet.where(side, unit, offset), self._below[side])
            if pane.wrap_seen():
                pane.place(pane.sheet.where(side, unit, offset), self._below[side])

    def _wrap_at(self, pane: Pane, side: int, unit: int) -> None:
        """Wrap what stands around a unit, so that it is known on which line it does."""
        while pane.sheet.wrap_near(pane.sheet.where(side, unit), pane.height):
            pane.count()

    def _sheet(self, side: int | None) -> Sheet:
        layouts = (self._layouts[0], self._layouts[1])
        if side is not None:
            items, stacked = self._by_itself(side).items, True
        else:
            items, stacked = self._arrangement.items, self._arrangement.stacked
        ruled = stacked and side is None
        shown = fold_items(items, self.folds(side), lambda fold: self._is_open(side, fold), stacked=ruled)
        return Sheet(shown, self.texts, layouts, level=not stacked)

    def _by_itself(self, side: int) -> Alone:
        """A side alone; until both are compared it has no folds."""
        found = self._alone[side]
        if found is None:
            found = self._alone[side] = Alone(text_items(self.texts[side], side))
        return found

    def settle(self, enough: Callable[[], bool]) -> bool:
        """Wrap more of both texts, until `enough`; whether lines have moved, which they do once all is wrapped."""
        if self.is_settled:
            return False
        for layout in self._layouts:
            layout.settle(enough)
        if self.is_settled:
            self.forget_steps()
            for pane in self.panes:
                pane.count()
        return self.is_settled

    @property
    def is_settled(self) -> bool:
        """Whether both texts are wrapped to their ends."""
        return all(layout.is_settled for layout in self._layouts)

    def wrap_end(self) -> None:
        """Wrap the ends of the texts, so that it is known where their last lines stand."""
        for pane in self.panes:
            while pane.sheet.wrap_near(pane.last, pane.height):
                pane.count()

    def layout(self, side: int) -> Layout:
        """A side's text as it is wrapped."""
        return self._layouts[side]

    # folds

    def folds(self, side: int | None) -> Sequence[Fold]:
        """What can be folded in a pane."""
        if side is None:
            return self._arrangement.folds
        alone = self._by_itself(side)
        return alone.known if self.shape.only_new else alone.folds

    def _keys(self, side: int | None, fold: Fold) -> list[tuple[int, int]]:
        if side is not None:
            return [(side, fold.first)]
        row = self.rows[fold.first]
        return [(0, row.left[0]), (1, row.right[0])]

    def _is_open(self, side: int | None, fold: Fold) -> bool:
        return (self._keys(side, fold)[0] in self._toggled) != self._all_open

    # what hangs on it

    def forget_steps(self) -> None:
        """What can be stepped through stands on other lines, or is something else."""
