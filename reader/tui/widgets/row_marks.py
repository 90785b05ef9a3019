"""What stands beside the rows of a hit list: marks, stars, what is unread, and the letters of topics."""

from collections.abc import Iterable, Mapping

from reader.tui.document import NO_SIGNS, TopicSigns
from reader.tui.widgets.painted import PaintedView


class RowMarks(PaintedView, can_focus=True, inherit_bindings=False):
    """A view of rows with signs before them, by the archive keys of their articles. A set is changed by a new one."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._signs: TopicSigns = NO_SIGNS
        self._marked: set[int] = set()
        self._starred: set[int] = set()
        self._unread: set[int] = set()
        self._folded: Mapping[int, int] = {}

    def _repaint(self) -> None:
        self._strips.clear()
        self.refresh()

    @property
    def marked(self) -> set[int]:
        """Keys of marked articles."""
        return self._marked

    @marked.setter
    def marked(self, keys: Iterable[int]) -> None:
        self._marked = set(keys)
        self._repaint()

    @property
    def starred(self) -> set[int]:
        """Keys of starred articles."""
        return self._starred

    @starred.setter
    def starred(self, keys: Iterable[int]) -> None:
        self._starred = set(keys)
        self._repaint()

    @property
    def unread(self) -> set[int]:
        """Keys of unread articles."""
        return self._unread

    @unread.setter
    def unread(self, keys: Iterable[int]) -> None:
        self._unread = set(keys)
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
