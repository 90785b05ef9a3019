"""Checksums of the index files: half of all single flipped bytes go unnoticed by Whoosh."""

import hashlib
import json
from pathlib import Path

from reader.paths import write_json

_NAME = "checksums.json"


def _index_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix and path.name != _NAME)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _load(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _NAME).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def save_checksums(folder: Path) -> None:
    """Note the SHA-256 of every file of an index; those noted before never change, so only new ones are read."""
    known = _load(folder)
    write_json(folder / _NAME, {path.name: known.get(path.name) or _digest(path) for path in _index_files(folder)})


def damaged_files(folder: Path) -> list[str]:
    """The names of files that are not as they were written, or are gone; a run that was cut short leaves some unknown.

    Raises OSError.
    """
    known, there = _load(folder), {path.name: path for path in _index_files(folder)}
    tables = [name for name in there if name.endswith(".toc")]
    if tables and not any(name in known for name in tables):  # a later commit than the last one noted
        return [name for name, digest in known.items() if name in there and _digest(there[name]) != digest]
    return [name for name, digest in known.items() if name not in there or _digest(there[name]) != digest]
