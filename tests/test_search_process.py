"""An indexing run in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.results import Progress
from reader.search.index.process import IndexRun
from reader.search.index.store import IndexStore


def run(tmp_path: Path, name: str) -> IndexRun:
    (tmp_path / name).mkdir()
    return IndexRun(tmp_path / name, "tests.fake_worker")


def until(holds: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.01)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_a_run_tells_its_progress_and_ends(tmp_path: Path) -> None:
    told: list[Progress] = []
    indexing = run(tmp_path, "archive")
    indexing.wait(told.append)
    assert not indexing.running
    assert indexing.error == ""
    assert indexing.poll() is None
    assert {"indexing", "committing"} <= {progress.phase for progress in told}
    assert len(IndexStore(tmp_path / "archive" / "index").keys()) == 400


def test_a_failed_run_says_what_and_what_next(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be written; make room"):
        run(tmp_path, "fails").wait()


@pytest.mark.parametrize(("name", "says"), [("breaks", "ZeroDivisionError"), ("dies", "ended unexpectedly")])
def test_a_broken_run_is_an_error_not_a_traceback(tmp_path: Path, name: str, says: str) -> None:
    indexing = run(tmp_path, name)
    with pytest.raises(ArchiveError, match=says):
        indexing.wait()
    assert says in indexing.error


def test_lines_that_are_not_ours_are_passed_over(tmp_path: Path) -> None:
    run(tmp_path, "chatters").wait()


def test_a_cancelled_run_stops_by_itself_and_is_no_error(tmp_path: Path) -> None:
    indexing = run(tmp_path, "lasts")
    until(lambda: (progress := indexing.poll()) and progress.phase == "indexing")
    indexing.cancel()
    assert (tmp_path / "lasts" / "heeded").exists()
    assert (indexing.running, indexing.error) == (False, "")
    indexing.wait()


def test_a_run_that_does_not_heed_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.index.process._PATIENCE", 0.2)
    indexing = run(tmp_path, "clings")
    until((tmp_path / "clings" / "pid").exists)
    until(lambda: (tmp_path / "clings" / "pid").read_text())
    indexing.cancel()
    until(lambda: not alive(int((tmp_path / "clings" / "pid").read_text())))


def test_the_run_dies_with_its_parent(tmp_path: Path) -> None:
    (tmp_path / "lasts").mkdir()
    code = (
        "import sys, time; from pathlib import Path; from reader.search.index.process import IndexRun;"
        "run = IndexRun(Path(sys.argv[1]), 'tests.fake_worker'); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lasts")])
    pid = tmp_path / "lasts" / "pid"
    until(lambda: pid.exists() and pid.read_text())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    until(lambda: not alive(int(pid.read_text())))


def test_what_interrupts_the_wait_cancels_the_run(tmp_path: Path) -> None:
    indexing = run(tmp_path, "lasts")

    def interrupt(progress: Progress) -> None:
        if progress.phase == "indexing":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        indexing.wait(interrupt)
    assert not indexing.running
    assert (tmp_path / "lasts" / "heeded").exists()
