"""How a row of the hit list is set at each width: pieces of text with their inks, free of any widget."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from reader.kept import ArticleState
from reader.results import Hit
from reader.text import SafeText, clean
from reader.tui.dates import ROW_WIDTH, Scale, row_date
from reader.tui.document import HIT, NO_SIGNS, NO_TEXT, Span, TopicSigns, topic_signs
from reader.tui.layout import Piece, runs
from reader.tui.wrap import ELLIPSIS, cells_of, cut, pad, snap, wrap

Form = Literal["wide", "narrow", "tall"]
"""wide: two lines, the second with the rest of a long title, outlet and snippet; narrow: one line in columns, the
cursor's row with its snippet below; tall: two lines, the second with outlet and topics."""

_NUMBER_AT_END = re.compile(r"(?:\S+ )?\d[\d,.]*$")
"""The last number of a title, with the word before it: `day 1,396`."""

SIGNS_WIDTH = 5
"""Cells before the date: cursor, mark, star, unread, blank."""

# A narrow row's outlet and topic columns. The title has the rest, and goes last when the room gets short.
_OUTLET_WIDTH, _TOPICS_WIDTH = 16, 5

_JOINT = " · "
_LEAST_LABEL = 6  # cells below which a tag that is cut tells nothing
_LEAST_BESIDE = 8  # cells behind a title below which nothing is worth showing

_MOST_LETTERS = 3
"""Topics that a row names, the weightiest first: a list of all that a long article touches would eat its title."""


IN_RANGE, MARKED, STARRED, UNREAD, TAG, NOTES = "▌", "+", "*", "●", "#", "✎"
"""Stand before a row that a range takes in, that is marked, starred, unread; before a tag, and for notes."""


REVISED = "revised"
"""Stands beside an article whose text a later dump corrected: its earlier text may stand in the same list."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What stands before a row, and what the reader wrote of its article: `labels`."""

    cursor: bool = False
    marked: bool = False
    starred: bool = False
    unread: bool = False
    ranged: bool = False
    labels: SafeText = NO_TEXT

    @classmethod
    def of(cls, state: ArticleState, *, cursor: bool, ranged: bool, revised: bool = False) -> "Signs":
        """The signs of an article's state; one that corrects an earlier text says so beside its labels."""
        labels = SafeText(" ".join(filter(None, [REVISED if revised else "", labels_of(state)])))
        return cls(cursor, state.marked, state.starred, not state.read, ranged, labels)

    def pieces(self) -> Iterator[Piece]:
        """The signs in their columns, with the blank behind them."""
        yield ">" if self.cursor else IN_RANGE if self.ranged else " ", ("mark",)
        yield MARKED if self.marked else " ", ("mark",)
        yield STARRED if self.starred else " ", ("on",)
        yield UNREAD if self.unread else " ", ("sign",)
        yield " ", ()


def labels_of(state: ArticleState) -> SafeText:
    """The tags of an article and how many notes it has, such as `#to-check #port ✎2`."""
    labels = [f"{TAG}{clean(tag)}" for tag in state.tags]
    if state.notes:
        labels.append(NOTES if state.notes == 1 else f"{NOTES}{state.notes:,}")
    return SafeText(" ".join(labels))


def form_for(screen: int) -> Form:
    """The form of rows on a screen of so many cells.

    From 110 on the list is a pane beside others, from 80 on it lies above the article, below that it is alone.
    """
    return "wide" if screen >= 110 else "narrow" if screen >= 80 else "tall"


def lines_of(form: Form) -> int:
    """Lines of each row, without the snippet below the cursor's."""
    return 1 if form == "narrow" else 2


def row_line(
    hit: Hit | None,
    line: int,
    width: int,
    form: Form,
    scale: Scale,
    signs: Signs,
    topics: TopicSigns = NO_SIGNS,
    more: int = 0,
) -> Iterator[Piece]:
    """Line `line` of a row. A row that has not come yet is painted as `…`. `topics` are the topics' letters.

    `more` is how many other articles of its story are folded into it.
    """
    letters = topic_signs(hit.topics, topics, _MOST_LETTERS) if hit is not None else SafeText("")
    dates = ROW_WIDTH[scale]
    if line == 0:
        yield from signs.pieces()
        if hit is None:
            yield ELLIPSIS, ("count",)
            return
        yield pad(row_date(hit.date, scale), dates) + " ", ("count",)
        room = width - SIGNS_WIDTH - dates - 1
        if form == "narrow":
            yield from _narrow(hit, room, signs, letters, more)
        else:
            yield from _first(hit, room, signs, letters if form == "wide" else SafeText(""), goes_on=form == "wide")
        return
    if hit is None:
        return
    indent = SIGNS_WIDTH + dates + 1
    yield " " * indent, ()
    room = width - indent - 1
    if form == "tall":
        beside = _of_story(more, room)
        yield beside, ("count",)
        outlet = cut(clean(hit.outlet or ""), max(0, room - cells_of(letters) - 1 - len(beside)))
        yield outlet, ("byline",)
        yield from _labels(signs, max(0, room - cells_of(letters) - len(beside) - cells_of(outlet) - 1))
        yield " ", ()
        yield letters, ("sign",)
    else:
        beside = _of_story(more, room)
        yield beside, ("count",)
        room -= len(beside)
        if form == "wide" and (rest := _after_first(hit, _first_room(width - indent, letters))):
            shown, spans = rest
            kept = min(cells_of(signs.labels) + 2, room // 3) if signs.labels else 0
            title = SafeText(cut(shown, room - kept))
            ink = ("here",) if signs.cursor else ()
            for run, names in runs(title, spans, 0, len(title)):
                yield run, ("row", *ink, *names)
            room -= cells_of(title) + len(_JOINT)
            if kept:
                yield from _labels(signs, room + len(_JOINT))
                return
            if room < _LEAST_BESIDE:
                return
            yield _JOINT, ("byline",)
        yield from _snippet(hit, room, signs, beside=form == "wide")


def _first(hit: Hit, room: int, signs: Signs, letters: SafeText, *, goes_on: bool) -> Iterator[Piece]:
    """The title, or as many of its words as fit where it goes on below; at the right edge the letters of the topics."""
    yield from _title(hit, _first_room(room, letters), signs, goes_on=goes_on)
    if letters:
        yield " ", ()
        yield letters, ("sign",)


def _first_room(room: int, letters: SafeText) -> int:
    return max(0, room - cells_of(letters) - 2) if letters else max(0, room - 1)


def _after_first(hit: Hit, room: int) -> tuple[SafeText, tuple[Span, ...]] | None:
    """What of a title does not fit in its first line, with its hits; None where all of it does."""
    text = clean(hit.title)
    lines = wrap(text, room) if room and cells_of(text) > room else ()
    if len(lines) < 2:
        return None
    start = lines[1][0]
    spans = tuple(Span(max(0, first - start), last - start, HIT) for first, last in hit.title_spans if last > start)
    return SafeText(text[start:]), spans


def _of_story(more: int, room: int) -> str:
    """`▸ 3 more of this story `, shorter where there is less room."""
    text = f"▸ {more:,} more of this story "
    return "" if not more else text if len(text) <= room * 3 // 4 else f"▸ {more:,} more "


def _narrow(hit: Hit, room: int, signs: Signs, letters: SafeText, more: int) -> Iterator[Piece]:
    """Title, outlet and topics in three columns."""
    beside = f" ▸ {more:,} more" if more else ""
    yield from _title(hit, max(0, room - _OUTLET_WIDTH - _TOPICS_WIDTH - 3 - len(beside)), signs, labelled=True)
    yield beside, ("count",)
    yield " " + pad(clean(hit.outlet or ""), _OUTLET_WIDTH) + " ", ("byline",)
    yield pad(letters, _TOPICS_WIDTH), ("sign",)


def _title(hit: Hit, room: int, signs: Signs, *, goes_on: bool = False, labelled: bool = False) -> Iterator[Piece]:
    """The title with its hits, cut and filled to exactly `room` cells; where it `goes_on` below, cut between words.

    `labelled`: the labels stand behind it where it leaves room for them.
    """
    ink = ("here",) if signs.cursor else ()
    shown, spans = fit_title(clean(hit.title), hit.title_spans, room)
    if goes_on and (rest := _after_first(hit, room)):
        shown = SafeText(clean(hit.title)[: -len(rest[0])].rstrip())
        spans = tuple(Span(start, min(end, len(shown)), HIT) for start, end in hit.title_spans if start < len(shown))
    for run, names in runs(shown, spans, 0, len(shown)):
        yield run, ("row", *ink, *names)
    yield from _labels(signs if labelled else Signs(), room - cells_of(shown))


def _labels(signs: Signs, room: int) -> Iterator[Piece]:
    """Exactly `room` blank cells, with the labels at their right edge as far as they have room behind two blanks."""
    labels = cut(signs.labels, room - 2) if room - 2 >= min(_LEAST_LABEL, cells_of(signs.labels)) else ""
    yield " " * (room - cells_of(labels)), ()
    if labels:
        yield labels, ("sign",)


def fit_title(text: SafeText, hits: tuple[tuple[int, int], ...], room: int) -> tuple[SafeText, tuple[Span, ...]]:
    """A title in at most `room` cells. One that ends in a number keeps it: parts of a series differ in nothing else."""
    spans = tuple(Span(start, end, HIT) for start, end in hits)
    tail = _NUMBER_AT_END.search(text)
    if cells_of(text) <= room or tail is None or cells_of(tail[0]) > room // 2:
        return SafeText(cut(text, room)), spans
    head = cut(text[: tail.start()], room - cells_of(tail[0]))
    shift = len(head) - tail.start()
    kept = [span for span in spans if span.end < len(head)]
    kept += [Span(span.start + shift, span.end + shift, HIT) for span in spans if span.start >= tail.start()]
    return SafeText(head + tail[0]), tuple(kept)


def _snippet(hit: Hit, room: int, signs: Signs, *, beside: bool) -> Iterator[Piece]:
    """The best passage behind the labels, and the outlet where that is to stand `beside` it."""
    name = cut(clean(hit.outlet or ""), max(0, room // (3 if signs.labels else 2))) if beside else ""
    labels = cut(signs.labels, max(0, room // 3))
    for text, ink in ((name, "byline"), (labels, "sign")):
        if text:
            yield text + " ", (ink,)
            room -= cells_of(text) + 1
    if hit.snippet is None or room <= 0:
        return
    text, spans = window(clean(hit.snippet.text), hit.snippet.spans, room)
    yield from runs(text, tuple(Span(start, end, HIT) for start, end in spans), 0, len(text))


def window(
    text: SafeText, spans: tuple[tuple[int, int], ...], room: int
) -> tuple[SafeText, tuple[tuple[int, int], ...]]:
    """The stretch of a text that fits in `room` cells and has its first hit in sight, and the spans within it."""
    if cells_of(text) <= room or not spans or not text:
        return SafeText(cut(text, room)), spans
    start, end = snap(text, *spans[0])
    if cells_of(text[:end]) < room:
        return SafeText(cut(text, room)), spans
    # Two words of what stands before the hit are enough to read on from.
    begin = start
    while begin > 0 and cells_of(text[begin - 1 : end]) + 1 < max(room // 2, cells_of(text[start:end]) + 2):
        begin = snap(text, begin - 1, begin)[0]
    blank = text.find(" ", begin, start)
    begin = blank + 1 if blank >= 0 else begin
    # Where the text ends before the room does, more of what stands before it is shown.
    while begin > 0 and cells_of(text[(word := text.rfind(" ", 0, begin - 1) + 1) :]) < room:
        begin = word
    lead = ELLIPSIS if begin else ""
    shown = cut(lead + text[begin:], room)
    shift = begin - len(lead)
    return SafeText(shown), tuple((first - shift, last - shift) for first, last in spans if last > begin)
