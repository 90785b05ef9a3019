"""Dumps filed and indexed in the test's own process: `broadsheet add` starts another, which costs half a second."""

from pathlib import Path

from reader.config import Config
from reader.library import Library


def file_dumps(archive: Path, *dumps: Path) -> None:
    """File these dumps in an archive and bring its index up to them, as `broadsheet add` does."""
    with Library(archive, Config()) as library:
        library.add(list(dumps))
        library.update_index(lambda _: None, lambda: False)
