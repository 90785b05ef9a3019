"""Two articles side by side: what they share stands level, and what they dispute is lit."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from reader.article import Article
from reader.tui.compare.bringing import BringsArticles
from reader.tui.compare.finding import FindsInBoth
from reader.tui.compare.foot import SHOWN, ShowsFoot
from reader.tui.compare.heads import is_younger
from reader.tui.compare.memory import Memory
from reader.tui.compare.opening import OpensComparison
from reader.tui.compare.pair import SIDES, ComparedPair
from reader.tui.compare.view import TWO_COLUMNS, CompareView
from reader.tui.export.export_keys import ExportKeys
from reader.tui.screens.copying import Chosen, Copying
from reader.tui.widgets.find_bar import FindBar
from reader.tui.widgets.one_line import Rule
from reader.tui.widgets.pop_up import PopUpList

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer


class CompareScreen(ExportKeys, OpensComparison, ShowsFoot, BringsArticles, FindsInBoth, Copying, ComparedPair):
    """Comparing two articles, given by their keys in the archive; `left_out` are the others that were marked."""

    CSS_PATH = "compare.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "CompareView"
    PLACE: ClassVar[str] = "compare"

    def __init__(self, left: int, right: int, left_out: Sequence[int] = (), memory: Memory | None = None) -> None:
        super().__init__(left, right, memory)
        self._left_out = list(left_out)

    def compose(self) -> ComposeResult:
        """Both texts, what there is to say of them, footer."""
        yield CompareView()
        yield Rule(id="foot-rule")
        yield FindBar()
        yield PopUpList(id="related")
        yield from self.compose_frame()

    def on_mount(self) -> None:
        """Ask for both articles, and for what they share."""
        self.ask(SIDES)
        if self._left_out:
            keys, marked = {id: self.key_of(id) for id in ("story.figures", "compare.bring")}, len(self._left_out) + 2
            self.say(
                f"{marked} marked, two compared · {keys['story.figures']} figures of all {marked} · "
                f"{keys['compare.bring']} brings in {self._named(self._left_out)}"
            )

    def _named(self, keys: Sequence[int]) -> str:
        """The titles of marked articles, as far as the list knows them."""
        known = [heading.title for key in keys if (heading := self.desk.browse.heading_of(key)) is not None]
        more = len(keys) - len(known)
        return ", ".join([*known, *([f"{more} more" if known else f"{more} marked"] if more else [])])

    # what stands around the texts

    def on_compare_view_moved(self) -> None:
        """Say where in the texts we are."""
        self.show_foot()
        self.show_state()

    def do_app_stop(self) -> None:
        """Copy what is selected; else stop the comparing, then whatever else is running."""
        if self.get_selected_text() or not self.stop_comparing():
            super().do_app_stop()
        else:
            self.say("comparing stopped; both texts stay")

    # moving

    def do_view_back(self) -> None:
        """Out of the list of related articles; back to where the comparison was opened from."""
        if not self.close_related():
            self.take_down()
            self.dismiss()

    def take_down(self) -> None:
        """Nobody waits for the comparison any longer; the trail remembers where the reader was."""
        self.desk.thread.drop("compare")
        here = self.here()
        if self.session.trail.here == here:
            self.session.trail.visit(here)

    def do_hit_next(self) -> None:
        """The next hit; where each text scrolls alone, of the active side, then of the other."""
        self._step_hit(self.view.next_hit)

    def do_hit_previous(self) -> None:
        """The hit before."""
        self._step_hit(self.view.previous_hit)

    def _step_hit(self, step: Callable[[], bool]) -> None:
        if not step():
            if len(self.view.panes.panes) > 1 or self.view.sides != "both":
                self.view.switch_side()
                if step():
                    return
            self.say("no more hits in these two")

    def do_section_next(self) -> None:
        """The next section."""
        self.view.next_section()

    def do_section_previous(self) -> None:
        """The section before."""
        self.view.previous_section()

    def do_difference_next(self) -> None:
        """The next difference."""
        self._step_difference(1)

    def do_difference_previous(self) -> None:
        """The difference before."""
        self._step_difference(-1)

    def _step_difference(self, step: int) -> None:
        if self.comparison is None and self.both_read and not self._comparing:
            self.compare()
            self.show_foot()
        elif self.comparison is None:
            self.say("still comparing …")
        elif not self.view.difference_number[1]:
            self.say("no difference: both tell the same")
        elif not self.view.step_difference(step):
            self.say("the last difference" if step > 0 else "the first difference")

    def do_compare_other(self) -> None:
        """The other half of this passage, wherever it stands."""
        if not self.view.go_to_partner():
            self.say("still comparing …" if self.comparison is None else "only here: this has no other half")

    def do_pane_next(self) -> None:
        """The other side is the active one."""
        self.view.switch_side()
        self.say(f"{'A' if self.view.active == 'left' else 'B'} is the active side")

    def do_pane_previous(self) -> None:
        """The other side is the active one."""
        self.do_pane_next()

    # how it is shown

    def do_compare_sync(self) -> None:
        """Scroll together, or each side alone."""
        self.view.toggle_sync()

    def do_compare_swap(self) -> None:
        """Swap the sides."""
        self.exchange()

    def do_compare_sides(self) -> None:
        """A, B, both."""
        self.view.next_sides()

    def do_compare_stack(self) -> None:
        """One text below the other, or side by side."""
        if not self.view.has_room:
            self.say(f"side by side needs {TWO_COLUMNS} columns; {self.key_of('compare.sides')} shows A, B or both")
            return
        self.view.stacked = not self.view.stacked

    def do_compare_fold(self) -> None:
        """Open all equal parts, or fold them."""
        if self.comparison is None:
            self.say("still comparing …")
        elif not self.view.can_fold:
            self.say("nothing folds here: no two equal sentences follow one another")
        else:
            self.say("equal parts are open" if self.view.fold_all() else "equal parts are folded")

    def do_compare_unfold(self) -> None:
        """Open the fold under the cursor, or shut it again."""
        if not self.view.toggle_fold():
            self.say("nothing is folded here")

    def do_compare_new(self) -> None:
        """Of the younger article only what the older one did not have, or everything again."""
        if self.view.only_new:
            self.view.show_new(None)
        elif self.comparison is None:
            self.say("still comparing …")
        else:
            found = self.comparison
            later = found.left.id == found.revision.later if found.revision else is_younger(found.left, found.right)
            self.view.show_new("left" if later else "right")

    # figures

    async def do_compare_figures(self) -> None:
        """The figures and names on which the two differ."""
        if self.comparison is None:
            self.say("still comparing …")
            return
        from reader.tui.compare.figures_screen import PairFiguresScreen

        await self.app.push_screen(PairFiguresScreen(self.comparison, self._go_to_match, self.do_story_figures))

    def _go_to_match(self, match: int) -> None:
        if self.comparison is not None:
            at = self.comparison.matches[match]
            if self.view.sides == "right":
                self.view.go_to_passage(1, at.right)
            else:
                self.view.go_to_passage(0, at.left)

    async def do_story_figures(self) -> None:
        """The figures of the story that the active side belongs to; the other side and what is left out are in it."""
        await self.open_figures(self._keys[self.view.active], [*self._keys.values(), *self._left_out])

    def do_prompt_cancel(self) -> None:
        """Out of the list of related articles, or out of the find bar, back to the hits of the search."""
        if not self.close_related():
            super().do_prompt_cancel()

    # copying

    def chosen(self) -> Sequence[Chosen]:
        """The passages under the cursor: where two stand level both, each with its own source."""
        return [
            Chosen((text,), self._keys[SIDES[side]], (partial(_line_of, part), partial(_line_of, part)))
            for side, part, text in self.view.passages
        ]

    def export_offers(self) -> Sequence["Offer"]:
        """The comparison, once there is one; the articles of both sides."""
        from reader.tui.export.offers import two_articles

        found, new = self.comparison, self.view.only_new
        both = [two_articles(found, new=new)] if found is not None else []
        return [*both, *(offer for side in SIDES for offer in self.offer_one(self._keys[side], SHOWN[side]))]

    def article_keys(self) -> Sequence[int]:
        """The article of the active side."""
        return [self._keys[self.view.active]]


def _line_of(part: int, article: Article) -> int:
    return article.parts()[part].line
