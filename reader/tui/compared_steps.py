"""What the reader of a comparison steps through: differences, hits, sections, and the halves of what moved."""

from collections.abc import Callable

from reader.tui.compared_panes import ComparedPanes
from reader.tui.comparing import DIFFERS, NOTHING, ONLY, REWORDED, ComparedText
from reader.tui.levelled_rows import differences_of
from reader.tui.levelling import partners_of


class SteppedPanes(ComparedPanes):
    """Texts on show, with all that can be gone through in them."""

    def __init__(self, left: ComparedText = NOTHING, right: ComparedText = NOTHING) -> None:
        super().__init__(left, right)
        self._differences: list[tuple[int, int, int]] | None = None
        self._hits: list[tuple[int, int, int, int, int]] | None = None

    def forget_steps(self) -> None:
        """What can be stepped through stands on other lines, or is something else."""
        self._differences = self._hits = None

    # differences

    @property
    def differences(self) -> list[tuple[int, int, int]]:
        """Line, side and unit of everything that is not shared, in the order of the lines."""
        if self._differences is None:
            pane = self.pane
            if pane.side is None:
                spots = [(each.side, each.unit) for each in differences_of(self.texts, self.rows)]
            else:
                spots = [(pane.side, unit) for unit in _differing(self.texts[pane.side])]
            found = sorted(((self._line_of(side, unit), side, unit) for side, unit in spots), reverse=True)
            # Of two that begin on one line one is enough: both are in sight.
            self._differences = sorted({each[0]: each for each in found}.values())
        return self._differences

    def _line_of(self, side: int, unit: int, offset: int = 0) -> int:
        return self.pane.sheet.where[side][self._layouts[side].find_line(unit, offset)]

    @property
    def difference_number(self) -> tuple[int, int]:
        """The number of the difference at the cursor or before it, from 1 (0: none yet), and of all."""
        cursor = self.pane.cursor
        return sum(line <= cursor for line, _, _ in self.differences), len(self.differences)

    def step_difference(self, step: int) -> bool:
        """To the next difference (1) or the one before (-1); False at the end."""
        cursor = self.pane.cursor
        beyond: Callable[[int], bool] = cursor.__lt__ if step > 0 else cursor.__gt__
        found = [each for each in self.differences if beyond(each[0])]
        if not found:
            return False
        _, side, unit = found[0 if step > 0 else -1]
        self.go_to(side, unit)
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


def _differing(text: ComparedText) -> list[int]:
    """The units with which something that is not shared begins."""
    units = text.units
    return [
        number
        for number, unit in enumerate(units)
        if unit.sign in (REWORDED, DIFFERS) or (unit.sign == ONLY and (not number or units[number - 1].sign != ONLY))
    ]
