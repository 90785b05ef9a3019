"""The one thread that writes what the reader does: nothing that waits is dropped, and all is done in order."""

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

Done = Callable[[], None]
"""What is left to do on the thread of the interface."""

Work = Callable[[], Done]
"""Computes, and returns what is left to do."""


@dataclass(frozen=True, slots=True)
class _Task:
    work: Work
    question: str = ""  # of two questions of one name that wait, the newer one is enough; a change has none


class KeepingThread:
    """Does one piece of work after the other on a daemon thread; `deliver` takes what is left to do, from any thread.

    Questions stand in the same line as changes, so that their answers tell of every change that was asked for before.
    """

    def __init__(self, deliver: Callable[[Done], object]) -> None:
        self._deliver = deliver
        self._wake = threading.Condition()
        self._waiting: deque[_Task] = deque()
        self._changes = 0
        self._thread: threading.Thread | None = None

    def change(self, work: Work) -> None:
        """Have a change made, after all that waits."""
        self._add(_Task(work))

    def ask(self, question: str, work: Work) -> None:
        """Have a question answered, after all that waits; one of the same name that waits is forgotten."""
        self._add(_Task(work, question))

    @property
    def changes(self) -> int:
        """The changes that are not made yet."""
        return self._changes

    def settle(self, seconds: float) -> int:
        """Wait so long at most until every change has been made; the number of those that have not."""
        ends = time.monotonic() + seconds
        with self._wake:
            self._wake.wait_for(lambda: not self._changes, timeout=max(0.0, ends - time.monotonic()))
            return self._changes

    def _add(self, task: _Task) -> None:
        with self._wake:
            if task.question:
                self._waiting = deque(other for other in self._waiting if other.question != task.question)
            else:
                self._changes += 1
            self._waiting.append(task)
            self._wake.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, daemon=True, name="keep")
                self._thread.start()

    def _run(self) -> None:
        while True:
            with self._wake:
                self._wake.wait_for(lambda: self._waiting)
                task = self._waiting.popleft()
            try:
                done = task.work()
            except Exception as error:  # a defect: raised where it is seen
                done = _raising(error)
            self._deliver(done)
            if not task.question:
                with self._wake:
                    self._changes -= 1
                    self._wake.notify_all()


def _raising(error: Exception) -> Done:
    def done() -> None:
        raise error

    return done
