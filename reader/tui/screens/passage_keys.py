"""Choosing a passage of a text with the keyboard, sentence by sentence, and what is copied of a text."""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from textual.widget import Widget

from reader.article import Article, Block
from reader.keys.action import PASSAGE
from reader.text import clean, sentences
from reader.tui.document import Document
from reader.tui.screens.copying import Chosen, Copying, LineOf
from reader.tui.widgets.line_view import LineView

_WHOLE = ("title", "heading", "code", "table", "byline")
"""Kinds of paragraphs that are not made of sentences."""

Unit = tuple[int, int, int]
"""A sentence: the number of its paragraph, and its characters [start, end) there."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a paragraph comes from: the key of its article, what tells its line, and its text as it was written.

    `text` is empty where it is painted as it was written. `whole` is what is copied where all of it is chosen: code
    keeps the lines and blanks of its author.
    """

    key: int
    line_of: LineOf
    text: str = ""
    whole: str = ""


def part_source(key: int, article: Article, part: int) -> Source | None:
    """A part of an article, by its number in `Article.parts`. Headings are painted in capitals, with signs."""
    parts = article.parts()
    if not 0 <= part < len(parts):
        return None
    found = parts[part]
    text = clean(found.text) if found.kind == "heading" else ""
    whole = ""
    if found.markup is not None and found.kind in ("paragraph", "bullet"):
        whole = "\n".join(Block(found.kind, found.text, found.line, markup=found.markup).lines())
    return Source(key, lambda found: found.parts()[part].line, text, whole)


class PassageKeys(Copying):
    """Mixed into a screen that shows a text in a line view."""

    def __init__(self, *args: object, **named: object) -> None:
        super().__init__(*args, **named)
        self._units: tuple[Unit, ...] = ()
        self._fixed = self._moving = 0  # the numbers of the units at the two ends of what is chosen
        self._text_there = ""  # the paragraph of the moving end: the choice holds only where that still stands

    if TYPE_CHECKING:  # what the screen has to have

        @property
        def view(self) -> LineView:
            """The text."""

    def source_of(self, part: int) -> Source | None:  # noqa: ARG002 - each screen has its own
        """Where the paragraph that is cited by this number comes from."""
        return None

    # choosing

    @property
    def chooses_passage(self) -> bool:
        """Whether a passage is being chosen, in the text that is on show."""
        if not self._units:
            return False
        shown, number = self.view.document.paragraphs, self._units[self._moving][0]
        return number < len(shown) and shown[number].text == self._text_there

    def place_of(self, pane: Widget | None) -> str:
        """While a passage is chosen, the keys of the text are those of choosing."""
        return PASSAGE if pane is self.view and self.chooses_passage else super().place_of(pane)

    def do_passage_choose(self) -> None:
        """Begin with the sentence of the current hit, else with the first in sight."""
        units, start = tuple(_units(self.view.document)), self.view.reading_paragraph
        if not units or start < 0:
            self.say("no text to choose from")
            return
        hit, hits = self.view.hit_number
        at = self.view.document.hits[hit - 1] if hits and hit else (start, 0, 0)
        offset = at[1] if at[0] == start else 0
        self._units = units
        self._fixed = self._moving = min(
            max(bisect_left([(unit[0], unit[2]) for unit in units], (start, offset + 1)), 0), len(units) - 1
        )
        self._paint_choice()
        self.show_place()
        ids = ("move.down", "move.up", "passage.swap", "copy.text", "copy.quote", "prompt.cancel")
        down, up, swap, copy, quote, cancel = map(self.key_of, ids)
        self.say(f"{down} {up} more or less · {swap} the other end · {copy} {quote} copy · {cancel}")

    def do_passage_swap(self) -> None:
        """Move the other end from now on."""
        self._fixed, self._moving = self._moving, self._fixed
        self._paint_choice()

    def drop_choice(self) -> bool:
        """Choose nothing any more; False where nothing was chosen."""
        was = self.chooses_passage
        if self._units:
            self._units = ()
            self._paint_choice()
            self.show_place()
        return was

    def copied_passage(self) -> None:
        """The choice has done its work."""
        self.drop_choice()

    def do_prompt_cancel(self) -> None:
        """Out of the choice; else what the screen drops."""
        if not self.drop_choice():
            super().do_prompt_cancel()

    def _move_choice(self, step: int) -> None:
        at = self._moving + step
        if 0 <= at < len(self._units):
            self._moving = at
            self._paint_choice()
        else:
            self.say("the text ends here" if step > 0 else "the text begins here")

    def _move_to_paragraph(self, step: int) -> None:
        """The moving end to the last sentence of a paragraph, or upwards to the first."""
        units, at = self._units, self._moving
        edge = 1 if step > 0 else -1
        at = min(max(0, at + edge), len(units) - 1)
        while 0 <= at + edge < len(units) and units[at + edge][0] == units[at][0]:
            at += edge
        self._move_choice(at - self._moving)

    def do_move_down(self) -> None:
        """One sentence more, or one less where the beginning is moved."""
        self._either(lambda: self._move_choice(1), super().do_move_down)

    def do_move_up(self) -> None:
        """One sentence less, or one more before it."""
        self._either(lambda: self._move_choice(-1), super().do_move_up)

    def do_move_half_down(self) -> None:
        """To the end of the paragraph."""
        self._either(lambda: self._move_to_paragraph(1), super().do_move_half_down)

    def do_move_half_up(self) -> None:
        """To the beginning of the paragraph."""
        self._either(lambda: self._move_to_paragraph(-1), super().do_move_half_up)

    def do_move_page_down(self) -> None:
        """To the end of the paragraph."""
        self._either(lambda: self._move_to_paragraph(1), super().do_move_page_down)

    def do_move_page_up(self) -> None:
        """To the beginning of the paragraph."""
        self._either(lambda: self._move_to_paragraph(-1), super().do_move_page_up)

    def do_move_first(self) -> None:
        """To the first sentence of the text."""
        self._either(lambda: self._move_choice(-self._moving), super().do_move_first)

    def do_move_last(self) -> None:
        """To the last sentence of the text."""
        self._either(lambda: self._move_choice(len(self._units) - 1 - self._moving), super().do_move_last)

    def _either(self, choosing: Callable[[], None], reading: Callable[[], None]) -> None:
        (choosing if self.place == PASSAGE else reading)()

    @property
    def _chosen_units(self) -> Sequence[Unit]:
        first, last = sorted((self._fixed, self._moving))
        return self._units[first : last + 1]

    def _paint_choice(self) -> None:
        """Show what is chosen, and bring its moving end into sight."""
        self.view.show_choice(
            {number: _span(units) for number, units in groupby(self._chosen_units, key=lambda unit: unit[0])}
        )
        if self._units:
            number, start, end = self._units[self._moving]
            self._text_there = self.view.document.paragraphs[number].text
            self.view.reveal(number, start if self._moving < self._fixed else max(start, end - 1))

    # what is copied

    def chosen(self) -> Sequence[Chosen]:
        """The passage that was chosen, by keys or with the mouse; else the paragraph at the place."""
        if self.chooses_passage:
            paragraphs = [
                (number, *_span(units)) for number, units in groupby(self._chosen_units, key=lambda unit: unit[0])
            ]
            return self._cited(paragraphs)
        if selected := self.get_selected_text():
            ends = self.view.selected_paragraphs
            texts = tuple(line for line in selected.split("\n") if line.strip())
            return self._with_sources(texts, range(ends[0], ends[1] + 1)) if ends and texts else [Chosen(texts)]
        number = self.view.reading_paragraph
        return self._cited([(number, 0, len(self.view.document.paragraphs[number].text))]) if number >= 0 else ()

    def _cited(self, spans: Sequence[Unit]) -> Sequence[Chosen]:
        """Characters of paragraphs, as one passage for each article that they come from."""
        found: list[Chosen] = []
        for number, start, end in spans:
            paragraph = self.view.document.paragraphs[number]
            source = self._source_at(number)
            text = (source.text if source and source.text else paragraph.text)[start:end].rstrip()
            if source and source.whole and (start, end) == (0, len(paragraph.text)):
                text = source.whole
            lines = (source.line_of, source.line_of) if source else None
            if source and found and found[-1].key == source.key and found[-1].lines and lines:
                before = found.pop()
                assert before.lines is not None
                found.append(Chosen((*before.paragraphs, text), source.key, (before.lines[0], lines[1])))
            else:
                found.append(Chosen((text,), source.key if source else None, lines))
        return found

    def _with_sources(self, texts: tuple[str, ...], numbers: range) -> Sequence[Chosen]:
        sources = [source for number in numbers if (source := self._source_at(number)) is not None]
        if not sources:
            return [Chosen(texts)]
        return [Chosen(texts, sources[0].key, (sources[0].line_of, sources[-1].line_of))]

    def _source_at(self, number: int) -> Source | None:
        paragraphs = self.view.document.paragraphs
        part = paragraphs[number].part if 0 <= number < len(paragraphs) else None
        return self.source_of(part) if part is not None else None


def _units(document: Document) -> Iterator[Unit]:
    """The sentences of what can be cited of a document, in reading order."""
    for number, paragraph in enumerate(document.paragraphs):
        if paragraph.part is None or not paragraph.text or paragraph.kind in ("divider", "item", "also"):
            continue
        if paragraph.kind in _WHOLE:
            signs = [span.start for span in paragraph.spans if span.style == "sign"]
            yield number, 0, min([len(paragraph.text), *signs])
        else:
            for start, end in sentences(paragraph.text):
                yield number, start, end


def _span(units: Iterator[Unit]) -> tuple[int, int]:
    """From the beginning of the first to the end of the last of units of one paragraph."""
    found = list(units)
    return found[0][1], found[-1][2]
