"""A program under a pseudo-terminal: what it draws, what it leaves behind, and how it ends."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 40.0
"""Seconds until a wait is given up."""

OWN = re.compile(
    r"\x1b\[[0-9;]*[mH]|\x1b\[\?[0-9]+(?:[hl]|\$p)|\x1b\[(?:>[0-9]+|<)u|\x1b\]22;[a-z-]+\x07|\x1b\[[0-9;]*[tnc]|\x1bP\+q[0-9a-f]*\x1b\\"
)
"""Every sequence that the desk itself sends."""


class Terminal:
    """A child on a pseudo-terminal of its own."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str] | None = None, size: tuple[int, int] = (120, 36)
    ) -> None:
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.chdir(ROOT)
                chosen = {**os.environ, "TERM": "xterm-256color", **(environment or {})}
                os.execve(sys.executable, [sys.executable, *arguments], {k: v for k, v in chosen.items() if v})
            finally:
                os._exit(127)
        self.output = b""
        self.code: int | None = None

    def resize(self, width: int, height: int) -> None:
        """Change the size of the terminal."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def send(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def signal(self, number: int) -> None:
        """Send a signal."""
        os.kill(self.pid, number)

    def read(self, seconds: float = 0.05) -> None:
        """Take what the child has drawn."""
        if select.select([self.master], [], [], seconds)[0]:
            try:
                self.output += os.read(self.master, 65536)
            except OSError:
                time.sleep(0.01)

    @property
    def text(self) -> str:
        """Everything drawn so far."""
        return self.output.decode("utf-8", "replace")

    def until(self, wanted: str, count: int = 1) -> None:
        """Wait until this has been drawn so many times."""
        ends = time.monotonic() + PATIENCE
        while self.text.count(wanted) < count:
            assert time.monotonic() < ends, f"{wanted!r} never came; drawn: {self.text[-3000:]!r}"
            assert self.poll() is None, f"ended with {self.code}; drawn: {self.text[-3000:]!r}"
            self.read()

    def poll(self) -> int | None:
        """The exit code, if the child has ended."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def wait(self) -> int:
        """The exit code, once the child has ended."""
        ends = time.monotonic() + PATIENCE
        while self.poll() is None:
            assert time.monotonic() < ends, f"never ended; drawn: {self.text[-3000:]!r}"
            self.read()
        for _ in range(20):
            self.read(0.01)
        assert self.code is not None
        return self.code

    def close(self) -> None:
        """End the child, whatever it does."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self.master)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
