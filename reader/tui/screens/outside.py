"""Opening what is read outside the desk: the article in `$PAGER`, or a web address of the passage in a browser."""

from collections.abc import Iterator
from dataclasses import dataclass

from textual import events
from textual.message import Message

from reader.text import clean
from reader.tui.quotation import article_text
from reader.tui.screens.copying import Copying
from reader.tui.search_thread import Stale
from reader.tui.wrap import wrap

PAGE_WIDTH = 80
"""Cells that the text for a pager is wrapped at: pagers break lines inside words."""


@dataclass
class TextToPage(Message):
    """An article as a pager shows it."""

    text: str


class Outside(Copying):
    """Mixed into a screen that shows an article."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._asked = ""  # the address that the next press opens

    async def take_key(self, event: events.Key) -> None:
        """An address that was asked about is forgotten with any other key."""
        asked = self._asked
        await super().take_key(event)
        if self._asked == asked and not self._dispatcher.prefix:
            self._asked = ""

    def do_open_outside(self) -> None:
        """The address of the passage, once it was shown and asked for again; else the article in the pager."""
        from reader.tui.programs import find_address, open_in_browser

        address = find_address("\n".join(text for chosen in self.chosen() for text in chosen.paragraphs))
        if not address:
            self._ask_page()
        elif self._asked != address:
            self._asked = address
            self.say(f"the same key again opens {address}")
        else:
            self._asked = ""
            if fault := open_in_browser(self.desk, address):
                self.say(fault, warning=True)

    def _ask_page(self) -> None:
        keys, library = self.article_keys()[:1], self.desk.library
        if not keys:
            self.say("nothing to open here")
            return

        def work(_: Stale) -> Message:
            return TextToPage("\n".join(_wrapped(article_text(library.article_by_key(keys[0])))) + "\n")

        self.desk.thread.submit("copy", work, self)

    def on_text_to_page(self, event: TextToPage) -> None:
        """Leave the terminal to the pager until it ends."""
        from reader.tui.programs import show_in_pager

        event.stop()
        if fault := show_in_pager(self.desk, event.text):
            self.say(fault, warning=True)


def _wrapped(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start, end in wrap(clean(line), PAGE_WIDTH):
            yield line[start:end]
