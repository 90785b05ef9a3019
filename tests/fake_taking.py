"""What the fake library takes away: one format, and as many articles as it was asked for."""

from collections.abc import Iterator

from reader.kept import SavedCounts
from reader.taking import ExportRequest, FormatInfo


class FakeTaking:
    """Answers as the real part of the facade does."""

    def export_formats(self) -> tuple[FormatInfo, ...]:
        return (FormatInfo("markdown", "md", "Markdown", ("notes",)), FormatInfo("csv", "csv", "a table", ("body",)))

    def export_name(self, request: ExportRequest) -> str:
        return f"{len(request.keys)}-articles.{request.format}"

    def export_document(self, request: ExportRequest) -> Iterator[bytes]:
        return (f"# Article {key}\n".encode() for key in request.keys)

    def saved_counts(self, name: str, stale: object = None) -> SavedCounts:
        return SavedCounts(name, 3, 2, 1)
