"""The part of the facade that writes answers out: searches, related articles, comparisons and figures as text."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from reader.errors import QueryError
from reader.results import Hit, Related, SearchPage

if TYPE_CHECKING:
    from reader.comparison import Comparison, StoryFigures


class WritingOut:
    """Answers in pieces of text, and a file for them. What takes articles away is beside it, in TakingAway."""

    def search_lines(
        self, page: SearchPage, hits: Sequence[Hit], name: str, suggestion: str | None = None
    ) -> Iterator[str]:
        """An answer as JSON (one record) or JSON Lines (a record a hit), in pieces of text."""
        from reader.export.records import hit_record, search_record, to_json

        if name == "json":
            yield to_json(search_record(page, hits, suggestion), indent=2) + "\n"
        else:
            for hit in hits:
                yield to_json(hit_record(hit)) + "\n"

    def batch_line(self, id: str, page: SearchPage, hits: Sequence[Hit], suggestion: str | None = None) -> str:
        """An answer of a batch as one line of JSON that begins with the query's own id."""
        from reader.export.records import search_record, to_json

        return to_json({"id": id, **search_record(page, hits, suggestion)}) + "\n"

    def batch_fault_line(self, id: str, query: str, fault: QueryError) -> str:
        """The same for a query that cannot be read or answered."""
        from reader.export.records import fault_record, to_json

        return to_json({"id": id, **fault_record(query, fault.column, fault.fault)}) + "\n"

    def related_lines(self, found: Iterable[tuple[str, Sequence[Related]]], name: str) -> Iterator[str]:
        """Articles' ids with what is related to them, as JSON: a record a line, or indented where there is but one."""
        from reader.export.records import related_record, to_json

        for id, related in found:
            yield to_json(related_record(id, related), indent=2 if name == "json" else None) + "\n"

    def comparison_pieces(self, found: "Comparison", name: str, *, new: bool = False) -> Iterator[str]:
        """A comparison as text, Markdown, HTML or JSON; `new`: only what the second article has beyond the first."""
        from reader.export.comparisons import COMPARISON_FORMATS

        return COMPARISON_FORMATS[name](found, new=new)

    def story_pieces(self, found: "StoryFigures", name: str) -> Iterator[str]:
        """The figures of a story as text, Markdown, HTML or JSON."""
        from reader.export.story_figures import STORY_FORMATS

        return STORY_FORMATS[name](found)

    def write_file(self, path: Path, pieces: Iterable[str], *, force: bool = False) -> None:
        """Write text to a file, whole or not at all. Raises UsageError where one is there and `force` is not set."""
        from reader.export.files import write_file

        write_file(path, pieces, force=force)
