"""The first screen: query, facets, hit list and the article under the cursor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual import events

from reader.keys.action import LIST
from reader.tui.digest.digest_keys import DigestKeys
from reader.tui.dossier.dossier_keys import DossierKeys
from reader.tui.export.export_keys import ExportKeys
from reader.tui.saved.lit_keys import LitKeys
from reader.tui.saved.saved_keys import OpensSaved
from reader.tui.screens.browse_facets import BrowseFacets
from reader.tui.screens.browse_keeping import BrowseKeeping
from reader.tui.screens.browse_prompt import BrowsePrompt
from reader.tui.screens.browse_stories import BrowseStories
from reader.tui.screens.browse_texts import BrowseTexts
from reader.tui.screens.finding_keys import FindingKeys
from reader.tui.screens.outline_keys import OutlineKeys
from reader.tui.screens.outside import Outside
from reader.tui.screens.passage_keys import PassageKeys, Source, part_source
from reader.tui.screens.reading_keys import ReadingKeys
from reader.tui.screens.series_keys import SeriesKeys
from reader.tui.screens.unread_keys import UnreadKeys
from reader.tui.searching import Answer
from reader.tui.widgets.hit_list import HitList

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer


class BrowseScreen(
    ExportKeys,
    DossierKeys,
    DigestKeys,
    OpensSaved,
    BrowseKeeping,
    UnreadKeys,
    PassageKeys,
    Outside,
    OutlineKeys,
    FindingKeys,
    LitKeys,
    SeriesKeys,
    ReadingKeys,
    BrowseTexts,
    BrowseStories,
    BrowsePrompt,
    BrowseFacets,
):
    """Searching and choosing."""

    def __init__(self, answer: Answer | None) -> None:
        super().__init__()
        self._first_answer = answer
        self._begun = False
        self._last_key: str | None = None

    def on_mount(self) -> None:
        """Go on with the query of last time, or with another; at once with its answer if that is there."""
        self.bar.set_text(self.session.query)
        self.view.column = self.session.column
        self.begin_with(self._first_answer)

    async def _begin(self) -> None:
        if self._first_answer is not None:
            await self.take_answer(self._first_answer)
        await self.desk.take_early_keys()

    async def opened(self, restored: int | None) -> None:
        """Go on reading where the last desk was left; say what there is to say."""
        if self.session.reading and restored is not None:
            await self.open_article(restored)
        self.desk.say_opening()

    def on_screen_resume(self) -> None:
        """Take the keys that were typed before there was a screen; later on, the column may have changed."""
        if not self._begun:
            self._begun = True
            self.call_later(self._begin)
        self.view.column = self.session.column

    async def take_key(self, event: events.Key) -> None:
        """Remember the key: `h` goes back, but never out."""
        self._last_key = event.character
        await super().take_key(event)

    def show_signs(self) -> None:
        """The topics' letters are known: show them."""
        self.hits.signs = self.session.signs
        self.follow(anew=True)

    def go_to_article(self, key: int) -> None:
        """Put the cursor on another article; its text follows at once."""
        self.hits.move_to_key(key)
        self.follow()

    def return_to(self, key: int) -> None:
        """The reader is done with this article: the cursor is on it."""
        self.session.cursor_key = key
        self.hits.move_to_key(key)

    # actions

    def do_search_edit(self) -> None:
        """Edit the query."""
        self.remove_class("-facets")
        self.go_to(self.bar)
        self.bar.cursor_position = len(self.bar.value)

    async def do_help_query(self) -> None:
        """Show how a query is written."""
        await self.open_help("search")

    def do_search_any(self) -> None:
        """All words, or some of them."""
        self.session.match = "any" if self.session.match == "all" else "all"
        self.say("some of the words are enough" if self.session.match == "any" else "all words are needed")
        self.search_now()

    def do_prompt_cancel(self) -> None:
        """Out of the facets; else out of what is open over the panes, and out of the bar."""
        if self.focused is self.facets:
            self.leave_facets()
            return
        if self.focused is self.bar:
            self.drop_empty_narrowing()
        if self.focused is self.view and self.drop_found():
            return
        super().do_prompt_cancel()

    async def do_view_open(self) -> None:
        """Read the article under the cursor, or take the doctor's repair."""
        if self.take_repair():
            return
        if self.hits.cursor_key is None:
            self.say("nothing to open")
        else:
            await self.open_article(self.hits.cursor_key)

    async def open_article(self, key: int) -> None:
        """Read an article, be it in the result or not."""
        from reader.tui.screens.reader import ReaderScreen

        self._chosen = True
        self.session.cursor_key = key
        self.opens()
        await self.app.push_screen(ReaderScreen(key))

    async def on_hit_list_activated(self, event: HitList.Activated) -> None:
        """A row was chosen with the mouse."""
        event.stop()
        await self.do_view_open()

    async def do_view_back(self) -> None:
        """Out of the facets or the article into the list; out of the list, and of broadsheet."""
        if self.drop_choice() or self.leave_menu() or self.leave_doctor():
            return
        if self.focused is self.facets:
            self.leave_facets()
        elif self.focused is self.strip:
            self.leave_time()
        elif self.focused is self.view:
            self.go_to(self.hits)
        elif self._last_key != "h":
            await self.desk.action_quit()

    def do_facet_only(self) -> None:
        """Keep only this value of its field."""
        self.facets.only()

    def do_facet_include(self) -> None:
        """Take this value in, or out again."""
        self.facets.include()

    def do_facet_exclude(self) -> None:
        """Leave this value out, or let it in again."""
        self.facets.exclude()

    def do_facet_clear(self) -> None:
        """Drop this field from the query: in the strip, the date."""
        if self.focused is self.strip:
            self.edit_query("clear", "date")
        else:
            self.facets.clear()

    # copying

    def article_keys(self) -> Sequence[int]:
        """In the list the marked articles, else the one under the cursor."""
        if self.session.marks and self.place == LIST:
            return tuple(self.session.marks)
        return () if self.hits.cursor_key is None else (self.hits.cursor_key,)

    def export_offers(self) -> Sequence["Offer"]:
        """The marked articles, else the result, else the one under the cursor."""
        return [*self.offer_marked(), *self.offer_result(), *self.offer_one(self.hits.cursor_key)]

    def source_of(self, part: int) -> Source | None:
        """A part of the article beside the list."""
        if self._reading is None or self._reading_key is None:
            return None
        return part_source(self._reading_key, self._reading.article, part)

    # the two articles of a comparison

    async def do_compare_open(self) -> None:
        """The two marked articles side by side, else the marked one and this one."""
        await self.compare_with(self.hits.cursor_key)

    async def do_story_figures(self) -> None:
        """The figures of the story that the article under the cursor belongs to."""
        await self.open_figures(self.hits.cursor_key)
