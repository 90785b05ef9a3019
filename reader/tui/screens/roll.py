"""The topic roll: every section on a topic within a result, read as one text, the oldest first."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.message import Message

from reader.article import Article
from reader.results import Mark, SearchPage
from reader.text import clean, plural
from reader.tui.content import content
from reader.tui.dates import row_scale, span_of_days
from reader.tui.document import Document, Heading, Paragraph
from reader.tui.export.export_keys import ExportKeys
from reader.tui.finding import find_places
from reader.tui.messages import ArticleNamed, RollReady, WorkFailed
from reader.tui.rolling import Rolled, Spot, length_of, pieces_of, read_roll, recast, roll_paragraphs, texts_of
from reader.tui.screens.passage_keys import PassageKeys, Source
from reader.tui.screens.text_screen import TextScreen
from reader.tui.search_thread import Stale
from reader.tui.trail import RollStop, Stop
from reader.tui.widgets.line_view import Place
from reader.tui.widgets.one_line import OneLine

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer

FIRST, CHUNK = 20, 50
"""Articles that are read before the first part is shown, and in one go after that."""

AT_ONCE = 200
"""Articles that are read without being asked for; of a longer roll the rest comes as one reads on."""

AHEAD = 4
"""Screens below the one in sight that are kept filled."""

LOADING_SECONDS = 0.1


class RollScreen(ExportKeys, PassageKeys, TextScreen):
    """The sections on `topic` of the articles of `page`."""

    MARKS_SECTION = True

    def __init__(self, page: SearchPage, topic: str) -> None:
        super().__init__()
        self._page = page
        self._topic = topic
        self._keys: Sequence[int] | None = None
        self._read = 0
        self._loading = False
        self._parts: list[Rolled] = []
        self._starts: list[int] = []  # the number of each part's first paragraph; numbers are the view's places
        self._paragraphs: list[Paragraph] = []
        self._sections: list[int] = []
        self._scale = row_scale([value.value for value in page.facets.date])

    def on_mount(self) -> None:
        """Ask for the first parts."""
        self.session.trail.visit(self.here())
        self.view.column = self.session.width
        self.show_head()
        self.set_timer(LOADING_SECONDS, self._still_loading)
        self._load()

    def on_screen_resume(self) -> None:
        """The column may have changed; the list keeps to the article that it was left at."""
        super().on_screen_resume()
        self.view.column = self.session.width
        self.session.cursor_key = self.desk.browse.hits.cursor_key

    def here(self) -> Stop:
        """This roll."""
        return RollStop(self._page.request.query, self._topic, self._page)

    def _still_loading(self) -> None:
        if self._keys is None and not self.view.message:
            self.view.show_message(f"reading the sections on {self._topic} …\n\n{self.way_back}", "loading")

    # loading

    def _load(self) -> None:
        """Have the next parts read, unless that is under way."""
        if self._loading or (self._keys is not None and self._read >= len(self._keys)):
            return
        self._loading = True
        library, page, topic, known, start = self.desk.library, self._page, self._topic, self._keys, self._read
        number = CHUNK if self._read else FIRST

        def work(_: Stale) -> Message:
            keys = known if known is not None else library.on_topic(page, topic)
            chunk = keys[start : start + number]
            return RollReady(keys, start + len(chunk), read_roll(library, chunk, topic, page.request))

        self.desk.thread.submit("roll", work, self)

    def on_roll_ready(self, event: RollReady) -> None:
        """Put more of the roll under what is there."""
        self._loading = False
        self._keys, self._read = event.keys, event.read
        for part in event.parts:
            self._append(part, self._found_in(part))
        if self._parts and len(event.parts) < len(self._parts):
            self.view.extend(self._document)
        elif self._parts:
            self.view.show(self._document)
            self.view.scroll_first()  # it is read from its beginning, whatever is lit further down
        elif self._read >= len(event.keys):
            self.view.show_message(f"no section on {self._topic} in this range\n\n{self.way_back}", "empty")
        self.show_head()
        self.show_foot()
        if self._read < AT_ONCE:
            self._load()
        else:
            self._load_ahead()

    def _append(self, part: Rolled, marks: Sequence[Mark]) -> None:
        first = self._starts[-1] + length_of(self._parts[-1]) if self._parts else 0
        self._parts.append(part)
        self._starts.append(first)
        self._sections.append(len(self._paragraphs))
        self._paragraphs += roll_paragraphs(part, marks, self._scale, first)

    @property
    def _document(self) -> Document:
        return Document(tuple(self._paragraphs), tuple(self._sections))

    def _load_ahead(self) -> None:
        """Keep some screens below the one in sight filled."""
        view = self.view
        if view.layout_height - round(view.scroll_y) < (AHEAD + 1) * max(1, view.size.height):
            self._load()

    def on_work_failed(self, event: WorkFailed) -> None:
        """The roll cannot be read: say it in its place, or go on with what is there."""
        if event.slot == "roll" and event.words:
            event.stop()
            self._loading = False
            if self._parts:
                self.say(event.words, warning=True)
            else:
                self.view.show_message(f"{event.words}\n\n{self.way_back}", "failed")

    # where one is

    @property
    def _here(self) -> int:
        """The number of the part that is being read, from 0."""
        return max(0, bisect_right(self._starts, self.view.place.part) - 1)

    @property
    def _here_part(self) -> Rolled | None:
        return self._parts[self._here] if self._parts else None

    def show_head(self) -> None:
        """Topic, days, how many sections of how many articles; which part one is in."""
        title = self._topic.capitalize()
        said = [title]
        if self._keys is not None:
            whole = self._read >= len(self._keys)
            dates = [part.part.date for part in self._parts if part.part is not None]
            days = span_of_days(dates, self._scale, whole=whole)
            said = [f"{title}, {days}" if days else title]
            articles = len({part.key for part in self._parts})
            of = plural(articles, "article") if whole else f"{self._read:,} of {plural(len(self._keys), 'article')}"
            said.append(f"{plural(len(self._parts), 'section')} of {of}")
            said.append("oldest first" if whole else "oldest first, more as you read on")
        left = content(" · ".join(said), [(0, len(title), "bold $desk-title")])
        number, of_all = self.view.section
        more = "…" if self._keys is None or self._read < len(self._keys) else ""
        self.query_one("#head", OneLine).show(left, content(f"{number:,} of {of_all:,}{more}" if of_all else "…"))

    def on_line_view_scrolled(self) -> None:
        """Say where in the roll we are, and keep it filled."""
        self.show_head()
        self.show_foot()
        if self._read >= AT_ONCE:
            self._load_ahead()

    # actions

    def has_words(self) -> bool:
        """A roll ends where it ends: its hits lead into no other text."""
        return True

    def step_article(self, step: int, *, to_hit: bool = False) -> None:
        """Go to the first part of another article."""
        if to_hit:
            self.say("no more hits in this roll" + ("" if self._is_whole else " so far"))
            return
        here, key = self._here, self._here_part.key if self._here_part is not None else None
        at = here
        if step < 0:  # from inside an article to its beginning first would be a key that seems dead
            while at > 0 and self._parts[at - 1].key == key:
                at -= 1
            at -= 1
            while at > 0 and self._parts[at - 1].key == self._parts[at].key:
                at -= 1
        else:
            while at < len(self._parts) and self._parts[at].key == key:
                at += 1
        if 0 <= at < len(self._parts):
            self.view.go_to(Place(self._starts[at]))
            self.show_head()
        elif step < 0:
            self.say("the first article of the roll")
        else:
            self.say("the last article of the roll" if self._is_whole else "more of the roll is on its way")
            self._load()

    @property
    def _is_whole(self) -> bool:
        return self._keys is not None and self._read >= len(self._keys)

    def do_section_next(self) -> None:
        """The next part."""
        super().do_section_next()
        self.show_head()

    def do_section_previous(self) -> None:
        """The part before."""
        super().do_section_previous()
        self.show_head()

    async def do_view_open(self) -> None:
        """Read the article of this part, at this place."""
        part = self._here_part
        if part is None or part.part is None:
            self.say("nothing to open")
            return
        from reader.tui.screens.reader import ReaderScreen

        piece = max(0, self.view.place.part - self._starts[self._here] - 1)
        heading = Heading(part.part.title, part.part.outlet, part.part.date)
        await self.app.push_screen(ReaderScreen(part.key, at=Spot(part.part.number, piece), heading=heading))

    def do_view_back(self) -> None:
        """Back to the list, as it was left."""
        if self.drop_choice():
            return
        self.desk.thread.drop("roll")
        self.dismiss()

    def do_view_raw(self) -> None:
        """A roll is made of many dumps' lines."""
        self.say(f"{self.key_of('view.open')} opens the article; there {self.key_of('view.raw')} shows its lines")

    async def do_compare_open(self) -> None:
        """The article of this part beside the marked one."""
        part = self._here_part
        await self.compare_with(part.key if part is not None else None)

    async def do_story_figures(self) -> None:
        """The figures of the story that the article of this part belongs to."""
        part = self._here_part
        await self.open_figures(part.key if part is not None else None)

    def do_article_like(self) -> None:
        """Search for articles like the one of this part."""
        part, library = self._here_part, self.desk.library
        if part is not None:
            key = part.key
            self.desk.thread.submit("related", lambda _: ArticleNamed(library.article_by_key(key).id), self)

    def on_article_named(self, event: ArticleNamed) -> None:
        """Its id is known: search for articles like it."""
        self.desk.return_to_browse()
        self.desk.browse.look_for(f"like:{event.id}")

    async def do_topic_edit(self) -> None:
        """The topics of the section of this part."""
        part = self._here_part
        if part is None or part.part is None:
            self.say("no section here")
            return
        from reader.tui.screens.topics_dialog import TopicsDialog

        await self.app.push_screen(TopicsDialog(part.key, part.part.number, self._corrected))

    def _corrected(self, key: int, article: Article) -> None:
        """A person has said otherwise of a topic: the part stays, and says so."""
        self._parts = [recast(part, article, self._topic) if part.key == key else part for part in self._parts]
        self.view.show(self.with_found(self._found), keep_place=True)
        self.desk.browse.search_afresh()

    # copying

    def article_keys(self) -> Sequence[int]:
        """The article of this part."""
        part = self._here_part
        return () if part is None else (part.key,)

    def export_offers(self) -> Sequence["Offer"]:
        """The roll, the article of this part, the marked ones, the result."""
        from reader.tui.export.offers import roll_of

        rolled = [roll_of(self._page, self._topic, self._keys)] if self._keys else []
        here = self._here_part
        one = self.offer_one(here.key if here is not None else None)
        return [*rolled, *one, *self.offer_marked(), *self.offer_result()]

    def source_of(self, part: int) -> Source | None:
        """The section of an article that a numbered paragraph of the roll comes from."""
        at = bisect_right(self._starts, part) - 1
        found = self._parts[at].part if at >= 0 else None
        if found is None or part == self._starts[at]:  # the line over a part is none of the article's text
            return None
        section, piece, texts = found.number, part - self._starts[at] - 1, texts_of(found)
        text = clean(texts[piece]) if piece < len(texts) else ""
        return Source(found.key, lambda article: article.parts()[pieces_of(article, section)[piece]].line, text)

    # finding

    @property
    def can_find(self) -> bool:
        """Whether anything is there yet."""
        return bool(self._parts)

    def with_found(self, words: str) -> Document:
        """The roll with these words lit, as far as it has been read; without words, with the hits of the search."""
        self._found = words
        parts, self._parts, self._starts, self._paragraphs, self._sections = self._parts, [], [], [], []
        for part in parts:
            self._append(part, self._found_in(part))
        return self._document

    def _found_in(self, part: Rolled) -> Sequence[Mark]:
        """What is lit in a part: the words that were looked for, else the hits of the search."""
        if not self._found or part.part is None:
            return part.marks
        texts = enumerate(texts_of(part.part))
        return [Mark(number, *span) for number, text in texts for span in find_places(text, self._found)]
