"""A search as the desk makes it, on the search thread: the answer, its filters and its first rows in one message."""

import contextlib
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.results import SearchRequest
from reader.tui.messages import SearchFailed, SearchFinished
from reader.tui.search_thread import Stale

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.session import Session

Answer = SearchFinished | SearchFailed


def answer(library: "Library", session: "Session", request: SearchRequest, stale: Stale, rows: int) -> Answer:
    """Search, and make so many of the first rows: asked for one after the other they would take twice the time."""
    try:
        if session.restored and session.cursor_key is None:
            with contextlib.suppress(ReaderError):
                session.cursor_key = library.key_of(session.restored)
        page = library.search(request, stale)
        hits = library.hits(page, 0, rows) if rows else ()
        return SearchFinished(page, library.filters(request.query), hits)
    except ReaderError as fault:
        return SearchFailed(request, fault)
