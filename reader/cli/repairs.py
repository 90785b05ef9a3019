"""What the query doctor says on the command line."""

from reader.cli.narration import say
from reader.errors import ReaderError
from reader.library import Library
from reader.results import Diagnosis, SearchRequest


def ask_doctor(library: Library, request: SearchRequest) -> Diagnosis:
    """Why a request that was answered finds nothing; a doctor that fails leaves the answer as it is."""
    try:
        return library.diagnose(request)
    except ReaderError:
        return Diagnosis(request, (), ())


def suggest(library: Library, request: SearchRequest) -> str | None:
    """The first repair of a query that finds nothing, None where there is none."""
    return next((repair.query for repair in ask_doctor(library, request).repairs), None)


def tell(diagnosis: Diagnosis) -> None:
    """The parts of the query with their counts in one line, then a line for each repair."""
    parts = [f"{part.text} {part.count:,}" + (f" ({part.note})" if part.note else "") for part in diagnosis.parts]
    if parts:
        say("each part alone: " + " · ".join(parts))
    for repair in diagnosis.repairs:
        say(f"  {repair.label} {repair.count:,}: {repair.query}")
