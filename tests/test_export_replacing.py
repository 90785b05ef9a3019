"""Exports that write over files put all of them back where one fails, and clear up after an export that was killed."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.export.bibliography import entry_key
from reader.export.files import Staging
from tests.articles import make_article

Replace = Callable[[Path, Path], None]


def stage(folder: Path, *names: str) -> None:
    """Write over these files, all of them."""
    with Staging(force=True) as staging:
        for name in names:
            staging.write(folder / name, [b"new"])
        staging.finish()


def failing(*, at: str, back: bool = True) -> Replace:
    """A move that fails at one name, and with `back` unset also when files are put back."""
    replace, failed = os.replace, False

    def move(source: Path, target: Path) -> None:
        nonlocal failed
        if target.name == at or (failed and not back):
            failed = True
            raise PermissionError(13, "Permission denied", str(target))
        replace(source, target)

    return move


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a", "c"):
        (tmp_path / name).write_text(f"old {name}")
    return tmp_path


def contents(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir()}


@pytest.mark.parametrize("links", [True, False])
def test_a_forced_export_that_failed_halfway_left_some_files_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    if not links:
        monkeypatch.setattr(os, "link", refused)
    before = contents(folder)
    with monkeypatch.context() as patch, pytest.raises(ArchiveError, match="Permission denied") as told:
        patch.setattr(os, "replace", failing(at="c"))
        stage(folder, "a", "b", "c")
    assert contents(folder) == before and told.value.hint == "nothing was written"
    stage(folder, "a", "b", "c")
    assert contents(folder) == {"a": "new", "b": "new", "c": "new"}


def test_a_file_that_cannot_be_put_back_was_said_not_to_be_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(ArchiveError) as told:
        patch.setattr(os, "replace", failing(at="c", back=False))
        stage(folder, "a", "b", "c")
    assert "written all the same" in str(told.value.hint) and str(folder / "a") in str(told.value.hint)
    assert contents(folder) == {"a": "new", "c": "old c"}


def test_what_a_killed_export_left_stayed_for_ever(folder: Path) -> None:
    old, young, other = (f".broadsheet-{end}" for end in ("0123456789abcdef", "fedcba9876543210", "mine"))
    for name in (old, young, other):
        (folder / name).write_text("half")
    yesterday = time.time() - 25 * 60 * 60
    for name in (old, other):
        os.utime(folder / name, (yesterday, yesterday))
    stage(folder, "b")
    assert set(contents(folder)) == {"a", "b", "c", young, other}


def test_a_key_of_an_entry_was_as_long_as_its_word() -> None:
    assert entry_key(make_article("F" * 3000)).split("_")[1] == "f" * 40
