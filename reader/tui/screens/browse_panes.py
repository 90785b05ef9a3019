"""The frame of the browse screen: query bar, line of status, and three panes that find their places at any size."""

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Static

from reader.keys.action import FACETS, LIST, READER, TIME
from reader.tui.content import content
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.facet_panel import FacetPanel
from reader.tui.widgets.find_bar import FindBar
from reader.tui.widgets.hit_list import HitList
from reader.tui.widgets.line_view import LineView
from reader.tui.widgets.one_line import Rule
from reader.tui.widgets.search_bar import SearchBar
from reader.tui.widgets.status import Count, StatusLine
from reader.tui.widgets.time_strip import TimeStrip

PLACEHOLDER = 'words, "a phrase", topic:…   ? for all'


class BrowsePanes(DeskScreen):
    """Three panes side by side where there is room; list above article, or the list alone, where there is less."""

    AUTO_FOCUS: ClassVar[str | None] = "HitList"

    def __init__(self) -> None:
        super().__init__()
        self._waits: dict[str, Timer] = {}

    def compose(self) -> ComposeResult:
        """Query, status, three panes, footer."""
        with Horizontal(id="query"):
            yield Static("/", id="slash", markup=False)
            yield SearchBar(placeholder=PLACEHOLDER, id="search")
            yield Count()
        yield StatusLine()
        yield TimeStrip(id="time")
        with Container(id="panes"):
            for name, pane in (("facets", FacetPanel()), ("list", HitList()), ("article", LineView())):
                with Vertical(id=f"{name}-pane", classes="pane"):
                    top = Rule(classes="top")
                    top.show(content("hits" if name == "list" else name))
                    yield top
                    yield pane
                    if name == "article":
                        yield FindBar()
                    yield Rule(classes="bottom")
        yield from self.compose_frame()

    @property
    def bar(self) -> SearchBar:
        """The search bar."""
        return self.query_one(SearchBar)

    @property
    def hits(self) -> HitList:
        """The hit list."""
        return self.query_one(HitList)

    @property
    def view(self) -> LineView:
        """The article."""
        return self.query_one(LineView)

    @property
    def facets(self) -> FacetPanel:
        """The facet panel."""
        return self.query_one(FacetPanel)

    @property
    def strip(self) -> TimeStrip:
        """The timeline."""
        return self.query_one(TimeStrip)

    @property
    def status(self) -> StatusLine:
        """How the query was read, and all that is hidden."""
        return self.query_one(StatusLine)

    def rule(self, pane: str, where: str) -> Rule:
        """The rule at the `top` or the `bottom` of a pane."""
        return self.query_one(f"#{pane}-pane .{where}", Rule)

    def show_place(self) -> None:
        """The title of the pane in focus stands out. By hand: with `:focus-within` each step styles all panes anew."""
        super().show_place()
        if self.is_mounted:
            for name, pane in (("facets", self.facets), ("list", self.hits), ("article", self.view)):
                self.rule(name, "top").set_class(self.focused is pane, "-focused")

    def on_mount(self) -> None:
        """Columns meet in joints from the first frame on."""
        self._join()

    def place_of(self, pane: Widget | None) -> str:
        """The list, but where the focus is in another pane."""
        places: list[tuple[Widget, str]] = [(self.facets, FACETS), (self.view, READER), (self.strip, TIME)]
        return next((place for each, place in places if each is pane), LIST)

    # sizes

    @property
    def shows_facets(self) -> bool:
        """Whether the facets stand beside the list."""
        return self.has_class("-wide")

    @property
    def shows_article(self) -> bool:
        """Whether the article stands beside or below the list."""
        return self.has_class("-wide") or self.has_class("-stacked")

    def on_resize(self) -> None:
        """The panes find their places once the screen's classes are those of the new size."""
        self.call_after_refresh(self.fit)

    def fit(self) -> None:
        """Columns meet in joints only where they stand side by side; a hidden pane gives the focus away."""
        self._join()
        if self.shows_facets:
            self.remove_class("-facets")
        if self.focused is None and self.app.screen is self:
            self.go_to(self.hits)

    def _join(self) -> None:
        for pane in ("list", "article"):
            for where, joint in (("top", "┬"), ("bottom", "┴")):
                self.rule(pane, where).set_joint(joint if self.shows_facets else "")

    # going from pane to pane

    def _panes(self) -> list[Widget]:
        panes: list[Widget] = [self.bar]
        if self.strip.display:
            panes.append(self.strip)
        if self.shows_facets:
            panes.append(self.facets)
        panes.append(self.hits)
        if self.shows_article:
            panes.append(self.view)
        return panes

    def _step_pane(self, step: int) -> None:
        panes = self._panes()
        here = panes.index(self.focused) if self.focused in panes else 0
        self.remove_class("-facets")
        self.go_to(panes[(here + step) % len(panes)])

    def do_pane_next(self) -> None:
        """The next pane."""
        self._step_pane(1)

    def do_pane_previous(self) -> None:
        """The pane before."""
        self._step_pane(-1)

    def do_facet_open(self) -> None:
        """To the facets; where there is no room beside the list they slide over it."""
        self.set_class(not self.shows_facets, "-facets")
        self.go_to(self.facets)

    def leave_facets(self) -> None:
        """Back to the list."""
        self.remove_class("-facets")
        self.go_to(self.hits)

    # waiting

    def after(self, name: str, seconds: float, call: Callable[[], None]) -> None:
        """Call later, unless `stop` or another wait of that name comes first."""
        self.stop(name)

        def due() -> None:
            self._waits.pop(name, None)
            call()

        self._waits[name] = self.set_timer(seconds, due)

    def is_waiting(self, name: str) -> bool:
        """Whether something has yet to be called."""
        return name in self._waits

    def stop(self, *names: str) -> None:
        """Forget these waits."""
        for name in names:
            if timer := self._waits.pop(name, None):
                timer.stop()
