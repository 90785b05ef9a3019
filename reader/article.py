"""What an article is: frozen records, with no behaviour but views of themselves."""

from collections.abc import Iterator
from typing import Literal

from reader.record import record

BlockKind = Literal["paragraph", "bullet"]
PartKind = Literal["title", "standfirst", "heading", "paragraph", "bullet"]
DatePrecision = Literal["day", "month", "year", "span"]
RunStyle = Literal["emphasis", "strong", "struck", "code", "link", "break", "cell"]
Shape = Literal["text", "code", "row", "head", "heading"]
Before = Literal["blank", "close", "rule"]


@record
class Label:
    """A topic, and why it was given: `heading "Aid"`, `words "loan", "tranche"`."""

    topic: str
    reason: str


@record
class Run:
    """Characters [start, end) of a text that Markdown sets apart, and how.

    `detail` is the address of a link, and how a cell is set in its column: `left`, `right` or `centre`. A break is a
    blank that stands for the end of a line.
    """

    start: int
    end: int
    style: RunStyle
    detail: str = ""


@record
class Markup:
    """What shapes a heading or a block that was written in Markdown; the text itself is free of it.

    `level` is that of a heading. `within` has a letter for each list and quote around a block, from the outermost: `q`
    a quote, `b` bullets, `n` numbers; `number` is the item's own, `first` whether the block begins its item. `before`
    says what parts it from the block above it. `gaps` are pairs of an offset and the blanks that code has there more
    than the text, whose white space is collapsed.
    """

    shape: Shape = "text"
    level: int = 0
    within: str = ""
    number: int = 0
    first: bool = False
    before: Before = "blank"
    runs: tuple[Run, ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()


@record
class Block:
    """One paragraph or one bullet, white space collapsed, at a line of the dump counted from 1."""

    kind: BlockKind
    text: str
    line: int
    labels: tuple[Label, ...] = ()
    markup: Markup | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """The names of its topics."""
        return tuple(label.topic for label in self.labels)

    def lines(self) -> tuple[str, ...]:
        """The text in the lines and with the blanks that its author set: more than one in verse and code only."""
        if self.markup is None:
            return (self.text,)
        lines, line, at = [], "", 0
        # At one offset the lines end before the blanks stand that the next one begins with.
        ends = [(run.end, 0, 0) for run in self.markup.runs if run.style == "break"]
        for offset, kind, blanks in sorted([*ends, *((offset, 1, blanks) for offset, blanks in self.markup.gaps)]):
            line += self.text[at:offset]
            at = offset
            if kind:
                line += " " * blanks
            else:
                lines.append(line.rstrip(" "))
                line = ""
        return (*lines, line + self.text[at:])

    def plain_lines(self) -> tuple[str, ...]:
        """The lines as plain text: with the mark of a list's item, set in by the lists and quotes around them."""
        markup = self.markup
        if markup is None:
            return (f"• {self.text}" if self.kind == "bullet" else self.text,)
        around = "".join("> " if letter == "q" else "  " for letter in markup.within)
        around += "  " if markup.shape == "code" else ""
        innermost = markup.within.replace("q", "")[-1:]
        marker = {"n": f"{markup.number}. ", "b": "• "}.get(innermost, "")
        first, blank = marker if markup.first else " " * len(marker), " " * len(marker)
        return tuple(around + (blank if number else first) + line for number, line in enumerate(self.lines()))


@record
class Section:
    """A heading with its blocks; the first section of an article has no heading."""

    heading: str | None
    line: int | None
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...] = ()
    markup: Markup | None = None

    @property
    def topics(self) -> tuple[str, ...]:
        """The names of its topics."""
        return tuple(label.topic for label in self.labels)


@record
class Caption:
    """A picture's caption, kept apart from the text."""

    text: str
    credit: str | None
    line: int


@record
class Residue:
    """A line that the scraper left over, and why it is held to be one."""

    line: int
    text: str
    reason: str


@record
class Series:
    """A running list and the number of this part of it, such as day 1,396."""

    name: str
    number: int


@record
class PublicationDate:
    """When an article appeared, as far as is known.

    `first` and `last` are ISO dates, `YYYY-MM-DD`; `last` differs from `first` only for a span, a month or a year.
    `basis` says what the date was read from.
    """

    first: str
    last: str
    precision: DatePrecision
    basis: str


@record
class Place:
    """Where an article stands in its dump.

    Lines count from 1, both included; bytes count from 0, the end not included; `digest` is the SHA-256 of those bytes.
    """

    dump: str
    line_start: int
    line_end: int
    byte_start: int
    byte_end: int
    digest: str


@record
class Names:
    """Who and what an article speaks of, each name once in its fullest form, in reading order."""

    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()


@record
class Part:
    """A piece of an article in reading order. `section` counts from 0, as in `Article.sections`."""

    kind: PartKind
    text: str
    line: int
    section: int | None
    labels: tuple[Label, ...] = ()
    markup: Markup | None = None


@record
class Article:
    """One article. What is not known is None or empty; nothing is invented. `id` follows from the content alone."""

    id: str
    title: str
    place: Place
    sections: tuple[Section, ...]
    kicker: str | None = None
    standfirst: str | None = None
    standfirst_line: int | None = None
    byline: str | None = None
    kind: str | None = None
    outlet: str | None = None
    outlet_basis: str | None = None
    agency: str | None = None
    dateline: str | None = None
    date: PublicationDate | None = None
    series: Series | None = None
    captions: tuple[Caption, ...] = ()
    removed: tuple[Residue, ...] = ()
    names: Names = Names()

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics of its sections, each once, in reading order."""
        return tuple(dict.fromkeys(topic for section in self.sections for topic in section.topics))

    def parts(self) -> tuple[Part, ...]:
        """Everything that is read, in order: title, standfirst, then each section's heading and blocks.

        A part's position in this tuple is its number everywhere else (hits, highlights, the place kept in an article).
        """
        return tuple(self._parts())

    def _parts(self) -> Iterator[Part]:
        first = self.place.line_start
        yield Part("title", self.title, first, None)
        if self.standfirst:
            yield Part("standfirst", self.standfirst, self.standfirst_line or first, None)
        for number, section in enumerate(self.sections):
            if section.heading is not None:
                yield Part("heading", section.heading, section.line or first, number, section.labels, section.markup)
            for block in section.blocks:
                yield Part(block.kind, block.text, block.line, number, block.labels, block.markup)

    @property
    def words(self) -> int:
        """Length in words of all that is read but the title."""
        return sum(len(part.text.split()) for part in self.parts()[1:])
