"""Screens of the desk on the sample corpus, and the keys that lead to each: for snapshots and the README's pictures.

A step is a key, as the pilot names it, or `:` and a text that has to be on the screen before the next step.
"""

import asyncio
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from reader.config import Config
from reader.library import Library
from reader.tui.app import DeskApp
from reader.tui.messages import VersionSeen
from reader.tui.search_thread import Stale
from tests.desk_pilot import Desk

SAMPLE = Path(__file__).resolve().parent.parent / "sample_corpus"
STILL_SECONDS = 0.6
"""How long a screen has to stay as it is to be taken for finished: longer than the desk ever waits before it adds
something (what is related to an article comes after 0.3 s)."""

LOOK_SECONDS = 0.1
"""How long until the screen is looked at again: painting it to compare it takes a tenth of that."""

NO_COLOUR = "no-colour"
"""Stands for a theme where colours are off."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A screen: the query that the desk opens with, and the steps that lead to it."""

    query: str
    steps: tuple[str, ...] = ()
    empty: bool = False


SCENES: dict[str, Scene] = {
    "browse": Scene("brennvik topic:aid,diplomacy", ("j", "j")),
    "timeline": Scene("ferry", ("i", "h", "h", "v", "l", "l")),
    "reader": Scene("ferry", ("j", "enter", ":section 1 of", "n")),
    "choosing": Scene("ferry", ("j", "enter", ":section 1 of", "v", "j")),
    "compare": Scene("harbour shelling killed", ("m", "m", "c", ":shared")),
    "roll": Scene("topic:aid", ("f", "R", ":oldest first")),
    "export": Scene("topic:aid", ("m", "m", "s", ":manifest", "j", "l", "l", ":.txt")),
    "doctor": Scene("harbuor topic:diplomacy", (":Repairs",)),
    "help": Scene("", ("question_mark", ":keys")),
    "empty": Scene("", (":No articles yet",), empty=True),
}


def surroundings(folder: Path, theme: str) -> dict[str, str]:
    """The environment of a desk that has nothing but this folder; `no-colour` for a theme asks for no colours."""
    kinds = ("CONFIG", "DATA", "STATE", "CACHE")
    own = {f"XDG_{kind}_HOME": str(folder / kind.lower()) for kind in kinds}
    return {**own, "HOME": str(folder), **({"NO_COLOR": "1"} if theme == NO_COLOUR else {})}


def make_archive(folder: Path, *, empty: bool = False) -> Path:
    """The sample corpus in an archive of its own, all of it indexed; or an archive without any article."""
    archive = folder / ("nothing" if empty else "archive")
    with Library(archive, Config(), rules=SAMPLE) as library:
        if not empty:
            library.add(sorted(SAMPLE.glob("*.txt")))
            library.update_index(lambda _: None, lambda: False)
    return archive


@asynccontextmanager
async def play(scene: Scene, archive: Path, size: tuple[int, int], theme: str) -> AsyncIterator[Desk]:
    """Run the desk up to a scene; the environment is that of `surroundings`."""
    for left in ("desk.json", "drafts.json", *(f"state.sqlite3{part}" for part in ("", "-wal", "-shm"))):
        (archive / left).unlink(missing_ok=True)  # every scene begins as a first start does
    named = "night" if theme == NO_COLOUR else theme
    library = Library(archive, Config(theme=named), rules=SAMPLE)
    try:
        app = DeskApp(lambda: (library, scene.query, ""), theme=named)
        async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
            desk = Desk(app, pilot)
            await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
            await still(desk)
            for step in scene.steps:
                if step.startswith(":"):
                    await desk.shows(step[1:])
                else:
                    await desk.press(step)
                    await still(desk)
            await still(desk)
            yield desk
    finally:
        library.close()


async def still(desk: Desk) -> None:
    """Wait until the screen stays as it is and all that was asked for has been answered."""
    loop = asyncio.get_running_loop()
    shown, since, answered = "", 0.0, threading.Event()
    while loop.time() - since < STILL_SECONDS or not answered.is_set():
        await asyncio.sleep(LOOK_SECONDS)
        await desk.pilot.pause()
        if (now := desk.text) != shown or not now.strip():
            shown, since, answered = now, loop.time(), _ask_last(desk)


def _ask_last(desk: Desk) -> threading.Event:
    """Put a question behind all others, and tell when its turn has come."""
    library, answered = desk.app.library, threading.Event()

    def work(_: Stale) -> VersionSeen:
        answered.set()
        return VersionSeen(library.version())

    desk.app.thread.submit("version", work, desk.app)
    return answered
