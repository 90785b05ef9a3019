"""`new:` is what came into the archive since the reader was here last."""

from pathlib import Path

import pytest

from reader.library import open_library
from reader.results import SearchRequest


def test_new_is_what_came_since_the_last_visit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    dump = tmp_path / "march.txt"
    now = 1_932_000_000
    monkeypatch.setattr("time.time", lambda: float(now))
    dump.write_text(
        "Ferry talks resume\n\nEnvoys met in the old hall for three hours.\nSource link\n", encoding="utf-8"
    )
    with open_library(tmp_path / "archive") as library:
        library.add([dump])
        assert library.search(SearchRequest("new:")).total == 1
        now = 4_000_000_000
        library.keep_visit()
    with open_library(tmp_path / "archive") as library:
        assert library.search(SearchRequest("new:")).total == 0
