"""The sections of the text that is being read, in a list: to go to one, or to fold it to a line."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.keys.action import MENU
from reader.tui.sections import plural_paragraphs, section_length, titles
from reader.tui.widgets.line_view import LineView

# The list is imported when it is first opened.
if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen
    from reader.tui.widgets.pop_up import Entry, PopUpList

    Base = DeskScreen
else:
    Base = object

OPEN, SHUT = "  ", "▸ "
"""Stands before a section that is unfolded, and before one that is folded."""

NOTE = "Enter goes there · Space folds · = all · Esc"


class OutlineKeys(Base):
    """Mixed into a screen that shows a text in a line view."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._outline: PopUpList | None = None

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> LineView:
            """The text."""

    async def do_section_outline(self) -> None:
        """List the sections; the cursor is on the one that is being read."""
        if not self.view.document.sections:
            self.say("this text has no sections")
            return
        from reader.tui.widgets.pop_up import PopUpList

        if self._outline is None:
            self._outline = PopUpList(id="outline")
            await self.mount(self._outline)
        self._list_sections(max(0, self.view.section[0] - 1))
        self.go_to(self._outline)

    def _list_sections(self, cursor: int) -> None:
        if self._outline is not None:
            view = self.view
            margin = max(0, (view.size.width - view.text_width) // 2) if view.centred else 0
            at = view.region
            self._outline.open(self._section_entries(), x=at.x + margin, y=at.y + 1, cursor=cursor, note=NOTE)

    def _section_entries(self) -> "list[Entry]":
        from reader.tui.widgets.pop_up import Entry

        document, folds = self.view.document, self.view.folds
        return [
            Entry((SHUT if number in folds else OPEN) + title, plural_paragraphs(section_length(document, number)))
            for number, title in enumerate(titles(document))
        ]

    @property
    def _is_listing(self) -> bool:
        return self._outline is not None and self.focused is self._outline

    def leave_outline(self) -> bool:
        """Close the list and go back to the text; False where it is not in focus."""
        if not self._is_listing:
            return False
        self.go_to(self.view)
        self._close_outline()
        return True

    def _close_outline(self) -> None:
        if self._outline is not None:
            self._outline.close()

    def do_section_fold(self) -> None:
        """Fold the section under the cursor to a line, or unfold it."""
        self._fold_listed(lambda here: self.view.folds ^ {here})

    def do_section_fold_all(self) -> None:
        """Fold all sections, or unfold all."""
        every = frozenset(range(len(self.view.document.sections)))
        self._fold_listed(lambda _: frozenset() if self.view.folds == every else every)

    def _fold_listed(self, wanted: Callable[[int], frozenset[int]]) -> None:
        if self._outline is not None and self._is_listing and (cursor := self._outline.cursor) is not None:
            self.view.fold(set(wanted(cursor)))
            self._list_sections(cursor)

    def _go_to_listed(self, row: int) -> None:
        """Go to a section, which is unfolded."""
        self.leave_outline()
        self.view.fold(set(self.view.folds - {row}))
        self.view.go_to_section(row)

    # keys of the list

    def place_of(self, pane: Widget | None) -> str:
        """The list has keys of its own."""
        return MENU if pane is not None and pane is self._outline else super().place_of(pane)

    async def perform(self, id: str) -> None:
        """In the list the keys of a pop-up are about sections."""
        if not self._is_listing or self._outline is None:
            await super().perform(id)
        elif id in ("view.back", "prompt.cancel"):
            self.leave_outline()
        elif id == "menu.take":
            self._outline.take()
        else:
            await super().perform(id)

    def on_pop_up_list_taken(self, event: "PopUpList.Taken") -> None:
        """Go there."""
        if event.view is self._outline:
            event.stop()
            self._go_to_listed(event.row)

    def on_descendant_focus(self) -> None:
        """The mouse has led out of the list: it closes."""
        if self._outline is not None and self._outline.is_open and self.focused is not self._outline:
            self._close_outline()
