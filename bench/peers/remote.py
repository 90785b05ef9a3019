"""A peer in a process of its own: no engine shares memory, caches or patches with another, and any Python can run it.

Parent and child speak lines of JSON: documents or questions there, pages and the CPU seconds of each back.
"""

import dataclasses
import json
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.peers.interface import Document, Missing, Page, Peer, Question, Row

PEERS = {
    "broadsheet": "Broadsheet",
    "stock_whoosh": "StockWhoosh",
    "sqlite_fts5": "SqliteFts5",
    "sqlite_plain": "SqlitePlain",
    "tantivy_rust": "Tantivy",
    "xapian_debian": "Xapian",
}
"""Module in `bench.peers` and class of each."""
OTHERS = [module for module in PEERS if module != "broadsheet"]
SHARED = {"sqlite_plain": "sqlite_fts5"}
"""Peers that ask what another one has built."""

_PYTHONS = (sys.executable, "/usr/bin/python3")  # Debian's packages are for the system's Python only
_ROOT = Path(__file__).resolve().parent.parent.parent


class Remote:
    """A peer in a child process; `peak` is its memory in MiB so far. Raises Missing where no Python here has it."""

    peak = 0.0

    def __init__(self, module: str) -> None:
        self._module = module
        for python in _PYTHONS:
            if shutil.which(python) is None:
                continue
            self._python = python
            with self._start("name", Path()) as child:
                said = self._hear(child)
            if "name" in said:
                self.name: str = said["name"]
                return
        raise Missing(said["missing"])

    def _start(self, task: str, folder: Path) -> "subprocess.Popen[str]":
        command = [self._python, "-m", "bench.peers.remote", self._module, task, str(folder)]
        return subprocess.Popen(command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def _hear(self, child: "subprocess.Popen[str]") -> dict[str, Any]:
        assert child.stdout is not None
        line = child.stdout.readline()
        if not line:
            raise RuntimeError(f"{self._module} ended unexpectedly")
        said: dict[str, Any] = json.loads(line)
        return said

    def build(self, documents: Iterator[Document], folder: Path) -> tuple[float, float]:
        """Index all documents in a folder that is there and empty; CPU seconds, and peak memory in MiB."""
        with self._start("build", folder) as child:
            assert child.stdin is not None
            for each in documents:
                child.stdin.write(json.dumps(dataclasses.asdict(each)) + "\n")
            child.stdin.close()
            said = self._hear(child)
        return said["seconds"], said["peak"]

    def open(self, folder: Path) -> None:
        """Start the child over what `build` made."""
        self._child = self._start("serve", folder)

    def timed(self, question: Question) -> tuple[Page, float]:
        """The answer to a question in full, and the CPU seconds it took."""
        assert self._child.stdin is not None
        self._child.stdin.write(json.dumps(dataclasses.asdict(question)) + "\n")
        self._child.stdin.flush()
        said = self._hear(self._child)
        seconds, self.peak = said.pop("seconds"), said.pop("peak")
        return Page(**{**said, "rows": tuple(Row(**row) for row in said["rows"])}), seconds

    def close(self) -> None:
        """End the child."""
        with self._child:
            assert self._child.stdin is not None
            self._child.stdin.close()


def _run(peer: Peer, task: str, folder: Path) -> None:
    """The child's side."""
    if task == "name":
        _say(name=peer.name)
    elif task == "build":
        began = time.process_time()
        peer.build((Document(**json.loads(line)) for line in sys.stdin), folder)
        _say(seconds=time.process_time() - began, peak=_peak())
    else:
        peer.open(folder)
        for line in sys.stdin:
            question = Question(**json.loads(line))
            began = time.process_time()
            page = peer.page(question)
            seconds = time.process_time() - began
            _say(**dataclasses.asdict(page), seconds=seconds, peak=_peak())
        peer.close()


def _peak() -> float:
    """Peak memory of this process in MiB: its own, where Linux lets `ru_maxrss` begin with that of the parent."""
    try:
        status = Path("/proc/self/status").read_text()
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def _say(**content: object) -> None:
    print(json.dumps(content), flush=True)


if __name__ == "__main__":
    try:
        _run(getattr(import_module(f"bench.peers.{sys.argv[1]}"), PEERS[sys.argv[1]])(), sys.argv[2], Path(sys.argv[3]))
    except Exception as fault:
        # This module is loaded twice, so the peer's Missing is known by its name.
        if type(fault).__name__ != "Missing":
            raise
        _say(missing=str(fault))
