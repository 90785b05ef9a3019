"""The part of the facade that leads on from an article: to another beside it, to the next number, to its echoes."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.article import Article, Series
from reader.results import Echo, SearchPage, SeriesNumber

if TYPE_CHECKING:
    from reader.archive.store import Archive
    from reader.comparison import Comparison, StoryFigures
    from reader.searching import Searching


class ReadingOn:
    """What can be asked of an article that is being read. Methods raise ReaderError kinds."""

    _archive: "Archive"

    @property
    def _search(self) -> "Searching":
        """What searches; the facade has it."""
        raise NotImplementedError

    def in_series(self, key: int, step: int) -> tuple[Series | None, SeriesNumber | None]:
        """The running series of an article, and its number next above (step 1) or below (-1); None where none is."""
        from reader.archive.series import find_number

        return find_number(self._archive, key, step)

    def next_unread(self, page: SearchPage, row: int, step: int) -> int | None:
        """The next row of an answer below a row, or above it where `step` is negative, whose article was not read."""
        return self._search.next_unread(page, row, step)

    def find_echo(self, key: int, passage: str, stale: Callable[[], bool] = lambda: False) -> Echo:
        """A search for where else a passage of an article stands. Raises StaleSearch."""
        from reader.echoing import find_echo

        return find_echo(self._search, key, passage, stale)

    def compare(self, left: int, right: int, stale: Callable[[], bool] = lambda: False) -> "Comparison":
        """What the articles of two keys share and dispute. Raises UsageError where one is gone, StaleSearch."""
        from reader.comparing import Comparing

        return Comparing(self._archive).compare(left, right, stale)

    def story_figures(self, keys: Sequence[int], stale: Callable[[], bool] = lambda: False) -> "StoryFigures":
        """The quantities that at least two of these articles tell, the articles in time order. Raises StaleSearch."""
        from reader.comparing import Comparing

        return Comparing(self._archive).story_figures(keys, stale)

    def lights(self, article: Article) -> dict[int, tuple[tuple[int, int, str], ...]]:
        """For each part of an article, by number, its figures, dates and quotations as characters of the part's text.

        Each with its kind: `figure`, `date` or `quote`.
        """
        from reader.compare.lights import find_lights

        return {number: find_lights(part.text) for number, part in enumerate(article.parts())}
