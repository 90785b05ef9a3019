"""Comparison wired up: the articles from the archive, what they share and dispute from `compare/`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from reader.archive.store import Archive
from reader.article import Article
from reader.comparison import Comparison, Revision, StoryFigures
from reader.errors import UsageError


class Comparing:
    """Compares articles of an archive. Cheap to make."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def compare(self, left: int, right: int, stale: Callable[[], bool]) -> Comparison:
        """What the articles of two keys share and dispute. Raises UsageError where one is gone, StaleSearch."""
        from reader.compare.alignment import compare

        one, other = self._article(left), self._article(right)
        found = compare(one, other, stale=stale)
        return replace(found, revision=self._revision(one.id, other.id))

    def _revision(self, one: str, other: str) -> Revision | None:
        """Which of two texts came in place of the other; where a text came back, what came last."""
        pairs = ((later, self._archive.corrected_at(later, before)) for later, before in ((one, other), (other, one)))
        told = [(seconds, later) for later, seconds in pairs if seconds is not None]
        if not told:
            return None
        seconds, later = max(told)
        return Revision(later, datetime.fromtimestamp(seconds, UTC).date().isoformat() if seconds else None)

    def story_figures(self, keys: Sequence[int], stale: Callable[[], bool]) -> StoryFigures:
        """The quantities that at least two of these articles tell, the articles in time order. Raises StaleSearch."""
        from reader.compare.story import story_figures

        return story_figures(list(self._archive.keyed_articles(keys)), stale=stale)

    def _article(self, key: int) -> Article:
        for article in self._archive.articles([key]):
            return article
        raise UsageError("this article is no longer in the archive")
