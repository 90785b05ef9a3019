"""Tantivy through its Python package, with its English stemmer and its aggregations."""

from collections.abc import Iterator
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.peers.interface import ROWS, Document, Missing, Page, Question, Row

try:
    tantivy: Any = import_module("tantivy")
except ImportError as fault:
    raise Missing("tantivy is not installed: pip install tantivy") from fault

_TEXTS = ["title", "body"]
_COUNTS = {name: {"terms": {"field": name, "size": 10_000}} for name in ("topics", "outlet", "day")}


class Tantivy:
    """One index folder, written by one thread."""

    name = "tantivy"

    def build(self, documents: Iterator[Document], folder: Path) -> None:
        """Index all documents."""
        schema = tantivy.SchemaBuilder()
        for name in _TEXTS:
            schema.add_text_field(name, stored=True, tokenizer_name="en_stem")
        for name in ("topics", "outlet"):
            schema.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        schema.add_integer_field("day", stored=True, indexed=True, fast=True)
        writer = tantivy.Index(schema.build(), str(folder)).writer(num_threads=1)
        for each in documents:
            document = tantivy.Document(title=each.title, body=each.body, outlet=each.outlet)
            for topic in each.topics:
                document.add_text("topics", topic)
            document.add_integer("day", date.fromisoformat(each.day).toordinal())
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        """Open the index and one searcher."""
        self._index = tantivy.Index.open(str(folder))
        self._searcher = self._index.searcher()

    def page(self, question: Question) -> Page:
        """Answer a question in full."""
        query = self._query(question)
        found = self._searcher.search(query, ROWS, count=True)
        passages = tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, "body")
        rows = []
        for _, address in found.hits:
            document = self._searcher.doc(address)
            day = date.fromordinal(document["day"][0]).isoformat()
            rows.append(Row(document["title"][0], day, passages.snippet_from_doc(document).to_html()))
        counts = self._searcher.aggregate(query, _COUNTS)
        topics, outlets, days = (
            {each["key"]: each["doc_count"] for each in counts[name]["buckets"]} for name in _COUNTS
        )
        by_day = {date.fromordinal(int(day)).isoformat(): count for day, count in days.items()}
        return Page(found.count, tuple(rows), topics, outlets, by_day)

    def _query(self, question: Question) -> Any:
        schema, must = self._index.schema, tantivy.Occur.Must
        if question.kind == "prefix":
            texts = [tantivy.Query.regex_query(schema, name, f"{question.words[0]}.*") for name in _TEXTS]
            query = tantivy.Query.boolean_query([(tantivy.Occur.Should, each) for each in texts])
        else:
            words = " ".join(question.words)
            text = {"all": " AND ".join(question.words), "any": words, "phrase": f'"{words}"'}[question.kind]
            query = self._index.parse_query(text, _TEXTS)
        parts = [(must, query)]
        if question.topic:
            parts.append((must, tantivy.Query.term_query(schema, "topics", question.topic)))
        if question.days:
            first, last = (date.fromisoformat(day).toordinal() for day in question.days)
            parts.append((must, tantivy.Query.range_query(schema, "day", tantivy.FieldType.Integer, first, last)))
        return tantivy.Query.boolean_query(parts)

    def close(self) -> None:
        """Nothing is to be closed."""
