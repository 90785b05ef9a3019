"""An indexing run in a process of its own, as seen by whoever started it."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from reader.errors import ArchiveError, IndexBusy
from reader.results import Progress

_PATIENCE = 2.0  # seconds that a cancelled run has to end by itself; a commit cannot be interrupted
_UNEXPECTED = "the indexing run ended unexpectedly"
_AGAIN = "start it again; the index is as it was or further on"


def worker_command(archive: Path, *words: str, module: str = "reader.worker") -> tuple[str, ...]:
    """What starts a process that indexes an archive."""
    # -P: what lies in the current folder, perhaps beside a dump, must not be taken for a module of ours.
    return (sys.executable, "-P", "-m", module, str(archive.absolute()), *words)


class IndexRun:
    """A running child process that brings the index of an archive up to date.

    The child speaks JSON lines (`reader.search.index.child`). It dies when its stdin closes, so it never outlives its
    parent.
    """

    def __init__(self, archive: Path, module: str = "reader.worker", *, rebuild: bool = False) -> None:
        """Start the run; with `rebuild` the index is built anew. Raises ArchiveError where no process can start."""
        command = worker_command(archive, *(["rebuild"] if rebuild else []), module=module)
        try:
            # A session of its own: Ctrl-C at the terminal reaches the parent only, which then cancels.
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        except OSError as fault:
            raise ArchiveError(f"indexing cannot start: {fault.strerror or fault}", "try again") from fault
        self._changed = threading.Condition()
        self._progress = Progress("starting", 0, 0, "articles")
        self._fault: tuple[str, str] | None = None
        self._said_end = self._over = self._cancelled = self._busy = False
        self._listener = threading.Thread(target=self._listen, daemon=True, name="indexing")
        self._listener.start()

    @property
    def running(self) -> bool:
        """Whether the run has not ended yet."""
        return not self._over

    @property
    def error(self) -> str:
        """What went wrong, empty while nothing has."""
        return self._fault[0] if self._fault else ""

    def poll(self) -> Progress | None:
        """The newest progress, without waiting for it; None once the run has ended."""
        with self._changed:
            return None if self._over else self._progress

    def wait(self, progress: Callable[[Progress], None] | None = None) -> None:
        """Wait for the end, telling every change of progress. Raises ArchiveError where the run failed, IndexBusy
        where another one was at work.

        Whatever interrupts the wait (Ctrl-C) cancels the run.
        """
        told: Progress | None = None
        try:
            while True:
                with self._changed:
                    if not self._over and self._progress is told:
                        self._changed.wait(0.5)
                    over, now = self._over, self._progress
                if progress and now is not told:
                    progress(now)
                told = now
                if over:
                    break
        except BaseException:
            self.cancel()
            raise
        if self._fault:
            raise (IndexBusy if self._busy else ArchiveError)(*self._fault)

    def cancel(self) -> None:
        """End the run; what it has committed stays. Returns when the process is gone."""
        self._cancelled = True
        self._close_stdin()
        try:
            self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.terminate()
            try:
                self._process.wait(_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._listener.join(_PATIENCE)

    def _close_stdin(self) -> None:
        if self._process.stdin:
            with suppress(OSError):  # it may be gone already
                self._process.stdin.close()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            for line in lines:
                self._hear(line)
        self._process.wait()
        self._close_stdin()
        with self._changed:
            if not (self._said_end or self._fault or self._cancelled):
                self._fault = (_UNEXPECTED, _AGAIN)
            self._over = True
            self._changed.notify_all()

    def _hear(self, line: bytes) -> None:
        try:
            said = json.loads(line)
        except ValueError:
            return  # something that is not ours was printed
        if not isinstance(said, dict):
            return
        with self._changed:
            if "error" in said:
                self._fault = (str(said["error"]), str(said.get("hint", "")))
                self._busy = said.get("busy") is True
            elif said.get("ended"):
                self._said_end = True
            elif "phase" in said:
                done, total = said.get("done", 0), said.get("total", 0)
                self._progress = Progress(str(said["phase"]), int(done), int(total), str(said.get("unit", "articles")))
            self._changed.notify_all()
