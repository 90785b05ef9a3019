"""Searching: what is typed goes to the search thread, what comes back to the panes. Stale answers are dropped."""

from collections.abc import Callable, Sequence

from textual import on
from textual.message import Message
from textual.widgets import Input

from reader.errors import IndexFault, QueryError, ReaderError
from reader.results import Filters, Hit, SearchPage, SearchRequest
from reader.text import plural
from reader.tui.content import content
from reader.tui.messages import RowsReady, SearchFailed, SearchFinished
from reader.tui.screens.browse_article import BrowseArticle
from reader.tui.search_thread import Stale
from reader.tui.searching import Answer, answer
from reader.tui.widgets.facet_panel import FacetPanel
from reader.tui.widgets.hit_list import HitList
from reader.tui.widgets.row_source import ListPlace
from reader.tui.widgets.search_bar import MAX_QUERY
from reader.tui.widgets.status import Count

DEBOUNCE_SECONDS = 0.01
"""Between a key in the search bar and the search: keys that come at once, such as a paste, are one search."""

AHEAD_SECONDS = 0.2
"""Between an answer and the making of the rows around those in sight: article, timeline and names go first."""

LOADING_SECONDS = 0.1
SLOW_SECONDS = 2.0
"""After the first a pane says that it is loading, after the second what stops it."""


class BrowseSearch(BrowseArticle):
    """The query, its answer, and the rows of the answer."""

    def __init__(self) -> None:
        super().__init__()
        self._wanted: SearchRequest | None = None
        self._failed: ReaderError | None = None
        self._ranges: list[tuple[int, int]] = []
        self._filters = Filters({}, {})
        self._accepting = False
        self._restored: int | None = None
        self._opened = False

    @property
    def folded_words(self) -> str:
        """What the line of status says of rows that are folded away; empty where none are."""
        fold = self.session.fold
        return fold.words() if fold is not None and fold.page is self.session.page else ""

    @property
    def filters_on(self) -> bool:
        """Whether the answer on the screen is a filtered one."""
        return bool(self._filters.chips)

    @on(Input.Changed, "SearchBar")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._accepting = False
        self.footer.clear_message()
        if len(event.value) >= MAX_QUERY:
            self.say(f"a search has at most {MAX_QUERY} characters; what is beyond is left out", warning=True)
        self.after("debounce", DEBOUNCE_SECONDS, self.search_now)

    def search_now(self) -> None:
        """Search what stands in the bar."""
        self._search(self._request())

    def _request(self) -> SearchRequest:
        """What stands in the bar; a word that the caret still stands at counts as the beginning of a word too."""
        text, caret = self.bar.value, self.bar.cursor_position
        # A narrowing is typed inside brackets that are closed already.
        at_word = text[:caret][-1:].isalnum() and not text[caret:].strip(" )")
        typing = at_word and self.focused is self.bar and not self._accepting
        return SearchRequest(text, self.session.match, typing=typing)

    def search_again(self) -> None:
        """The same search once more, because the archive or the index has changed; what is being typed goes first."""
        if self.is_waiting("debounce"):
            return
        page = self.session.page
        self._search(self._wanted or (page.request if page and self._failed is None else self._request()))

    def _search(self, request: SearchRequest) -> None:
        self.stop("debounce")
        self._wanted = request
        session, library = self.session, self.desk.library
        self.desk.thread.submit("search", lambda stale: answer(library, session, request, stale, self._place), self)
        self.after("loading", LOADING_SECONDS, self._still_searching)
        self.after("slow", SLOW_SECONDS, self._slow_search)

    def _place(self) -> tuple[ListPlace, int | None]:
        """Where the list stands, and the article its cursor keeps to. The search thread asks, so nothing is changed."""
        return self.hits.place, self.session.cursor_key if self._chosen or not self.hits.told else None

    def _still_searching(self) -> None:
        self.query_one(Count).show_count("…")
        self.hits.stale = True
        self.facets.show_loading()
        if self.session.page is None:
            self.hits.show_message("reading the archive …", "loading")

    def _slow_search(self) -> None:
        self.status.show_note(f"still searching; {self.key_of('app.stop')} stops it and the last result stays")

    def _settled(self) -> None:
        self._wanted = None
        self.stop("loading", "slow")
        self.hits.stale = False
        self.show_count()

    def begin_with(self, answer: Answer | None) -> None:
        """Show the answer to the first search before anything is painted, or wait for it."""
        self._wanted = SearchRequest(self.session.query, self.session.match)
        self._restored = self.session.cursor_key
        if isinstance(answer, SearchFinished):
            self._show_answer(answer)
        elif answer is None:
            self._still_searching()
            self.after("slow", SLOW_SECONDS, self._slow_search)

    async def take_answer(self, answer: Answer) -> None:
        """The first search has come to its end."""
        if isinstance(answer, SearchFailed):
            self.on_search_failed(answer)
        else:
            await self.on_search_finished(answer)

    async def on_search_finished(self, event: SearchFinished) -> None:
        """Show the answer, if it answers what was asked last."""
        event.stop()
        if event.page.request == self._wanted:
            self._restored = self.session.cursor_key
            self._show_answer(event)
        if not self._opened and event.page is self.session.page:
            self._opened = True
            await self.opened(self._restored)

    def _show_answer(self, event: SearchFinished) -> None:
        page, session = event.page, self.session
        first, session.page = session.page is None, page
        self._chosen = self._chosen or (first and session.cursor_key is not None)
        self._failed = None
        self._filters = event.filters
        self._settled()
        self._accepting = False
        if self.bar.value == page.request.query:
            session.query = page.request.query
        session.learn(event.hits)
        self._show_list(page, event.hits, event.start)
        self.facets.set_facets(page.facets, event.filters.included, event.filters.excluded)
        self.status.show_page(page, filters=self.filters_on, folded=self.folded_words)
        self.desk.keep()
        self.page_shown(page)

    def page_shown(self, page: SearchPage) -> None:
        """An answer stands on the screen: what goes with it is asked for from here."""

    def show_fault(self, fault: QueryError) -> None:
        """Enter was pressed on a query that cannot be read."""

    async def opened(self, restored: int | None) -> None:
        """The first answer is there; `restored` is the article that the last desk was left at."""

    def _show_list(self, page: SearchPage, hits: Sequence[Hit], start: int) -> None:
        self._ranges.clear()
        if not page.rows:
            self.hits.show_message(nothing_found(page, self.key_of))
        else:
            if not self.hits.told:
                self._chosen, self.session.cursor_key = True, self.hits.cursor_key
            wanted = self.session.cursor_key if self._chosen else None
            if wanted in page.some and page.total:
                wanted = None  # it has some of the words only: the best answer goes before it
            days = [value.value for value in page.facets.date]
            found = self.hits.set_page(
                page.total, cursor_key=wanted, keys=page.keys, days=days, hits=hits, start=start, some=page.some
            )
            self.after("ahead", AHEAD_SECONDS, self.hits.look_ahead)
            if wanted is not None and not found:
                self.say("the article under the cursor is not in this result; the next one below it is")
            self.session.cursor_key = self.hits.cursor_key
        self.rule("list", "top").show(content(self.list_title(page)))
        self.follow(anew=True)

    def on_search_failed(self, event: SearchFailed) -> None:
        """Keep the last good result and say what is wrong."""
        event.stop()
        if event.request != self._wanted:
            return
        self._failed = event.error
        self._settled()
        self.status.show_fault(str(event.error))
        if self._accepting and isinstance(event.error, QueryError):
            self.show_fault(event.error)
        self._accepting = False
        page = self.session.page
        if page is not None:
            self.facets.set_facets(page.facets, self._filters.included, self._filters.excluded)
        if isinstance(event.error, IndexFault):
            self.desk.index.check(damaged=True)
        if page is None:
            self.hits.show_message(str(event.error), "failed")
            self.desk.say_opening()
            if event.request.query and isinstance(event.error, QueryError):
                self._search(SearchRequest())

    def show_count(self) -> None:
        """Say what was found."""
        page = self.session.page
        if page is None:
            return
        self.query_one(Count).show_count(self.count_text(page))

    def list_title(self, page: SearchPage) -> str:
        """What stands over the list."""
        return plural(page.total, "hit")

    def count_text(self, page: SearchPage) -> str:
        """What stands at the right of the query."""
        text = f"{page.total:,} of {page.in_archive:,}"
        if self.shows_article:
            text += " articles" + (f" · {plural(page.sections, 'section')}" if page.sections else "")
        return text

    def fit(self) -> None:
        """The count is shorter where there is less room."""
        super().fit()
        if self._wanted is None:
            self.show_count()

    def show_last_good(self) -> None:
        """Tell of the last good result again."""
        self._failed = None
        if self.session.page is not None:
            self.status.show_page(self.session.page, filters=self.filters_on, folded=self.folded_words)

    def do_app_stop(self) -> None:
        """Stop the search that runs, else what every screen stops."""
        if self._wanted is None:
            super().do_app_stop()
            return
        self.desk.thread.drop("search")
        self._settled()
        self.show_last_good()
        self.say("search stopped; the last result stays")

    # rows

    def on_hit_list_rows_wanted(self, event: HitList.RowsWanted) -> None:
        """Have rows made for the screen, the newest wish first; a wish stays until it is met."""
        page, library = self.session.listed, self.desk.library
        if page is None or (self.hits.row_at(event.start) and self.hits.row_at(event.end - 1)):
            return
        self._ranges.append((event.start, event.end))
        ranges = tuple(reversed(self._ranges))

        def work(stale: Stale) -> Message:
            def make_way() -> bool:
                stale()
                return False  # a list that scrolls on wants other rows all the time, and still those that are begun

            for start, end in ranges[:-1]:
                if stale():
                    break
                self.post_message(RowsReady(page, start, library.hits(page, start, end, make_way)))
            start, end = ranges[-1]
            return RowsReady(page, start, library.hits(page, start, end, make_way))

        self.desk.thread.submit("rows", work, self)

    def on_rows_ready(self, event: RowsReady) -> None:
        """Hand rows to the list, if they are of its page."""
        self.session.learn(event.hits)
        if event.page is self.session.listed:
            self._ranges = [wish for wish in self._ranges if wish[0] != event.start]
            self.hits.supply(event.start, event.hits)

    def drop_wishes(self) -> None:
        """The rows are to be other ones: what was wished for is not wanted any longer."""
        self._ranges.clear()
        self.desk.thread.drop("rows")

    # facets

    def on_facet_panel_chosen(self, event: FacetPanel.Chosen) -> None:
        """Write the choice into the query."""
        self.edit_query(event.action, event.field, event.value)

    def edit_query(self, action: str, field: str, value: str = "") -> None:
        """Change one field of the query in the bar, and search."""
        try:
            text = self.desk.library.edit_query(self.bar.value, action, field, value)
        except ReaderError as fault:
            self.say(str(fault), warning=True)
            return
        if len(text) > MAX_QUERY:
            self.say(f"the query would be longer than {MAX_QUERY} characters", warning=True)
            return
        self.bar.set_text(text)
        self.search_now()


def nothing_found(page: SearchPage, key_of: Callable[[str], str]) -> list[str]:
    """What stands in the list where a search finds nothing; `key_of` gives the key of an action."""
    if not page.in_archive:
        return ["No articles yet.", "", "broadsheet add FILE"]
    lines = ["Nothing has all of this." if page.request.match == "all" else "Nothing has any of this."]
    lines += [line for fact in facts_on(page) for line in ("", fact)]
    lines += ["", f"{key_of('search.edit')} edits the query"]
    some = f"{key_of('search.any')} is content with some of the words"
    return [*lines, some] if page.request.match == "all" else lines


def facts_on(page: SearchPage) -> list[str]:
    """What keeps articles out of an answer beside the query's own words."""
    facts = []
    if page.indexed < page.in_archive:
        facts.append(f"{page.indexed:,} of {page.in_archive:,} articles can be searched for words so far.")
    if page.left_out_undated:
        facts.append(f"{plural(page.left_out_undated, 'undated article')} left out by the date.")
    return facts
