"""Time from the start of the process to the first frame and to the first rows, beside a minimal Textual app."""

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence

from bench.measure import DESK, median_ms, own_folders, parser_of

RUNS = 11
MINIMAL = (
    "from textual.app import App\n"
    "from textual.widgets import Static\n"
    "class Minimal(App):\n"
    "    def compose(self):\n"
    "        yield Static('minimal frame')\n"
    "Minimal().run()"
)


def seconds_until(command: Sequence[str], environment: Mapping[str, str], *texts: bytes) -> list[float]:
    """Wall seconds from the start of a program in a pseudo-terminal until each text has come."""
    began = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], list(command), dict(environment))
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    seen, found = b"", [0.0] * len(texts)
    while not all(found) and time.perf_counter() - began < 30:
        if select.select([terminal], [], [], 0.5)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
            now = time.perf_counter() - began
            found = [at or (now if text in seen else 0.0) for at, text in zip(found, texts, strict=True)]
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    if not all(found):
        raise RuntimeError(f"the program did not show {texts}: {seen[-300:]!r}")
    return found


def main(arguments: Sequence[str]) -> None:
    """Print medians and ratios over alternating runs, the first run of each left out."""
    parser_of("start", __doc__).parse_args(arguments)
    with own_folders() as environment:
        minimal, frames, rows = [], [], []
        for _ in range(RUNS + 1):
            minimal += seconds_until([sys.executable, "-c", MINIMAL], environment, b"minimal frame")
            frame, row = seconds_until(DESK, environment, b"is opening", b"First ferry leaves")
            frames.append(frame)
            rows.append(row)
        base = statistics.median(minimal[1:])
        print(f"minimal Textual app        {median_ms(minimal[1:])}")
        for name, values in (("first frame", frames[1:]), ("first rows", rows[1:])):
            print(f"desk, {name:<20} {median_ms(values)}  ratio {statistics.median(values) / base:.2f}")
