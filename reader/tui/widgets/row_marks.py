"""What stands beside the rows of a hit list: what the reader did with them, a range, and the letters of topics."""

from collections.abc import Callable, Mapping

from reader.kept import ArticleState
from reader.results import Hit
from reader.tui.document import NO_SIGNS, TopicSigns
from reader.tui.widgets.painted import PaintedView


class RowMarks(PaintedView, can_focus=True, inherit_bindings=False):
    """A view of rows with signs before them."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._signs: TopicSigns = NO_SIGNS
        self._state_of: Callable[[Hit], ArticleState] = lambda hit: hit.state
        self._range_from: int | None = None
        self._folded: Mapping[int, int] = {}

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    @property
    def state_of(self) -> Callable[[Hit], ArticleState]:
        """What tells the state of a row's article. To be set anew, or to the same, where states have changed."""
        return self._state_of

    @state_of.setter
    def state_of(self, state_of: Callable[[Hit], ArticleState]) -> None:
        self._state_of = state_of
        self._repaint()

    @property
    def range_from(self) -> int | None:
        """The row at which a range was begun that ends at the cursor; None: there is no range."""
        return self._range_from

    @range_from.setter
    def range_from(self, row: int | None) -> None:
        if row != self._range_from:
            self._range_from = row
            self._repaint()

    @property
    def folded(self) -> Mapping[int, int]:
        """Keys of articles that stand for others of their story, with how many."""
        return self._folded

    @folded.setter
    def folded(self, counts: Mapping[int, int]) -> None:
        self._folded = dict(counts)
        self._repaint()

    @property
    def signs(self) -> TopicSigns:
        """The letter of each topic; a topic that has none here is shown by its first."""
        return self._signs

    @signs.setter
    def signs(self, signs: TopicSigns) -> None:
        self._signs = signs
        self._repaint()
