"""The manifest of an export: all that is needed to make it again, and to see that it is the same."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version

from reader.article import Article
from reader.export.records import Record, to_json
from reader.results import DumpInfo
from reader.taking import ExportedFile, ExportRequest, Selection, Taken

MANIFEST_SCHEMA = "broadsheet/manifest/1"


class Listing:
    """Takes down which articles an export wrote, while they are read."""

    def __init__(self) -> None:
        self._articles: dict[str, tuple[str, str]] = {}
        self._first = self._last = ""

    def tap(self, selection: Selection) -> Iterator[Taken]:
        """The articles of a selection, each taken down as it passes."""
        for taken in selection.articles():
            self.add(taken.article)
            yield taken

    def add(self, article: Article) -> None:
        """Take an article down; one that was read before stays as it is."""
        self._articles[article.id] = (article.place.digest, article.place.dump)
        if article.date:
            self._first = min(self._first or article.date.first, article.date.first)
            self._last = max(self._last, article.date.last)

    @property
    def articles(self) -> list[Record]:
        """Every article's id with the SHA-256 of its bytes in its dump, in the order in which they were written."""
        return [{"id": id, "sha256": digest} for id, (digest, _) in self._articles.items()]

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day of their dates."""
        return self._first or None, self._last or None

    @property
    def dumps(self) -> set[str]:
        """The names of the dumps that they stand in."""
        return {dump for _, dump in self._articles.values()}


def manifest_pieces(
    request: ExportRequest,
    parsed: str | None,
    saved: Mapping[str, str],
    listing: Listing,
    dumps: Sequence[DumpInfo],
    files: Mapping[str, ExportedFile],
    *,
    clock: float | None,
) -> Iterator[bytes]:
    """The manifest as indented JSON. `files` are by name; `clock` is the time in seconds, None where none is written.

    `parsed` is the query in its canonical form, `saved` what the saved searches stand for that are named in it.
    """
    first, last = listing.days
    record: Record = {
        "schema": MANIFEST_SCHEMA,
        "broadsheet": version("broadsheet"),
        "format": request.format,
        "kind": request.kind,
        "asked_for": request.asked_for,
        "title": request.title or None,
        "topic": request.topic or None,
        "dossier": request.dossier or None,
        "query": request.query,
        "parsed": parsed,
        "saved_searches": [{"name": name, "parsed": text} for name, text in saved.items()],
        "match": request.match,
        "order": request.sort,
        "limit": request.limit,
        "options": asdict(request.options),
        "count": len(listing.articles),
        "first": first,
        "last": last,
        "dumps": [
            {"name": dump.name, "bytes": dump.bytes, "sha256": dump.digest}
            for dump in dumps
            if dump.name in listing.dumps
        ],
        "articles": listing.articles,
        "files": [{"name": name, "bytes": file.bytes, "sha256": file.digest} for name, file in files.items()],
    }
    if clock is not None:
        record["written_at"] = datetime.fromtimestamp(clock, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    yield f"{to_json(record, indent=2)}\n".encode()
