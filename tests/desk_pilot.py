"""What the tests of the desk share: an app on a fake library, and waiting for what it does on its other threads."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot

from reader.tui.app import DeskApp
from reader.tui.compare.screen import CompareScreen
from reader.tui.screens.browse import BrowseScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.reader import ReaderScreen
from tests.fake_library import FakeLibrary

WIDE, STACKED, NARROW = (120, 36), (80, 24), (60, 20)
PATIENCE = 30.0
"""Seconds until a wait is given up: far more than anything takes."""


class Desk:
    """The running app and how to ask it."""

    def __init__(self, app: DeskApp, pilot: Pilot[None]) -> None:
        self.app = app
        self.pilot = pilot

    @property
    def browse(self) -> BrowseScreen:
        return self.app.browse

    @property
    def reader(self) -> ReaderScreen:
        assert isinstance(self.app.screen, ReaderScreen)
        return self.app.screen

    @property
    def compare(self) -> CompareScreen:
        assert isinstance(self.app.screen, CompareScreen)
        return self.app.screen

    @property
    def help(self) -> HelpScreen:
        assert isinstance(self.app.screen, HelpScreen)
        return self.app.screen

    async def until(self, condition: Callable[[], Any]) -> None:
        """Wait until something holds."""
        ends = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < ends, f"never came true; on the screen:\n{self.text}"
            await asyncio.sleep(0.01)
            await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Send the characters one after the other, as fast as a quick typist; `press` waits after each."""
        for character in text:
            key = events.Key(_character_to_key(character), character)
            key.set_sender(self.app)
            assert self.app._driver is not None
            self.app._driver.send_message(key)
            await asyncio.sleep(0)
        await self.pilot.pause()

    async def search(self, text: str) -> None:
        """Type a query and wait for its answer."""
        await self.press("slash", "ctrl+u")
        await self.type(text)
        await self.until(lambda: self.app.session.page and self.app.session.page.request.query == text)

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def message(self) -> str:
        """The message in the footer."""
        return self.app.desk_screen.footer.message

    async def shows(self, *texts: str) -> None:
        """Wait until all of this is on the screen."""
        await self.until(lambda: all(text in self.text for text in texts))


@asynccontextmanager
async def open_desk(
    library: FakeLibrary, *, size: tuple[int, int] = WIDE, query: str = "", notice: str = ""
) -> AsyncIterator[Desk]:
    """Run the desk on a library until the block ends; the first rows are there when it begins."""
    app = DeskApp(lambda: (library, query, notice))  # type: ignore[arg-type, return-value]
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
        await pilot.pause()
        yield desk
