"""The part of the facade that follows: saved searches, their counts, and what has changed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from reader.digest import Digest
from reader.kept import Change, SavedCounts, SavedSearch

if TYPE_CHECKING:
    from reader.archive.store import Archive
    from reader.searching import Searching


class Following:
    """What can be asked of saved searches. Methods raise ReaderError kinds."""

    _archive: "Archive"

    @property
    def _search(self) -> "Searching":
        """What searches; the facade has it."""
        raise NotImplementedError

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        """Every saved search, in the reader's order; the first nine have the keys 1 to 9."""
        raise NotImplementedError

    def saved_search(self, name: str) -> SavedSearch:
        """The saved search of that name. Raises UsageError, naming the nearest."""
        raise NotImplementedError

    def save_search(self, search: SavedSearch) -> Change:
        """Save a search at the end of the list, or in place of the one of its name; the query is checked first.

        The name is made of letters, digits and hyphens (`Port watch`: `port-watch`). Raises QueryError, UsageError.
        """
        raise NotImplementedError

    def rename_saved(self, name: str, new: str) -> Change:
        """Give a saved search another name; `query:` in other saved searches follows. Raises UsageError."""
        raise NotImplementedError

    def move_saved(self, name: str, to: int) -> Change:
        """Move a saved search to a place counted from 0."""
        raise NotImplementedError

    def delete_saved(self, name: str) -> Change:
        """Delete a saved search. Raises UsageError where another one uses it, by name."""
        raise NotImplementedError

    def visit_saved(self, name: str) -> None:
        """Take down that its result was looked at now: what is new in it counts from here. Not for undo."""
        raise NotImplementedError

    def saved_counts(self, name: str, stale: Callable[[], bool] = lambda: False) -> SavedCounts:
        """What a saved search finds now. On the thread of the searches. Raises StaleSearch."""
        raise NotImplementedError

    def digest(
        self,
        since: str | None = None,
        names: Sequence[str] = (),
        *,
        limit: int = 50,
        stale: Callable[[], bool] = lambda: False,
    ) -> Digest:
        """What changed in the saved searches (those of `names`, else all) since their last visits, or a day (ISO).

        At most `limit` articles a search. Nothing is taken down: see `visit_saved`. On the thread of the searches.
        Raises UsageError for a name or a day that there is not, StaleSearch.
        """
        raise NotImplementedError
