"""What every engine is asked for and answers with. Nothing is imported here, so that any Python can load it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

ROWS = 20
"""Rows on a page."""


@dataclass(frozen=True, slots=True)
class Document:
    """An article as every engine gets it; `day` is an ISO date."""

    number: int
    title: str
    body: str
    topics: tuple[str, ...]
    outlet: str
    day: str


@dataclass(frozen=True, slots=True)
class Question:
    """Words joined as `kind` says (a prefix is one word), among articles on a topic or of [first, last] days."""

    kind: Literal["all", "any", "phrase", "prefix"]
    words: tuple[str, ...]
    topic: str | None = None
    days: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a page."""

    title: str
    day: str
    snippet: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole answer: the best rows, how many hits there are, and how many by topic, outlet and day.

    `refused` says that the question was held to be too broad.
    """

    total: int
    rows: tuple[Row, ...]
    topics: Mapping[str, int] = field(default_factory=dict)
    outlets: Mapping[str, int] = field(default_factory=dict)
    days: Mapping[str, int] = field(default_factory=dict)
    refused: bool = False


class Missing(Exception):
    """Raised where an engine is not installed; says what would install it."""


class Peer(Protocol):
    """An engine over a folder of its own."""

    name: str

    def build(self, documents: Iterator[Document], folder: Path) -> None:
        """Index all documents in a folder that is there and empty."""

    def open(self, folder: Path) -> None:
        """Open what `build` made."""

    def page(self, question: Question) -> Page:
        """Answer a question in full."""

    def close(self) -> None:
        """Let go of everything."""
