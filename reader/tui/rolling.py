"""A topic roll: sections of many articles glued into one text, as it is read from the library and as it is painted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reader.article import Article
from reader.errors import ReaderError
from reader.results import Mark, RollPart, SearchRequest
from reader.text import SafeText, clean
from reader.tui.dates import Scale, row_date
from reader.tui.document import BLANK, HIT, NO_TEXT, Paragraph, Span

if TYPE_CHECKING:
    from reader.library import Library


@dataclass(frozen=True, slots=True)
class Rolled:
    """A part of a roll. `marks` count the section's heading and blocks from 0, the heading only where there is one.

    Where the article could not be read, `fault` says so and `part` is None.
    """

    key: int
    part: RollPart | None
    marks: tuple[Mark, ...] = ()
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in an article: a section, counted from 0, and which of its heading and blocks."""

    section: int
    piece: int = 0


def read_roll(library: "Library", keys: Sequence[int], topic: str, request: SearchRequest | None) -> list[Rolled]:
    """The sections on a topic of these articles, with the hits of the request; a fault where one cannot be read."""
    try:
        found = library.roll(keys, topic)
    except ReaderError as fault:
        if len(keys) > 1:  # one by one: those that can be read stand
            return [each for key in keys for each in read_roll(library, [key], topic, request)]
        return [Rolled(key, None, fault=str(fault)) for key in keys]
    lit = request is not None and library.needs_index(request)
    return [Rolled(part.key, part, _marks(library, part, request) if lit else ()) for part in found]


def _marks(library: "Library", part: RollPart, request: SearchRequest | None) -> tuple[Mark, ...]:
    try:
        reading = library.read(part.key, request)
    except (ReaderError, LookupError):  # gone meanwhile; its sections are here all the same
        return ()
    pieces = pieces_of(reading.article, part.number)
    return tuple(Mark(pieces.index(mark.part), mark.start, mark.end) for mark in reading.marks if mark.part in pieces)


def pieces_of(article: Article, section: int) -> list[int]:
    """The numbers of the parts (`Article.parts`) of a section."""
    return [number for number, part in enumerate(article.parts()) if part.section == section]


def texts_of(part: RollPart) -> list[str]:
    """The heading of a section, where it has one, and its blocks."""
    heading = [part.section.heading] if part.section.heading is not None else []
    return [*heading, *(block.text for block in part.section.blocks)]


def recast(rolled: Rolled, article: Article, topic: str) -> Rolled:
    """The part after a person has said otherwise of the topics of its article. It stays where it is."""
    if rolled.part is None:
        return rolled
    section = article.sections[rolled.part.number]
    reasons = [label.reason for label in section.labels if label.topic == topic]
    return replace(rolled, part=replace(rolled.part, section=section, reason=(reasons or [f"not on {topic}"])[0]))


def roll_paragraphs(rolled: Rolled, marks: Sequence[Mark], scale: Scale, first: int) -> tuple[Paragraph, ...]:
    """A part of a roll: a line that says where it stands and why, then its text. Paragraphs are numbered from `first`.

    A heading that is the reason stands in that line already. A blank line ends the part.
    """
    part = rolled.part
    if part is None:
        return (Paragraph(clean(f"not read: {rolled.fault}"), "divider", first), BLANK)
    date = " ".join(row_date(part.date, scale).split()) if part.date else "no date"
    title = clean(" · ".join([date, part.outlet or "no outlet", part.title]))
    reason = part.reason if part.reason.startswith(("by ", "not ")) else f"by {part.reason}"
    paragraphs = [Paragraph(title, "divider", first, tail=clean(reason))]
    headed = part.section.heading is not None
    for number, text in enumerate(texts_of(part)):
        is_heading = headed and number == 0
        if is_heading and part.reason.startswith("heading "):
            continue
        block = None if is_heading else part.section.blocks[number - headed]
        bullet = block is not None and block.kind == "bullet"
        if len(paragraphs) > 1 and not is_heading and paragraphs[-1].kind != "heading":
            paragraphs.append(BLANK)
        paragraphs.append(
            Paragraph(
                clean(text),
                "heading" if is_heading else "bullet" if bullet else "paragraph",
                first + 1 + number,
                spans=tuple(Span(mark.start, mark.end, HIT) for mark in marks if mark.part == number),
                lead=SafeText("• ") if bullet else NO_TEXT,
            )
        )
    return (*paragraphs, BLANK)


def length_of(rolled: Rolled) -> int:
    """How many numbers the paragraphs of a part take: one for its line, one for each of its texts."""
    return 1 + (len(texts_of(rolled.part)) if rolled.part is not None else 0)
