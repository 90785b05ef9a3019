"""Copying: a passage, a passage with its source, whole articles; and the footer says where it went."""

import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from textual.message import Message

from reader.article import Article
from reader.keys.action import LIST
from reader.paths import copy_file
from reader.taking import ExportRequest
from reader.text import SafeText, clean
from reader.tui.messages import WorkFailed
from reader.tui.quotation import Excerpt, article_text, excerpt_text, headings, quotation
from reader.tui.search_thread import Stale

if TYPE_CHECKING:
    from reader.library import Library
    from reader.tui.app import DeskApp
    from reader.tui.clipboard import Copied
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object

RECORD_STYLES = ("csl-json", "bibtex")
"""Styles of a quotation whose source is an export format."""

LineOf = Callable[[Article], int]
"""The line of the dump that a part of an article stands on."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Paragraphs that are to be copied, the key of their article, and what tells the first and last of their lines."""

    paragraphs: tuple[str, ...]
    key: int | None = None
    lines: tuple[LineOf, LineOf] | None = None


@dataclass
class TextToCopy(Message):
    """A text with its sources, put together on the search thread."""

    text: SafeText


class Copying(Base):
    """Mixed into a screen that has something to copy. The screen says what."""

    def chosen(self) -> Sequence[Chosen]:
        """What is to be copied where no article of the list is: a selection, else the passage at the place."""
        return ()

    def article_keys(self) -> Sequence[int]:
        """The articles to be copied whole, or in the list by their headings."""
        return ()

    def do_copy_text(self) -> None:
        """Copy the passage; in the list title, outlet and date."""
        if self.place == LIST:
            self._copy_from(self.article_keys(), lambda articles: headings(articles, sources=False))
        elif chosen := self.chosen():
            self.copied_passage()
            copy_out(self.desk, excerpt_text(Excerpt(each.paragraphs) for each in chosen))
        else:
            self.say("nothing to copy here")

    def do_copy_quote(self) -> None:
        """Copy the passage with its source; in the list the articles' source lines."""
        if self.place == LIST:
            self._copy_from(self.article_keys(), lambda articles: headings(articles, sources=True))
            return
        chosen = self.chosen()
        keys = list(dict.fromkeys(each.key for each in chosen if each.key is not None))
        library, style = self.desk.library, self.desk.library.config.quote

        def quote(articles: Sequence[Article]) -> SafeText:
            found = dict(zip(keys, articles, strict=True))
            records = {}
            if style in RECORD_STYLES:
                records = {article.id: _record(library, key, style) for key, article in found.items()}
            return quotation((_excerpt(each, found) for each in chosen), style, records)

        self.copied_passage()
        self._copy_from(keys, quote)

    def do_copy_article(self) -> None:
        """Copy the whole article."""
        self._copy_from(
            self.article_keys(), lambda articles: clean("\n\n\n".join(map(article_text, articles)), multiline=True)
        )

    def copied_passage(self) -> None:
        """The passage is being copied: a choice of sentences has done its work."""

    def _copy_from(self, keys: Sequence[int], compose: Callable[[Sequence[Article]], SafeText]) -> None:
        """Have the articles read, and what is made of them copied."""
        if not keys:
            self.say("nothing to copy here")
            return
        library = self.desk.library

        def work(_: Stale) -> Message:
            return TextToCopy(compose([library.article_by_key(key) for key in keys]))

        self.desk.thread.submit("copy", work, self)

    def on_text_to_copy(self, event: TextToCopy) -> None:
        """The text is there."""
        event.stop()
        copy_out(self.desk, event.text)

    def on_work_failed(self, event: WorkFailed) -> None:
        """An article that was to be copied cannot be read."""
        if event.slot == "copy" and event.words:
            event.stop()
            self.say(f"not copied: {event.words}", warning=True)


def _record(library: "Library", key: int, format: str) -> str:
    """An article's record in an export format."""
    pieces = library.export_document(ExportRequest(format, (key,)))
    return b"".join(pieces).decode("utf-8", "replace").strip()


def _excerpt(chosen: Chosen, articles: dict[int, Article]) -> Excerpt:
    article = articles.get(chosen.key) if chosen.key is not None else None
    lines = None
    if article is not None and chosen.lines is not None:
        first, last = sorted(line_of(article) for line_of in chosen.lines)
        lines = (first, last)
    return Excerpt(chosen.paragraphs, article, lines)


def copy_out(desk: "DeskApp", text: SafeText) -> None:
    """Put a text on the clipboard, on a thread of its own, and say where it went."""

    def work() -> None:
        from reader.tui.clipboard import copy

        copied = copy(text, copy_file(), os.environ)
        desk.call_later(_tell, desk, copied)

    threading.Thread(target=work, daemon=True, name="copy").start()


def _tell(desk: "DeskApp", copied: "Copied") -> None:
    """No program took it: give it to the terminal. Say where it went."""
    count = f"{len(copied.text):,} character" + ("" if len(copied.text) == 1 else "s")
    if copied.tool:
        desk.say(f"copied {count} with {copied.tool}")
        return
    from reader.tui.clipboard import terminal_sequence

    sequence = terminal_sequence(copied.text, os.environ)
    file = _short(copied.file) if copied.file is not None else ""
    if sequence is not None and desk._driver is not None:
        desk._driver.write(sequence)
        desk.say(f"copied {count} through the terminal (OSC 52)" + (f", and to {file}" if file else ""))
    elif file:
        desk.say(f"too long for the terminal's clipboard: {count} are in {file}")
    else:
        desk.say(f"not copied: {copied.fault}", warning=True)


def _short(path: Path) -> str:
    """A path as a shell reads it, the home folder as `~`."""
    home = str(Path.home())
    return "~" + str(path)[len(home) :] if str(path).startswith(home + os.sep) else str(path)
