"""`broadsheet saved`."""

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime

from reader.cli.archive import answered, open_named
from reader.cli.changes import place, refuse_unused, take_words, tell
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.errors import QueryError, UsageError
from reader.kept import SavedCounts, SavedSearch
from reader.library import Library
from reader.results import SearchRequest

_NONE = "none"
_FACTS = ("match", "sort", "colour", "lit")


def run(options: argparse.Namespace) -> int:
    """Carry out the action; 1 where there is nothing to list."""
    with open_named(options.archive) as library:
        if options.action in ("list", "show"):
            return _list(library, options)
        if options.action == "add":
            return _add(library, options)
        if options.action == "colour":
            return _colour(library, options)
        refuse_unused(options, *_FACTS)
        if options.action == "rename":
            name, new = take_words(options, "NAME NEW")
            return tell(library.rename_saved(name, new))
        if options.action == "move":
            name, to = take_words(options, "NAME PLACE")
            return tell(library.move_saved(name, place(to)))
        (name,) = take_words(options, "NAME")
        return tell(library.delete_saved(name))


def _add(library: Library, options: argparse.Namespace) -> int:
    name, query = take_words(options, "NAME QUERY…")
    if not query.strip():
        raise UsageError("a saved search needs a query", "every article is the query '*'")
    known = _known(library, name)
    if known.query and known.query != " ".join(query.split()) and not options.force:
        raise UsageError(
            f"{known.name} is saved already: {known.query}", "give --force to save over it, or another name"
        )
    return tell(library.save_search(_changed(known, options, query)))


def _known(library: Library, name: str) -> SavedSearch:
    """The search of that name as it is, or a new one."""
    try:
        return library.saved_search(name)
    except UsageError:
        return SavedSearch(name, "")


def _changed(search: SavedSearch, options: argparse.Namespace, query: str) -> SavedSearch:
    """A search with what the command line says of it."""
    colour = search.colour if options.colour is None else options.colour
    return replace(
        search,
        query=query,
        match=options.match or search.match,
        sort=options.sort or search.sort,
        colour="" if colour == _NONE else colour,
        lit=search.lit if options.lit is None else options.lit,
    )


def _colour(library: Library, options: argparse.Namespace) -> int:
    refuse_unused(options, "match", "sort", "colour")
    name, options.colour = take_words(options, "NAME COLOUR")
    search = library.saved_search(name)
    return tell(library.save_search(_changed(search, options, search.query)))


def _list(library: Library, options: argparse.Namespace) -> int:
    refuse_unused(options, *_FACTS)
    numbered = list(enumerate(library.saved_searches(), 1))
    if options.action == "show":
        (name,) = take_words(options, "NAME")
        wanted = library.saved_search(name).name
        numbered = [each for each in numbered if each[1].name == wanted]
    else:
        take_words(options, "")
    counted = _count(library, [search for _, search in numbered], plain=options.plain)
    if options.format == "json":
        records = [_record(number, search, counted[search.name]) for number, search in numbered]
        record: object = {"searches": records} if options.action == "list" else records[0]
        pieces: Iterable[str] = [json.dumps(record, indent=2) + "\n"]
    else:
        painter = Painter(plain=options.plain, out=options.out)
        rows = _rows(painter, numbered, counted)
        if options.action == "show":
            rows += [f"    {painter.quiet(line)}" for line in _facts(numbered[0][1])]
        pieces = lines(rows)
    write(library, pieces, out=options.out, force=options.force)
    if not numbered:
        say("no search has been saved: broadsheet saved add NAME QUERY")
    return 0 if numbered else 1


def _count(library: Library, searches: Sequence[SavedSearch], *, plain: bool) -> dict[str, SavedCounts]:
    return answered(
        library,
        lambda: {search.name: library.saved_counts(search.name) for search in searches},
        plain=plain,
        needed=any(_needs_index(library, search) for search in searches),
    )


def _needs_index(library: Library, search: SavedSearch) -> bool:
    try:
        return library.needs_index(SearchRequest(search.query))
    except QueryError:
        return False


def _rows(painter: Painter, numbered: Sequence[tuple[int, SavedSearch]], counted: dict[str, SavedCounts]) -> list[str]:
    """A line a search: its number, name, total, unread, new, and query."""
    if not numbered:
        return []
    width = max(len(search.name) for _, search in numbered)
    rows = [painter.quiet(f"    {'':<{width}}  {'total':>7} {'unread':>7} {'new':>7}")]
    for number, search in numbered:
        counts = counted[search.name]
        told = f"{counts.total:>7,} {counts.unread:>7,} {counts.new:>7,}"
        head = f"{number:>3} {painter.strong(f'{search.name:<{width}}')}"
        rows.append(f"{head}  {painter.quiet(counts.fault) if counts.fault else told}  {painter.quiet(search.query)}")
    return rows


def _facts(search: SavedSearch) -> list[str]:
    visited = _visited(search)
    return [
        f"match {search.match}, sort {search.sort or 'by relevance'}",
        f"colour {search.colour or _NONE}{', lit in every article' if search.lit else ''}",
        f"looked at last {visited}" if visited else "never looked at",
    ]


def _visited(search: SavedSearch) -> str | None:
    """When it was looked at last, as an ISO time in UTC."""
    return datetime.fromtimestamp(search.visited, UTC).isoformat(timespec="seconds") if search.visited else None


def _record(number: int, search: SavedSearch, counts: SavedCounts) -> dict[str, object]:
    record = {"number": number, **asdict(search), "visited": _visited(search)}
    told = None if counts.fault else counts
    return {
        **record,
        "total": told and told.total,
        "unread": told and told.unread,
        "new": told and told.new,
        "fault": counts.fault or None,
    }
