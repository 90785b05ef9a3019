"""Adds files to the archive while the desk is open, on a thread of its own: searching goes on meanwhile."""

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from reader.errors import ReaderError
from reader.results import AddedFile, AddReport, Progress
from reader.text import plural

if TYPE_CHECKING:
    from textual.message_pump import MessagePump

    from reader.library import Library

REPORT_SECONDS = 0.2
"""Between two reports of how far it has come."""

LEAVE_SECONDS = 1.0
"""How long leaving waits for the article that is being read; what was not filed is not, and nothing is half filed."""


@dataclass
class AddingProgress(Message):
    """How far reading has come."""

    progress: Progress


@dataclass
class FilesAdded(Message):
    """The files have been read; `fault` says what kept the archive from being written."""

    report: AddReport
    fault: str = ""


class Adding:
    """The one run of adding that a desk has at a time; `receiver` is told of it."""

    def __init__(self, library: "Library", receiver: "MessagePump") -> None:
        self._library = library
        self._receiver = receiver
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()
        self._next = 0.0

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._thread is not None and self._thread.is_alive()

    def start(self, paths: Sequence[Path]) -> bool:
        """Begin to read files; False where others are being read."""
        if self.running:
            return False
        self._stop.clear()
        self._thread = threading.Thread(target=self._work, args=[list(paths)], daemon=True, name="adding")
        self._thread.start()
        return True

    def cancel(self, *, wait: bool = False) -> bool:
        """Stop after the article that is being read; whether there was anything to stop."""
        if not self.running:
            return False
        self._stop.set()
        if wait and self._thread is not None:
            self._thread.join(LEAVE_SECONDS)
        return True

    def _work(self, paths: Sequence[Path]) -> None:
        try:
            report = self._library.add(paths, progress=self._report, cancelled=self._stop.is_set)
            message = FilesAdded(report, "" if report.files or not self._stop.is_set() else "adding was stopped")
        except ReaderError as fault:
            message = FilesAdded(AddReport(), str(fault))
        self._receiver.post_message(message)

    def _report(self, progress: Progress) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + REPORT_SECONDS
            self._receiver.post_message(AddingProgress(progress))


def told(report: AddReport) -> str:
    """What became of the files, in one line."""
    parts = [*(_told(file) for file in report.files[:_MOST_TOLD]), *report.problems]
    if (more := len(report.files) - _MOST_TOLD) > 0:
        parts.insert(_MOST_TOLD, f"{more} more files")
    return " · ".join(parts) or "nothing was added"


_MOST_TOLD = 3


def _told(file: AddedFile) -> str:
    name = Path(file.path).name
    if file.status == "failed":
        return f"{file.fault}; {file.hint}" if file.hint else file.fault
    if file.status == "unchanged":
        return f"{name}: nothing new, {file.articles:,} known"
    return f"{name}: {plural(file.articles, 'article')}" + (f", {file.new:,} new" if file.status == "updated" else "")
