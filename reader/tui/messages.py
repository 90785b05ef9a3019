"""What happened, told to the screens: results of the search thread, each with the request it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.article import Article, Series
from reader.errors import ReaderError
from reader.results import (
    Completion,
    Diagnosis,
    Echo,
    Explanation,
    Filters,
    Hit,
    NameFacets,
    Reading,
    Related,
    SearchPage,
    SearchRequest,
    SeriesNumber,
    Timeline,
)

if TYPE_CHECKING:
    from reader.tui.document import Document
    from reader.tui.rolling import Rolled


@dataclass
class SearchFinished(Message):
    """A search has an answer. `hits` are its rows from `start` on, those that come into sight with it."""

    page: SearchPage
    filters: Filters
    hits: Sequence[Hit] = ()
    start: int = 0


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
    """An article has been opened for a pane. `purpose` names what asked for it, `raw` is the dump's own text of it.

    `document` is what the pane shows, made with it where that takes longer than a frame.
    """

    purpose: str
    key: int
    reading: Reading
    raw: str | None = None
    document: "Document | None" = None


@dataclass
class TimelineReady(Message):
    """The articles of an answer over time."""

    timeline: Timeline


@dataclass
class NamesReady(Message):
    """The names of an answer have been counted."""

    page: SearchPage
    names: NameFacets


@dataclass
class CompletionsReady(Message):
    """Ways to go on with a text at a place in it."""

    text: str
    cursor: int
    found: Sequence[Completion]


@dataclass
class DiagnosisReady(Message):
    """Why a request finds nothing, as far as it is known; `done`: that is all."""

    diagnosis: Diagnosis
    done: bool


@dataclass
class ExplanationReady(Message):
    """How a query was read."""

    explanation: Explanation


@dataclass
class RelatedReady(Message):
    """What is related to an article."""

    key: int
    related: Sequence[Related]


@dataclass
class LightsReady(Message):
    """What can be lit in an article; `told`: the reader has just asked for it."""

    id: str
    lights: Mapping[int, Sequence[tuple[int, int, str]]]
    told: bool


@dataclass
class NumberFound(Message):
    """The number of a running series `step` on from an article, if there is one; no `series` where it is in none."""

    key: int
    step: int
    series: Series | None
    found: SeriesNumber | None


@dataclass
class EchoFound(Message):
    """Where else a passage of an article stands."""

    key: int
    echo: Echo


@dataclass
class ArticleNamed(Message):
    """The id of an article that was known by its key."""

    id: str


@dataclass
class RollReady(Message):
    """Parts of a topic roll: `read` of its articles' `keys` have been read by now."""

    keys: Sequence[int]
    read: int
    parts: "Sequence[Rolled]"


@dataclass
class StoriesFound(Message):
    """For the first keys of a page, the key of the article that leads the story of each."""

    page: SearchPage
    leaders: Mapping[int, int]


@dataclass
class TopicsRead(Message):
    """The topics that there are, each with its sentence, an article with its own, and what a person said of a section.

    `changed` says that something has just been said.
    """

    sentences: Mapping[str, str]
    article: Article
    said: Mapping[str, bool]
    changed: bool = False


@dataclass
class VersionSeen(Message):
    """What archive and index are at now; another value than before means that they have changed."""

    version: object


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
