"""Related articles brought into either side of a comparison, from a list that opens over it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from reader.article import Article
from reader.keys.action import MENU
from reader.text import clean
from reader.tui.compare.view import TWO_COLUMNS
from reader.tui.dates import row_date
from reader.tui.messages import WorkFailed
from reader.tui.widgets.pop_up import Entry, PopUpList
from reader.tui.wrap import cut

if TYPE_CHECKING:
    from reader.tui.compare.pair import ComparedPair

    Base = ComparedPair
else:
    Base = object

MOST = 12
"""Related articles that are offered: what a small screen holds."""

_OUTLET = 14
"""Cells of an outlet in a row."""

SIDE_NAMES = {"left": "A", "right": "B"}


@dataclass
class BringableReady(Message):
    """Rows to choose from beside an article, by the keys of what can be brought in: marked ones, then related ones."""

    key: int
    rows: dict[int, Entry]


class BringsArticles(Base):
    """Mixed into the compare screen. `_left_out` are marked articles that are not open."""

    _offered: Sequence[int] = ()
    _left_out: list[int]

    @property
    def related_list(self) -> PopUpList:
        """The list."""
        return self.query_one("#related", PopUpList)

    def place_of(self, pane: Widget | None) -> str:
        """The list of related articles is a place of its own."""
        return MENU if isinstance(pane, PopUpList) else super().place_of(pane)

    def do_compare_bring(self) -> None:
        """List what was marked and left out, and the articles related to the active side."""
        key, library, left_out = self._keys[self.view.active], self.desk.library, tuple(self._left_out)
        shown, short = set(self._keys.values()), self.size.width < TWO_COLUMNS

        def work(_: object) -> Message:
            found = {each: (library.article_by_key(each).title, "marked") for each in left_out}
            for each in library.related(key, MOST + 1):
                found.setdefault(each.key, (each.title, "same story" if each.same_story else ""))
            keys = [each for each in found if each not in shown][:MOST]
            rows = {each: _entry(*found[each], library.article_by_key(each), short=short) for each in keys}
            return BringableReady(key, rows)

        self.say("looking for related articles …")
        self.desk.thread.submit("related", work, self)

    def on_bringable_ready(self, event: BringableReady) -> None:
        """Offer them."""
        if event.key not in self._keys.values() or self.related_list.is_open:
            return
        self.footer.clear_message()
        shown = set(self._keys.values())
        self._offered = [key for key in event.rows if key not in shown]
        if not self._offered:
            self.say("no other article is like this one")
            return
        entries = [event.rows[key] for key in self._offered]
        other = SIDE_NAMES["right" if self.view.active == "left" else "left"]
        keys = [self.key_in(MENU, id) for id in ("menu.take", "menu.take_left", "menu.take_right")]
        note = f"{keys[0]} brings it into {other} · {keys[1]} into A · {keys[2]} into B"
        self.related_list.open(entries, x=2, y=2, note=note)
        self.go_to(self.related_list)

    def key_in(self, place: str, id: str) -> str:
        """The key of an action in another place than the present one."""
        return self.desk.keymap.key(id, place)

    def on_work_failed(self, event: WorkFailed) -> None:
        """There is no list, for a reason that can be said."""
        if event.slot == "related" and event.words:
            event.stop()
            self.say(event.words, warning=True)

    def close_related(self) -> bool:
        """Back to the texts; False where the list was not open."""
        if not self.related_list.is_open:
            return False
        self.related_list.close()
        self.go_to(self.view)
        return True

    def do_menu_take(self) -> None:
        """Bring the article into the side that is not the active one."""
        self._bring("right" if self.view.active == "left" else "left")

    def do_menu_take_left(self) -> None:
        """Bring the article into A."""
        self._bring("left")

    def do_menu_take_right(self) -> None:
        """Bring the article into B."""
        self._bring("right")

    def on_pop_up_list_taken(self, event: PopUpList.Taken) -> None:
        """A row was clicked."""
        event.stop()
        self.do_menu_take()

    def _bring(self, side: str) -> None:
        row = self.related_list.cursor
        if row is None or not 0 <= row < len(self._offered):
            return
        chosen = self._offered[row]
        self.close_related()
        self.opens()  # the two as they were, so that the trail leads back to them
        if chosen in self._left_out:  # the one that it takes the place of is at hand from now on
            self._left_out[self._left_out.index(chosen)] = self._keys[side]
        self._keys[side] = chosen
        self.ask([side])
        self.opens()


def _entry(title: str, why: str, article: Article, *, short: bool) -> Entry:
    """An article as a row: its title, then why it is offered, outlet and date; in `short` only why and the date."""
    outlet = "" if short else cut(clean(article.outlet or "no outlet"), _OUTLET)
    return Entry(title, " · ".join(filter(None, [why, outlet, row_date(article.date, "month").strip()])))
