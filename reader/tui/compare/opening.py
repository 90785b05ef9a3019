"""The ways from an article into a comparison, and into the figures of its story."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.errors import UsageError
from reader.tui.messages import WorkFailed
from reader.tui.trail import CompareStop

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object

NONE_ALIKE = "mark two articles, or none is like this one"
NO_STORY = "no other report of this story; the article most like it is B"


@dataclass
class CompanionFound(Message):
    """The article that is most like another one, and whether both report one event."""

    key: int
    companion: int
    same_story: bool


class OpensComparison(Base):
    """Mixed into a screen on which an article, or two, can be chosen."""

    async def compare_with(self, key: int | None) -> None:
        """The two marked articles side by side, else the marked one and this one, else this and the most similar."""
        marks = self.session.marks
        pair = marks[:2] if len(marks) > 1 else [mark for mark in marks if mark != key]
        if len(pair) == 1 and key is not None:
            pair = [*pair, key]
        elif not pair and key is not None:
            self._find_companion(key)
            return
        if len(pair) < 2:
            self.say(NONE_ALIKE)
            return
        await self._open_comparison(pair[0], pair[1])

    async def _open_comparison(self, left: int, right: int, said: str = "") -> None:
        from reader.tui.compare.screen import CompareScreen

        self.opens(CompareStop(left, right))
        screen = CompareScreen(left, right, self.session.marks[2:])
        await self.app.push_screen(screen)
        if said:
            screen.say(f"{said} · {screen.key_of('compare.bring')} lists others")

    def _find_companion(self, key: int) -> None:
        library = self.desk.library

        def work(_: object) -> Message:
            found = library.related(key, 1)
            if not found:
                raise UsageError(NONE_ALIKE)
            return CompanionFound(key, found[0].key, found[0].same_story)

        self.say("looking for the article most like this one …")
        self.desk.thread.submit("companion", work, self)

    async def on_companion_found(self, event: CompanionFound) -> None:
        """There is one: open both."""
        event.stop()
        self.footer.clear_message()  # the looking is over
        if self.app.screen is self:
            await self._open_comparison(event.key, event.companion, NO_STORY if not event.same_story else "")

    def on_work_failed(self, event: WorkFailed) -> None:
        """There is none, or it cannot be told."""
        if event.slot == "companion" and event.words:
            event.stop()
            self.say(event.words)

    async def open_figures(self, key: int | None, also: Sequence[int] = ()) -> None:
        """The figures of the story that an article belongs to; `also` are others to be among its reports.

        Of several marked articles, where this is one of them, all are.
        """
        if key is None:
            self.say("no article here")
            return
        from reader.tui.screens.figures import FiguresScreen

        marks = self.session.marks if key in self.session.marks else []
        await self.app.push_screen(FiguresScreen(key, [*also, *marks]))
