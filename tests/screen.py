"""What a person sees on a pseudo-terminal: the output of the desk, drawn by a terminal emulator that is not ours."""

import re
import time
from collections.abc import Callable, Mapping, Sequence

import pyte

from tests.terminal import PATIENCE, Terminal

_DEVICE_CONTROL = re.compile(rb"\x1b[P\]][^\x1b\x07]*(?:\x07|\x1b\\)")
"""Strings for the terminal itself, which the emulator would print."""


class Screen(Terminal):
    """A program, and the screen that it has drawn."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str] | None = None, size: tuple[int, int] = (120, 36)
    ) -> None:
        super().__init__(arguments, environment, size)
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._drawn = 0

    @property
    def lines(self) -> list[str]:
        """The lines on the screen now."""
        while True:
            before = len(self.output)
            self.read(0.02)
            if len(self.output) == before:
                break
        whole = _DEVICE_CONTROL.sub(b"", self.output[self._drawn :])
        if b"\x1b" in whole[-40:] and not whole.endswith(b"m"):  # a sequence may be cut: the rest comes with the next
            whole, rest = whole[: whole.rindex(b"\x1b")], whole[whole.rindex(b"\x1b") :]
            self._drawn = len(self.output) - len(rest)
        else:
            self._drawn = len(self.output)
        self._stream.feed(whole)
        return [line.rstrip() for line in self._screen.display]

    @property
    def shown(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    def wait_for(self, wanted: str | Callable[[str], bool]) -> str:
        """Wait until the screen shows a text, or meets a condition; the screen."""
        ends = time.monotonic() + PATIENCE
        while True:
            shown = self.shown
            if wanted in shown if isinstance(wanted, str) else wanted(shown):
                return shown
            assert time.monotonic() < ends, f"{wanted!r} never came; the screen:\n{shown}"
            assert self.poll() is None, f"ended with {self.code}; the screen:\n{shown}"
