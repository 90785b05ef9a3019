"""The search bar: a line of input with the keys of readline, which takes only clean text of a bounded length."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.widgets import Input

from reader.text import clean, collapse

MAX_QUERY = 512
"""Characters of a query, as the query language has it."""

PASTE_LOOKED_AT = 4 * MAX_QUERY
"""Characters of a paste that are looked at, so that ten megabytes cost nothing."""


def typed(text: str, limit: int = MAX_QUERY) -> str:
    """Text as a keyboard could have typed it: one line, without control or format characters, of a bounded length."""
    line = collapse(text[:PASTE_LOOKED_AT])
    return "".join(character for character in line if character.isprintable())[:limit]


EDITING: dict[str, Callable[[Input], None]] = {
    "Left": Input.action_cursor_left,
    "Right": Input.action_cursor_right,
    "Ctrl-Left": Input.action_cursor_left_word,
    "Ctrl-Right": Input.action_cursor_right_word,
    "Home": Input.action_home,
    "Ctrl-A": Input.action_home,
    "End": Input.action_end,
    "Ctrl-E": Input.action_end,
    "Backspace": Input.action_delete_left,
    "Del": Input.action_delete_right,
    "Ctrl-D": Input.action_delete_right,
    "Ctrl-W": Input.action_delete_left_word,
    "Ctrl-U": Input.action_delete_left_all,
    "Ctrl-K": Input.action_delete_right_all,
}
"""The keys that edit, as in readline."""


class PromptInput(Input, inherit_bindings=False):
    """A line of input. The screen hands it the keys; those it does not take are actions of the screen."""

    DEFAULT_CSS = """
    PromptInput { height: 1; width: 1fr; border: none; padding: 0; background: transparent; }
    PromptInput:focus { border: none; background: transparent; background-tint: transparent 0%; }
    """

    def __init__(self, *, placeholder: str = "", id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False, max_length=MAX_QUERY, compact=True)
        self.cursor_blink = False

    @property
    def _value(self) -> Text:
        """The value as it is painted; the same length as typed, so that the caret stays right."""
        return Text(clean(self.value), no_wrap=True, overflow="ignore", end="")

    def set_text(self, text: str) -> None:
        """Put text into the bar without telling anyone that it changed."""
        text = typed(text)
        if text != self.value:
            with self.prevent(Input.Changed):
                self.value = text
            self.cursor_position = len(text)

    def put(self, text: str, caret: int) -> None:
        """Put text that was typed and then gone on with into the bar, with the caret at a place; nobody is told."""
        text = "".join(character for character in text if character.isprintable())[:MAX_QUERY]
        with self.prevent(Input.Changed):
            self.value = text
        self.cursor_position = min(caret, len(text))

    def take_key(self, key: str) -> bool:
        """Type a character, or edit; False for a key (named as in the table of actions) that is the screen's."""
        if key == "?" and not self.value and self.wants_card:
            return False
        character = " " if key == "Space" else key
        if len(character) == 1:
            self.replace(character, *sorted(self.selection))
        elif key in EDITING:
            EDITING[key](self)
        return len(character) == 1 or key in EDITING

    @property
    def wants_card(self) -> bool:
        """Whether `?` in the empty bar is a key of the screen's."""
        return False

    def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        start, end = sorted(self.selection)
        room = MAX_QUERY - len(self.value) + (end - start)
        if text := typed(event.text, room):
            self.replace(text, start, end)


class SearchBar(PromptInput):
    """The query of the archive."""

    @property
    def wants_card(self) -> bool:
        """`?` in the empty bar shows how a query is written."""
        return True
