"""Whoosh as it comes: its stemming analyser, its parser, its facets and its highlights."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.peers.interface import ROWS, Document, Page, Question, Row


class StockWhoosh:
    """One index folder, one writer, one commit, everything else by default."""

    name = "stock Whoosh"

    def build(self, documents: Iterator[Document], folder: Path) -> None:
        """Index all documents."""
        from whoosh import index
        from whoosh.analysis import StemmingAnalyzer
        from whoosh.fields import ID, KEYWORD, TEXT, Schema

        schema = Schema(
            title=TEXT(stored=True, analyzer=StemmingAnalyzer()),
            body=TEXT(stored=True, analyzer=StemmingAnalyzer()),
            topics=KEYWORD(stored=True, commas=True),
            outlet=ID(stored=True, sortable=True),
            day=ID(stored=True, sortable=True),
        )
        writer = index.create_in(folder, schema).writer()
        for each in documents:
            topics = ",".join(each.topics)
            writer.add_document(title=each.title, body=each.body, topics=topics, outlet=each.outlet, day=each.day)
        writer.commit()

    def open(self, folder: Path) -> None:
        """Open the index and one searcher."""
        from whoosh import index
        from whoosh.qparser import MultifieldParser
        from whoosh.sorting import Count, FieldFacet

        self._index = index.open_dir(folder)
        self._searcher = self._index.searcher()
        self._parser = MultifieldParser(["title", "body"], self._index.schema)
        self._facets = {
            "topics": FieldFacet("topics", allow_overlap=True, maptype=Count),
            "outlet": FieldFacet("outlet", maptype=Count),
            "day": FieldFacet("day", maptype=Count),
        }

    def page(self, question: Question) -> Page:
        """Answer a question in full."""
        from whoosh.query import Term, TermRange

        chosen: Any = None
        if question.topic:
            chosen = Term("topics", question.topic)
        if question.days:
            chosen = TermRange("day", *question.days)
        found = self._searcher.search(
            self._parser.parse(_text(question)), limit=ROWS, filter=chosen, groupedby=self._facets
        )
        rows = tuple(Row(hit["title"], hit["day"], hit.highlights("body", top=1)) for hit in found[:ROWS])
        topics, outlets, days = (dict(found.groups(name)) for name in self._facets)
        topics.pop(None, None)  # articles without a topic
        return Page(len(found), rows, topics, outlets, days)

    def close(self) -> None:
        """Close the searcher and the index."""
        self._searcher.close()
        self._index.close()


def _text(question: Question) -> str:
    match question.kind:
        case "phrase":
            return f'"{" ".join(question.words)}"'
        case "prefix":
            return f"{question.words[0]}*"
        case "any":
            return " OR ".join(question.words)
    return " ".join(question.words)
