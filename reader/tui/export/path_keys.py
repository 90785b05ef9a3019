"""The path that an export is written to: typed in a line of the dialog, and completed."""

import os
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from reader.text import clean
from reader.tui.commands import path_of
from reader.tui.widgets.search_bar import PromptInput

if TYPE_CHECKING:
    from reader.tui.export.form import ExportForm
    from reader.tui.export.form_view import FormView
    from reader.tui.screens.desk_screen import DeskScreen

    class Base(DeskScreen):
        """What it is mixed into."""

        form: ExportForm

        @property
        def view(self) -> FormView:
            """The form."""

        @property
        def is_writing(self) -> bool:
            """Whether a file is being written."""

        def path_taken(self) -> None:
            """Another path was typed."""

else:
    Base = object


class PathKeys(Base):
    """Mixed into the export dialog."""

    def compose_path(self) -> ComposeResult:
        """The line for the path, which is seen while it is typed."""
        with Horizontal(id="export-path"):
            yield Static("write to", id="export-path-word", markup=False)
            yield PromptInput(placeholder="a file, or a folder that ends in /", id="export-path-text")

    @property
    def bar(self) -> PromptInput:
        """The path while it is typed."""
        return self.query_one("#export-path-text", PromptInput)

    def do_export_path(self) -> None:
        """Type the path."""
        if not self.is_writing:
            self.add_class("-path")
            self.bar.set_text(self.form.target)
            self.go_to(self.bar)

    def do_prompt_accept(self) -> None:
        """Take the path."""
        self.form.take_path(self.bar.value)
        self.leave_path()
        self.path_taken()

    def do_prompt_complete(self) -> None:
        """Go on with the name of a folder or a file, as far as there is but one way."""
        typed = self.bar.value
        folder, _, begun = typed.rpartition("/")
        try:
            with os.scandir(path_of(f"{folder}/" if "/" in typed else ".")) as inside:
                names = [entry.name + "/" * entry.is_dir() for entry in inside if entry.name.startswith(begun)]
        except OSError:
            names = []
        if names:
            common = os.path.commonprefix(names)  # noqa: RUF071 - by characters, as one types
            self.bar.set_text(f"{folder}/" * ("/" in typed) + common)
        if len(names) != 1:
            self.say(", ".join(clean(name) for name in sorted(names)[:8]) or "nothing goes on like that")

    def leave_path(self) -> None:
        """Back to the form."""
        self.remove_class("-path")
        self.go_to(self.view)
