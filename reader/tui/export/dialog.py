"""The export dialog: what, as which format, with what, where to; a live preview, and the command that does the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widget import Widget

from reader.errors import StaleSearch
from reader.keys.action import PROMPT
from reader.text import clean
from reader.tui.commands import path_of
from reader.tui.content import content
from reader.tui.export.form import ExportForm
from reader.tui.export.form_view import FormView
from reader.tui.export.offers import Offer
from reader.tui.export.path_keys import PathKeys
from reader.tui.export.preview import ARTICLES, Preview, first_lines
from reader.tui.export.target import in_the_way, note_on
from reader.tui.export.writing import ExportEnded, ExportProgress, Writing
from reader.tui.messages import WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.widgets.one_line import Rule

MOST_COPIED = 4_000_000
"""Bytes that go to the clipboard at most: what no program would want to paste is better written to a file."""

LEAVE_SECONDS = 3.0

_PACKED = "epub"


@dataclass
class Previewed(Message):
    """The name that a document gets, and its first lines."""

    name: str
    lines: Sequence[str]


@dataclass
class DocumentReady(Message):
    """The whole of a document, to be copied; `text` is empty where it is too long."""

    text: str


class ExportDialog(PathKeys, DeskScreen):
    """Asks what is to be exported, of what the screen below offers, and writes it."""

    CSS_PATH = "export.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "FormView"
    PLACE: ClassVar[str] = "export"

    def __init__(self, offers: Sequence[Offer]) -> None:
        super().__init__()
        library = self.app.library  # type: ignore[attr-defined]
        written_as = [offer.formats(library) for offer in offers]
        self.form = ExportForm.as_last_time(offers, written_as, self.session.export_choice)
        self._writing: Writing | None = None
        self._asked = ""  # the file that may be written over, once it was asked

    def compose(self) -> ComposeResult:
        """The form, the preview, a line for a path, the footer."""
        with Vertical(id="export-box"):
            yield Rule(id="export-top")
            yield FormView(id="export-form")
            yield Rule(id="export-rule")
            yield Preview(id="export-preview")
            yield from self.compose_path()
        yield from self.compose_frame()

    @property
    def view(self) -> FormView:
        """The form."""
        return self.query_one(FormView)

    @property
    def preview(self) -> Preview:
        """The preview."""
        return self.query_one(Preview)

    def on_mount(self) -> None:
        """Show the form as it was left last time."""
        self.query_one("#export-top", Rule).show(content("Export"))
        self._changed()

    def place_of(self, pane: Widget | None) -> str:
        """The line for the path is a prompt."""
        return PROMPT if pane is self.bar else self.PLACE

    # what is shown

    def _changed(self) -> None:
        """Another document: show the form, and have its name and its first lines made."""
        self._asked = ""
        self.form.name = ""
        self._show()
        library, form = self.desk.library, self.form
        offer, format, on = form.offer, form.format.name, form.chosen
        self.session.export_choice = form.choice

        def work(_: Stale) -> Message:
            name = offer.name(library, format, on)
            packed = format == _PACKED
            pieces = () if packed else offer.preview(library, format, on, ARTICLES)
            return Previewed(name, first_lines(pieces, packed=packed))

        self.desk.thread.submit("export", work, self)

    def _show(self, note: str = "") -> None:
        path = self._path
        self.view.show(self.form, note or (note_on(path, self.key_of("export.write")) if path is not None else ""))

    @property
    def _path(self) -> Path | None:
        return path_of(self.form.target) if self.form.target else None

    def on_previewed(self, event: Previewed) -> None:
        """The name and the first lines are there."""
        event.stop()
        self.form.name = event.name
        of = f", made of {ARTICLES} of {self.form.offer.count:,} articles" if self.form.offer.count > ARTICLES else ""
        self.query_one("#export-rule", Rule).show(content(f"how it begins{of}"))
        self.preview.show(event.lines)
        self._show()

    def on_work_failed(self, event: WorkFailed) -> None:
        """The document cannot be made: say why; the choices stay."""
        if event.slot == "export" and event.words:
            event.stop()
            self.preview.set_message(event.words.split("\n"), "failed")

    # choosing

    def do_export_next(self) -> None:
        """The next choice of the field."""
        self._choose(1)

    def do_export_previous(self) -> None:
        """The choice before."""
        self._choose(-1)

    def _choose(self, step: int) -> None:
        if self._writing is not None:
            return
        if self.form.choose(step):
            self._changed()
        else:
            self._show()

    def do_export_toggle(self) -> None:
        """Switch the option on or off; in other fields the next choice."""
        if self._writing is None and self.form.toggle():
            self._changed()
        elif not self.form.options and self.form.field == "options":
            self.say(f"{self.form.format.name} has nothing to choose")

    def do_pane_next(self) -> None:
        """From the form to the preview and back."""
        self.go_to(self.preview if self.focused is self.view else self.view)

    def do_pane_previous(self) -> None:
        """The same."""
        self.do_pane_next()

    def path_taken(self) -> None:
        """Another path was typed: remember it, and show what stands there."""
        self._asked = ""
        self.session.export_choice = self.form.choice
        self._show()

    # writing

    @property
    def is_writing(self) -> bool:
        """Whether a file is being written."""
        return self._writing is not None

    def do_export_write(self) -> None:
        """Write it; over a file that is there only when asked twice."""
        path = self._path
        if self._writing is not None:
            return
        if path is None:
            self.say("the name is being made …")
            return
        there = in_the_way(path)
        if there and self._asked != str(path):
            self._asked = str(path)
            self._show(f"{there} is there already: {self.key_of('export.write')} writes over it")
            return
        form, force = self.form, bool(self._asked)
        self._writing = Writing(
            self.desk.library, form.offer, form.format.name, form.chosen, path, force=force, receiver=self
        )
        self.say(f"writing … · {self.key_of('app.stop')} stops")

    def on_export_progress(self, event: ExportProgress) -> None:
        """Say how far it is."""
        event.stop()
        done, total = event.progress.done, event.progress.total
        if self._writing is not None and total > 1:
            self.say(f"{done:,} of {total:,} · {self.key_of('app.stop')} stops")

    def on_export_ended(self, event: ExportEnded) -> None:
        """It is written: back to the reading. It is not: the choices stay."""
        event.stop()
        self._writing = None
        if event.report is None:
            self.say(f"not written: {event.fault}" if event.fault else "stopped; nothing was written", warning=True)
            self._show()
            return
        self.dismiss()
        told = f"written to {event.path}"
        if len(event.report.files) > 1:
            told = f"{len(event.report.files):,} files {told}"
        if event.report.manifest:
            told += ", with a manifest"
        self.desk.call_later(self.desk.say, clean(told))

    def do_copy_text(self) -> None:
        """Copy the document instead."""
        form, library = self.form, self.desk.library
        if form.format.name == _PACKED:
            self.say("a packed book cannot be copied as text")
            return
        offer, format, on = form.offer, form.format.name, form.chosen

        def work(stale: Stale) -> Message:
            found = bytearray()
            for piece in offer.document(library, format, on):
                if stale():
                    raise StaleSearch
                found += piece
                if len(found) > MOST_COPIED:
                    return DocumentReady("")
            return DocumentReady(found.decode("utf-8", "replace").removeprefix("\ufeff"))

        self.desk.thread.submit("copy", work, self)

    def on_document_ready(self, event: DocumentReady) -> None:
        """The document is there."""
        event.stop()
        if not event.text:
            self.say("too much for a clipboard: write it to a file", warning=True)
            return
        from reader.tui.screens.copying import copy_out

        copy_out(self.desk, clean(event.text.replace("\r\n", "\n"), multiline=True))

    # leaving

    def do_app_stop(self) -> None:
        """Stop writing."""
        if self._writing is not None:
            self._writing.stop()
            self.say("stopping …")
        else:
            super().do_app_stop()

    def do_view_back(self) -> None:
        """Back to the reading; what is being written is stopped first."""
        if self._writing is not None:
            self.do_app_stop()
        else:
            self.dismiss()

    def do_prompt_cancel(self) -> None:
        """Leave the path as it was; else back to the reading."""
        if self.focused is self.bar:
            self.leave_path()
        else:
            self.do_view_back()

    def take_down(self) -> None:
        """The desk closes: nothing half written is left."""
        if self._writing is not None:
            self._writing.stop()
            self._writing.wait(LEAVE_SECONDS)
        super().take_down()
