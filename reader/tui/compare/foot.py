"""What stands below two compared texts: how they are shown, which keys do more, where in them the reader is."""

from typing import TYPE_CHECKING

from rich.cells import cell_len

from reader.tui.compare.view import TWO_COLUMNS
from reader.tui.content import content
from reader.tui.widgets.one_line import Rule

if TYPE_CHECKING:
    from reader.tui.compare.pair import ComparedPair
    from reader.tui.screens.finding_keys import FindingKeys

    class Base(FindingKeys, ComparedPair):
        """What this is mixed into."""

else:
    Base = object

SHOWN = {"both": "A and B", "left": "A alone", "right": "B alone"}

MORE_KEYS = (
    ("copy.quote", "copy with source"),
    ("compare.bring", "bring another"),
    ("difference.previous", "difference before"),
    ("compare.new", "only new"),
    ("story.figures", "story's figures"),
    ("view.back", "back"),
)
"""Actions beyond the six of the footer, with the words for them; the first that fit are shown."""

NARROW = 80
NARROW_KEYS = (("difference.next", ""), ("compare.fold", ""), ("compare.figures", ""), ("compare.sides", ""))
"""What the footer shows below that width: of the four, folding goes first."""

_FIXED = 8
"""Cells of the rule that are line and blanks."""


class ShowsFoot(Base):
    """Mixed into the compare screen."""

    def show_foot(self) -> None:
        """Say below the texts how they are shown, which hit we are at, how far we have come."""
        view = self.view
        left = [f"only new in {'A' if view.active == 'left' else 'B'}" if view.only_new else SHOWN[view.sides]]
        wide = self.size.width >= TWO_COLUMNS
        if view.sides == "both" and (wide or not view.sync):
            left.append(f"scroll together: {'on' if view.sync else 'off'}")
        if words := self._under_way():
            left.append(words)
        hit, hits = view.hit_number
        right = [f"hit {hit} of {hits}" if hit else f"{hits:,} hit{'s' * (hits != 1)}"] if hits else []
        if self._found and not hits and self.both_read:
            right = ["in neither text" if view.sides == "both" else "not in this text"]
        said = " · ".join([*right, f"{view.percent} %"])
        room = self.size.width - _FIXED - cell_len(said) - cell_len(" · ".join(left))
        self.query_one("#foot-rule", Rule).show(content(" · ".join([*left, *self._more_keys(room)])), content(said))

    def _more_keys(self, room: int) -> list[str]:
        """As many keys, of those that the footer has no room for, as `room` cells hold."""
        if self.comparison is None:
            return []
        told = []
        for id, words in MORE_KEYS:
            if not (keys := self.desk.keymap.keys(id, self.PLACE)):
                continue
            hint = f"{keys[0]} {words}"
            if (room := room - cell_len(hint) - 3) < 0:
                break
            told.append(hint)
        return told

    def _under_way(self) -> str:
        """What is being done, in words; which key stops it, where it takes longer."""
        if self._swapping:
            return "swapping …"
        if self._comparing and self.both_read:
            stops = f"comparing the two; {self.key_of('app.stop')} stops it, the texts stay"
            return stops if self._slow else "comparing …"
        if not self._comparing and self.both_read and self.comparison is None:
            return f"not compared; {self.key_of('difference.next')} compares them"
        return ""

    def show_place(self) -> None:
        """Show the keys of the place; where there is room for few, those that nothing replaces."""
        if self.has_frame and self.place == self.PLACE and self.size.width < NARROW:
            self.footer.show_keys(NARROW_KEYS, self.live_actions())
        else:
            super().show_place()

    def on_resize(self) -> None:
        """There is room for other keys."""
        self.call_after_refresh(self.show_place)

    def show_state(self) -> None:
        """Say at the right of the footer which difference we are at."""
        if self.comparison is None or not self.is_mounted:
            super().show_state()
            return
        number, of = self.view.difference_number
        wide = self.size.width >= TWO_COLUMNS
        words = (f" difference{'s' * (of != 1)}") if wide else ""
        said = f"{number} of {of}{words}" if number else f"{of:,} difference{'s' * (of != 1)}"
        self.footer.show_state(f"{self.key_of('help.keys')} keys · {said}" if wide else said)
