"""The way into broadsheet for a file: opened safely, its format found, its articles streamed."""

from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from reader.article import Article
from reader.ingest.formats import Format, find_format
from reader.ingest.profile import Profile, load_profile
from reader.ingest.source import Source, file_digest
from reader.results import Notice

__all__ = ["Intake", "Profile", "file_digest", "load_profile", "open_intake"]

MAX_NOTICES = 200
"""Notices kept of one file; a hostile file could give rise to one a line."""


class Intake:
    """One file being read, once. Close it, or use it in a `with` statement; reading it to the end closes it too.

    `digest`, `header` and `notices` are complete when `articles` has ended; `bytes_read` of `size` tells how far it is.
    """

    def __init__(self, source: Source, found: Format, profile: Profile) -> None:
        self._source = source
        self._reader = found.reader(source, profile)
        self.format = found.name
        self.path = source.path
        self.name = source.path.name
        self.size = source.size

    @property
    def digest(self) -> str:
        """SHA-256 of the file; empty until all of it was read."""
        return self._source.digest

    @property
    def encoding(self) -> str:
        """The encoding it is read in."""
        return self._source.encoding or "utf-8"

    @property
    def header(self) -> tuple[str, ...]:
        """Lines above the first article that belong to the page, not to an article."""
        return self._reader.header

    @property
    def notices(self) -> list[Notice]:
        """What is worth knowing about the file."""
        told = [*self._source.notices, *self._reader.notices]
        if len(told) <= MAX_NOTICES:
            return told
        return [*told[:MAX_NOTICES], Notice(f"and {len(told) - MAX_NOTICES:,} notices more")]

    @property
    def bytes_read(self) -> int:
        """Bytes taken in so far."""
        return self._source.bytes_read

    def articles(self) -> Iterator[Article]:
        """The articles, streamed; raises InputError where the file cannot be read, is none of ours, or changes."""
        try:
            yield from self._reader.articles()
        finally:
            self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._source.close()

    def __enter__(self) -> "Intake":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_intake(path: Path, *, profile: Profile | None = None, encoding: str | None = None) -> Intake:
    """Open a file for reading its articles. Raises InputError, and UsageError for an unknown encoding."""
    source = Source(path, encoding)
    found = find_format(source.path.name, source.head_text())
    return Intake(source, found, profile or load_profile())
