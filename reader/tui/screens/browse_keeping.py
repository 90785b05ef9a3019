"""Marks in the list: this article, a range, all that are shown, none; and reading all that are shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.keys.action import LIST
from reader.results import SearchPage
from reader.tui.keeping import StateChange
from reader.tui.screens.keeping_keys import KeepingKeys

if TYPE_CHECKING:
    from reader.tui.screens.browse_search import BrowseSearch

    class Base(KeepingKeys, BrowseSearch):
        """What it is mixed into."""

        def search_afresh(self) -> None:
            """The same search once more."""

else:
    Base = KeepingKeys

STATE_FIELDS = frozenset({"is", "tag", "has"})
"""Fields of a query that go by what the reader did."""


class BrowseKeeping(Base):
    """Mixed into the browse screen."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._range_key: int | None = None

    def on_mount(self) -> None:
        """Rows show what was done with their articles."""
        self.hits.state_of = self.session.kept.of_hit

    # what an action is about

    @property
    def shown_key(self) -> int | None:
        """The article beside the list."""
        return self._reading_key if self._reading is not None else None

    def chosen_keys(self) -> Sequence[int]:
        """In the list the range, else the marked ones, else this one; in the article that one."""
        if self.place != LIST or self._range_key is not None:
            return self.near_keys()
        return self.session.marks or self.near_keys()

    def near_keys(self) -> Sequence[int]:
        """In the list the range, else this one; in the article that one."""
        if self.place != LIST:
            return super().near_keys()
        if self._range_key is None:
            return super().near_keys()
        return [key for row in self.hits.ranged if (key := self.hits.key_of(row)) is not None]

    @property
    def screenful(self) -> int:
        """As many rows as the list shows."""
        return max(1, self.hits.rows_in_sight)

    # marks

    async def do_mark_toggle(self) -> None:
        """Mark the range; else mark this one, or take its mark off, and go one row down."""
        if self._range_key is not None:
            await self._mark_range()
            return
        key = self.hits.cursor_key
        if key is not None:
            wanted = not self.session.kept.of(key).marked
            self.desk.keeping.make(StateChange("mark", (key,), wanted), told=False)
            self.hits.move(1)

    async def do_mark_range(self) -> None:
        """Begin a range at the cursor; mark the one that was begun."""
        if self._range_key is not None:
            await self._mark_range()
        elif self.hits.cursor_key is not None:
            self._range_key, self.hits.range_from = self.hits.cursor_key, self.hits.cursor
            ids = ("mark.range", "mark.toggle", "star.toggle", "tag.add", "read.toggle", "prompt.cancel")
            again, mark, star, tag, read, drop = map(self.key_of, ids)
            self.say(f"move to the end of the range · {again} {mark} mark it · {star} {tag} {read} too · {drop}")
        else:
            self.say("no article here")

    async def _mark_range(self) -> None:
        await self.keep_change(StateChange("mark", tuple(self.near_keys()), True), "mark")

    def leave_range(self) -> bool:
        """The range has done its work, or is dropped; False where there is none."""
        was, self._range_key = self._range_key is not None, None
        if was:
            self.hits.range_from = None
        return was

    async def do_mark_shown(self) -> None:
        """Mark every article of the result."""
        page = self.session.listed
        if page is None or not page.total:
            self.say("no article is shown")
        else:
            await self.keep_change(StateChange("mark", tuple(page.keys), True), "mark")

    async def do_mark_clear(self) -> None:
        """Take all marks off."""
        marks = self.session.marks
        if marks:
            await self.keep_change(StateChange("mark", tuple(marks), False), "take the mark off")
        else:
            self.leave_range()
            self.say("nothing is marked")

    async def do_read_shown(self) -> None:
        """Every article of the result is read, once that has been asked."""
        page, kept = self.session.listed, self.session.kept
        if page is None or not page.total:
            self.say("no article is shown")
        elif page.total <= len(kept.known) and all(kept.knows(key) and kept.of(key).read for key in page.keys):
            self.say("all that are shown are read")
        else:
            self.leave_range()
            await self.ask_change(StateChange("read", tuple(page.keys), True), "take for read")

    # what is shown

    def do_prompt_cancel(self) -> None:
        """Drop the range; else what the screen drops."""
        if not self.leave_range():
            super().do_prompt_cancel()

    def page_shown(self, page: SearchPage) -> None:
        """A range goes on at its article in another result; without that article it is dropped."""
        super().page_shown(page)
        if self._range_key is not None:
            row = self.session.row_of(self._range_key)
            if row is None:
                self.leave_range()
                self.say("the range is dropped: the article that it began with is not in this result")
            else:
                self.hits.range_from = row

    def show_state(self) -> None:
        """Show what was done with the articles of the rows."""
        super().show_state()
        if self.is_mounted:
            self.hits.state_of = self.session.kept.of_hit

    def show_place(self) -> None:
        """An article beside the list is read once it has the focus."""
        super().show_place()
        self.read_in_focus()

    def read_in_focus(self) -> None:
        """The article beside the list is read, if it has the focus."""
        if self.is_mounted and self.focused is self.view and self.app.screen is self:
            self.read_by_opening(self.shown_key)

    def kept_otherwise(self) -> None:
        """Tags have changed, or a change was taken back: count the facets anew, unless the result goes by them.

        A list of what is unread keeps its rows while they are read; the next search takes them out.
        """
        if not STATE_FIELDS & {*self._filters.included, *self._filters.excluded}:
            self.search_afresh()

    def saved_otherwise(self) -> None:
        """What belongs to no article has changed: a query that names a saved search may find something else."""
        page = self.session.page
        if self._failed is not None or (page is not None and "query:" in page.parsed):
            self.search_afresh()
