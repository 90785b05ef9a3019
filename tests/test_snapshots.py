"""Screens as they were when somebody last looked at them: every letter, and how each is painted.

`python -m tests.test_snapshots` renews `tests/snapshots/`; names after it (`compare-80-night`) renew only those. Look
at what `git diff` shows before it is committed: a snapshot is only worth what was seen in it.
"""

import asyncio
import difflib
import os
import sys
import tempfile
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.style import Style

from tests.desk_pilot import Desk
from tests.scenes import NO_COLOUR, SCENES, make_archive, play, surroundings

FOLDER = Path(__file__).resolve().parent / "snapshots"
HEIGHTS = {60: 24, 80: 24, 120: 36, 200: 50}

SHOTS = (
    ("browse", 60, NO_COLOUR), ("browse", 80, "day"), ("browse", 120, "night"), ("browse", 200, "day"),
    ("timeline", 120, "day"), ("reader", 60, "day"), ("reader", 200, NO_COLOUR), ("choosing", 120, NO_COLOUR),
    ("compare", 80, "night"), ("compare", 120, NO_COLOUR), ("compare", 200, "day"),
    ("export", 80, "night"), ("doctor", 80, "night"), ("help", 80, NO_COLOUR), ("empty", 80, "night"),
)  # fmt: skip

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


def name_of(shot: tuple[str, int, str]) -> str:
    return "-".join(map(str, shot))


def picture(desk: Desk) -> str:
    """The screen in letters; then each cell as the letter of its style, a dot for the commonest; then those styles."""
    cells: list[list[str]] = []
    for strip in desk.app.screen._compositor.render_strips():
        cells.append([told(segment.style) for segment in strip for _ in range(cell_len(segment.text))])
    flat = [style for line in cells for style in line]
    plain = max(sorted(set(flat)), key=flat.count)
    letters = {plain: "."}
    for style in flat:
        letters.setdefault(style, _LETTERS[len(letters) - 1])
    shown = [line.rstrip() for line in desk.text.split("\n")]
    inks = ["".join(letters[style] for style in line).rstrip(".") for line in cells]
    legend = [f"{letter} {style}" for style, letter in letters.items()]
    return "\n".join([*shown, "", "-- styles", *inks, "", "-- names", *legend, ""])


def told(style: Style | None) -> str:
    """A style without what does not show."""
    return "none" if style is None else str(Style.from_color(style.color, style.bgcolor) + _attributes(style))


def _attributes(style: Style) -> Style:
    return Style(
        bold=style.bold or None, dim=style.dim or None, italic=style.italic or None, underline=style.underline or None,
        reverse=style.reverse or None, strike=style.strike or None,
    )  # fmt: skip


async def take(shot: tuple[str, int, str], folder: Path) -> str:
    """A shot of a scene; the environment is that of `surroundings(folder, …)`."""
    name, width, theme = shot
    scene = SCENES[name]
    archive = folder / ("nothing" if scene.empty else "archive")
    async with play(scene, archive, (width, HEIGHTS[width]), theme) as desk:
        return picture(desk)


@pytest.fixture(scope="module")
def archives(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scenes")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in surroundings(folder, "").items():
            patch.setenv(name, value)
        make_archive(folder)
        make_archive(folder, empty=True)
    return folder


@pytest.mark.parametrize("shot", SHOTS, ids=name_of)
async def test_the_screen_is_as_it_was(
    shot: tuple[str, int, str], archives: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = FOLDER / f"{name_of(shot)}.txt"
    if not file.is_file():
        pytest.skip(f"no snapshot yet: python -m tests.test_snapshots {name_of(shot)}")
    for name, value in surroundings(archives, shot[2]).items():
        monkeypatch.setenv(name, value)
    now, before = await take(shot, archives), file.read_text(encoding="utf-8")
    difference = "\n".join(difflib.unified_diff(before.split("\n"), now.split("\n"), "before", "now", lineterm="", n=1))
    assert now == before, f"{difference}\n\nif that is as it should be: python -m tests.test_snapshots {name_of(shot)}"


def test_no_snapshot_is_of_a_screen_that_is_not_taken() -> None:
    assert {file.stem for file in FOLDER.glob("*.txt")} <= {name_of(shot) for shot in SHOTS}


def test_widths_and_looks_are_all_there() -> None:
    assert {width for _, width, _ in SHOTS} == {60, 80, 120, 200}
    assert {theme for _, _, theme in SHOTS} == {"night", "day", NO_COLOUR}


def renew(wanted: list[str]) -> None:
    """Write the snapshots anew: those named, or all."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        os.environ.update(surroundings(folder, ""))
        os.environ.pop("BROADSHEET_ARCHIVE", None)
        make_archive(folder)
        make_archive(folder, empty=True)
        for shot in SHOTS:
            name = name_of(shot)
            if wanted and name not in wanted:
                continue
            os.environ.pop("NO_COLOR", None)
            os.environ.update(surroundings(folder, shot[2]))
            (FOLDER / f"{name}.txt").write_text(asyncio.run(take(shot, folder)), encoding="utf-8")
            print(name)
    if not wanted:
        for file in FOLDER.glob("*.txt"):
            if file.stem not in {name_of(shot) for shot in SHOTS}:
                file.unlink()


if __name__ == "__main__":
    renew(sys.argv[1:])
