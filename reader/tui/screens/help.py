"""The help: the keys of the place it was opened from, the manual's pages, and what was said."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input, Static

from reader.keys.action import PLACES, Action
from reader.keys.actions import get_action
from reader.keys.keymap import NO_KEY, Keymap
from reader.text import clean, markdown_parser
from reader.tui.content import content
from reader.tui.document import BLANK, Document, Paragraph
from reader.tui.markdown import markdown_document
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.one_line import OneLine, Rule
from reader.tui.widgets.search_bar import PromptInput

PAGES = Path(__file__).parent.parent / "pages"
KEYS, MESSAGES = "keys", "messages"
ORDER = ("search", "reading", "keeping", "following", "taking-away", "topics", "start", "faults")
"""The order of the manual's pages; others come after."""

NAMES = {
    "list": "in the list", "reader": "in an article", "passage": "in a chosen passage",
    "compare": "in a comparison", "time": "in the timeline", "facets": "in the facets",
    "help": "in the help", "menu": "in a pop-up list", "topics": "in the dialog of topics",
    "export": "in the export dialog", "saved": "among the saved searches",
    "dossier": "in a dossier", "digest": "in what is new",
    "note": "in a note", "prompt": "while typing",
}  # fmt: skip

_BETWEEN = "   "
_WIDEST = 26
"""Cells that the keys of a row are given at most."""

_Line = tuple[Action, Sequence[str]]


class HelpScreen(DeskScreen):
    """Help on a place; `page` is `keys`, `messages` or the name of a page of the manual."""

    CSS_PATH = "help.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "LineView"
    PLACE: ClassVar[str] = "help"

    def __init__(self, place: str, live: Mapping[str, Sequence[str]], page: str = KEYS) -> None:
        super().__init__()
        self._about = place
        self._live = live
        self._pages = page_names()
        self._page = page if page in self._pages else KEYS

    def compose(self) -> ComposeResult:
        """Names of the pages, filter, text, footer."""
        yield OneLine(id="head")
        with Horizontal(id="find"):
            yield Static("/", id="find-word", markup=False)
            yield PromptInput(placeholder="filters the keys", id="find-text")
        yield Rule(id="head-rule")
        yield LineView(column=96)
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Show the page."""
        self._show()

    @property
    def view(self) -> LineView:
        """The text."""
        return self.query_one(LineView)

    def _show(self) -> None:
        head, spans = "", []
        for name in self._pages:
            start = len(head)
            head += f" {name} "
            if name == self._page:
                spans.append((start, len(head), "bold reverse"))
            head += " "
        self.query_one("#head", OneLine).show(content(head, spans))
        if self._page == KEYS:
            words = self.query_one("#find-text", PromptInput).value
            self.view.show(Document(tuple(keys_page(self._about, self._live, self.desk.keymap, words))))
        elif self._page == MESSAGES:
            lines = self.session.messages or ["Nothing has been said yet."]
            self.view.show(
                Document(tuple(_numbered(Paragraph(clean(line), "bullet", lead=clean("• ")) for line in lines)))
            )
        else:
            text = (PAGES / f"{self._page}.md").read_text(encoding="utf-8")
            self.view.show(markdown_document(markdown_parser().parse(text)))

    def _turn(self, step: int) -> None:
        self._page = self._pages[(self._pages.index(self._page) + step) % len(self._pages)]
        self._show()

    def do_help_next(self) -> None:
        """The next page."""
        self._turn(1)

    def do_help_previous(self) -> None:
        """The page before."""
        self._turn(-1)

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def do_find_edit(self) -> None:
        """Filter the keys."""
        self._page = KEYS
        self._show()
        self.go_to(self.query_one("#find-text", PromptInput))

    @on(Input.Changed, "#find-text")
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self._show()

    def do_prompt_accept(self) -> None:
        """To the list that is left."""
        self.go_to(self.view)

    def do_prompt_cancel(self) -> None:
        """Out of the filter, then out of the help."""
        if self.focused is self.view:
            self.dismiss()
            return
        self.query_one("#find-text", PromptInput).set_text("")
        self._show()
        self.go_to(self.view)


def page_names() -> list[str]:
    """The pages of the help, in order."""
    found = {path.stem for path in PAGES.glob("*.md")}
    return [KEYS, *(name for name in ORDER if name in found), *sorted(found.difference(ORDER)), MESSAGES]


def keys_page(place: str, live: Mapping[str, Sequence[str]], keymap: Keymap, words: str = "") -> Iterator[Paragraph]:
    """The live keys of a place, then those of the other places; only rows that have all of `words`."""
    wanted = words.casefold().split()
    groups: list[tuple[str, list[_Line]]] = [(f"Keys {NAMES[place]}", [(get_action(id), live[id]) for id in live])]
    for other in PLACES:
        if other != place:
            rows: list[_Line] = [(row, keys) for row, keys in keymap.actions(other) if row.id not in live]
            groups.append((f"Only {NAMES[other]}", rows))
    paragraphs: list[Paragraph] = []
    width = min(_WIDEST, max(len(_BETWEEN.join(keys)) for _, rows in groups for _, keys in rows))
    for title, rows in groups:
        found = [(row, keys) for row, keys in rows if _matches(row, keys, wanted)]
        if found:
            paragraphs += [*([BLANK] if paragraphs else []), Paragraph(clean(title), "heading"), BLANK]
            paragraphs += [_key_line(row, keys, width) for row, keys in found]
    if not paragraphs:
        paragraphs.append(Paragraph(clean("No key does that."), "paragraph"))
    return _numbered(paragraphs)


def _matches(row: Action, keys: Sequence[str], wanted: Sequence[str]) -> bool:
    haystack = f"{' '.join(keys) or NO_KEY} {row.id} {row.title} {row.help}".casefold()
    return all(word in haystack for word in wanted)


def _key_line(row: Action, keys: Sequence[str], width: int) -> Paragraph:
    lead = clean(f"{_BETWEEN.join(keys) or NO_KEY:<{width}}  ")
    return Paragraph(clean(row.help), "paragraph", lead=lead, lead_style="sign strong")


def _numbered(paragraphs: "Iterator[Paragraph] | Sequence[Paragraph]") -> Iterator[Paragraph]:
    for number, paragraph in enumerate(paragraphs):
        yield replace(paragraph, part=number)
