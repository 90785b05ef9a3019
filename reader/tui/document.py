"""What a line view paints: paragraphs of clean text with spans, free of any width."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType
from typing import Literal

from reader.article import Article, Markup, Part, PublicationDate
from reader.results import Mark, Reading
from reader.text import SafeText, clean
from reader.tui.dates import long_date

Kind = Literal[
    "title", "byline", "standfirst", "heading", "paragraph", "bullet", "caption", "rule", "code", "table", "quote",
    "blank", "item", "divider", "also", "folded",
]  # fmt: skip
HIT = "hit"
Gaps = tuple[tuple[int, int], ...]
NO_TEXT = SafeText("")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters [start, end) of a paragraph's text, and the name of the style they have beside the paragraph's."""

    start: int
    end: int
    style: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One run of text. `part` is its number in `Article.parts`, or in the running order of a page; None: not citable.

    `indent` is blank cells before each line, `margin` text before each line after the indent, `lead` text that stands
    before the first line and that the other lines are set in by. A divider is a line across with its text at the left
    and its `tail` at the right or below; a blank line of kind `also` parts a text from what is related to it.

    A new line begins at each of `breaks`, offsets into the text. `gaps` are pairs of an offset and the blanks that are
    painted before it, wherever a line, and the `need` of cells that a table has, leaves room for them.
    """

    text: SafeText
    kind: Kind = "paragraph"
    part: int | None = None
    indent: int = 0
    spans: tuple[Span, ...] = ()
    lead: SafeText = NO_TEXT
    margin: SafeText = NO_TEXT
    lead_style: str = "sign"
    tail: SafeText = NO_TEXT
    breaks: tuple[int, ...] = ()
    gaps: Gaps = ()
    need: int = 0


BLANK = Paragraph(NO_TEXT, "blank")


@dataclass(frozen=True, slots=True)
class Document:
    """Paragraphs in reading order. `sections` are the numbers of the paragraphs that begin a section."""

    paragraphs: tuple[Paragraph, ...]
    sections: tuple[int, ...] = ()
    hits: tuple[tuple[int, int, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        found = [
            (number, span.start, span.end)
            for number, paragraph in enumerate(self.paragraphs)
            for span in paragraph.spans
            if span.style == HIT
        ]
        object.__setattr__(self, "hits", tuple(sorted(found)))


TopicSigns = Mapping[str, str]
"""The letter of each topic, as `Library.topic_signs` gives them."""

NO_SIGNS: TopicSigns = MappingProxyType({})


def topic_sign(topic: str, signs: TopicSigns = NO_SIGNS) -> SafeText:
    """The letter that stands for a topic beside a title: the one of `signs`, else its first as a capital."""
    return clean(signs.get(topic, topic[:1].upper())[:1] or "·")


def topic_signs(topics: Iterable[str], signs: TopicSigns = NO_SIGNS, most: int | None = None) -> SafeText:
    """The letters of several topics, such as `F·D`; of more than `most` the first ones."""
    letters = list(dict.fromkeys(topic_sign(topic, signs) for topic in topics))
    return SafeText("·".join(letters[:most]))


def capitals(text: str) -> str:
    """The text in capitals, at the same length: letters whose capital is two letters stay."""
    return "".join(large if len(large := letter.upper()) == 1 else letter for letter in text)


# Longer headings are sentences; a page of them in capitals would shout.
_HEADING_IN_CAPITALS = 36
_DEEP = 3  # headings of Markdown from this level on keep their small letters, so that levels can be told apart
SCENE_BREAK = Paragraph(SafeText("* * *"), "caption", indent=2)
"""Stands for a rule across a text; a paragraph of kind `rule` parts the text from what is told under it."""


def article_document(reading: Reading, *, meta: str = "", signs: TopicSigns = NO_SIGNS) -> Document:
    """An article with its hits, as it is read. `meta` is one more line under the outlet's, such as `3 hits`."""
    article = reading.article
    spans = _spans_by_part(reading.marks)
    parts = article.parts()
    paragraphs = [Paragraph(clean(article.title), "title", 0, spans=spans.get(0, ()))]
    paragraphs += _head(article, meta, signs)
    sections: list[int] = []
    small = all(len(part.text) <= _HEADING_IN_CAPITALS for part in parts if part.kind == "heading")
    for number, part in enumerate(parts[1:], 1):
        before = parts[number - 1]
        if part.markup is not None:
            paragraphs += _above(before, part.markup)
        elif before.kind != "heading":
            paragraphs.append(BLANK)
        if part.section is not None and part.section != before.section:
            sections.append(len(paragraphs))
        paragraphs.append(_paragraph(number, part, spans.get(number, ()), small, signs))
    notes = list(_captions(article))
    if any(part.markup for part in parts):
        from reader.tui.marked_up import links, marked_up

        paragraphs = marked_up(paragraphs, parts)
        notes += links(article)
    if notes:
        paragraphs += [BLANK, Paragraph(NO_TEXT, "rule"), *notes]
    return Document(tuple(paragraphs), tuple(sections))


def _spans_by_part(marks: Sequence[Mark]) -> dict[int, tuple[Span, ...]]:
    ordered = sorted(marks, key=lambda mark: (mark.part, mark.start))
    return {
        part: tuple(Span(mark.start, mark.end, HIT) for mark in group)
        for part, group in groupby(ordered, key=lambda mark: mark.part)
    }


def outlet_line(article: Article) -> SafeText:
    """Outlet, date and length in one line: `Harbour Wire · 14 March 2031 · 212 words`."""
    words = f"{article.words:,} word" + ("" if article.words == 1 else "s")
    return clean(" · ".join([article.outlet or "no outlet", long_date(article.date), words]))


def _head(article: Article, meta: str, signs: TopicSigns) -> Iterator[Paragraph]:
    yield Paragraph(outlet_line(article), "byline")
    if meta:
        yield Paragraph(clean(meta), "byline")
    agency = article.agency if article.agency != article.outlet else None
    by = " · ".join(text for text in (article.byline, agency) if text)
    if by:
        yield Paragraph(clean(by), "byline")
    if article.topics:
        text, spans = "", []
        for topic in article.topics:
            text += " · " if text else ""
            spans.append(Span(len(text), len(text) + 1, "sign"))
            text += f"{topic_sign(topic, signs)} {clean(topic)}"
        yield Paragraph(SafeText(text), "byline", spans=tuple(spans))


def _above(before: Part, markup: Markup) -> Sequence[Paragraph]:
    """What parts a part written in Markdown from the one before it."""
    if markup.before == "rule":
        return BLANK, SCENE_BREAK, BLANK
    return () if markup.before == "close" or before.kind == "heading" else (BLANK,)


def _paragraph(number: int, part: Part, spans: tuple[Span, ...], small: bool, signs: TopicSigns) -> Paragraph:
    text = clean(part.text)
    if part.kind == "heading":
        deep = part.markup is not None and part.markup.level >= _DEEP
        text = SafeText(capitals(text) if small and not deep else text)
        topics = [label.topic for label in part.labels]
        if topics:
            letters = topic_signs(topics, signs)
            spans = (*spans, Span(len(text), len(text) + 2 + len(letters), "sign"))
            text = SafeText(f"{text}  {letters}")
        return Paragraph(text, "heading", number, spans=spans)
    lead = SafeText("• ") if part.kind == "bullet" else NO_TEXT
    return Paragraph(text, part.kind, number, spans=spans, lead=lead)


def _captions(article: Article) -> Iterator[Paragraph]:
    for caption in article.captions:
        credit = f" ({caption.credit})" if caption.credit else ""
        yield Paragraph(clean(f"{caption.text}{credit}"), "caption", lead=SafeText("Picture: "), lead_style="caption")


@dataclass(frozen=True, slots=True)
class Heading:
    """What is known of an article before its text is read."""

    title: str
    outlet: str | None
    date: PublicationDate | None


def title_document(heading: Heading | None, note: str = "") -> Document:
    """An article whose text is not there yet: its title, as far as it is known, and a note where the text will be."""
    rows = []
    if heading is not None:
        rows.append(Paragraph(clean(heading.title), "title", 0))
        rows.append(Paragraph(clean(f"{heading.outlet or 'no outlet'} · {long_date(heading.date)}"), "byline"))
    if note:
        rows += [BLANK, Paragraph(clean(note), "caption")]
    return Document(tuple(rows))


def raw_document(text: str) -> Document:
    """Lines exactly as they stand in the dump, each a paragraph that can be cited by its number from 0."""
    return Document(tuple(
        Paragraph(clean(line), "code" if line else "blank", number) for number, line in enumerate(text.split("\n"))
    ))  # fmt: skip
