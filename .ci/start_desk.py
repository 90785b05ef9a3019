"""Start an installed broadsheet in a pseudo-terminal, see the sample on its screen, and leave with q."""

import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

SEEN_WITHIN_SECONDS = 60
LEFT_WITHIN_SECONDS = 20


def main(command: str) -> int:
    """Run `command` without arguments; 0 where it showed the sample corpus and left when it was told to."""
    os.makedirs(os.environ["HOME"], exist_ok=True)
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm-256color", COLUMNS="120", LINES="36")
        os.execv(command, [command])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 36, 120, 0, 0))
    screen = read_until(terminal, rb"Brennvik", SEEN_WITHIN_SECONDS)
    if not re.search(rb"Brennvik", screen):
        print(f"the desk did not show the sample: {screen[-500:]!r}")
        return 1
    os.write(terminal, b"q")
    screen = read_until(terminal, rb"\x1b\[\?1049l", LEFT_WITHIN_SECONDS)
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    print(f"the desk showed the sample and left with exit code {code}")
    return 0 if code == 0 and b"\x1b[?1049l" in screen else 1


def read_until(terminal: int, pattern: bytes, seconds: float) -> bytes:
    """What the terminal was sent until `pattern` came, the program ended, or time ran out."""
    seen, end = b"", time.monotonic() + seconds
    while time.monotonic() < end and not re.search(pattern, seen):
        if select.select([terminal], [], [], 0.2)[0]:
            try:
                seen += os.read(terminal, 65536)
            except OSError:
                break
    return seen


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
