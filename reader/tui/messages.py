"""What happened, told to the screens: results of the search thread, each with the request it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.message import Message

from reader.errors import ReaderError
from reader.results import Filters, Hit, Reading, SearchPage, SearchRequest


@dataclass
class SearchFinished(Message):
    """A search has an answer. `hits` are its first rows, where they were made with it."""

    page: SearchPage
    filters: Filters
    hits: Sequence[Hit] = ()


@dataclass
class SearchFailed(Message):
    """A search has none, for a reason that can be said."""

    request: SearchRequest
    error: ReaderError


@dataclass
class RowsReady(Message):
    """Rows [start, start + len(hits)) of a page have been made."""

    page: SearchPage
    start: int
    hits: Sequence[Hit]


@dataclass
class ReadingReady(Message):
    """An article has been opened for a pane. `purpose` names what asked for it, `raw` is the dump's own text of it."""

    purpose: str
    key: int
    reading: Reading
    raw: str | None = None


@dataclass
class SignsRead(Message):
    """The letters of the topics are known."""

    signs: Mapping[str, str]


@dataclass
class WorkFailed(Message):
    """Work of the search thread that failed. `slot` names it."""

    slot: str
    error: Exception

    @property
    def words(self) -> str:
        """What to tell a person; empty where it is a defect of ours. A bare LookupError is an article that is gone."""
        if type(self.error) is LookupError:
            return "this article is no longer there"
        return str(self.error) if isinstance(self.error, ReaderError) else ""
