"""What dialogs with an editor of several lines are made of: heading, what it is about, editor, keys."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical

from reader.keys.action import NOTE
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.note_editor import NoteEditor
from reader.tui.widgets.one_line import OneLine, Rule


class EditorDialog(DeskScreen):
    """A box with an editor over the screen below."""

    CSS_PATH = Path(__file__).with_name("editor_dialog.tcss")
    AUTO_FOCUS: ClassVar[str | None] = "NoteEditor"
    PLACE: ClassVar[str] = NOTE

    def compose(self) -> ComposeResult:
        """Heading, what it is about, editor, keys, footer."""
        with Vertical(id="note-box"):
            yield Rule(id="note-top")
            yield OneLine(id="note-about")
            yield NoteEditor(id="note-text")
            yield Rule(id="note-bottom")
        yield from self.compose_frame()

    @property
    def editor(self) -> NoteEditor:
        """Where the words are written."""
        return self.query_one(NoteEditor)
