"""Folding: the articles of the list that report one event, in one row."""

from typing import TYPE_CHECKING

from textual.message import Message

from reader.results import SearchPage
from reader.tui.folding import MOST, Fold, fold
from reader.tui.messages import StoriesFound, WorkFailed
from reader.tui.search_thread import Stale

if TYPE_CHECKING:
    from reader.tui.screens.browse_search import BrowseSearch

    Base = BrowseSearch
else:
    Base = object

STORIES_SECONDS = 0.05
"""Between an answer and the asking for its stories: rows and article go first."""


class BrowseStories(Base):
    """Mixed into the browse screen."""

    def page_shown(self, page: SearchPage) -> None:
        """A new answer is folded as the one before was."""
        super().page_shown(page)
        self.hits.folded = {}
        if self.session.folding:
            self.after("stories", STORIES_SECONDS, self._ask_stories)

    def do_story_fold(self) -> None:
        """Each story in one row, or every article in its own."""
        self.session.folding = not self.session.folding
        if self.session.folding:
            self.say("folding: the first article of each story stays")
            self._ask_stories()
        else:
            self.stop("stories")
            self.desk.thread.drop("stories")
            if self.session.fold is not None:
                self._relist(None)
            self.show_last_good()

    def _ask_stories(self) -> None:
        page, library = self.session.page, self.desk.library
        if page is None or not page.total:
            return

        def work(_: Stale) -> Message:
            return StoriesFound(page, library.stories(page.keys[:MOST]))

        self.desk.thread.submit("stories", work, self)

    def on_stories_found(self, event: StoriesFound) -> None:
        """Fold, if it is the answer on the screen that they are of."""
        if event.page is self.session.page and self.session.folding:
            self._relist(fold(event.page, event.leaders))
            self.show_last_good()

    def on_work_failed(self, event: WorkFailed) -> None:
        """The stories cannot be told apart: the list stays as it is."""
        if event.slot == "stories" and event.words:
            event.stop()
            self.session.folding = False
            self.say(f"not folded: {event.words}", warning=True)

    def _relist(self, folded: Fold | None) -> None:
        """Show the same answer with other rows; the cursor stays on its article, or goes to its story's leader."""
        before, key = self.session.listed, self.hits.cursor_key
        self.session.fold = folded
        page = self.session.listed
        if page is None or before is None:
            return
        if folded is not None and key is not None:
            key = folded.leaders.get(key, key)
        known = []
        for row in range(min(page.total, MOST)):
            old = before.keys.index(page.keys[row]) if page.keys[row] in before.keys else None
            hit = self.hits.row_at(old) if old is not None else None
            if hit is None:
                break
            known.append(hit)
        self.drop_wishes()
        days = [value.value for value in page.facets.date]
        self.hits.set_page(page.total, cursor_key=key, keys=page.keys, days=days, hits=known, some=page.some)
        self.hits.folded = dict(folded.hidden) if folded is not None else {}
        self.session.cursor_key = self.hits.cursor_key
