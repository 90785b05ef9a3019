"""Two texts in rows: what stands level, what stands alone or beside it, what folds, and what is a difference."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reader.comparison import Level
from reader.tui.compare.texts import DIFFERS, NO_SIGN, ONLY, REWORDED, SAME, ComparedText, words_of

ASIDE = 3
"""Passages that only one side has are faced by blanks up to so many; of more, both sides go on beside each other."""

Units = tuple[int, int]
"""[first, end) of a side's units."""


@dataclass(frozen=True, slots=True)
class Row:
    """Units of both sides that begin on one line; a side may have none. `sign` is that of the row as a whole.

    A `level` row has passages that meet, a `moved` one has its other half elsewhere, a `beside` one has passages of
    both sides that do not meet.
    """

    left: Units
    right: Units
    sign: str = NO_SIGN
    words: str = ""
    moved: bool = False
    level: bool = False
    beside: bool = False

    @property
    def sides(self) -> tuple[Units, Units]:
        """Both sides."""
        return self.left, self.right


def rows_of(
    left: ComparedText, right: ComparedText, levels: Sequence[Level], *, beside: bool = True
) -> tuple[Row, ...]:
    """Both texts from beginning to end in rows. Without `beside` no passages of both sides share a row unmatched."""
    texts = (left, right)
    rows: list[Row] = []
    at = [0, 0]
    for level in levels:
        ends = [_span(text, passages) for text, passages in zip(texts, (level.left, level.right), strict=True)]
        rows += _gap(texts, (at[0], ends[0][0]), (at[1], ends[1][0]), beside=beside)
        sign: str = level.match.sign
        words = words_of(level.match)
        told = [unit.sign for text, span in zip(texts, ends, strict=True) for unit in text.units[slice(*span)]]
        if sign != DIFFERS and DIFFERS in told:
            sign, words = DIFFERS, "figures or names differ"
        rows.append(Row(ends[0], ends[1], sign, words, level=True))
        at = [ends[0][1], ends[1][1]]
    rows += _gap(texts, (at[0], len(left.units)), (at[1], len(right.units)), beside=beside)
    return tuple(rows)


def _span(text: ComparedText, passages: Sequence[int]) -> Units:
    return text.first[passages[0]], text.first[passages[-1]] + 1


def _gap(texts: tuple[ComparedText, ComparedText], left: Units, right: Units, *, beside: bool) -> Iterator[Row]:
    """What stands between two rows that are level."""
    spans = (left, right)
    bodies = [_body(text, span) for text, span in zip(texts, spans, strict=True)]
    beside = beside and all(_passages(text, body) > ASIDE for text, body in zip(texts, bodies, strict=True))
    if not beside:  # a heading stays with what it stands over
        bodies = [_body(text, span, headed=True) for text, span in zip(texts, spans, strict=True)]
    heads = [(span[0], body[0]) for span, body in zip(spans, bodies, strict=True)]
    tails = [(body[1], span[1]) for span, body in zip(spans, bodies, strict=True)]
    if any(end > start for start, end in heads):
        yield Row(heads[0], heads[1])
    if beside:
        yield Row(bodies[0], bodies[1], ONLY, "only here", beside=True)
    else:
        for side, (text, body) in enumerate(zip(texts, bodies, strict=True)):
            other = bodies[0][1] if side else bodies[1][0]
            for span, sign, words, moved in _runs(text, body):
                named = f"{words} in {'AB'[side]}" if sign == ONLY else words
                named = f"{words}, elsewhere in {'BA'[side]}" if moved else named
                units = ((other, other), span) if side else (span, (other, other))
                yield Row(*units, sign, named, moved)
    if any(end > start for start, end in tails):
        yield Row(tails[0], tails[1])


def _body(text: ComparedText, span: Units, *, headed: bool = False) -> Units:
    """A span without the bylines, stock text and headings around it; `headed`: with the heading it begins with."""
    start, end = span
    if start == 0 and start < end:  # the title, which stands over the text whatever it says
        start = 1
    while start < end and text.units[start].fixed and not (headed and _is_heading(text, start)):
        start += 1
    while end > start and _is_heading(text, end - 1):
        end -= 1
    return (start, end) if _passages(text, (start, end)) or start > span[0] == 0 else (span[0], span[0])


def _is_heading(text: ComparedText, unit: int) -> bool:
    return text.document.paragraphs[unit].kind == "heading"


def _passages(text: ComparedText, span: Units) -> int:
    return sum(not unit.fixed for unit in text.units[span[0] : span[1]])


def _runs(text: ComparedText, span: Units) -> Iterator[tuple[Units, str, str, bool]]:
    """A span cut where signs change, before headings and around moved passages: units, sign, words, whether moved."""
    start, end = span
    while start < end:
        first = start
        while first < end and text.units[first].passage is None:
            first += 1
        if first == end:
            yield (start, end), NO_SIGN, "", False
            return
        if first > start:
            yield (start, first), NO_SIGN, "", False
            start = first
        sign = text.units[first].sign
        last = first + 1
        moved = sign in (SAME, REWORDED, DIFFERS)
        if moved:
            last += last < end and text.units[last].passage is None  # its note
        else:
            while last < end and text.units[last].passage is not None and text.units[last].sign == sign:
                last += 1
        words = {ONLY: "only", NO_SIGN: "stock text", SAME: "the same", DIFFERS: "figures or names differ"}
        yield (start, last), sign, words.get(sign, "reworded"), moved
        start = last


@dataclass(frozen=True, slots=True)
class Fold:
    """Rows [first, end) that are equal on both sides."""

    first: int
    end: int


def folds_of(rows: Sequence[Row]) -> tuple[Fold, ...]:
    """Two or more equal passages in a row."""
    folds = []
    start = 0
    for number in range(len(rows) + 1):
        row = rows[number] if number < len(rows) else None
        if row is not None and row.level and row.sign == SAME:
            continue
        if number - start > 1:
            folds.append(Fold(start, number))
        start = number + 1
    return tuple(folds)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that the two articles do not share: the unit of each side with which it begins; None: not there."""

    units: tuple[int | None, int | None]


def differences_of(
    texts: tuple[ComparedText, ComparedText], rows: Sequence[Row], partners: Mapping[int, int]
) -> tuple[Difference, ...]:
    """Every difference, each once, in the order of the rows: of a passage that has moved its place on the left.

    `partners` are the left passages that right ones have as their other half.
    """
    found: list[tuple[int | None, int | None]] = []
    moved: dict[int, int] = {}
    for row in rows:
        if row.level:
            if row.sign in _DIFFERENT:
                found.append((row.left[0], row.right[0]))
            continue
        for side, units in enumerate(row.sides):
            for (first, _), sign, _, elsewhere in _runs(texts[side], units):
                if sign not in _DIFFERENT:
                    continue
                if elsewhere and side == 0:
                    moved[texts[0].units[first].passage or 0] = len(found)
                if not elsewhere or side == 0:
                    found.append((None, first) if side else (first, None))
    for row in rows:  # its other half, where that has moved as well
        for (first, _), sign, _, elsewhere in () if row.level else _runs(texts[1], row.right):
            at = moved.get(partners.get(texts[1].units[first].passage or 0, -1))
            if elsewhere and sign in _DIFFERENT and at is not None:
                found[at] = (found[at][0], first)
    return tuple(map(Difference, found))


_DIFFERENT = (REWORDED, DIFFERS, ONLY)
