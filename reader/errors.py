"""The errors a person may see: what happened, where, and what to do next."""


class ReaderError(Exception):
    """A fault told in one line (`message`) with what to do about it (`hint`, may be empty).

    `exit_code` is that of the command line's contract.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}; {self.hint}" if self.hint else self.message


class UsageError(ReaderError):
    """A command that cannot be carried out as it was given, or a desk without a terminal."""

    exit_code = 2


class QueryError(UsageError):
    """A query that cannot be read, or not be answered yet.

    `column` counts characters from 1 in the query as typed; `repair` is the nearest valid spelling, if any.
    """

    def __init__(self, column: int, message: str, repair: str = "") -> None:
        super().__init__(f"column {column}: {message}", f"did you mean {repair}?" if repair else "")
        self.column = column
        self.fault = message
        self.repair = repair


class InputError(ReaderError):
    """A file that could not be read as a dump."""

    exit_code = 3


class ArchiveError(ReaderError):
    """An archive that is busy, damaged, not writable, or not ours."""

    exit_code = 4


class IndexFault(ArchiveError):
    """An index that is damaged, outdated or not trusted; rebuilding it loses nothing."""


class IndexBusy(ArchiveError):
    """Another process is indexing the archive; it will be done in a while."""


class StaleSearch(Exception):
    """Raised inside a search that nobody waits for any longer; never shown."""


class Cancelled(Exception):
    """Raised between two articles of a long task when the person has asked to stop; what was there before stays."""
