"""Back and forward through everything that was opened, from any screen of the desk."""

from typing import TYPE_CHECKING, cast

from reader.tui.trail import ArticleStop, CompareStop, ListStop, RollStop, Stop

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen


class TrailKeys:
    """What every screen of the desk knows of the trail."""

    def here(self) -> Stop | None:
        """What this screen shows, as a stop of the trail; None where it is none."""
        return None

    def opens(self, stop: Stop | None = None) -> None:
        """Something else is opened from here: this is where it was opened from."""
        trail = cast("DeskScreen", self).session.trail
        for each in (self.here(), stop):
            if each is not None:
                trail.visit(each)

    def go_on_to(self, stop: Stop, step: int) -> bool:  # noqa: ARG002 - a screen that can show it says how
        """Show a stop on this very screen; False where it takes another."""
        return False

    async def do_trail_back(self) -> None:
        """To what was open before this."""
        await self._follow(-1)

    async def do_trail_forward(self) -> None:
        """To what was left by going back."""
        await self._follow(1)

    async def _follow(self, step: int) -> None:
        screen = cast("DeskScreen", self)
        trail, here = screen.session.trail, self.here()
        if here is not None:
            trail.visit(here)
        stop = trail.go(step)
        if stop is None:
            screen.say("nothing was open before this" if step < 0 else "nothing was left by going back")
        else:
            await open_stop(screen, stop, step)


async def open_stop(screen: "DeskScreen", stop: Stop, step: int) -> None:
    """Show a stop: on a screen that has it already, else on a new one above the list."""
    desk = screen.desk
    if screen.go_on_to(stop, step):
        return
    while (top := desk.desk_screen) is not desk.browse:
        if top is not screen and top.here() == stop:
            return
        top.take_down()
        desk.pop_screen()
    desk.session.reading = False
    if isinstance(stop, ListStop):
        desk.browse.return_to_list(stop)
    elif isinstance(stop, ArticleStop):
        from reader.tui.screens.reader import ReaderScreen

        await desk.push_screen(ReaderScreen(stop.key, at_place=True))
    elif isinstance(stop, CompareStop):
        from reader.tui.compare.screen import CompareScreen

        await desk.push_screen(CompareScreen(stop.left, stop.right, memory=stop.memory))
    elif isinstance(stop, RollStop):
        from reader.tui.screens.roll import RollScreen

        await desk.push_screen(RollScreen(stop.page, stop.topic))
