"""Finding words in both texts of a comparison at once."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.article import Part
from reader.results import Mark
from reader.tui.compare.memory import Place, place_of, unit_of
from reader.tui.compare.texts import ComparedText
from reader.tui.finding import find_steps
from reader.tui.screens.finding_keys import FindingKeys

if TYPE_CHECKING:
    from reader.tui.compare.pair import ComparedPair

    class Base(FindingKeys, ComparedPair):
        """What this is mixed into."""

else:
    Base = FindingKeys


class FindsInBoth(Base):
    """Mixed into the compare screen."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        # Where the words stand in each article, by its key; and the parts of each.
        self._marks_of: dict[int, list[Mark]] = {}
        self._pieces: dict[int, tuple[Part, ...]] = {}
        # Each text as it was, and with what was found lit.
        self._lit: dict[int, tuple[ComparedText, ComparedText]] = {}

    @property
    def can_find(self) -> bool:
        """Whether both texts are there."""
        return self.both_read

    def find_place(self) -> tuple[int, Place]:
        """The active side, and where in its text the reader is."""
        panes = self.view.panes
        return panes.active, place_of(panes.texts[panes.active], *panes.anchors[panes.active])

    def find_from(self, place: tuple[int, Place] | None) -> None:
        """Go to where the reader was."""
        if place is not None:
            side, (part, character) = place
            self.view.go_to_character(side, *unit_of(self.view.panes.texts[side], part, character))

    def find_in(self, words: str) -> Iterator[None]:
        """Find words in one article after the other."""
        found: dict[int, list[Mark]] = {}
        lit: dict[int, tuple[ComparedText, ComparedText]] = {}
        for ready in list(self._sides.values()) if words else ():
            if ready.key not in self._pieces:
                self._pieces[ready.key] = ready.reading.article.parts()
            marks = found[ready.key] = []
            yield from find_steps(self._pieces[ready.key], words, marks)
            if (text := self.text(("left", "right").index(ready.side))) is not None:
                made: list[ComparedText] = []
                yield from text.hit_steps(marks, made)
                lit[ready.key] = (text, made[0])
        self._marks_of, self._lit = found, lit

    def light_found(self, words: str) -> None:
        """Light what was found, and go to the first of it; without words, light the hits of the search."""
        self.show_hits()
        if words and not self.view.next_hit():
            self.view.previous_hit()

    def show_hits(self) -> None:
        """Light in the texts what was found in them, as far as they are there."""
        texts = list(self.view.panes.texts)
        for side, name in enumerate(("left", "right")):
            text, ready = self.text(side), self._sides.get(name)
            if text is not None and ready is not None:
                texts[side] = self._lit_text(ready.key, text) if self._found else text
        self.view.relight((texts[0], texts[1]))

    def _lit_text(self, key: int, text: ComparedText) -> ComparedText:
        """A text with what was found in it lit; made anew where it has got its signs since."""
        before, lit = self._lit.get(key, (None, text))
        if before is not text:
            lit = text.with_hits(self._marks_of.get(key, ()))
            self._lit[key] = (text, lit)
        return lit

    def do_prompt_accept(self) -> None:
        """Keep what was found lit; n and N go through it."""
        self.leave_find(keep=True)

    def do_prompt_cancel(self) -> None:
        """Back to the hits of the search."""
        self.drop_found()
