"""Opening the archive that a command line names, and bringing its index up to date."""

from pathlib import Path

from reader.cli.narration import ProgressBar, say
from reader.errors import ArchiveError, IndexFault
from reader.library import Library, open_library
from reader.paths import archive_from_environment
from reader.results import SearchPage, SearchRequest


def open_named(option: Path | None) -> Library:
    """Open the archive that a command line names; problems of the configuration are told."""
    library = open_library(option or archive_from_environment())
    for problem in library.config.problems:
        say(f"broadsheet: {problem}")
    return library


def bring_up_to_date(library: Library, *, plain: bool, must: bool) -> None:
    """Index what is not indexed yet and wait for it.

    Where `must` is not set, an index that cannot be brought up to date is told, and search covers what it covers.
    Raises ArchiveError.
    """
    bar = ProgressBar(plain=plain)
    try:
        if run := library.start_indexing():
            try:
                run.wait(bar)
            except KeyboardInterrupt:
                run.cancel()
                raise
    except ArchiveError as fault:
        if must and not isinstance(fault, IndexFault):
            raise
        bar.close()
        state = library.index_state()
        say(f"broadsheet: {fault}; {state.indexed:,} of {state.in_archive:,} articles can be searched")
    finally:
        bar.close()


def answer(library: Library, request: SearchRequest, *, plain: bool) -> SearchPage:
    """Answer a request with an index that is up to date; one that proves damaged is built again, once.

    Raises QueryError, ArchiveError.
    """
    library.check(request)
    if request.query.strip():
        bring_up_to_date(library, plain=plain, must=False)
    try:
        return library.search(request)
    except IndexFault as fault:
        say(f"broadsheet: {fault}")
        library.drop_index()
        bring_up_to_date(library, plain=plain, must=True)
        return library.search(request)
