"""The part of the facade that writes and reads the text of queries: filters taken in and out, orders, completion."""

from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.results import Completion, Filters

if TYPE_CHECKING:
    from reader.searching import Searching


class QueryEditing:
    """What can be done to a query before it is asked, or after. Raises QueryError where one cannot be read."""

    @property
    def _search(self) -> "Searching":
        """What searches; the facade has it."""
        raise NotImplementedError

    def order_of(self, text: str) -> str:
        """The first order that a query asks for, such as `-date`; empty where it asks for none. Raises QueryError."""
        return self._search.order_of(text)

    def reordered(self, text: str, order: str) -> str:
        """The query with another order written into it, such as `-date`. Raises QueryError."""
        return self._search.reordered(text, order)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        """Ways to go on with a query, finished or not, at a place between its characters; the best first."""
        return self._search.complete(text, cursor)

    def unfinished(self, text: str) -> QueryError | None:
        """What a query that ends in a field without a value still waits for; None where it can be searched as it is."""
        from reader.search.typing.unfinished import find_unfinished

        return find_unfinished(text)

    def narrow(self, text: str, more: str) -> str:
        """The query that asks for both; an OR at top level is put in brackets. Raises QueryError."""
        return self._search.narrow(text, more)

    def without_filters(self, text: str) -> str:
        """The query without its filters, which `chips` lists. Raises QueryError."""
        return self._search.without_filters(text)

    def chips(self, text: str) -> tuple[str, ...]:
        """The filters at top level of a query, as they were typed. Raises QueryError."""
        return self._search.chips(text)

    def edit_query(self, text: str, action: str, field: str, value: str = "") -> str:
        """The query with a facet's value taken in or out: `action` is include, exclude, clear or only."""
        return self._search.edit_query(text, action, field, value)

    def filters(self, text: str) -> Filters:
        """The values that a query includes and excludes at top level, by field, and its filters as they were typed."""
        return self._search.filters(text)
