"""The search bar: running, recalling and explaining a query, and the lists to choose a search or an order from."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on
from textual.widget import Widget
from textual.widgets import Input

from reader.errors import QueryError, ReaderError
from reader.keys.action import MENU
from reader.results import SearchPage, SearchRequest
from reader.tui.history import Recall, remembered
from reader.tui.screens.browse_completion import BrowseCompletion
from reader.tui.screens.browse_doctor import BrowseDoctor
from reader.tui.screens.browse_search import DEBOUNCE_SECONDS

# The lists are imported when they are first opened: the first rows of the desk do not wait for them.
if TYPE_CHECKING:
    from reader.tui.widgets.pop_up import Entry, PopUpList

STOOD_SECONDS = 2.0
"""How long a query stands with an answer until it counts as a search that was made."""

_LAST_FIELD = re.compile(r"\s*[(\-–—−]*[^\W\d_]+:\s*\Z")  # with the brackets and dashes that touch it

ORDERS = {
    "relevance": ("best first", "worst first"),
    "date": ("newest first", "oldest first"),
    "words": ("longest first", "shortest first"),
    "outlet": ("A to Z", "Z to A"),
    "title": ("A to Z", "Z to A"),
}
"""The orders of the query language, as they are and reversed."""


class BrowsePrompt(BrowseCompletion, BrowseDoctor):
    """The bar and what opens from it."""

    def __init__(self) -> None:
        super().__init__()
        self._recall: Recall | None = None
        self._is_typed = False
        self._unfinished: QueryError | None = None  # what the query that is being typed waits for
        self._accepted = ""
        self._menu: PopUpList | None = None
        self._menu_take: Callable[[int], None] = lambda _: None
        self._menu_from: Widget | None = None

    # history

    @on(Input.Changed, "SearchBar")
    def _forget_recall(self) -> None:
        self._recall, self._is_typed = None, True

    def _search(self, request: SearchRequest) -> None:
        """A query that is on its way has not stood yet; a last field without a value is left aside until it has one."""
        self.stop("remember")
        self._unfinished = self._find_unfinished(request.query)
        if self._unfinished is not None:
            request = replace(request, query=_LAST_FIELD.sub("", request.query))
        super()._search(request)

    def _find_unfinished(self, query: str) -> QueryError | None:
        """What the query that is being typed waits for; None once it was left or run, which takes it as it stands."""
        if not self._is_typed or self.focused is not self.bar or query != self.bar.value:
            return None
        return self.desk.library.unfinished(query)

    def _put(self, text: str, caret: int) -> None:
        """What is completed was typed."""
        self._forget_recall()
        super()._put(text, caret)

    def page_shown(self, page: SearchPage) -> None:
        """A query that was run, or that stands for a while and finds something, goes into the history."""
        super().page_shown(page)
        if self._unfinished is not None:
            self.status.show_fault(str(self._unfinished))
        query = page.request.query
        if query and query == self._accepted:
            self._remember(query)
        elif page.total and query == self.bar.value:
            self.after("remember", STOOD_SECONDS, lambda: self._remember(query))
        self._accepted = ""

    def _write_query(self, text: str) -> None:
        """A repair that was taken is a search that was made."""
        self._accepted, self._is_typed, self._recall = text, False, None
        super()._write_query(text)

    def _remember(self, query: str) -> None:
        if self.session.page is not None and self.session.page.total:
            self._found_before = query
        history = remembered(self.session.history, query)
        if history != self.session.history:
            self.session.history = history
            self.desk.keep()

    def do_history_previous(self) -> None:
        """The search before; in a list of completions one up."""
        self._go_through(-1)

    def do_history_next(self) -> None:
        """The search after; in a list of completions one down."""
        self._go_through(1)

    def _go_through(self, step: int) -> None:
        if self._list is not None and self.is_choosing:
            self._list.move(step)
            return
        if self._recall is None:
            # A query that was run and left as it was is not the beginning of another one.
            now = self.bar.value
            self._recall = Recall(self.session.history, now, now if self._is_typed else "")
        if not (self._recall.older() if step < 0 else self._recall.newer()):
            self.say("no earlier search begins so" if step < 0 else "this is the newest")
            return
        self.close_completions()
        self.bar.set_text(self._recall.text)
        self.after("debounce", DEBOUNCE_SECONDS, self.search_now)

    async def do_history_open(self) -> None:
        """Choose from all searches, the newest first."""
        from reader.tui.widgets.pop_up import Entry

        queries = self.session.history[::-1]
        if not queries:
            self.say("no search has been made yet")
            return

        def take(row: int) -> None:
            self.bar.set_text(queries[row])
            self._is_typed, self._recall = False, None
            self.search_now()
            self.go_to(self.bar)

        await self._open_menu([Entry(query) for query in queries], take)

    # running

    def do_prompt_accept(self) -> None:
        """Search at once and go to the list, or to the doctor's first repair; at a fault the caret goes there."""
        if self.is_choosing:
            self.take_completion()
            return
        self.close_completions()
        query, page = self.bar.value, self.session.page
        self._is_typed, self._recall = False, None
        asked = page.request if page else SearchRequest()
        if self._failed is None and (query != asked.query or asked.typing):
            self._accepting, self._accepted = True, query
            self.search_now()
        if isinstance(self._failed, QueryError):
            self.show_fault(self._failed)
            return
        if page is not None and page.request.query == query:
            self._remember(query)
            self.diagnose_now()
        self.go_to(self.doctor or self.hits)

    def show_fault(self, fault: QueryError) -> None:
        """Put the caret where the query cannot be read."""
        self.go_to(self.bar)
        self.bar.cursor_position = min(len(self.bar.value), fault.column - 1)

    def do_prompt_complete(self) -> None:
        """Complete what stands before the caret; where nothing does, the next pane."""
        self.do_pane_next()

    def do_prompt_cancel(self) -> None:
        """Close what is open over the bar; out of the bar, whose text stays, with the last good result."""
        if self._list is not None:
            self.close_completions()
        elif self.focused is self._menu and self._menu is not None:
            self.leave_menu()
        elif self.focused is self.bar:
            self.go_to(self.hits)
        else:
            super().do_prompt_cancel()

    async def do_query_explain(self) -> None:
        """Show how the query in the bar is read."""
        from reader.tui.screens.explain import ExplainScreen

        self.close_completions()
        request, page = SearchRequest(self.bar.value, self.session.match), self.session.page
        await self.app.push_screen(ExplainScreen(request, page if page and page.request == request else None))

    # the order

    async def do_search_sort(self) -> None:
        """Choose the order; the one that holds is offered reversed."""
        from reader.tui.widgets.pop_up import Entry

        page = self.session.page
        try:
            now = self.desk.library.order_of(self.bar.value)
        except ReaderError as fault:
            self.say(str(fault), warning=True)
            return
        now = now or ("relevance" if page is not None and any(page.scores[:1]) else "date")
        field = now.lstrip("-")
        orders = [f"-{order}" if order == now else order for order in ORDERS]
        entries = [
            Entry(f"{order:<10} {said[new != order]}", f"now {said[now != order]}" if order == field else "")
            for (order, said), new in zip(ORDERS.items(), orders, strict=True)
        ]

        def take(row: int) -> None:
            self.bar.set_text(self.desk.library.reordered(self.bar.value, orders[row]))
            self.search_now()

        await self._open_menu(entries, take, list(ORDERS).index(field))

    # lists to choose from

    async def _open_menu(self, entries: "Sequence[Entry]", take: Callable[[int], None], cursor: int = 0) -> None:
        from reader.tui.widgets.pop_up import PopUpList

        self.close_completions()
        if self._menu is None:
            self._menu = PopUpList(id="menu")
            await self.mount(self._menu)
        if self.focused is not self._menu:
            self._menu_from = self.focused
        self._menu_take = take
        over = self.bar if self._menu_from is self.bar else self.rule("list", "top")
        self._menu.open(
            entries,
            x=over.region.x,
            y=self.status.region.bottom if over is self.bar else over.region.bottom,
            cursor=cursor,
            note="Enter takes · Esc closes",
        )
        self.go_to(self._menu)

    def place_of(self, pane: Widget | None) -> str:
        """A list to choose from has keys of its own."""
        return MENU if pane is not None and pane is self._menu else super().place_of(pane)

    def leave_menu(self) -> bool:
        """Close the list and go back to where it was opened; False where it is not in focus."""
        if self._menu is None or self.focused is not self._menu:
            return False
        self.go_to(self._menu_from or self.hits)
        self._menu.close()
        return True

    def do_menu_take(self) -> None:
        """Take the row under the cursor."""
        if self._menu is not None:
            self._menu.take()

    def on_pop_up_list_taken(self, event: "PopUpList.Taken") -> None:
        """Do what the row stands for."""
        if event.view is self._menu:
            event.stop()
            self.leave_menu()
            self._menu_take(event.row)

    def on_descendant_focus(self) -> None:
        """The mouse has led out of the list: it closes."""
        if self._menu is not None and self._menu.is_open and self.focused is not self._menu:
            self._menu.close()
