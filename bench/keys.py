"""From a key press in the hit list to what the terminal is sent, with few rows and with a hundred thousand."""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Sequence

from bench.measure import median_ms, own_folders, parser_of

PRESSES = 80
QUIET_SECONDS = 0.15


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    parser_of("keys", __doc__).parse_args(arguments)
    for rows in (20, 100_000):
        print(f"down in {rows:>7,} rows       {median_ms(seconds_of_presses(rows))}")


def seconds_of_presses(rows: int) -> list[float]:
    """Wall seconds from each key to the first byte of its repaint, in a pseudo-terminal of 120 x 36."""
    with own_folders() as environment:
        child, terminal = pty.fork()
        if child == 0:
            os.execvpe(sys.executable, [sys.executable, "-m", "bench.keys", str(rows)], environment)
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
        try:
            while b"part 12" not in read_until_quiet(terminal):
                pass
            times = []
            for number in range(PRESSES):
                before = time.perf_counter()
                os.write(terminal, b"j" if number // 15 % 2 == 0 else b"k")
                select.select([terminal], [], [], 5)
                times.append(time.perf_counter() - before)
                read_until_quiet(terminal)
            return times
        finally:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(terminal)


def read_until_quiet(terminal: int) -> bytes:
    """All that comes until nothing has come for a while."""
    seen = b""
    while select.select([terminal], [], [], QUIET_SECONDS)[0]:
        seen += os.read(terminal, 65536)
    return seen


def run_list(rows: int) -> None:
    """Show a hit list with so many rows until the process is ended; `j` and `k` move."""
    from textual.app import App, ComposeResult
    from textual.events import Key

    from reader.results import Hit, Snippet
    from reader.tui.themes import VARIABLE_DEFAULTS
    from reader.tui.widgets.hit_list import HitList

    passage = Snippet("Talks on the Karrow ferry resumed in Lindholm on Friday.", ((17, 23),))

    def hit(key: int) -> Hit:
        title = f"Ferry talks resume, part {key}"
        return Hit(key, f"{key:012x}", title, "Harbour Wire", None, ("aid",), 1.0, None, 3, passage)

    class ListApp(App[None]):
        def get_theme_variable_defaults(self) -> dict[str, str]:
            return dict(VARIABLE_DEFAULTS)

        def compose(self) -> ComposeResult:
            yield HitList()

        def on_mount(self) -> None:
            hit_list = self.query_one(HitList)
            hit_list.set_page(rows, cursor_key=None)
            hit_list.supply(0, [hit(key) for key in range(min(rows, 200))])

        def on_key(self, event: Key) -> None:
            self.query_one(HitList).move(1 if event.key == "j" else -1)

    ListApp().run()


if __name__ == "__main__":
    run_list(int(sys.argv[1]))
