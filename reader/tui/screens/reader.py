"""The reading screen: one article, its hits and sections, and the way to its neighbours and its like."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.message import Message

from reader.article import Article
from reader.results import Reading
from reader.text import clean
from reader.tui.content import content
from reader.tui.dates import long_date
from reader.tui.digest.digest_keys import DigestKeys
from reader.tui.document import Document, Heading, article_document, title_document
from reader.tui.dossier.dossier_keys import DossierKeys
from reader.tui.export.export_keys import ExportKeys
from reader.tui.finding import with_marks
from reader.tui.messages import ReadingReady, WorkFailed
from reader.tui.rolling import Spot, pieces_of
from reader.tui.saved.lit_keys import LitKeys
from reader.tui.saved.saved_keys import SavedKeys
from reader.tui.screens.keeping_keys import KeepingKeys
from reader.tui.screens.outside import Outside
from reader.tui.screens.passage_keys import PassageKeys, Source, part_source
from reader.tui.screens.raw_lines import RawLines
from reader.tui.screens.related_articles import RelatedArticles
from reader.tui.screens.series_keys import SeriesKeys
from reader.tui.screens.text_screen import TextScreen
from reader.tui.screens.unread_keys import UnreadKeys
from reader.tui.search_thread import Stale
from reader.tui.trail import ArticleStop, Stop
from reader.tui.widgets.line_view import Place
from reader.tui.widgets.one_line import GAP, OneLine
from reader.tui.wrap import cut

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer

MOST_WORDS_ANEW = 20_000
"""Words of a text that is made anew within a frame or two."""

LOADING_SECONDS = 0.1
SLOW_SECONDS = 2.0
"""After the first the screen says that the text is on its way, after the second what to do about it."""


class ReaderScreen(
    ExportKeys,
    DossierKeys,
    DigestKeys,
    SavedKeys,
    KeepingKeys,
    PassageKeys,
    Outside,
    RelatedArticles,
    RawLines,
    SeriesKeys,
    LitKeys,
    UnreadKeys,
    TextScreen,
):
    """Reading. `key` is the archive's key of the article, `at` where it is to be opened, `heading` what is known of it.

    Without `at` it opens at its hit, or where it was left; `at_place` asks for the latter. `among` are the articles
    that it is read among, in their order: where it is one of them they stand for the list.
    """

    def __init__(
        self,
        key: int,
        *,
        at: Spot | None = None,
        heading: Heading | None = None,
        at_place: bool = False,
        among: Sequence[int] = (),
    ) -> None:
        super().__init__()
        self._key = self._wanted = key
        self._at = at
        self._at_place = at_place
        self._among = among
        self._known = heading
        self._reading: Reading | None = None
        self._plain = Document(())
        self._to_hit = 0

    def on_mount(self) -> None:
        """Ask for the article."""
        self.session.reading = True
        self.view.column = self.session.width
        self.open_key(self._key, self._known, at_place=self._at_place)

    def take_down(self) -> None:
        """Keep the place in this article."""
        if self._reading is not None and not self._raw:
            place = self.place_in_text
            self.session.keep_place(self._reading.article.id, (place.part, place.offset))

    # opening

    def open_key(self, key: int, heading: Heading | None = None, *, raw: bool = False, at_place: bool = False) -> None:
        """Have an article opened; until its text is there its title stands alone."""
        self.take_down()
        self.forget_related()
        self._at_place = at_place
        page, library, signs = self.session.page, self.desk.library, self.session.signs
        request = page.request if page is not None else None

        def work(_: Stale) -> Message:
            reading = library.read(key, request)
            if raw:
                return ReadingReady("reader", key, reading, library.raw(reading.article))
            return ReadingReady("reader", key, reading, document=article_document(reading, signs=signs))

        self._wanted = key
        self.desk.thread.submit("reader", work, self)
        if (key != self._key or self._reading is None) and not self._to_hit:
            self._show_heading(heading or self.desk.browse.heading_of(key))

    def _show_heading(self, heading: Heading | None) -> None:
        """The title at once, then that the text is on its way."""
        self._reading, wanted = None, self._wanted

        def show(note: str) -> None:
            if self._reading is None and self._wanted == wanted and not self.view.message:
                self.view.show(title_document(heading, note))

        self.view.show(title_document(heading))
        self._show_line(heading, [])
        self.set_timer(LOADING_SECONDS, lambda: show("reading the article …"))
        self.set_timer(SLOW_SECONDS, lambda: show(f"still reading the article; {self.way_back}"))

    def on_reading_ready(self, event: ReadingReady) -> None:
        """Show the article at its hit, or where it was left."""
        if event.key != self._wanted:
            return
        article, session = event.reading.article, self.session
        session.ids[event.key] = article.id
        self.forget_found()
        if event.raw is not None:
            self.show_raw(event.reading, event.raw)
            return
        back = self.place_from_raw() if event.key == self._key else None
        self._key, self._reading, self._raw = event.key, event.reading, False
        query = session.page.request.query if session.page is not None else ""
        kept = session.places.get(article.id)
        seen = session.opened_under.get(event.key)
        session.opened_under[event.key] = query
        session.cursor_key = event.key
        session.trail.visit(ArticleStop(event.key, self.origin))
        self._plain = event.document or self.document_of(event.reading)
        self.view.show(self.text_document(), at_part=event.reading.opens_at or None)
        if self._at is not None:
            pieces = pieces_of(article, self._at.section)
            self.view.go_to(Place(pieces[min(self._at.piece, len(pieces) - 1)] if pieces else 0))
            self._at = None
        elif self._to_hit:
            if self._to_hit < 0:
                self.view.select_hit(-1)
        elif back is not None:
            self.view.go_to(back)
        elif kept is not None and (
            seen == query or session.restored == article.id or not event.reading.opens_at or self._at_place
        ):
            self.view.go_to(Place(*kept))
        session.restored = ""
        if self._to_hit and not event.reading.marks:
            self._skip_on()
            return
        self._to_hit = 0
        self.show_head()
        self.show_foot()
        self.desk.keep()
        self.show_lights()
        self.ask_related(event.key)
        self.ask_kept()
        self.read_by_opening(event.key)

    def show_signs(self) -> None:
        """The topics' letters are known: show them, unless making the text anew would be felt."""
        if self.article is not None and self._reading is not None and self.article.words < MOST_WORDS_ANEW:
            self._plain = self.document_of(self._reading)
            self.view.extend(self.text_document())

    def document_of(self, reading: Reading) -> Document:
        """The article as it is read here."""
        return article_document(reading, signs=self.session.signs)

    def _skip_on(self) -> None:
        """An article of the result without a hit in its text is passed over on the way to the next hit."""
        step = self._to_hit
        following = self._neighbour(self._key, step)
        if following is None:
            self._to_hit = 0
            self.show_head()
            self.show_foot()
            self.say("no more hits in this result")
        else:
            self.open_key(following)

    def on_work_failed(self, event: WorkFailed) -> None:
        """The article could not be opened: say it where it would stand."""
        if event.slot == "reader" and event.words:
            event.stop()
            self._reading = None
            self.view.show_message(f"{event.words}\n\n{self.way_back}", "failed")

    def _neighbour(self, key: int, step: int) -> int | None:
        """The article after one, or before it, of those that it is read among, else of the list."""
        if key not in self._among:
            return self.session.neighbour(key, step)
        at = self._among.index(key) + step
        return self._among[at] if 0 <= at < len(self._among) else None

    def step_article(self, step: int, *, to_hit: bool = False) -> None:
        """Go on to another article of the result."""
        inside = self._wanted in self._among
        if not inside and self.session.row_of(self._wanted) is None:
            self.say(f"this article is not in the list; {self.way_back}")
            return
        following = self._neighbour(self._wanted, step)
        if following is None:
            where = "last" if step > 0 else "first"
            of = f"these {len(self._among)}" if inside else "the list"
            self.say(f"no more hits: this is the {where} article" if to_hit else f"the {where} of {of}")
            return
        self._to_hit = step if to_hit else 0
        self.open_key(following)

    # what stands around the text

    def show_head(self) -> None:
        """Title, outlet and date; section and row."""
        if self._reading is None:
            return
        article = self._reading.article
        number, sections = self.view.section
        row = self.session.row_of(self._key)
        parts = ["raw text"] if self._raw else []
        if sections and not self._raw:
            parts.append(f"section {max(1, number)} of {sections}")
        if self._key in self._among:
            parts.append(f"{self._among.index(self._key) + 1:,} of {len(self._among):,}")
        elif row is not None and (page := self.session.listed) is not None:
            total = page.total
            parts.append(f"{row + 1:,} of {total:,}" if row < total else "some of the words")
        self._show_line(Heading(article.title, article.outlet, article.date), parts)

    def _show_line(self, heading: Heading | None, parts: list[str]) -> None:
        if heading is None:
            return
        right = content(" · ".join(parts))
        # Of a long title the end goes first: outlet, date and place stay.
        beside = clean(f" · {heading.outlet or 'no outlet'} · {long_date(heading.date)}")
        room = self.size.width - 2 - right.cell_length - GAP - cell_len(beside)
        title = cut(clean(heading.title), max(room, self.size.width // 3))
        self.query_one("#head", OneLine).show(content(title + beside, [(0, len(title), "bold $desk-title")]), right)

    # actions

    def do_view_back(self) -> None:
        """Back to the article that this one was reached from, else to the list, with the cursor on this article."""
        if self.drop_choice() or self.go_back():
            return
        self.take_down()
        self.session.reading = False
        if self.app.screen_stack[-2] is self.desk.browse:
            self.desk.browse.return_to(self._wanted)
        self.desk.keep()
        self.dismiss()

    async def do_compare_open(self) -> None:
        """This article beside the marked one."""
        await self.compare_with(self._key)

    async def do_story_figures(self) -> None:
        """The figures of the story that this article belongs to."""
        await self.open_figures(self._key)

    async def do_topic_edit(self) -> None:
        """The topics of the section that is being read."""
        if self.article is None:
            self.say(f"{self.key_of('view.raw')} shows the clean text, whose sections have topics")
            return
        from reader.tui.screens.topics_dialog import TopicsDialog

        parts, part = self.article.parts(), self.view.place.part
        section = (parts[part].section if part < len(parts) else None) or 0
        await self.app.push_screen(TopicsDialog(self._key, section, self._corrected))

    def _corrected(self, key: int, article: Article) -> None:
        """A person has said otherwise of a topic: show it, here and in the list."""
        if self._reading is not None and self._key == key:
            self._reading = replace(self._reading, article=article)
            self._plain = self.document_of(self._reading)
            self.view.show(self.text_document(), keep_place=True)
        self.desk.browse.search_afresh()

    def go_to_article(self, key: int) -> None:
        """Read another article of the result."""
        self.open_key(key)

    @property
    def shown_key(self) -> int | None:
        """The article that is read."""
        return self.series_key

    @property
    def series_key(self) -> int | None:
        """The article that is read."""
        return self._key if self._reading is not None else None

    def article_keys(self) -> Sequence[int]:
        """This article: what is copied whole, or opened outside."""
        return () if self._reading is None else (self._key,)

    def export_offers(self) -> Sequence["Offer"]:
        """This article, the marked ones, the result that it was opened from."""
        return [*self.offer_one(self._key), *self.offer_marked(), *self.offer_result()]

    def source_of(self, part: int) -> Source | None:
        """A line of the dump in the raw text, else a part of the article."""
        if self._reading is None:
            return None
        if self._raw:
            return Source(self._key, lambda article: article.place.line_start + part)
        return part_source(self._key, self._reading.article, part)

    async def open_number(self, key: int, heading: Heading) -> None:
        """Read another number of the series; the way back leads to this one."""
        self.open_key(key, heading)

    # the trail

    def here(self) -> Stop:
        """This article."""
        return ArticleStop(self._key, self.origin)

    def go_on_to(self, stop: Stop, step: int) -> bool:
        """Another article is read on this very screen."""
        if not isinstance(stop, ArticleStop):
            return False
        self.retrace(stop, step)
        self.open_key(stop.key, at_place=True)
        return True

    # the text as it is lit

    @property
    def can_find(self) -> bool:
        """Whether there is a clean text."""
        return self.article is not None

    def with_found(self, words: str) -> Document:  # noqa: ARG002 - the words are those that were found last
        """The article with these words lit; without words, with the hits of the search."""
        return self.text_document()

    def text_document(self) -> Document:
        """The article as it is to be shown now: with what was found or the hits, with lights, with what is related."""
        document = self.with_kept(self._plain)
        if self._found and self.article is not None:
            document = with_marks(document, self.marks_found(self.article))
        return self.with_related(self.with_lights(document))
