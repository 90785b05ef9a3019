"""Which articles a command line of `broadsheet export` means, and what is to go with them."""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reader.cli.archive import answer
from reader.cli.narration import say
from reader.errors import UsageError
from reader.library import Library
from reader.results import SearchRequest
from reader.taking import ExportOptions, ExportRequest

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
    request = ExportRequest(
        options.format,
        (),
        "roll" if options.roll else "dossier" if options.dossier else "articles",
        topic=options.roll or "",
        sort=options.sort,
        options=ExportOptions(**{name: getattr(options, name) for name in _OPTIONS}),
    )
    request = _with_keys(library, request, options, query)
    return replace(request, keys=list(dict.fromkeys(request.keys))[: options.limit])


def _with_keys(library: Library, request: ExportRequest, options: argparse.Namespace, query: str) -> ExportRequest:
    if options.id:
        return replace(request, keys=[library.key_of(id) for id in options.id])
    if options.marked:
        return replace(request, keys=library.marked())
    if options.dossier:
        dossier = library.dossier(options.dossier)
        keys = [entry.key for entry in dossier.entries if entry.key is not None]
        if gone := len(dossier.entries) - len(keys):
            say(f"broadsheet: {gone} of the {len(dossier.entries)} articles of {dossier.name} are in no dump now")
        return replace(request, keys=keys, dossier=dossier.name, title=dossier.title)
    if options.all and not options.sort and not options.roll:
        return replace(request, keys=library.all_keys())
    return _searched(library, request, options, query)


def _searched(library: Library, request: ExportRequest, options: argparse.Namespace, query: str) -> ExportRequest:
    if options.saved:
        saved = library.saved_search(options.saved[0])
        query, sort = saved.query, options.sort or saved.sort
        request = replace(request, title=saved.name, match=saved.match, sort=sort)
    search = SearchRequest(query, "any" if request.match == "any" else "all", request.sort)
    page = answer(library, search, plain=options.plain)
    keys = page.keys if request.sort or not request.topic else library.on_topic(page, request.topic)
    return replace(request, keys=keys, query=query or None)


def read_counted(library: Library, options: argparse.Namespace) -> list[tuple[str, str]]:
    """The names and queries whose articles are to be counted by day. Raises UsageError."""
    if options.all or options.id or options.dossier or options.marked or options.roll:
        raise UsageError("--counts takes --saved and NAME=QUERY only", _SEE)
    queries = [(name, library.saved_search(name).query) for name in options.saved]
    queries += [(found[1], found[2]) if (found := _NAMED.fullmatch(word)) else (word, word) for word in options.query]
    if not queries:
        raise UsageError("--counts needs searches to count", "give --saved NAME or NAME=QUERY, as often as you like")
    names = [name for name, _ in queries]
    if twice := next((name for name in names if names.count(name) > 1), ""):
        raise UsageError(f"two searches are called {twice}", "name each: NAME=QUERY")
    return queries


def idle_options(library: Library, request: ExportRequest) -> Iterator[str]:
    """The options that were given and that the format does not heed."""
    heeded: Sequence[str] = next((each.options for each in library.export_formats() if each.name == request.format), ())
    for name in _OPTIONS:
        if getattr(request.options, name) and name not in heeded:
            yield f"--{name.replace('_', '-')}"
