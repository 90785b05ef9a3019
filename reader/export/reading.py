"""An article taken apart for the formats that are read: its passages in order, each with what a reader did with it.

Blocks that were no Markdown are told like those that were, and a table is one piece, so that a format has one way for
all. Notes stand with the passage they are on; those on the whole article, and those whose passage is gone, are apart.
"""

from collections.abc import Sequence
from typing import NamedTuple

from reader.article import Block, Markup, Run
from reader.kept import Note
from reader.taking import Taken

Chars = tuple[int, int]

_ROWS = ("head", "row")


class Passage(NamedTuple):
    """A text with its runs, what a reader's notes are on (`marks`, in order, none overlapping), and those notes."""

    text: str
    runs: tuple[Run, ...] = ()
    marks: tuple[Chars, ...] = ()
    notes: tuple[Note, ...] = ()


class Level(NamedTuple):
    """A list or a quote around a piece, from the outermost: `q`, `b` or `n`.

    `opens`: it begins with this piece; `item`: an item of it does, and its `number`.
    """

    letter: str
    opens: bool
    item: bool
    number: int


class Piece(NamedTuple):
    """A block, or the rows of a table: their blocks, and a passage each."""

    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    levels: tuple[Level, ...]

    @property
    def shape(self) -> str:
        """`text`, `code` or `table`."""
        markup = self.blocks[0].markup
        return "text" if markup is None else "table" if markup.shape in _ROWS else markup.shape

    @property
    def has_head(self) -> bool:
        """Whether the first row of a table heads its columns."""
        markup = self.blocks[0].markup
        return markup is not None and markup.shape == "head"

    @property
    def before(self) -> str:
        """What parts it from the piece above: `blank`, `close` or `rule`."""
        markup = self.blocks[0].markup
        return "blank" if markup is None else markup.before

    @property
    def notes(self) -> tuple[Note, ...]:
        """Those on any of its passages."""
        return tuple(note for passage in self.passages for note in passage.notes)


class Heading(NamedTuple):
    """A section's heading; `level` counts from 2, below the title."""

    passage: Passage
    level: int
    after_rule: bool


class Part(NamedTuple):
    """A section: its heading, if it has one, and its pieces."""

    heading: Heading | None
    pieces: tuple[Piece, ...]


class Reading(NamedTuple):
    """An article as it is read. `notes` are those that stand on no passage of it."""

    title: Passage
    standfirst: Passage | None
    notes: tuple[Note, ...]
    parts: tuple[Part, ...]


def read_article(taken: Taken, *, notes: bool) -> Reading:
    """Take an article apart; without `notes` as if there were none."""
    article = taken.article
    passages = _Passages(taken if notes else Taken(article))
    title = passages.take(article.title)
    standfirst = passages.take(article.standfirst) if article.standfirst else None
    parts = []
    for section in article.sections:
        heading = None
        if section.heading is not None:
            markup = section.markup or Markup("heading", 2)
            passage = passages.take(section.heading, markup.runs)
            heading = Heading(passage, max(2, markup.level), markup.before == "rule")
        parts.append(Part(heading, tuple(_pieces(section.blocks, passages))))
    return Reading(title, standfirst, passages.loose, tuple(parts))


class _Passages:
    """Hands out the passages of an article in reading order, as `Article.parts` counts them."""

    def __init__(self, taken: Taken) -> None:
        texts = [part.text for part in taken.article.parts()]
        self._number = 0
        self._notes: dict[int, list[Note]] = {}
        loose = []
        for note in taken.notes:
            at = note.passage
            if at is not None and 0 <= at.part < len(texts) and 0 <= at.start < at.end <= len(texts[at.part]):
                self._notes.setdefault(at.part, []).append(note)
            else:
                loose.append(note)
        self.loose = tuple(loose)

    def take(self, text: str, runs: tuple[Run, ...] = ()) -> Passage:
        notes = tuple(self._notes.get(self._number, ()))
        self._number += 1
        return Passage(text, runs, _joined([(n.passage.start, n.passage.end) for n in notes if n.passage]), notes)


def _joined(spans: Sequence[Chars]) -> tuple[Chars, ...]:
    """Spans in order, those that touch made one."""
    joined: list[Chars] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _pieces(blocks: Sequence[Block], passages: _Passages) -> list[Piece]:
    pieces: list[Piece] = []
    within = ""
    for block in blocks:
        markup = block.markup or (Markup(within="b", first=True) if block.kind == "bullet" else Markup())
        passage = passages.take(block.text, markup.runs)
        if markup.shape == "row" and pieces and pieces[-1].shape == "table" and within == markup.within:
            last = pieces[-1]
            pieces[-1] = last._replace(blocks=(*last.blocks, block), passages=(*last.passages, passage))
            continue
        pieces.append(Piece((block,), (passage,), _levels(within, markup)))
        within = markup.within
    return pieces


def _levels(before: str, markup: Markup) -> tuple[Level, ...]:
    """The lists and quotes around a block, given those around the one above it."""
    within = markup.within
    kept = next((n for n, (one, other) in enumerate(zip(before, within, strict=False)) if one != other), None)
    kept = min(len(before), len(within)) if kept is None else kept
    innermost = max((n for n, letter in enumerate(within) if letter != "q"), default=-1)
    levels = []
    for number, letter in enumerate(within):
        opens = number >= kept or (markup.first and -1 < innermost < number)
        item = letter != "q" and (opens or (number == innermost and markup.first))
        levels.append(Level(letter, opens, item, markup.number if number == innermost else 1))
    return tuple(levels)
