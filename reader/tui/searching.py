"""A search as the desk makes it, on the search thread: the answer, its filters and its first rows in one message."""

import contextlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import ReaderError, StaleSearch
from reader.results import SearchRequest
from reader.tui.messages import SearchFailed, SearchFinished
from reader.tui.search_thread import Stale
from reader.tui.widgets.row_source import ListPlace, RowSource

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.session import Session

Answer = SearchFinished | SearchFailed


PlaceOf = Callable[[], tuple[ListPlace, int | None]]
"""Tells where the list stands, and the article that its cursor is to stay on, if there is one."""


def answer(library: "Library", session: "Session", request: SearchRequest, stale: Stale, place_of: PlaceOf) -> Answer:
    """Search, and make the rows that will be in sight: asked for one after the other they would take twice the time.

    To know which those are, all hits may have to be put in order. That is done here and not when the list is painted,
    where it would keep every key waiting.
    """
    try:
        if session.restored and session.cursor_key is None:
            with contextlib.suppress(ReaderError):
                session.cursor_key = library.key_of(session.restored)
        page = library.search(request, stale)
        place, key = place_of()
        rows = place.in_sight_after(RowSource(page.total, page.keys, page.some), key)
        if stale():
            raise StaleSearch
        hits = library.hits(page, rows.start, rows.stop, stale) if rows else ()
        return SearchFinished(page, library.filters(request.query), hits, rows.start)
    except ReaderError as fault:
        return SearchFailed(request, fault)
