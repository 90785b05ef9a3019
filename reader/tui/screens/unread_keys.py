"""From one unread article of the result to the next; without words that were searched for, the keys of hits do it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.results import SearchPage
from reader.tui.screens.reading_keys import ReadingKeys

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    class Base(ReadingKeys, DeskScreen):
        """What it is mixed into."""

else:
    Base = ReadingKeys


class UnreadKeys(Base):
    """Mixed into the screens that show an article of the result."""

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def series_key(self) -> int | None:
            """The key of the article that the cursor is on, or that is read."""

        def go_to_article(self, key: int) -> None:
            """Go to another article of the result."""

    def do_unread_next(self) -> None:
        """The next unread article."""
        self._step_unread(1)

    def do_unread_previous(self) -> None:
        """The unread article before."""
        self._step_unread(-1)

    def _step_unread(self, step: int) -> None:
        page, key, kept = self.session.listed, self.series_key, self.session.kept
        row = self.session.row_of(key)
        if page is None or key is None or row is None:
            self.say("this article is not in the list")
            return
        row += step
        while 0 <= row < page.total and kept.knows(found := page.key_at(row)):
            if not kept.of(found).read:
                self.go_to_article(found)
                return
            row += step
        if not 0 <= row < page.total:
            self._tell_unread(step)
            return
        self.desk.keeping.ask_unread(page, row, step, self._found_from(page, key, step))

    def _found_from(self, page: SearchPage, key: int, step: int) -> Callable[[int | None], None]:
        """Takes the article that was looked for, if the reader still waits for it where they were."""

        def found(unread: int | None) -> None:
            if page is not self.session.listed or key != self.series_key:
                return
            if unread is None:
                self._tell_unread(step)
            else:
                self.go_to_article(unread)

        return found

    def _tell_unread(self, step: int) -> None:
        self.say(f"no unread article {'below' if step > 0 else 'above'} this one")

    def _over_the_end(self, step: int) -> None:
        """Past the last hit into the next article; where no words were searched for, to the next unread one."""
        page = self.session.page
        if self._found or page is None or self._asks_for_words(page):
            super()._over_the_end(step)
        else:
            self._step_unread(step)

    def _asks_for_words(self, page: SearchPage) -> bool:
        """Whether a result was found by words, and not by filters alone."""
        try:
            return bool(self.desk.library.without_filters(page.request.query).strip())
        except ReaderError:
            return True
