"""An export under way, on a thread of its own: it tells how far it is, can be stopped, and leaves nothing half done."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message
from textual.message_pump import MessagePump

from reader.errors import Cancelled, ReaderError
from reader.results import Progress
from reader.taking import ExportReport

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.export.offers import Offer


@dataclass
class ExportProgress(Message):
    """How far it is."""

    progress: Progress


@dataclass
class ExportEnded(Message):
    """It is written, or it is not: `fault` says why, empty where it was stopped."""

    path: Path
    report: ExportReport | None = None
    fault: str = ""


class Writing:
    """Writes an offer to a path and tells the receiver; `force`: over what is there."""

    def __init__(
        self,
        library: "Library",
        offer: "Offer",
        format: str,
        on: frozenset[str],
        path: Path,
        *,
        force: bool,
        receiver: MessagePump,
    ) -> None:
        self._stopped = threading.Event()
        self._receiver = receiver
        self._path = path

        def write() -> ExportReport:
            made = not path.parent.exists()
            if made:
                path.parent.mkdir()  # one folder that was asked for by name; a longer way is rather a slip
            try:
                return offer.write(library, format, on, path, force=force, tell=self._tell, stop=self._stopped.is_set)
            except BaseException:
                if made:
                    path.parent.rmdir()
                raise

        self._thread = threading.Thread(target=self._run, args=(write,), daemon=True, name="export")
        self._thread.start()

    def stop(self) -> None:
        """Write no further."""
        self._stopped.set()

    def wait(self, seconds: float) -> None:
        """Wait until it has ended, not for ever."""
        self._thread.join(seconds)

    def _tell(self, progress: Progress) -> None:
        self._receiver.post_message(ExportProgress(progress))

    def _run(self, write: Callable[[], ExportReport]) -> None:
        try:
            ended = ExportEnded(self._path, write())
        except Cancelled:
            ended = ExportEnded(self._path)
        except ReaderError as fault:
            ended = ExportEnded(self._path, fault=str(fault))
        except OSError as fault:
            ended = ExportEnded(self._path, fault=f"cannot write {self._path}: {fault.strerror}")
        self._receiver.post_message(ended)
