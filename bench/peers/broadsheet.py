"""broadsheet itself behind the interface: the facade's search, and the rows of the first screen."""

from collections.abc import Iterator
from pathlib import Path

from bench.peers.interface import ROWS, Document, Page, Question, Row


class Broadsheet:
    """An archive folder. `bench.archives` makes it, since the other engines get their documents from there."""

    name = "broadsheet"

    def build(self, documents: Iterator[Document], folder: Path) -> None:
        """Nothing: see above."""

    def open(self, folder: Path) -> None:
        """Open the archive and its index."""
        from reader.config import Config
        from reader.library import Library

        self._library = Library(folder, Config())

    def page(self, question: Question) -> Page:
        """Answer a question in full."""
        from reader.errors import QueryError
        from reader.results import SearchRequest

        try:
            found = self._library.search(SearchRequest(query_text(question)))
        except QueryError:
            return Page(0, (), refused=True)
        rows = tuple(
            Row(hit.title, hit.date.first if hit.date else "", hit.snippet.text if hit.snippet else "")
            for hit in self._library.hits(found, 0, ROWS)[: found.total]
        )
        topics, outlets, days = (
            {each.value: each.count for each in facet}
            for facet in (found.facets.topic, found.facets.outlet, found.facets.date)
        )
        return Page(found.total, rows, topics, outlets, days)

    def close(self) -> None:
        """Close the archive and the index."""
        self._library.close()


def query_text(question: Question) -> str:
    """A question in broadsheet's query language."""
    match question.kind:
        case "phrase":
            text = f'"{" ".join(question.words)}"'
        case "prefix":
            text = f"{question.words[0]}*"
        case "any":
            text = " OR ".join(question.words)
        case _:
            text = " ".join(question.words)
    if question.topic:
        text += f" topic:{question.topic}"
    if question.days:
        text += f" date:{question.days[0]}..{question.days[1]}"
    return text
