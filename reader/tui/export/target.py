"""What stands where an export is to be written, looked at before anything is."""

import time
from pathlib import Path

MANIFEST_ENDING = ".manifest.json"
"""What the name of a manifest ends in, after that of the export."""


def note_on(path: Path, enter: str) -> str:
    """What to know of a path before it is written to; `enter` is the key that writes. Empty where it is free."""
    try:
        found = path.stat()
    except OSError:
        return "" if path.parent.exists() else f"the folder {path.parent} is made"
    if path.is_dir():
        return "a folder that is there: files of the same names are written over only when asked"
    day = time.strftime("%d %B", time.localtime(found.st_mtime)).lstrip("0")
    return f"is there already ({_size(found.st_size)}, {day}): {enter} asks once more"


def in_the_way(path: Path) -> str:
    """What would be written over, in words; empty where nothing would."""
    beside = path.with_name(path.name + MANIFEST_ENDING)
    try:
        if path.is_dir() and any(path.iterdir()):
            return f"something in {path.name}/"
        return next((each.name for each in (path, beside) if each.is_file()), "")
    except OSError:
        return ""


def _size(count: int) -> str:
    """Bytes for people: `812 bytes`, `9 kB`, `1.4 MB`."""
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1000:.0f} kB" if count < 1_000_000 else f"{count / 1_000_000:.1f} MB"
