"""Narrowing: filters as chips, all of them off and on at once, and a stack of narrowings that can be taken back."""

from typing import NamedTuple

from reader.errors import ReaderError
from reader.results import SearchPage
from reader.text import plural
from reader.tui.messages import NamesReady, WorkFailed
from reader.tui.screens.browse_time import BrowseTime
from reader.tui.search_thread import Stale

NAMES_SECONDS = 0.1
"""Between an answer and the counting of its names: rows, article and timeline go first."""

MOST_NAMES = 100
"""Names of each kind that are counted out; the panel shows the first few of them at first."""


class Lifted(NamedTuple):
    """The query whose filters are off, and these as they were typed; empty where none are off."""

    query: str = ""
    chips: tuple[str, ...] = ()


class BrowseFacets(BrowseTime):
    """The filters of the query, and what goes with them."""

    def __init__(self) -> None:
        super().__init__()
        self._lifted = Lifted()
        self._wider: list[tuple[str, str]] = []  # queries, each with what it was narrowed to or begun as

    # names

    def page_shown(self, page: SearchPage) -> None:
        """Have the names of a new answer counted."""
        super().page_shown(page)
        self.after("names", NAMES_SECONDS, self._ask_names)

    def _ask_names(self) -> None:
        page, library = self.session.page, self.desk.library
        if page is None:
            return

        def work(stale: Stale) -> NamesReady:
            return NamesReady(page, library.name_facets(page.request, MOST_NAMES, stale))

        self.desk.thread.submit("names", work, self)

    def on_names_ready(self, event: NamesReady) -> None:
        """Show them, if they are of the answer on the screen."""
        if event.page is self.session.page:
            self.facets.set_names(event.names)

    def on_work_failed(self, event: WorkFailed) -> None:
        """The names cannot be counted: the panel goes on without them, and the footer says why."""
        if event.slot == "names" and event.words:
            event.stop()
            self.say(event.words, warning=True)
        else:
            super().on_work_failed(event)

    # chips

    def list_title(self, page: SearchPage) -> str:
        """The number of hits, and the filters as chips."""
        title = super().list_title(page)
        if self._filters.chips:
            return " ".join([title, "·", *(f"[{chip}]" for chip in self._filters.chips)])
        return f"{title} · filters off: {' '.join(self._lifted.chips)}" if self._lifted.chips else title

    def count_text(self, page: SearchPage) -> str:
        """How many filters are on, or off."""
        text = super().count_text(page)
        if number := len(self._filters.chips):
            return f"{text} · {plural(number, 'filter')}"
        number = len(self._lifted.chips)
        return f"{text} · {plural(number, 'filter')} off" if number else text

    def do_facet_toggle_all(self) -> None:
        """All filters off, or on again; the cursor keeps to its article."""
        text, library = self.bar.value, self.desk.library
        try:
            if chips := library.chips(text):
                self._lifted = Lifted(text, chips)
                self._ask_keeping_place(library.without_filters(text))
                self.say(f"{plural(len(chips), 'filter')} off; F puts {'it' if len(chips) == 1 else 'them'} back")
            elif self._lifted.chips:
                lifted, self._lifted = self._lifted, Lifted()
                same = library.without_filters(lifted.query) == text
                self._ask_keeping_place(lifted.query if same else library.narrow(text, " ".join(lifted.chips)))
            else:
                self.say("no filters to lift")
        except ReaderError as fault:
            self.say(str(fault), warning=True)

    def _ask_keeping_place(self, text: str) -> None:
        self._chosen = True
        self.bar.set_text(text)
        self.search_now()

    # narrowing

    def edit_query(self, action: str, field: str, value: str = "") -> None:
        """Change a field; what was there before can be taken back."""
        before = self.bar.value
        super().edit_query(action, field, value)
        if self.bar.value != before:
            self._lifted = Lifted()
            self._wider.append((before, self.bar.value))

    def do_search_narrow(self) -> None:
        """Search inside this result: what is typed now is asked for as well."""
        text = self.bar.value
        try:
            wider = self.desk.library.narrow(text, "")
        except ReaderError as fault:
            self.say(str(fault), warning=True)
            return
        self._wider.append((text, wider))
        # What is typed goes into brackets of its own, so that an OR in it cannot widen what was there.
        begun = f"{wider} ( " if wider.strip() else ""
        self.bar.put(f"{begun} )" if begun else "", len(begun))
        self.go_to(self.bar)
        page = self.session.page
        back = f"{self.key_of('search.widen')} in the list widens again"
        self.say(f"search inside these {page.total:,}; {back}" if page else "")

    def drop_empty_narrowing(self) -> None:
        """A narrowing that was begun and not typed leaves nothing behind."""
        if self._wider and self.bar.value.endswith("(  )"):
            self.bar.set_text(self._wider.pop()[0])
            self.search_now()

    def come_back_from(self, query: str) -> None:
        """Let widening bring back the search that another one is about to replace."""
        self._wider.append((self.bar.value, query))

    def do_search_widen(self) -> None:
        """Take the last narrowing off; the cursor keeps to its article. A search of its own has nothing to widen."""
        now = self.bar.value.split()
        while self._wider:
            before, begun = self._wider.pop()
            if now[: len(begun.split())] != begun.split():
                self._wider.clear()
            elif before.split() != now:
                self._lifted = Lifted()
                self._ask_keeping_place(before)
                return
        self.say("nothing to widen")
