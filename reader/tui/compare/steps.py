"""What the reader of a comparison steps through: differences, hits, sections, and the halves of what moved."""

from bisect import bisect_left, bisect_right
from operator import itemgetter

from reader.tui.compare.halves import partners_of
from reader.tui.compare.panes import ComparedPanes
from reader.tui.compare.texts import NOTHING, ComparedText

_NOWHERE = (-1, -1)


class SteppedPanes(ComparedPanes):
    """Texts on show, with all that can be gone through in them."""

    def __init__(self, left: ComparedText = NOTHING, right: ComparedText = NOTHING) -> None:
        super().__init__(left, right)
        self._differences: list[tuple[int, int, int, int]] | None = None
        self._stepped = _NOWHERE
        self._hits: list[tuple[int, int, int, int, int]] | None = None

    def forget_steps(self) -> None:
        """What can be stepped through stands on other lines, or is something else."""
        self._differences = self._hits = None
        self._stepped = _NOWHERE

    # differences

    @property
    def differences(self) -> list[tuple[int, int, int, int]]:
        """Line, number, side and unit of every difference that is in the pane, in the order of the lines."""
        if self._differences is None:
            pane = self.pane
            sides = (0, 1) if pane.side is None else (pane.side,)
            spots = (
                (number, next(((side, each.units[side]) for side in sides if each.units[side] is not None), (0, None)))
                for number, each in enumerate(self.all_differences)
            )
            self._differences = sorted(
                (self._line_of(side, unit), number, side, unit) for number, (side, unit) in spots if unit is not None
            )
        return self._differences

    def _line_of(self, side: int, unit: int, offset: int = 0) -> int:
        return self.pane.sheet.where(side, unit, offset)

    @property
    def difference_number(self) -> tuple[int, int]:
        """The number of the difference at the cursor or before it, from 1 (0: none yet), and of all, seen or not."""
        number = self._here()
        if number is None:
            before = bisect_right(self.differences, self.pane.cursor, key=_line) - 1
            number = self.differences[before][1] if before >= 0 else -1
        return number + 1, len(self.all_differences)

    def _here(self) -> int | None:
        """The difference that was stepped to last, while the cursor is on its line: several may begin there."""
        line, number = self._stepped
        return number if line == self.pane.cursor and self._differences is not None else None

    def step_difference(self, step: int) -> bool:
        """To the next difference (1) or the one before (-1); False at the end."""
        cursor, differences, here = self.pane.cursor, self.differences, self._here()
        if here is not None:
            at = next(n for n, each in enumerate(differences) if each[1] == here) + step
        elif step > 0:
            at = bisect_right(differences, cursor, key=_line)
        else:
            at = bisect_left(differences, cursor, key=_line) - 1
        if not 0 <= at < len(differences):
            return False
        _, number, side, unit = differences[at]
        self.go_to(side, unit)
        self._stepped = next((each[:2] for each in self.differences if each[1] == number), _NOWHERE)
        return True

    def go_to_partner(self) -> bool:
        """The cursor to the other half of the passage that it is on; False where there is none."""
        if self.found is None:
            return False
        side, text = self.active, self.texts[self.active]
        passage = text.units[self.unit].passage if text.units else None
        if passage is None and self.unit and text.units:  # a note belongs to the passage above it
            passage = text.units[self.unit - 1].passage
        partner = partners_of(self.found)[side].get(passage) if passage is not None else None
        if partner is None:
            return False
        self.switch()
        self.go_to(1 - side, self.texts[1 - side].first[partner])
        return True

    # hits

    @property
    def hits(self) -> list[tuple[int, int, int, int, int]]:
        """Line, side, unit, start and number within its side of every hit that can be stepped to."""
        if self._hits is None:
            sides = (0, 1) if self.pane.side is None else (self.pane.side,)
            self._hits = sorted(
                (self._line_of(side, unit, start), side, unit, start, number)
                for side in sides
                for number, (unit, start, _) in enumerate(self.texts[side].document.hits)
            )
        return self._hits

    @property
    def hit_number(self) -> tuple[int, int]:
        """The number of the current hit, from 1 (0: none yet), and of all."""
        numbers = [(side, number) for _, side, _, _, number in self.hits]
        return (numbers.index(self.hit) + 1 if self.hit in numbers else 0), len(numbers)

    def step_hit(self, step: int) -> bool:
        """To the next hit (1) or the one before (-1); False at the end."""
        current, hits = self.hit_number[0] - 1, self.hits
        if current < 0:
            current = sum(line < self.pane.cursor for line, *_ in hits) - (step > 0)
        target = current + step
        if not 0 <= target < len(hits):
            return False
        _, side, unit, start, number = hits[target]
        self.hit = (side, number)
        self.go_to(side, unit, start)
        return True

    def current_hit(self, side: int) -> tuple[int, int, int] | None:
        """Unit, start and end of the hit that the reader is at, if it is on this side."""
        if self.hit is None or self.hit[0] != side:
            return None
        return self.texts[side].document.hits[self.hit[1]]

    # sections

    def step_section(self, step: int) -> bool:
        """To the next section (1) or the one before (-1) of what the pane shows; False at the end."""
        pane = self.pane
        sides = (0, 1) if pane.side is None else (pane.side,)
        tops = sorted(
            (self._line_of(side, unit), side, unit) for side in sides for unit in self.texts[side].document.sections
        )
        found = [each for each in tops if (each[0] - pane.cursor) * step > 0]
        if not found:
            return False
        line, side, unit = found[0 if step > 0 else -1]
        pane.place(line, 0)
        self.active = side
        self._keep_active(unit, 0)
        return True


_line = itemgetter(0)
