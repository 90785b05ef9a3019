"""Related articles brought into either side of a comparison, from a list that opens over it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message
from textual.widget import Widget

from reader.keys.action import MENU
from reader.results import Related
from reader.tui.messages import RelatedReady, WorkFailed
from reader.tui.widgets.pop_up import Entry, PopUpList

if TYPE_CHECKING:
    from reader.tui.compare.pair import ComparedPair

    Base = ComparedPair
else:
    Base = object

MOST = 12
"""Related articles that are offered: what a small screen holds."""

SIDE_NAMES = {"left": "A", "right": "B"}


class BringsArticles(Base):
    """Mixed into the compare screen."""

    _offered: Sequence[Related] = ()

    @property
    def related_list(self) -> PopUpList:
        """The list."""
        return self.query_one("#related", PopUpList)

    def place_of(self, pane: Widget | None) -> str:
        """The list of related articles is a place of its own."""
        return MENU if isinstance(pane, PopUpList) else super().place_of(pane)

    def do_compare_bring(self) -> None:
        """List the articles related to the active side."""
        key, library = self._keys[self.view.active], self.desk.library

        def work(_: object) -> Message:
            return RelatedReady(key, library.related(key, MOST + 1))

        self.say("looking for related articles …")
        self.desk.thread.submit("related", work, self)

    def on_related_ready(self, event: RelatedReady) -> None:
        """Offer them, but for the two that are open."""
        if event.key not in self._keys.values() or self.related_list.is_open:
            return
        shown = set(self._keys.values())
        self._offered = [each for each in event.related if each.key not in shown][:MOST]
        self.footer.clear_message()
        if not self._offered:
            self.say("no other article is like this one")
            return
        entries = [Entry(each.title, "same story" if each.same_story else "") for each in self._offered]
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
        self._keys[side] = chosen.key
        self.ask([side])
        self.opens()
