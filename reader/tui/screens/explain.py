"""How a query was read: in words, in brackets, part by part, and what was left out."""

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult

from reader.results import Explanation, SearchPage, SearchRequest, WordForms
from reader.text import clean, plural
from reader.tui.content import content
from reader.tui.document import BLANK, Document, Paragraph
from reader.tui.messages import ExplanationReady, WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.one_line import OneLine, Rule

NAMED = 12
"""Words that a prefix stands for, beyond which they are only counted."""


class ExplainScreen(DeskScreen):
    """The reading of one request; `page` is its answer, where it stands on the screen."""

    AUTO_FOCUS: ClassVar[str | None] = "LineView"
    PLACE: ClassVar[str] = "help"

    def __init__(self, request: SearchRequest, page: SearchPage | None) -> None:
        super().__init__()
        self._request = request
        self._page = page

    def compose(self) -> ComposeResult:
        """The query, how it was read, footer."""
        head = OneLine(id="head")
        head.show(content("how the query was read"), content(self.way_back))
        yield head
        yield Rule()
        yield LineView(column=96)
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Ask how it is read."""
        self.query_one(LineView).show_message("counting each part …", "loading")
        library, request = self.desk.library, self._request
        self.desk.thread.submit("explain", lambda stale: ExplanationReady(library.explain(request, stale)), self)

    def on_explanation_ready(self, event: ExplanationReady) -> None:
        """Show it."""
        self.query_one(LineView).show(Document(tuple(explanation_page(event.explanation, self._page))))

    def on_work_failed(self, event: WorkFailed) -> None:
        """The query cannot be read: that is what there is to say of it."""
        if event.words:
            event.stop()
            self.query_one(LineView).show_message(event.words, "failed")

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """The same."""
        self.dismiss()

    def take_down(self) -> None:
        """Nobody waits for it any longer."""
        self.desk.thread.drop("explain")


def explanation_page(found: Explanation, page: SearchPage | None) -> Iterator[Paragraph]:
    """The explanation as paragraphs, with what the answer, where there is one, left out."""
    query = found.request.query.strip()
    rows = [
        Paragraph(clean(query or "every article"), "title"),
        BLANK,
        *_about("In words", [found.read_as if query else "every article"]),
        *_about("In brackets", [found.parsed]),
    ]
    if found.parts:
        rows += [Paragraph(clean("Each part alone"), "heading"), BLANK]
        for part in found.parts:
            count = "…" if part.count is None else f"{part.count:,}"
            said = " · ".join(filter(None, [part.text, part.meaning if part.meaning != part.text else "", part.note]))
            rows.append(Paragraph(clean(said), lead=clean(f"{count:>8}   "), lead_style="sign strong"))
            rows += [Paragraph(clean(text), "caption", indent=11) for text in map(_forms, part.words) if text]
        rows.append(BLANK)
    rows += _about("Good to know", found.hints)
    rows += _about("Left out", list(_left_out(page)) if page is not None else [])
    return (replace(row, part=number) for number, row in enumerate(rows))


def _about(title: str, texts: "list[str] | tuple[str, ...]") -> list[Paragraph]:
    if not texts:
        return []
    return [Paragraph(clean(title), "heading"), BLANK, *(Paragraph(clean(text)) for text in texts), BLANK]


def _forms(word: WordForms) -> str:
    if not word.forms:
        return f"{word.text}: no such word in the index"
    if word.forms == (word.text,):
        return ""
    more = len(word.forms) - NAMED
    named = ", ".join(sorted(word.forms)[:NAMED])
    return f"{word.text} stands for: {named}" + (f" and {more:,} more" if more > 0 else "")


def _left_out(page: SearchPage) -> Iterator[str]:
    if page.left_out_undated:
        yield f"{plural(page.left_out_undated, 'article')} without a date, by the condition on the date."
    if page.indexed < page.in_archive:
        yield f"{page.in_archive - page.indexed:,} of {page.in_archive:,} articles have words that are not indexed yet."
    if page.some:
        yield f"{plural(len(page.some), 'article')} with some of the words stand below the hits and are in no count."
