"""A laid out text whose sections can be folded to a line each."""

from bisect import bisect_left, bisect_right

from reader.tui.document import Document
from reader.tui.sections import fold_sections
from reader.tui.widgets.laid_out import LaidOutView


class FoldingView(LaidOutView, can_focus=True, inherit_bindings=False):
    """Knows which section the reader is in, and which are folded. Sections count from 0 where they are named."""

    def __init__(
        self, *, column: int = 66, centred: bool = False, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(column=column, centred=centred, id=id, classes=classes)
        self._folds: set[int] = set()
        self._shown = self._document

    def put(self, document: Document, *, opens_at: int | None = None) -> None:
        """Put another document on show; what was folded stays so where the reader has it asked for again."""
        super().put(document, opens_at=opens_at)
        self._shown = fold_sections(document, self._folds)

    @property
    def shown(self) -> Document:
        """The document, its folded sections shut."""
        return self._shown

    @property
    def folds(self) -> frozenset[int]:
        """The numbers of the sections that are folded."""
        return frozenset(self._folds)

    def fold(self, sections: set[int]) -> None:
        """Fold these sections and no others; who was reading in one of them is at its heading."""
        sections = {number for number in sections if 0 <= number < len(self._document.sections)}
        if sections == self._folds:
            return
        self._folds = sections
        anchor = self._anchor
        here = self._section_of(anchor[0])
        if here in sections:
            anchor = (self._document.sections[here], 0)
        self._shown = fold_sections(self._document, self._folds)
        self._anchor, self._laid_out_for = anchor, None
        self._lay_out()

    def unfold_to(self, paragraph: int) -> None:
        """Unfold the section that a paragraph is in, where it is folded."""
        if (number := self._section_of(paragraph)) in self._folds:
            self.fold(self._folds - {number})

    def _section_of(self, paragraph: int) -> int:
        """The number of the section that a paragraph is in; -1 before the first."""
        return bisect_right(self._document.sections, paragraph) - 1

    # Sections

    @property
    def section(self) -> tuple[int, int]:
        """The number of the section at the place, from 1, and of all; 0 before the first."""
        return bisect_right(self._document.sections, self._anchor[0]), len(self._document.sections)

    def go_to_section(self, number: int) -> None:
        """Go to the beginning of a section."""
        self._move_anchor((self._document.sections[number], 0))

    def next_section(self) -> bool:
        """To the next section; False in the last."""
        current = self.section[0]
        if current >= len(self._document.sections):
            return False
        self.go_to_section(current)
        return True

    def previous_section(self) -> bool:
        """To the beginning of this section, or of the one before if it is there already; False before the first."""
        earlier = bisect_left(self._document.sections, self._anchor[0] + (self._anchor[1] > 0)) - 1
        if earlier < 0:
            return False
        self.go_to_section(earlier)
        return True
