"""The part of the facade that takes articles away: formats, names of files, writing, manifests."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.results import Progress, SearchRequest
from reader.taking import ExportedFile, ExportReport, ExportRequest, FormatInfo, Selection

if TYPE_CHECKING:
    from reader.archive.store import Archive
    from reader.export.manifests import Listing
    from reader.kept import ArticleState, Dossier, Note
    from reader.searching import Searching

MANIFEST_ENDING = ".manifest.json"


class TakingAway:
    """What can be exported, and how. Methods raise ReaderError kinds."""

    _archive: "Archive"

    if TYPE_CHECKING:  # what the other parts of the facade have

        @property
        def _search(self) -> "Searching": ...

        def states(self, keys: Sequence[int], *, asked: bool = False) -> "dict[int, ArticleState]":
            """See Keeping."""

        def notes(self, key: int) -> "tuple[Note, ...]":
            """See Keeping."""

        def dossier(self, name: str) -> "Dossier":
            """See Keeping."""

    def export_formats(self) -> tuple[FormatInfo, ...]:
        """Every format for articles, in the order of the table."""
        from reader.export.formats import FORMATS

        return tuple(each.info for each in FORMATS.values())

    def export_document(
        self,
        request: ExportRequest,
        *,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Iterator[bytes]:
        """One document, in pieces. Raises UsageError for an unknown format, Cancelled once `cancelled` says so."""
        from reader.export.formats import get_format
        from reader.exporting import build_selection

        exporter = get_format(request.format).exporter()
        return exporter(build_selection(self._archive, self, request, progress, cancelled))

    def export_name(self, request: ExportRequest) -> str:
        """The name that a file of this export gets where none is given, such as `port-watch_12-articles.csv`."""
        from reader.export.formats import get_format
        from reader.export.names import article_stem, set_stem, with_ending
        from reader.exporting import build_selection

        ending = get_format(request.format).info.ending
        selection = build_selection(
            self._archive, self, replace(request, options=replace(request.options, notes=False))
        )
        if selection.single:
            for taken in selection.articles():
                return with_ending(article_stem(taken.article), ending)
        title = selection.title if request.kind != "roll" else request.title
        topic = request.topic if request.kind == "roll" else ""
        return with_ending(set_stem(selection.count, title=title, query=request.query, topic=topic), ending)

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
        from reader.export.files import Staging
        from reader.export.formats import get_format
        from reader.export.manifests import Listing
        from reader.exporting import build_selection

        exporter = get_format(request.format).exporter()
        selection = build_selection(self._archive, self, request, progress, cancelled)
        beside = _manifest_of(path, selection, wanted=manifest)
        listing = Listing()
        with Staging(force=force) as staging:
            for each in filter(None, (path, beside)):
                staging.refuse(each)  # before the work, not after it
            watched = replace(selection, articles=partial(listing.tap, selection))
            written = staging.write(path, exporter(watched))
            if beside:
                staging.write(beside, self._manifest(request, listing, {path.name: written}))
            staging.finish()
        return ExportReport((written,), len(listing.articles), str(beside or ""))

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
        from reader.export.files import Staging
        from reader.export.formats import get_format
        from reader.export.manifests import Listing
        from reader.export.names import article_stem, set_stem, unique_names
        from reader.exporting import build_selection, selection_of_one

        chosen = get_format(request.format)
        exporter, ending = chosen.exporter(), chosen.info.ending
        selection = build_selection(self._archive, self, request, progress, cancelled)
        stem = set_stem(selection.count, title=selection.title, query=request.query)
        beside = _manifest_of(folder / stem, selection, wanted=manifest)
        listing = Listing()
        written: list[ExportedFile] = []
        stems: list[tuple[str, str]] = []
        with Staging(force=force) as staging:
            staging.make_folder(folder)
            if beside:
                staging.refuse(beside)
            for taken in listing.tap(selection):
                written.append(staging.write_aside(folder, exporter(selection_of_one(selection, taken))))
                stems.append((article_stem(taken.article), taken.article.id))
            names = list(unique_names(stems, ending))
            for name, each in zip(names, written, strict=True):
                staging.name(each, folder / name)
            files = dict(zip(names, written, strict=True))
            if beside:
                staging.write(beside, self._manifest(request, listing, files))
            staging.finish()
        placed = tuple(replace(each, path=str(folder / name)) for name, each in files.items())
        return ExportReport(placed, len(placed), str(beside or ""))

    def counts_table(self, searches: Sequence[tuple[str, SearchRequest]], *, excel: bool = False) -> Iterator[bytes]:
        """Articles by day as CSV: a row a day, for each named search its hits, then all articles and the ratios."""
        from reader.export.day_counts import counts_by_day, counts_csv

        found = [set(self._search.search(search, lambda: False).keys) for _, search in searches]
        dates = ((each.key, each.date_first, each.date_last) for each in self._archive.columns())
        return counts_csv(counts_by_day(dates, found), [name for name, _ in searches], excel=excel)

    def export_schema(self, name: str) -> str:
        """The JSON Schema of the records `article`, `export` or `manifest`. Raises UsageError for another name."""
        from reader.export.schemas import schema_text

        return schema_text(name)

    def _manifest(self, request: ExportRequest, listing: "Listing", files: dict[str, ExportedFile]) -> Iterator[bytes]:
        from reader.export.manifests import manifest_pieces
        from reader.exporting import source_date_epoch
        from reader.search.saved_queries import saved_searches_in

        query = None
        if request.query:
            with suppress(QueryError):  # whoever chose the articles may have had a query that is not ours to read
                query = self._search.read_query(SearchRequest(request.query))
        clock = time.time() if source_date_epoch() is None else None
        return manifest_pieces(
            request,
            query.canonical if query else None,
            saved_searches_in(query) if query else {},
            listing,
            self._archive.dumps(),
            files,
            clock=clock,
        )


def _manifest_of(path: Path, selection: Selection, *, wanted: bool | None) -> Path | None:
    """Where the manifest of an export comes to stand, None where none is written."""
    if not (selection.count > 1 if wanted is None else wanted):
        return None
    return path.with_name(path.name + MANIFEST_ENDING)
