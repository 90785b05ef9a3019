"""Figures, dates and quotations lit on demand: one key goes through them, and every article is lit alike."""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.article import Article
from reader.tui.document import Document
from reader.tui.lights import Lights, count_lights, following, with_lights
from reader.tui.messages import LightsReady
from reader.tui.search_thread import Stale
from reader.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class LightsKeys(Base):
    """Mixed into a screen that shows one article after the other in a line view."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._lights: Lights | None = None
        self._lit_id = ""

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> LineView:
            """The text."""

        @property
        def article(self) -> Article | None:
            """The article whose clean text is on show, if one is."""

        def text_document(self) -> Document:
            """The text as it is to be shown now."""

    def do_view_lights(self) -> None:
        """Light the next kind."""
        if self.article is None:
            self.say("there is no clean text here to light")
            return
        self.session.lit = following(self.session.lit)
        if self.session.lit == "none":
            self.say("nothing is lit but hits")
        self.show_lights(told=True)

    def show_lights(self, *, told: bool = False) -> None:
        """Light what is asked for in the article on show; what there is to light is looked for once."""
        article = self.article
        if article is None:
            return
        if self._lit_id != article.id:
            self._lights, self._lit_id = None, article.id
        if self._lights is None and self.session.lit != "none":
            library, lit = self.desk.library, article

            def work(_: Stale) -> Message:
                return LightsReady(lit.id, library.lights(lit), told)

            self.desk.thread.submit("lights", work, self)
        elif told or self.session.lit != "none":
            self._repaint_lights(told=told)

    def on_lights_ready(self, event: LightsReady) -> None:
        """Show them, if the article is still the same."""
        if self.article is not None and event.id == self.article.id:
            self._lights = event.lights
            self._repaint_lights(told=event.told)

    def _repaint_lights(self, *, told: bool) -> None:
        self.view.extend(self.text_document())
        if told and self.session.lit != "none":
            number = count_lights(self._lights or {}, self.session.lit)
            self.say(f"{self.session.lit} lit: {number:,}" if number else f"{self.session.lit}: none in this text")

    def with_lights(self, document: Document) -> Document:
        """A document of the article on show with what is asked for lit, as far as it is known."""
        known = self.article is not None and self._lit_id == self.article.id and self._lights is not None
        return with_lights(document, self._lights or {}, self.session.lit) if known else document
