"""The part of the facade that takes articles away: formats, names of files, writing, manifests."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.results import Progress
from reader.taking import ExportReport, ExportRequest, FormatInfo

if TYPE_CHECKING:
    from reader.archive.store import Archive


class TakingAway:
    """What can be exported, and how. Methods raise ReaderError kinds."""

    _archive: "Archive"

    def export_formats(self) -> tuple[FormatInfo, ...]:
        """Every format for articles, in the order of the table."""
        raise NotImplementedError

    def export_document(
        self,
        request: ExportRequest,
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[bytes]:
        """One document, in pieces. Raises UsageError for an unknown format, Cancelled once `cancelled` says so."""
        raise NotImplementedError

    def export_name(self, request: ExportRequest) -> str:
        """The name that a file of this export gets where none is given, such as `port-watch_12-articles.csv`."""
        raise NotImplementedError

    def export_file(
        self,
        request: ExportRequest,
        path: Path,
        *,
        force: bool = False,
        manifest: bool | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ExportReport:
        """Write one file, whole or not at all, with a manifest beside it where there is more than one article.

        Raises UsageError where something is there already and `force` is not set, Cancelled with nothing left behind.
        """
        raise NotImplementedError

    def export_folder(
        self,
        request: ExportRequest,
        folder: Path,
        *,
        force: bool = False,
        manifest: bool | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ExportReport:
        """Write one file an article into a folder, which is made where it is not there; as `export_file` otherwise."""
        raise NotImplementedError

    def counts_table(self, queries: Sequence[tuple[str, str]], *, excel: bool = False) -> Iterator[bytes]:
        """Articles by day as CSV: a row a day, for each (name, query) its hits, then all articles and the ratios."""
        raise NotImplementedError
