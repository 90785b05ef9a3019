"""From a number of a running series to the next and the one before; and where else a passage stands."""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.tui.document import Heading
from reader.tui.messages import EchoFound, NumberFound
from reader.tui.search_thread import Stale
from reader.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class SeriesKeys(Base):
    """Mixed into the screens that show an article."""

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> LineView:
            """The text."""

        @property
        def series_key(self) -> int | None:
            """The key of the article that the cursor is on, or that is read."""

        async def open_number(self, key: int, heading: Heading) -> None:
            """Go to another number of the series."""

    # running series

    def do_series_next(self) -> None:
        """The next number of the same series."""
        self._ask_number(1)

    def do_series_previous(self) -> None:
        """The number before."""
        self._ask_number(-1)

    def _ask_number(self, step: int) -> None:
        key, library = self.series_key, self.desk.library
        if key is None:
            self.say("no article here")
            return

        def work(_: Stale) -> Message:
            return NumberFound(key, step, *library.in_series(key, step))

        self.desk.thread.submit("series", work, self)

    async def on_number_found(self, event: NumberFound) -> None:
        """Go there, or say why not."""
        if event.key != self.series_key:
            return
        if event.series is None:
            self.say("this article belongs to no running series")
        elif event.found is None:
            self.say(f"no {'later' if event.step > 0 else 'earlier'} number of {event.series.name} in the archive")
        else:
            found = event.found
            await self.open_number(found.key, Heading(found.title, found.outlet, found.date))

    # echoes

    def do_echo_find(self) -> None:
        """Search for where else the passage at the cursor stands."""
        number, key, library = self.view.reading_paragraph, self.series_key, self.desk.library
        if number < 0 or key is None:
            self.say("no passage here")
            return
        passage = self.view.shown.paragraphs[number].text

        def work(stale: Stale) -> Message:
            return EchoFound(key, library.find_echo(key, passage, stale))

        self.say("looking for where else this passage stands …")
        self.desk.thread.submit("echo", work, self)

    def on_echo_found(self, event: EchoFound) -> None:
        """List the articles that have it too."""
        echo = event.echo
        if event.key != self.series_key:
            return
        if not echo.query:
            self.say("this passage has too few telling words to be looked for")
        elif not echo.others:
            self.say(f"nowhere else: no other article has {echo.words} in one paragraph")
        else:
            self.opens()
            self.take_down()
            self.session.reading = False
            self.desk.return_to_browse()
            self.desk.browse.look_for(echo.query)
            self.desk.browse.say(f"read as: {echo.words} in one paragraph; {self.key_of('search.widen')} goes back")
