"""How things are measured: whole processes by the system's own accounting, medians over several runs, peers in turn."""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "sample_corpus"
DESK = [sys.executable, "-c", "from reader.cli.main import main; main()"]


def parser_of(name: str, purpose: str | None) -> argparse.ArgumentParser:
    """What reads the options of a measurement."""
    return argparse.ArgumentParser(prog=f"python -m bench {name}", description=purpose)


@contextmanager
def own_folders() -> Iterator[dict[str, str]]:
    """An environment whose settings, archive and index are in a folder that is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        kinds = {f"XDG_{kind}_HOME": f"{folder}/{kind.lower()}" for kind in ("CONFIG", "DATA", "STATE", "CACHE")}
        yield {**os.environ, **kinds, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": ""}


def cpu_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """User and system time of one run of a command, its children included."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{command[:4]}: exit {done.returncode}: {done.stderr.decode()[-400:]}")
    return (after.ru_utime - before.ru_utime) + (after.ru_stime - before.ru_stime)


def median_ms(values: Sequence[float]) -> str:
    """Median and 95th percentile of seconds, in milliseconds."""
    ordered = sorted(values)
    return f"{statistics.median(ordered) * 1000:7.1f} ms (95 %: {ordered[int(len(ordered) * 0.95)] * 1000:.1f})"
