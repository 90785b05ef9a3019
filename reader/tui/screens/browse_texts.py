"""What leads from the list into texts, and back: topic rolls, articles like one, the topics of a section."""

from typing import TYPE_CHECKING

from reader.article import Article
from reader.results import SearchPage
from reader.text import slug
from reader.tui.document import Heading
from reader.tui.trail import ListStop, Stop

if TYPE_CHECKING:
    from reader.tui.screens.browse_facets import BrowseFacets

    Base = BrowseFacets
else:
    Base = object

AFRESH_SECONDS = 0.05
"""Between a change of the archive and the search that shows it."""


class BrowseTexts(Base):
    """Mixed into the browse screen."""

    if TYPE_CHECKING:  # what the screen has to have

        def return_to(self, key: int) -> None:
            """Put the cursor on an article."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._chosen_before: bool | None = None

    async def open_number(self, key: int, heading: Heading) -> None:
        """Go to another number of a series: the cursor, where it is in the list; else it is opened."""
        if self.session.row_of(key) is not None:
            self.return_to(key)
        else:
            from reader.tui.screens.reader import ReaderScreen

            self.opens()
            await self.app.push_screen(ReaderScreen(key, heading=heading))

    def heading_of(self, key: int) -> Heading | None:
        """What the list knows of an article."""
        row = self.session.row_of(key)
        hit = self.hits.row_at(row) if row is not None else None
        return Heading(hit.title, hit.outlet, hit.date) if hit is not None and hit.key == key else None

    def search_afresh(self) -> None:
        """The archive has changed: the same search again, and the cursor stays on its article, chosen or not.

        Several changes in a row are one search.
        """
        self.after("afresh", AFRESH_SECONDS, self._search_afresh)

    def _search_afresh(self) -> None:
        if self._wanted is None and self._chosen_before is None and self.session.cursor_key is not None:
            self._chosen, self._chosen_before = True, self._chosen
        self.search_again()

    def page_shown(self, page: SearchPage) -> None:
        """A cursor that was left where the result had put it goes to the best hit of the next search again."""
        super().page_shown(page)
        if self._chosen_before is not None:
            self._chosen, self._chosen_before = self._chosen_before, None

    # the trail

    def here(self) -> Stop:
        """This list."""
        page = self.session.page
        query = page.request.query if page is not None else self.bar.value
        return ListStop(query, self.session.match, self.session.cursor_key)

    def return_to_list(self, stop: ListStop) -> None:
        """The list of a search that was left, its cursor on the article that it was left at."""
        page = self.session.page
        if page is not None and page.request.query == stop.query and self.session.match == stop.match:
            if stop.key is not None:
                self.return_to(stop.key)
        else:
            self._chosen, self.session.cursor_key = stop.key is not None, stop.key
            self.session.match = stop.match
            self.bar.set_text(stop.query)
            self.search_now()
        self.go_to(self.hits)

    def look_for(self, query: str) -> None:
        """Search for something else; widening comes back from it."""
        self.come_back_from(query)
        self.bar.set_text(query)
        self.go_to(self.hits)
        self.search_now()
        self.say(f"{self.key_of('search.widen')} goes back to the search before")

    # topic rolls

    def _topic_here(self) -> str | None:
        """The topic under the cursor: in the facets that one, in the list the one asked for, else the article's."""
        if self.focused is self.facets:
            field, value = self.facets.current or ("", "")
            return self._topic_called({slug(value)}) or value if field == "topic" else None
        if asked := self._topic_called({slug(value) for value in self._filters.included.get("topic", ())}):
            return asked
        hit = self.hits.row_at(self.hits.cursor)
        return hit.topics[0] if hit is not None and hit.topics else None

    def _topic_called(self, slugs: set[str]) -> str | None:
        """Of the topics of the result that are called so, the one with most sections."""
        page = self.session.page
        values = [value for value in page.facets.topic if slug(value.value) in slugs] if page is not None else []
        return max(values, key=lambda value: value.sections or value.count).value if values else None

    async def do_roll_open(self) -> None:
        """Read every section on the topic under the cursor as one text."""
        page, topic = self.session.page, self._topic_here()
        if page is None or topic is None:
            facets = self.focused is self.facets
            elsewhere = f"this article has no topic; {self.key_of('facet.open')} goes to those there are"
            self.say(f"{self.key_of('roll.open')} reads a topic: go to one" if facets else elsewhere)
            return
        from reader.tui.screens.roll import RollScreen

        self.remove_class("-facets")
        self.opens()
        await self.app.push_screen(RollScreen(page, topic))

    # the article beside the list

    def do_article_like(self) -> None:
        """Search for articles like the one that is shown."""
        if self._reading is not None:
            self.opens()
            self.look_for(f"like:{self._reading.article.id}")

    async def do_topic_edit(self) -> None:
        """The topics of the section that is shown."""
        if self._reading is None or self._reading_key is None:
            self.say("no section here")
            return
        from reader.tui.screens.topics_dialog import TopicsDialog

        parts, part = self._reading.article.parts(), self.view.place.part
        section = (parts[part].section if part < len(parts) else None) or 0
        await self.app.push_screen(TopicsDialog(self._reading_key, section, self._corrected))

    def _corrected(self, key: int, article: Article) -> None:  # noqa: ARG002 - the search shows the article anew
        """A person has said otherwise of a topic."""
        self._reading = None
        self.search_afresh()
