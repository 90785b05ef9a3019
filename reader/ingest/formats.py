"""The formats that can be read: one table, looked through from its first row."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from reader.article import Article
from reader.ingest.jsonl import ENDINGS as JSONL_ENDINGS
from reader.ingest.jsonl import JsonLines, looks_like_jsonl
from reader.ingest.markdown import ENDINGS as MARKDOWN_ENDINGS
from reader.ingest.markdown import Markdown, looks_like_markdown
from reader.ingest.profile import Profile
from reader.ingest.source import Source
from reader.ingest.splitter import Splitter
from reader.results import Notice


class Reader(Protocol):
    """What takes one file of a format apart; header and notices are complete when `articles` has ended."""

    notices: list[Notice]

    @property
    def header(self) -> tuple[str, ...]:
        """Lines that belong to no article."""
        ...

    def articles(self) -> Iterator[Article]:
        """The articles in the order of the file; raises InputError."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name, a sentence on it, how a file of it is known (by name and first characters), its reader.

    Files with its `endings` are taken where a folder is named.
    """

    name: str
    description: str
    endings: tuple[str, ...]
    fits: Callable[[str, str], bool]
    reader: Callable[[Source, Profile], Reader]


FORMATS = (
    Format("markdown", "one article, in Markdown", MARKDOWN_ENDINGS, looks_like_markdown, Markdown),
    Format("jsonl", "one article a line, as JSON", JSONL_ENDINGS, looks_like_jsonl, JsonLines),
    Format("dump", "text whose articles end in a separator line", (".txt",), lambda _name, _head: True, Splitter),
)


def find_format(name: str, head: str) -> Format:
    """The format of a file, from its name and the first characters in it."""
    return next(each for each in FORMATS if each.fits(name, head))
