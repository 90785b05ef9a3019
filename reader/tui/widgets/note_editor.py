"""The editor of a note: several lines of text, with the keys of readline."""

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.widgets import TextArea

from reader.text import clean

MAX_NOTE = 20_000
"""Characters of a note: some ten pages, and a paste of megabytes costs nothing."""


def noted(text: str) -> str:
    """Text as a keyboard could have typed it, line ends included: no control or format characters."""
    lines = text[: 2 * MAX_NOTE].replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").split("\n")
    return "\n".join("".join(letter for letter in line if letter.isprintable()) for line in lines)


EDITING: dict[str, Callable[[TextArea], None]] = {
    "Left": TextArea.action_cursor_left,
    "Right": TextArea.action_cursor_right,
    "Up": TextArea.action_cursor_up,
    "Down": TextArea.action_cursor_down,
    "Ctrl-B": TextArea.action_cursor_left,
    "Ctrl-F": TextArea.action_cursor_right,
    "Ctrl-P": TextArea.action_cursor_up,
    "Ctrl-N": TextArea.action_cursor_down,
    "Ctrl-Left": TextArea.action_cursor_word_left,
    "Ctrl-Right": TextArea.action_cursor_word_right,
    "Home": TextArea.action_cursor_line_start,
    "Ctrl-A": TextArea.action_cursor_line_start,
    "End": TextArea.action_cursor_line_end,
    "Ctrl-E": TextArea.action_cursor_line_end,
    "PgUp": TextArea.action_cursor_page_up,
    "PgDn": TextArea.action_cursor_page_down,
    "Backspace": TextArea.action_delete_left,
    "Del": TextArea.action_delete_right,
    "Ctrl-D": TextArea.action_delete_right,
    "Ctrl-W": TextArea.action_delete_word_left,
    "Ctrl-U": TextArea.action_delete_to_start_of_line,
    "Ctrl-K": TextArea.action_delete_to_end_of_line,
}
"""The keys that edit, as in readline, and those that go through lines."""


class NoteEditor(TextArea, inherit_bindings=False):
    """Lines of text. The screen hands it the keys; those it does not take are actions of the screen."""

    DEFAULT_CSS = """
    NoteEditor { border: none; padding: 0 1; background: $panel; color: $foreground; scrollbar-size: 0 0; }
    NoteEditor:focus { border: none; background-tint: transparent 0%; }
    """

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, compact=True, highlight_cursor_line=False)
        self.cursor_blink = False
        self.match_cursor_bracket = False

    def get_line(self, line_index: int) -> Text:
        """A line as it is painted; the same length as typed, so that the caret stays right."""
        return Text(clean(self.document.get_line(line_index)), end="", no_wrap=True)

    def put(self, text: str) -> None:
        """Put a text into the editor, the caret behind it."""
        self.load_text(text)
        self.move_cursor(self.document.end)

    def take_key(self, key: str) -> bool:
        """Type a character, or edit; False for a key (named as in the table of actions) that is the screen's."""
        character = {"Space": " ", "Enter": "\n"}.get(key, key)
        if len(character) == 1:
            if len(self.text) < MAX_NOTE:
                self.replace(character, *sorted(self.selection), maintain_selection_offset=False)
        elif key in EDITING:
            EDITING[key](self)
        return len(character) == 1 or key in EDITING

    async def _on_paste(self, event: events.Paste) -> None:
        event.stop()
        event.prevent_default()
        if text := noted(event.text)[: max(0, MAX_NOTE - len(self.text))]:
            self.replace(text, *sorted(self.selection), maintain_selection_offset=False)
