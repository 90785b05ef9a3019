"""The timeline strip over the panes: asked for once the rows are there, and what its keys do."""

from reader.results import TIME_UNITS, SearchPage, TimeUnit
from reader.tui.messages import TimelineReady, WorkFailed
from reader.tui.screens.browse_search import BrowseSearch
from reader.tui.search_thread import Stale
from reader.tui.widgets.time_strip import TimeStrip

TIMELINE_SECONDS = 0.05
"""Between an answer and the asking for its timeline: rows and article go first."""


class BrowseTime(BrowseSearch):
    """When the articles of the answer appeared."""

    def __init__(self) -> None:
        super().__init__()
        self._unit: TimeUnit | None = None  # as asked for by key; None: the one that fits

    def page_shown(self, page: SearchPage) -> None:
        """Have the timeline of a new answer drawn."""
        super().page_shown(page)
        self.strip.show_loading()
        self.after("timeline", TIMELINE_SECONDS, self._ask_timeline)

    def _ask_timeline(self) -> None:
        page, library, unit, most = self.session.page, self.desk.library, self._unit, self.strip.most_buckets
        if page is None or not self.strip.display:
            return

        def work(stale: Stale) -> TimelineReady:
            return TimelineReady(library.timeline(page.request, unit, most, stale))

        self.desk.thread.submit("timeline", work, self)

    def on_timeline_ready(self, event: TimelineReady) -> None:
        """Draw it, if it is of the answer on the screen."""
        page = self.session.page
        if page is not None and event.timeline.request == page.request:
            self.strip.set_timeline(event.timeline, self.session.signs)

    def on_work_failed(self, event: WorkFailed) -> None:
        """The timeline cannot be had: say so in its place, and go on without it."""
        if event.slot == "timeline" and event.words:
            event.stop()
            self.strip.show_failed(event.words)
        else:
            super().on_work_failed(event)

    def fit(self) -> None:
        """Another width may fit another unit."""
        super().fit()
        if self._unit is None and self.session.page is not None:
            self.after("timeline", TIMELINE_SECONDS, self._ask_timeline)

    def on_time_strip_moved(self, event: TimeStrip.Moved) -> None:
        """Tell in words what the cursor is on."""
        event.stop()
        if self.focused is self.strip:
            self.status.show_note(self.strip.describe() or "no dated article to go to")

    def on_time_strip_chosen(self, event: TimeStrip.Chosen) -> None:
        """Write the days into the query."""
        event.stop()
        days = event.first if event.first == event.last else f"{event.first}..{event.last}"
        self.edit_query("only", "date", days)

    def leave_time(self) -> None:
        """Back to the list."""
        self.remove_class("-time")
        self.go_to(self.hits)
        self.show_last_good()

    # actions

    def do_prompt_cancel(self) -> None:
        """Let go of the range, then of the strip."""
        if self.focused is not self.strip:
            super().do_prompt_cancel()
        elif self.strip.brushing:
            self.strip.toggle_brush()
        else:
            self.leave_time()

    def do_time_toggle(self) -> None:
        """Into the strip, or out of it."""
        if self.focused is self.strip:
            self.leave_time()
            return
        self.add_class("-time")
        self.go_to(self.strip)
        self._ask_timeline()
        self.on_time_strip_moved(TimeStrip.Moved())

    def do_time_next(self) -> None:
        """One unit later."""
        self.strip.move(1)

    def do_time_previous(self) -> None:
        """One unit earlier."""
        self.strip.move(-1)

    def do_time_finer(self) -> None:
        """Smaller units."""
        self._resize(-1)

    def do_time_coarser(self) -> None:
        """Larger units."""
        self._resize(1)

    def _resize(self, step: int) -> None:
        unit = self.strip.unit
        at = TIME_UNITS.index(unit) + step if unit else -1
        if 0 <= at < len(TIME_UNITS):
            self._unit = TIME_UNITS[at]
            self._ask_timeline()
        else:
            self.say("nothing smaller than days" if step < 0 else "nothing larger than years")

    def do_time_brush(self) -> None:
        """Begin a range, or let go of it."""
        self.strip.toggle_brush()

    def do_time_apply(self) -> None:
        """Take the range, or the unit under the cursor."""
        self.strip.choose()
