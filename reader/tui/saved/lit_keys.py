"""Keeps the words of lit saved searches lit in the article on show."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from reader.kept import SavedSearch
from reader.tui.document import Document
from reader.tui.saved.lit_words import LitWords, find_lit_words, with_lit_words
from reader.tui.screens.lights_keys import LightsKeys
from reader.tui.search_thread import Stale


@dataclass
class LitWordsReady(Message):
    """What is lit in an article for these searches."""

    key: int
    searches: tuple[SavedSearch, ...]
    lit: LitWords


class LitKeys(LightsKeys):
    """Mixed into a screen that shows one article after the other in a line view."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._words: LitWordsReady | None = None

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def shown_key(self) -> int | None:
            """The key of the article whose text is on show."""

    def show_lights(self, *, told: bool = False) -> None:
        """Light what is asked for; the words of saved searches too."""
        super().show_lights(told=told)
        self.show_lit_words()

    def show_lit_words(self) -> None:
        """Have the words of the lit searches found in the article on show, unless that is known."""
        key, searches, library = self.shown_key, self.session.lit_searches, self.desk.library
        known = self._words
        if key is None or self.article is None or (known and (known.key, known.searches) == (key, searches)):
            return
        if not searches:
            if known is not None:
                self._words = None
                self.view.extend(self.text_document())
            return

        def work(_: Stale) -> Message:
            return LitWordsReady(key, searches, find_lit_words(library, key, searches))

        self.desk.thread.submit("lit", work, self)

    def on_lit_words_ready(self, event: LitWordsReady) -> None:
        """Show them, if they are of the article on show."""
        event.stop()
        if self.shown_key == event.key and self.article is not None:
            self._words = event
            self.view.extend(self.text_document())

    def with_lights(self, document: Document) -> Document:
        """The same with the words of lit searches, as far as they are known."""
        document = super().with_lights(document)
        known = self._words
        fits = known is not None and (known.key, known.searches) == (self.shown_key, self.session.lit_searches)
        return with_lit_words(document, known.lit) if fits and known is not None else document
