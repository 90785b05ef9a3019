"""What every test may use."""

import gc
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

MADE_BEFORE_A_LOOK = 10_000
"""How many objects are made before garbage is looked for: at Python's own 700 to 2,000, a fourth of the time of a
desk's tests went into looking (measured)."""

freeze = gc.freeze
"""Python's own, which `garbage_is_found` takes from the desk."""


def pytest_configure() -> None:
    """Nothing that the collecting of tests makes becomes garbage."""
    gc.disable()


def pytest_collection_finish() -> None:
    keep_what_there_is()
    gc.set_threshold(MADE_BEFORE_A_LOOK)
    gc.enable()


def keep_what_there_is() -> None:
    """Take modules and collected tests, which stay to the end, out of all looks for garbage."""
    gc.collect()
    freeze()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real test data beside the checkout; tests that need it skip where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the real test data is not on this machine")
    return folder


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the user's own settings, archive or index."""
    for kind in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / "xdg" / kind.lower()))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("BROADSHEET_ARCHIVE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(autouse=True)
def garbage_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk takes what it has read out of the looks for garbage; a hundred desks in one process must not add up."""
    monkeypatch.setattr(gc, "freeze", lambda: None)
