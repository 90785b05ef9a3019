"""Folders of files: what is in them to be read, in an order of its own, and what is passed over."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reader.errors import InputError


@dataclass(slots=True)
class Folder:
    """A folder taken whole: `files` walks it and its folders, depth first, by name.

    Links are not followed, so nothing outside is read and no loop is walked; what is hidden, and files with other
    endings, are left alone. `passed_over` counts those files and links, `faults` tells of folders that could not be
    opened; both are complete when `files` has ended.
    """

    path: Path
    endings: Sequence[str]
    passed_over: int = 0
    faults: list[InputError] = field(default_factory=list)

    @property
    def told(self) -> str:
        """The endings in words: `.md, .jsonl or .txt`."""
        *others, last = self.endings
        return f"{', '.join(others)} or {last}"

    def files(self) -> Iterator[Path]:
        """The files with one of the endings; such a pipe or device is among them, and refused where it is read."""
        waiting = [self.path]
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted((entry for entry in found if not entry.name.startswith(".")), key=_name)
            except OSError as fault:
                self.faults.append(
                    InputError(f"{folder}: the folder cannot be opened: {fault.strerror}", f"run: chmod u+rx {folder}")
                )
                continue
            waiting += [Path(entry.path) for entry in reversed(entries) if entry.is_dir(follow_symlinks=False)]
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    continue
                if entry.is_symlink() or not entry.name.lower().endswith(tuple(self.endings)):
                    self.passed_over += 1
                else:
                    yield Path(entry.path)


def _name(entry: "os.DirEntry[str]") -> str:
    return entry.name
