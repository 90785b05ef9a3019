"""CPU time of the command line: help, and a search of one word, beside Python's own start."""

import statistics
import sys
from collections.abc import Sequence

from bench.measure import DESK, SAMPLE, cpu_seconds, median_ms, own_folders, parser_of

RUNS = 15


def main(arguments: Sequence[str]) -> None:
    """Print medians over alternating runs."""
    parser_of("cli", __doc__).parse_args(arguments)
    with own_folders() as environment:
        files = [str(path) for path in sorted(SAMPLE.glob("*.txt"))]
        cpu_seconds([*DESK, "add", *files], environment)
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "broadsheet --help": [*DESK, "--help"],
            "broadsheet search --help": [*DESK, "search", "--help"],
            "broadsheet search ferry": [*DESK, "search", "ferry"],
            "broadsheet count": [*DESK, "count"],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(RUNS):
            for name, command in commands.items():
                times[name].append(cpu_seconds(command, environment))
        own = statistics.median(times["python -c pass"])
        for name, values in times.items():
            print(f"{name:<26} {median_ms(values)}  beyond Python: {(statistics.median(values) - own) * 1000:.1f} ms")
