"""Opening the archive that a command line names, and bringing its index up to date."""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from reader.cli.narration import ProgressBar, say
from reader.errors import ArchiveError, IndexBusy, IndexFault, UsageError
from reader.library import Library, open_library
from reader.paths import ARCHIVE_FILE, archive_from_environment
from reader.results import Progress, SearchPage, SearchRequest

LOOK_AGAIN_SECONDS = 0.1

_Answer = TypeVar("_Answer")


def open_named(option: Path | None, *, make: bool = False) -> Library:
    """Open the archive that a command line names; problems of the configuration are told.

    Raises ArchiveError where there is none under a name that was given, unless it is to be made.
    """
    if option == Path():
        raise UsageError("--archive names no folder", "give one, or leave the option out")
    named = option or archive_from_environment()
    if named and not make and not (named / ARCHIVE_FILE).exists():
        raise ArchiveError(f"there is no archive in {named}", "`broadsheet add FILE --archive DIR` makes one")
    library = open_library(named)
    for problem in library.config.problems:
        say(f"broadsheet: {problem}")
    return library


def bring_up_to_date(library: Library, *, plain: bool, must: bool, rebuild: bool = False) -> None:
    """Index what is not indexed yet, or all anew, and wait for it; a run of another process is waited for first.

    Where `must` is not set, an index that cannot be brought up to date is told, and search covers what it covers.
    Raises ArchiveError.
    """
    bar = ProgressBar(plain=plain)
    try:
        while True:
            _wait_for_others(library, bar)
            run = library.start_indexing(rebuild=rebuild)
            if run is None:
                return
            with contextlib.suppress(IndexBusy):  # another was a moment faster: it is waited for
                run.wait(bar)
                return
    except ArchiveError as fault:
        if must:
            raise
        bar.close()
        state = library.index_state()
        say(f"broadsheet: {fault}; {state.indexed:,} of {state.in_archive:,} articles can be searched")
    finally:
        bar.close()


def _wait_for_others(library: Library, bar: ProgressBar) -> None:
    while library.indexing_elsewhere():
        bar(Progress("waiting for another broadsheet that is indexing", 0, 0, "articles"))
        time.sleep(LOOK_AGAIN_SECONDS)


def answer(library: Library, request: SearchRequest, *, plain: bool) -> SearchPage:
    """Answer a request with an index that is up to date; one that proves damaged is built again, once.

    Raises QueryError, ArchiveError.
    """
    return answered(library, lambda: library.search(request), plain=plain, needed=library.needs_index(request))


def answered(library: Library, ask: Callable[[], _Answer], *, plain: bool, needed: bool = True) -> _Answer:
    """What `ask` gives with an index that is up to date, where it is needed; a damaged one is built again, once.

    Raises what `ask` raises, and ArchiveError.
    """
    if needed:
        bring_up_to_date(library, plain=plain, must=False)
    try:
        return ask()
    except IndexFault as fault:
        say(f"broadsheet: {fault}")
        bring_up_to_date(library, plain=plain, must=True, rebuild=True)
        return ask()
