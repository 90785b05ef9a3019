"""Counting what other queries would find, for the doctor: each once, none for long."""

import time
from collections.abc import Callable
from dataclasses import replace

from reader.errors import QueryError, StaleSearch
from reader.results import SearchRequest
from reader.search.engine import Engine
from reader.search.query.tree import Query

PART_SECONDS = 0.5
"""Processor time after which a count is given up."""

ALL_SECONDS = 2.0
"""Processor time after which nothing more is counted."""


class TooSlow(Exception):
    """A count took too long; never shown."""


class Trials:
    """Counts queries as `request` would have them answered. `read` reads a query and raises QueryError."""

    def __init__(
        self,
        engine: Engine,
        request: SearchRequest,
        read: Callable[[SearchRequest], Query],
        stale: Callable[[], bool] = lambda: False,
    ) -> None:
        self._engine, self._request, self._read, self._stale = engine, request, read, stale
        self._counts: dict[str, int] = {}
        self._end = time.thread_time() + ALL_SECONDS

    @property
    def over(self) -> bool:
        """Whether the time for all counts is used up. Raises StaleSearch where nobody waits any longer."""
        if self._stale():
            raise StaleSearch
        return time.thread_time() > self._end

    def query(self, text: str) -> Query:
        """A text as the query it would be. Raises QueryError."""
        return self._read(replace(self._request, query=text))

    def count(self, text: str) -> int:
        """How many articles a text would find as a query. Raises QueryError, TooSlow, StaleSearch."""
        known = self._counts.get(text)
        if known is None:
            query = self.query(text)
            end = min(self._end, time.thread_time() + PART_SECONDS)
            try:
                known = self._engine.count(query, self._request, lambda: self._stale() or time.thread_time() > end)
            except StaleSearch:
                if self._stale():
                    raise
                raise TooSlow from None
            self._counts[text] = known
        return known

    def found(self, text: str) -> int:
        """The same, and 0 for what is no query, asks for too much, or takes too long. Raises StaleSearch."""
        try:
            return self.count(text)
        except (QueryError, TooSlow):
            return 0
