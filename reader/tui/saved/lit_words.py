"""Words of saved searches, lit in every text in the colour of their search."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.kept import SavedSearch
from reader.results import Match, SearchRequest
from reader.tui.document import Document, Span

if TYPE_CHECKING:
    from reader.library import Library

LitWords = Mapping[int, Sequence[Span]]
"""For each part of an article, by number, what is lit in it."""


def find_lit_words(library: "Library", key: int, searches: Sequence[SavedSearch]) -> LitWords:
    """What the searches light in an article; one that cannot be read lights nothing."""
    found: dict[int, list[Span]] = {}
    for search in searches:
        match: Match = "any" if search.match == "any" else "all"
        try:
            marks = library.read(key, SearchRequest(search.query, match)).marks
        except QueryError:
            continue
        for mark in marks:
            found.setdefault(mark.part, []).append(Span(mark.start, mark.end, f"saved-{search.colour}"))
    return found


def with_lit_words(document: Document, lit: LitWords) -> Document:
    """The document with these lit under its hits; every other paragraph stays the very same."""
    if not lit:
        return document
    paragraphs = list(document.paragraphs)
    for number, paragraph in enumerate(paragraphs):
        spans = tuple(lit.get(paragraph.part, ())) if paragraph.part is not None else ()
        if spans:
            paragraphs[number] = replace(paragraph, spans=(*spans, *paragraph.spans))
    return Document(tuple(paragraphs), document.sections)
