"""The keys of a text that is being read: hits, sections, the width of the column."""

from typing import TYPE_CHECKING

from reader.tui.compare.opening import OpensComparison
from reader.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object

COLUMN_STEP = 4
"""Cells by which `<` and `>` change the column."""


class ReadingKeys(OpensComparison, Base):
    """Mixed into a screen that shows an article in a line view."""

    if TYPE_CHECKING:  # what the screen has to have
        _found: str

        @property
        def view(self) -> LineView:
            """The text."""

        def step_article(self, step: int, *, to_hit: bool = False) -> None:
            """Go `step` articles on in the result; `to_hit` asks for its first hit, or its last when going back."""

    def has_words(self) -> bool:
        """Whether the article has hits, or may have."""
        page = self.session.page
        return bool(page and page.request.query.strip())

    def do_hit_next(self) -> None:
        """The next hit, over the article's end into the next article."""
        if not self.view.next_hit():
            self._over_the_end(1)

    def do_hit_previous(self) -> None:
        """The hit before, over the article's beginning into the article before."""
        if not self.view.previous_hit():
            self._over_the_end(-1)

    def _over_the_end(self, step: int) -> None:
        if self._found:
            self.say("the last place in this text" if step > 0 else "the first place in this text")
        elif self.has_words():
            self.step_article(step, to_hit=True)
        else:
            self.say(f"no search, so no hits; {self.key_of('article.next')} goes to the next article")

    def do_article_next(self) -> None:
        """The next article of the result."""
        self.step_article(1)

    def do_article_previous(self) -> None:
        """The article before."""
        self.step_article(-1)

    def do_section_next(self) -> None:
        """The next section."""
        self.view.next_section()

    def do_section_previous(self) -> None:
        """The section before."""
        self.view.previous_section()

    def do_view_narrower(self) -> None:
        """A narrower column."""
        self._set_column(-COLUMN_STEP)

    def do_view_wider(self) -> None:
        """A wider column."""
        self._set_column(COLUMN_STEP)

    def _set_column(self, step: int) -> None:
        self.session.full_width = False
        self.view.column = self.session.resize_column(step)
        self.say(f"column {self.session.column} wide")
        self.desk.keep()

    def do_view_wrap(self) -> None:
        """The whole width, or the reading column again."""
        self.session.full_width = not self.session.full_width
        self.view.column = self.session.width
        self.say("full width" if self.session.full_width else "reading column")
