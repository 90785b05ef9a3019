"""Which articles a command line of `broadsheet export` means, and what is to go with them."""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.cli.archive import answer
from reader.cli.narration import say
from reader.errors import UsageError
from reader.library import Library
from reader.results import Match, SearchRequest
from reader.taking import (
    ExportOptions,
    ExportRequest,
    dossier_request,
    marked_request,
    query_request,
    roll_request,
    saved_request,
)

_SEE = "see: broadsheet export --help"
_NAMED = re.compile(r"\s*(\w[\w -]*?)\s*=(.+)", re.DOTALL)
_OPTIONS = ("notes", "raw", "body", "wrap", "excel", "raw_csv")


def read_request(library: Library, options: argparse.Namespace) -> ExportRequest:
    """What is to be exported, with the keys of its articles. Raises QueryError, UsageError."""
    query = " ".join(options.query)
    chosen = sum(map(bool, (query.strip(), options.all, options.id, options.saved, options.dossier, options.marked)))
    if chosen > 1 or not (chosen or options.roll):
        raise UsageError("export needs a query, --all, --id, --saved, --dossier or --marked, and one only", _SEE)
    if len(options.saved) > 1:
        raise UsageError("several --saved go together with --counts only", _SEE)
    request = _chosen(library, options, query)
    return replace(
        request,
        format=options.format,
        keys=list(dict.fromkeys(request.keys))[: options.limit],
        options=ExportOptions(**{name: getattr(options, name) for name in _OPTIONS}),
        limit=options.limit,
    )


def _chosen(library: Library, options: argparse.Namespace, query: str) -> ExportRequest:
    if options.id:
        found = ExportRequest("", [library.key_of(id) for id in options.id])
    elif options.marked:
        found = marked_request(library.marked())
    elif options.dossier:
        dossier = library.dossier(options.dossier)
        found = dossier_request(dossier)
        if gone := len(dossier.entries) - len(found.keys):
            say(f"broadsheet: {gone} of the {len(dossier.entries)} articles of {dossier.name} are in no dump now")
    elif options.all and not options.sort and not options.roll:
        return ExportRequest("", library.all_keys(), asked_for="all")
    else:
        return _searched(library, options, query)
    return roll_request(found, options.roll) if options.roll else found


def _searched(library: Library, options: argparse.Namespace, query: str) -> ExportRequest:
    if options.saved:
        saved = library.saved_search(options.saved[0])
        saved = replace(saved, match=options.match or saved.match, sort=options.sort or saved.sort)
        found = saved_request(saved, ())
    else:
        found = query_request(query, (), match=options.match or "all", sort=options.sort)
    search = SearchRequest(found.query or "", _match(found.match), found.sort)
    page = answer(library, search, plain=options.plain)
    if not options.roll:
        return replace(found, keys=page.keys)
    keys = page.keys if options.sort else library.on_topic(page, options.roll)
    return roll_request(replace(found, keys=keys), options.roll, options.sort)


def _match(text: str) -> Match:
    return "any" if text == "any" else "all"


def read_counted(library: Library, options: argparse.Namespace) -> list[tuple[str, SearchRequest]]:
    """The names and searches whose articles are to be counted by day. Raises UsageError."""
    if options.all or options.id or options.dossier or options.marked or options.roll:
        raise UsageError("--counts takes --saved and NAME=QUERY only", _SEE)
    searches = []
    for name in options.saved:
        saved = library.saved_search(name)
        searches.append((name, SearchRequest(saved.query, _match(options.match or saved.match))))
    for word in options.query:
        named = _NAMED.fullmatch(word)
        name, query = (named[1], named[2]) if named else (word, word)
        searches.append((name, SearchRequest(query, _match(options.match or "all"))))
    if not searches:
        raise UsageError("--counts needs searches to count", "give --saved NAME or NAME=QUERY, as often as you like")
    names = [name for name, _ in searches]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise UsageError(f"two searches are called {twice}", "name each: NAME=QUERY")
    return searches


def idle_options(library: Library, request: ExportRequest) -> Iterator[str]:
    """The options that were given and that the format does not heed."""
    heeded: Sequence[str] = next((each.options for each in library.export_formats() if each.name == request.format), ())
    for name in _OPTIONS:
        if getattr(request.options, name) and name not in heeded:
            yield f"--{name.replace('_', '-')}"
