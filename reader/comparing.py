"""Comparison wired up: the articles from the archive, what they share and dispute from `compare/`."""

from collections.abc import Callable, Sequence

from reader.archive.store import Archive
from reader.article import Article
from reader.comparison import Comparison, StoryFigures
from reader.errors import UsageError


class Comparing:
    """Compares articles of an archive. Cheap to make."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def compare(self, left: int, right: int, stale: Callable[[], bool]) -> Comparison:
        """What the articles of two keys share and dispute. Raises UsageError where one is gone, StaleSearch."""
        from reader.compare.alignment import compare

        return compare(self._article(left), self._article(right), stale=stale)

    def story_figures(self, keys: Sequence[int]) -> StoryFigures:
        """The quantities that at least two of these articles tell, the articles in time order."""
        from reader.compare.story import story_figures

        return story_figures(list(self._archive.keyed_articles(keys)))

    def _article(self, key: int) -> Article:
        for article in self._archive.articles([key]):
            return article
        raise UsageError("this article is no longer in the archive")
