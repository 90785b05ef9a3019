"""How two texts are set beside each other: what stands together, in order, and what folds; free of any width."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

from reader.comparison import Comparison, Level
from reader.errors import StaleSearch
from reader.tui.compare.halves import notes_of, partners_of
from reader.tui.compare.rows import Difference, Fold, Row, Units, differences_of, folds_of, rows_of
from reader.tui.compare.texts import (
    DIFFERS,
    ONLY,
    SAME,
    ComparedText,
    Marking,
    Unit,
    compared_text,
    marking_of,
)
from reader.tui.document import Document

NONE = -1
Texts = tuple[ComparedText, ComparedText]


class Item(NamedTuple):
    """What stands together: units of both sides, or the number of a `fold` in their place.

    `row` is that of the levelled rows; where one text stands alone, its unit. `above`: a line of its own goes before
    it, blank or (`ruled`) with words on it. `blanks` are the blank lines within each side. A `low` side stands at the
    bottom where it is shorter than the other. Of what is said `once` the left text does for both.
    """

    row: int
    left: Units
    right: Units
    blanks: tuple[int, int] = (0, 0)
    above: int = 0
    ruled: bool = False
    fold: int = NONE
    once: bool = False
    low: tuple[bool, bool] = (False, False)

    def side(self, side: int) -> Units:
        """The units of the left (0) or right (1) side."""
        return self.right if side else self.left


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Both texts in rows, what is folded of them, and the items that they are when nothing is."""

    rows: tuple[Row, ...] = ()
    folds: tuple[Fold, ...] = ()
    items: tuple[Item, ...] = ()
    stacked: bool = False


@dataclass(frozen=True, slots=True)
class Alone:
    """One text by itself: its items, what is folded of it, and what is where only what is new is shown."""

    items: tuple[Item, ...] = ()
    folds: tuple[Fold, ...] = ()
    known: tuple[Fold, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelledTexts:
    """Two texts and what they share: side by side, one below the other, each alone; and all that differs."""

    found: Comparison
    texts: Texts
    columns: Arrangement
    stacked: Arrangement
    alone: tuple[Alone, Alone]
    differences: tuple[Difference, ...]


def level_texts(
    found: Comparison, documents: tuple[Document, Document], levels: tuple[Level, ...], stale: Callable[[], bool]
) -> LevelledTexts:
    """What a comparison says, set out on both texts, as `article_document` makes them. Takes time with their length.

    Raises StaleSearch once `stale` says that nobody waits for it; it is asked between the steps.
    """

    def heed() -> None:
        if stale():
            raise StaleSearch

    notes = notes_of(found, levels)
    heed()
    left = compared_text(documents[0], found.left, marking_of(found, 0, notes[0]))
    heed()
    texts = (left, compared_text(documents[1], found.right, marking_of(found, 1, notes[1])))
    heed()
    columns = _arranged(texts, levels, stacked=False)
    heed()
    stacked = _arranged(texts, levels, stacked=True)
    heed()
    alone = (_alone(texts[0], 0), _alone(texts[1], 1))
    heed()
    differences = differences_of(texts, columns.rows, partners_of(found)[1])
    return LevelledTexts(found, texts, columns, stacked, alone, differences)


def _alone(text: ComparedText, side: int) -> Alone:
    return Alone(text_items(text, side), text_folds(text, only_new=False), text_folds(text, only_new=True))


def unlevelled_text(document: Document) -> ComparedText:
    """A text of which nothing is known yet but itself."""
    return compared_text(document, None, Marking())


def _arranged(texts: Texts, levels: Sequence[Level], *, stacked: bool) -> Arrangement:
    rows = rows_of(*texts, levels, beside=not stacked)
    items = tuple(_item(texts, number, row, stacked=stacked) for number, row in enumerate(rows))
    return Arrangement(rows, folds_of(rows), items, stacked)


def _item(texts: Texts, number: int, row: Row, *, stacked: bool) -> Item:
    ruled = stacked and bool(row.words)
    space = number > 0 and any(
        start < end and text.units[start].space for text, (start, end) in zip(texts, row.sides, strict=True)
    )
    blanks = (_blanks(texts[0], row.left), _blanks(texts[1], row.right))
    low = (False, False) if stacked else (_is_heading(texts[0], row.left), _is_heading(texts[1], row.right))
    once = stacked and says_the_same(texts, row)
    return Item(number, row.left, row.right, blanks, int(ruled or space), ruled, once=once, low=low)


def _blanks(text: ComparedText, units: Units) -> int:
    start, end = units
    return text.spaces[end - 1] - text.spaces[start] if end - start > 1 else 0


def _is_heading(text: ComparedText, units: Units) -> bool:
    return all(paragraph.kind == "heading" for paragraph in text.document.paragraphs[slice(*units)])


def says_the_same(texts: Texts, row: Row) -> bool:
    """Whether one text does for both: passages that are the same, or one heading over both."""
    if any(end - start != 1 for start, end in row.sides):
        return False
    left, right = (text.document.paragraphs[units[0]] for text, units in zip(texts, row.sides, strict=True))
    return (row.level and row.sign == SAME) or left.text == right.text


def text_items(text: ComparedText, side: int) -> tuple[Item, ...]:
    """One text alone: an item a unit."""
    numbers, nothing = range(len(text.units)), repeat((0, 0))
    units = zip(numbers, range(1, len(text.units) + 1), strict=True)
    sides = (nothing, units) if side else (units, nothing)
    spaces = chain((0,), (int(unit.space) for unit in text.units[1:]))
    # A book has tens of thousands: made in one go, without a call for each.
    return tuple(map(Item, numbers, *sides, repeat((0, 0)), spaces))


def fold_items(
    items: Sequence[Item], folds: Sequence[Fold], is_open: Callable[[Fold], bool], *, stacked: bool
) -> list[Item]:
    """The items with one in the place of all that a shut fold holds."""
    shown: list[Item] = []
    at = 0
    for number, fold in enumerate(folds):
        if not is_open(fold):
            first, last = items[fold.first], items[fold.end - 1]
            left, right = (first.left[0], last.left[1]), (first.right[0], last.right[1])
            shown += items[at : fold.first]
            shown.append(Item(first.row, left, right, above=0 if stacked else first.above, fold=number))
            at = fold.end
    shown += items[at:]
    return shown


def text_folds(text: ComparedText, *, only_new: bool) -> tuple[Fold, ...]:
    """Units of one text to fold: two or more equal passages, or whatever is not new; never the title or a heading."""
    folds: list[Fold] = []
    start: int | None = None
    passages = 0
    for number in range(len(text.units) + 1):
        unit = text.units[number] if number < len(text.units) else None
        known = unit is not None and number > 0 and _is_known(unit, only_new=only_new)
        note = unit is not None and unit.passage is None and start is not None
        note = note and text.document.paragraphs[number].kind == "caption"
        if known:
            start, passages = (number if start is None else start), passages + 1
        elif start is not None and not note:
            if passages > (0 if only_new else 1):
                folds.append(Fold(start, number))
            start, passages = None, 0
    return tuple(folds)


def _is_known(unit: Unit, *, only_new: bool) -> bool:
    return unit.passage is not None and (unit.sign not in (ONLY, DIFFERS) if only_new else unit.sign == SAME)


def fold_words(text: ComparedText, units: Units, other: str, *, only_new: bool) -> str:
    """What a fold of a text says: `3 equal sentences`; what it is of each kind, where only what is new is shown."""
    folded = [unit for unit in text.units[slice(*units)] if unit.passage is not None]
    if not only_new:
        return f"{len(folded)} equal sentences"
    told: list[str] = []
    for sign, words in ((SAME, f"that {other} has too"), ("~", "reworded"), (" ", "of stock text")):
        if number := sum(unit.sign == sign for unit in folded):
            noun = "" if told else f" sentence{'s' * (number != 1)}"
            told.append(f"{number}{noun} {words}")
    return ", ".join(told)


NOTHING_LEVELLED = Arrangement()
