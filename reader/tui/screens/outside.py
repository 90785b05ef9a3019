"""Giving what is read to programs outside: `$PAGER`, `$EDITOR`, a command; a web address to a browser."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from textual import events
from textual.message import Message

from reader.errors import ReaderError
from reader.text import clean
from reader.tui.history import remembered
from reader.tui.quotation import article_text
from reader.tui.screens.copying import Copying
from reader.tui.search_thread import Stale
from reader.tui.wrap import wrap

PAGE_WIDTH = 80
"""Cells that the text for a pager is wrapped at: pagers break lines inside words."""


PART = "\n\f\n"
"""What parts several articles, as in an export as text."""


@dataclass
class TextForProgram(Message):
    """Articles as text, and the program that waits for them: called with the text, it tells what went wrong."""

    text: str
    program: Callable[[str], str]


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

    def do_open_editor(self) -> None:
        """A copy of the article in the editor: to take from it, or to write into the copy."""
        from reader.tui.programs import show_in_editor

        self._hand_out(lambda text: show_in_editor(self.desk, text), wrapped=False)

    async def do_open_pipe(self) -> None:
        """Ask for a command, and give it the articles."""
        from reader.tui.screens.line_prompt import LinePrompt

        if not self.article_keys():
            self.say("nothing to pipe here")
            return
        before = self.session.pipes
        text = before[-1] if before else self.desk.library.config.pipe
        hint = "a command with its arguments; no shell reads it"
        await self.app.push_screen(LinePrompt("pipe to", self._pipe, text, hint, before))

    def _pipe(self, line: str) -> str:
        from reader.tui.programs import pipe_through, split_command

        try:
            words = split_command(line)
        except ReaderError as fault:
            return str(fault)
        if words:
            self.session.pipes = remembered(self.session.pipes, line)
            self._hand_out(lambda text: pipe_through(self.desk, words, text), wrapped=False, all_chosen=True)
        return ""

    def _ask_page(self) -> None:
        from reader.tui.programs import show_in_pager

        self._hand_out(lambda text: show_in_pager(self.desk, text), wrapped=True)

    def _hand_out(self, program: Callable[[str], str], *, wrapped: bool, all_chosen: bool = False) -> None:
        """Have the article read, or all that are chosen, then the terminal left to a program."""
        keys, library = self.article_keys(), self.desk.library
        keys = keys if all_chosen else keys[:1]
        if not keys:
            self.say("nothing to open here")
            return

        def work(_: Stale) -> Message:
            text = PART.join(f"{article_text(library.article_by_key(key))}\n" for key in keys)
            return TextForProgram("\n".join(_wrapped(text)) if wrapped else text, program)

        self.desk.thread.submit("copy", work, self)

    def on_text_for_program(self, event: TextForProgram) -> None:
        """Leave the terminal to the program until it ends."""
        event.stop()
        if fault := event.program(event.text):
            self.say(fault, warning=True)


def _wrapped(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        for start, end in wrap(clean(line), PAGE_WIDTH):
            yield line[start:end]
