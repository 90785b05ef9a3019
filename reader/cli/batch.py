"""Many queries in one run: lines of `id<TAB>query` in, one record a line out."""

import sys
from collections.abc import Iterator
from pathlib import Path

from reader.cli.archive import answer, bring_up_to_date
from reader.cli.narration import say
from reader.cli.repairs import suggest
from reader.errors import IndexFault, InputError, QueryError
from reader.library import Library
from reader.results import SearchPage, SearchRequest

FOUND, NOTHING, FAULTY = 0, 1, 2


class Batch:
    """The answers to a file of queries; `code` is the exit code once all have been given."""

    def __init__(self, library: Library, path: str, *, match: str, sort: str | None, limit: int, plain: bool) -> None:
        self._library, self._path = library, path
        self._match, self._sort, self._limit, self._plain = match, sort, limit, plain
        self._found = self._faulty = False

    @property
    def code(self) -> int:
        """2 where a line or a query could not be read, 1 where nothing was found at all, else 0."""
        return FAULTY if self._faulty else FOUND if self._found else NOTHING

    def records(self) -> Iterator[str]:
        """A line of JSON for each query, in the order asked. Raises InputError, UsageError, ArchiveError."""
        bring_up_to_date(self._library, plain=self._plain, must=False)
        for number, line in enumerate(_lines(self._path), 1):
            if not line.strip():
                continue
            id, tab, query = line.partition("\t")
            if tab:
                yield self._record(id, query)
            else:
                self._faulty = True
                where = "standard input" if self._path == "-" else self._path
                say(f"broadsheet: line {number} of {where} has no tab between id and query; it was left out")

    def _record(self, id: str, query: str) -> str:
        library = self._library
        try:
            request = SearchRequest(query, "any" if self._match == "any" else "all", self._sort)
            page = self._answer(request)
            suggestion = None if page.total else suggest(library, request)
            record = library.batch_line(id, page, library.hits(page, 0, self._limit), suggestion)
        except QueryError as fault:
            self._faulty = True
            return library.batch_fault_line(id, query, fault)
        self._found = self._found or bool(page.total)
        return record

    def _answer(self, request: SearchRequest) -> SearchPage:
        try:
            return self._library.search(request)
        except IndexFault:
            return answer(self._library, request, plain=self._plain)  # builds it again


def _lines(path: str) -> Iterator[str]:
    """The lines of a file in UTF-8, or of standard input. Raises InputError."""
    try:
        if path == "-":
            yield from map(_text, sys.stdin.buffer)
        else:
            with Path(path).open("rb") as file:
                yield from map(_text, file)
    except OSError as fault:
        raise InputError(f"cannot read {path}: {fault.strerror}", "give a file of lines id<TAB>query") from fault


def _text(line: bytes) -> str:
    # What is no UTF-8 is kept out of the words by its replacement, and seen in the record's query.
    return line.decode("utf-8-sig", "replace").rstrip("\r\n")
