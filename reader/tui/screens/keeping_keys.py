"""Stars, tags, read state and notes of the article that one is at, taking back, repeating; what was done is shown."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.article import Article
from reader.kept import ArticleState, Note, TextSpan
from reader.keys.action import PASSAGE
from reader.text import plural
from reader.tui.document import Document
from reader.tui.keeping import StateChange
from reader.tui.keeping_document import with_kept
from reader.tui.widgets.line_view import LineView

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen
    from reader.tui.screens.passage_keys import Unit

    Base = DeskScreen
else:
    Base = object


class KeepingKeys(Base):
    """Mixed into a screen that shows an article in a line view."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._opened_key: int | None = None
        self._notes_edition = 0
        self._kept_shown: tuple[int, ArticleState, Sequence[Note]] | None = None

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> LineView:
            """The text."""

        @property
        def article(self) -> Article | None:
            """The article whose clean text is on show, if one is."""

        @property
        def series_key(self) -> int | None:
            """The key of the article that the cursor is on, or that is read."""

        @property
        def shown_key(self) -> int | None:
            """The key of the article whose text is on show."""

        @property
        def _chosen_units(self) -> Sequence[Unit]:
            """The sentences that are chosen."""

        def text_document(self) -> Document:
            """The text as it is to be shown now."""

        def drop_choice(self) -> bool:
            """Choose no passage any more."""

    # what an action is about

    def chosen_keys(self) -> Sequence[int]:
        """The articles that are starred or tagged."""
        return () if self.series_key is None else (self.series_key,)

    def near_keys(self) -> Sequence[int]:
        """The articles whose read state is changed: marks do not count."""
        return () if self.series_key is None else (self.series_key,)

    @property
    def screenful(self) -> int:
        """More articles than these are asked about before anything is done to them."""
        return 1

    async def keep_change(self, change: StateChange, what: str) -> None:
        """Make a change; of more articles than a screen shows, only after asking. `what` completes `… 3 articles`."""
        self.leave_range()
        if not change.keys:
            self.say("no article here")
        elif len(change.keys) <= self.screenful:
            self.desk.keeping.make(change)
        else:
            await self.ask_change(change, what)

    async def ask_change(self, change: StateChange, what: str) -> None:
        """Ask whether a change is to be made of so many articles: those of this moment, whatever comes meanwhile."""
        from reader.tui.screens.ask_dialog import AskDialog

        yes = f"{what} {plural(len(change.keys), 'article')}"
        await self.app.push_screen(AskDialog(yes, lambda: self.desk.keeping.make(change)))

    def leave_range(self) -> bool:
        """A range has done its work, or is dropped; False where there is none."""
        return False

    # stars, read state, tags

    async def do_star_toggle(self) -> None:
        """Star them, or where all are starred take the stars off."""
        keys, kept = self.chosen_keys(), self.session.kept
        wanted = not all(kept.of(key).starred for key in keys)
        await self.keep_change(StateChange("star", tuple(keys), wanted), "star" if wanted else "take the star off")

    async def do_read_toggle(self) -> None:
        """Read, or where all are read unread."""
        keys, kept = self.near_keys(), self.session.kept
        wanted = not all(kept.of(key).read for key in keys)
        await self.keep_change(StateChange("read", tuple(keys), wanted), "take for read" if wanted else "unread again")

    async def do_tag_add(self) -> None:
        """Ask for tags to give them."""
        await self._ask_tags(wanted=True)

    async def do_tag_remove(self) -> None:
        """Ask for tags to take off them."""
        await self._ask_tags(wanted=False)

    async def _ask_tags(self, *, wanted: bool) -> None:
        from reader.tui.screens.tag_prompt import TagPrompt

        keys, kept = tuple(self.chosen_keys()), self.session.kept
        if not keys:
            self.say("no article here")
            return
        offered = None
        if not wanted and all(kept.knows(key) for key in keys):
            offered = list(dict.fromkeys(tag for key in keys for tag in kept.of(key).tags))
            if not offered:
                self.say("no tag to take off")
                return

        def take(tags: tuple[str, ...]) -> None:
            what = ("tag" if wanted else "take tags off") + f" {', '.join(tags)}:"
            self.call_later(self.keep_change, StateChange("tag", keys, wanted, tags), what)

        whose = "this one" if len(keys) == 1 else plural(len(keys), "article")
        verb = "tag" if wanted else "take tags off"
        await self.app.push_screen(TagPrompt(f"{verb} {whose}", take, offered))

    # repeating

    async def do_action_repeat(self) -> None:
        """The last mark, star, tag or read action, on what is chosen now."""
        last = self.desk.keeping.last
        if last is None:
            self.say("nothing to repeat yet")
            return
        keys = self.near_keys() if last.kind in ("mark", "read") else self.chosen_keys()
        named = {"mark": ("mark", "take the mark off"), "star": ("star", "take the star off")}
        named |= {"read": ("take for read", "unread again"), "tag": ("tag", "take tags off")}
        await self.keep_change(last.on(keys), named[last.kind][not last.wanted])

    # reading

    def read_by_opening(self, key: int | None) -> None:
        """The reader has an article before them: it is read, once, and what they say of it later holds."""
        if key is None or key == self._opened_key:
            return
        self._opened_key = key
        if not self.session.kept.of(key).read:
            self.desk.keeping.make(StateChange("read", (key,), True, by_opening=True), told=False)

    # notes

    async def do_note_edit(self) -> None:
        """Write a note on the article, or on the passage that is chosen."""
        from reader.tui.screens.note_dialog import NoteDialog

        key = self.series_key
        if key is None:
            self.say("no article here")
            return
        passage, quote = None, ""
        if self.place == PASSAGE:
            found = self._chosen_passage()
            if found is None:
                self.say("a note stands on a passage of the article's own text")
                return
            passage, quote = found
            self.drop_choice()
        hit = self.desk.browse.heading_of(key)
        title = self.article.title if self.article and self.shown_key == key else hit.title if hit else ""
        await self.app.push_screen(NoteDialog(key, title, passage, quote))

    def _chosen_passage(self) -> tuple[TextSpan, str] | None:
        """What is chosen of the first paragraph that sentences are chosen of, and its words."""
        if self.article is None:
            return None
        units = self._chosen_units
        paragraph = self.view.document.paragraphs[units[0][0]]
        inside = [unit for unit in units if unit[0] == units[0][0]]
        start, end = inside[0][1], inside[-1][2]
        if paragraph.part is None:
            return None
        text = self.article.parts()[paragraph.part].text
        end = min(end, len(text))
        return (TextSpan(paragraph.part, start, end), text[start:end]) if start < end else None

    # what is shown

    def with_kept(self, document: Document) -> Document:
        """An article's document with its state and its notes."""
        article, key = self.article, self.shown_key
        if article is None or key is None:
            return document
        self._kept_shown = self._kept_of(key)
        return with_kept(document, article, *self._kept_shown[1:])

    def _kept_of(self, key: int) -> tuple[int, ArticleState, Sequence[Note]]:
        return key, self.session.kept.of(key), self.desk.keeping.notes.get(key, ())

    def ask_kept(self) -> None:
        """Have the state and the notes of the article on show read; called when its text has come."""
        self._notes_edition = self.desk.keeping.notes_edition
        if self.shown_key is not None:
            self.desk.keeping.ask_article(f"article {type(self).__name__}", self.shown_key, self._kept_told)

    def _kept_told(self) -> None:
        if self in self.app.screen_stack:  # it may have been left meanwhile
            self.show_state()

    def show_state(self) -> None:
        """Show also what was done with the article on show."""
        super().show_state()
        key = self.shown_key if self.is_mounted else None
        if key is None or self.article is None:
            return
        if self._notes_edition != self.desk.keeping.notes_edition:
            self.ask_kept()
        before, now = self._kept_shown, self._kept_of(key)
        if before is None or before[0] != key or before == now:
            return
        if before[2] == now[2]:
            self.view.extend(self.text_document())
        else:  # paragraphs have other numbers now
            self.drop_choice()
            self.view.show(self.text_document(), keep_place=True)
