"""Two texts on show with their reader: where he is, and which folds he opens; free of any painting."""

from reader.tui.compare.laid_out_panes import Form, LaidOutPanes, Shape
from reader.tui.compare.pane import Pane
from reader.tui.compare.rows import Fold


class ComparedPanes(LaidOutPanes):
    """Panes that somebody reads; `keep` takes down where he is after every move of his."""

    # folds

    @property
    def folded(self) -> bool:
        """Whether anything is folded."""
        return any(not self._is_open(pane.side, fold) for pane in self.panes for fold in self.folds(pane.side))

    @property
    def can_fold(self) -> bool:
        """Whether there is anything to fold or to open."""
        return any(self.folds(pane.side) for pane in self.panes)

    def fold_all(self) -> bool:
        """Open all folds, or shut them where all are open; whether they are open now."""
        self._all_open, self._toggled = self.folded, set()
        self._build()
        return self._all_open

    def toggle_fold(self) -> bool:
        """Open the fold under the cursor, or shut the one that the cursor is in; False where there is none."""
        pane = self.pane
        line = pane.line_at(pane.cursor)
        if line is None:
            return False
        folds = self.folds(pane.side)
        if line.what == "fold":
            fold = folds[line.fold]
        else:
            fold = next((each for each in folds if each.first <= line.row < each.end), Fold(0, 0))
        if fold.first == fold.end:
            return False
        self._toggled ^= set(self._keys(pane.side, fold))
        if line.what != "fold":  # shut: the cursor is on it
            unit = self.rows[fold.first].sides[self.active][0] if pane.side is None else fold.first
            self._anchors[self.active] = (unit, 0)
        self._build()
        return True

    # where the reader is

    def switch(self) -> None:
        """The other side is the active one."""
        self.active = 1 - self.active
        self.forget_steps()

    @property
    def pane(self) -> Pane:
        """The pane that moves."""
        return self.panes[self.active] if len(self.panes) > 1 else self.panes[0]

    def keep(self) -> None:
        """Remember where the reader is now; called after every move of his. What he sees now is wrapped."""
        for pane in self.panes:
            if pane.wrap_seen():
                self.forget_steps()
            for side in (0, 1) if pane.side is None else (pane.side,):
                self._keep_side(pane, side)
        line = self.pane.line_at(self.pane.cursor)
        both = len(self.panes) == 1 and self.panes[0].side is None and line is not None and line.what == "text"
        if both and line is not None and line.of(self.active) is None and line.of(1 - self.active) is not None:
            self.active = 1 - self.active

    def _keep_side(self, pane: Pane, side: int) -> None:
        line = pane.line_at(pane.cursor)
        if line is None or not self.texts[side].units:
            return
        if line.what == "fold":
            fold = self.folds(pane.side)[line.fold]
            unit = self.rows[fold.first].sides[side][0] if pane.side is None else fold.first
            self._anchors[side] = (unit, 0)
            self._below[side] = pane.cursor - pane.painted_top
            return
        at, number = pane.sheet.text_near(side, pane.cursor)
        if at is not None:
            self._anchors[side] = (at.paragraph, at.start)
            self._below[side] = number - pane.painted_top

    @property
    def anchors(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """Where the reader is on each side: unit and character."""
        return self._anchors[0], self._anchors[1]

    @property
    def unit(self) -> int:
        """The unit of the active side under the cursor, or nearest to it."""
        return self._anchors[self.active][0]

    @property
    def units_here(self) -> list[tuple[int, int]]:
        """Side and unit of what the cursor is on: all of a row that is level, else the one of the active side."""
        pane = self.pane
        line = pane.line_at(pane.cursor)
        if pane.side is None and line is not None and line.what != "fold" and self.rows[line.row].level:
            sides = enumerate(self.rows[line.row].sides)
            return [
                (side, unit)
                for side, units in sides
                for unit in range(*units)
                if self.texts[side].units[unit].passage is not None
            ]
        return [(self.active, self.unit)] if self.texts[self.active].units else []

    def go_to(self, side: int, unit: int, offset: int = 0) -> None:
        """The cursor to a character of a side, out of whatever fold it is in; the other pane, if any, stays."""
        self.active = side
        if self.shape.shown is not None and side != self.shape.shown:
            self._anchors[side] = (unit, offset)  # it is there when its side is shown
            return
        pane = self.pane
        line = pane.line_at(pane.sheet.where(side, unit, offset))
        if line is not None and line.what == "fold":
            self._toggled ^= set(self._keys(pane.side, self.folds(pane.side)[line.fold]))
            self.keep()
            self.active = side
            self._build()
            pane = self.pane
        self._wrap_at(pane, side, unit)
        pane.reveal(pane.sheet.where(side, unit, offset))
        self._keep_active(unit, offset)

    def _keep_active(self, unit: int, offset: int) -> None:
        side = self.active
        self.keep()
        self.active = side
        self._anchors[side] = (unit, offset)


__all__ = ["ComparedPanes", "Form", "Shape"]
