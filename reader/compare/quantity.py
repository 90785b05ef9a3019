"""What a quantity of a text is: the record, and the stem by which words around it are compared."""

import re
from typing import Literal

from reader.compare.quantity_dates import Known
from reader.record import record

Kind = Literal["count", "measure", "rank", "age", "date", "year", "time"]

Role = Literal["now", "grown", "earlier", "change", "part", "more", "total"]
"""now: as it is; grown: what it has become; earlier: what it was; change: by how much; part: some of another number;
more: so many besides; total: so many in all."""


@record
class Quantity:
    """A quantity of a text: as written at [start, end), its value in `unit`, and the least and most it may be.

    `base` is what one of its unit is of the first unit of what it `measures`; bounds and `step` (that of its last
    figure, where it may have been rounded) are in that first unit. `noun` is what is counted, `state` what happened to
    it. `sum` is one number for the same thing told in several units. `near` are the stems of the words around it,
    `names` those of capitalised ones, `anchors` those that a date, length or age hangs on. `sentence` is where its
    sentence begins. `known` is what is known of a date. `minimum`: told as `at least`.
    """

    start: int
    end: int
    kind: Kind
    value: float
    low: float
    high: float
    exact: bool
    unit: str | None
    measures: str | None
    base: float
    noun: str | None
    state: str | None
    role: Role
    sum: int
    near: frozenset[str]
    label: str
    sentence: int
    step: float = 0.0
    known: Known = "all"
    anchors: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    minimum: bool = False


_SUFFIX = re.compile(r"(?:ations?|ingly|ings?|edly|eds?|ies|ments?|ly|e?s|y|e)$")


def stem(word: str) -> str:
    """One form for a word's commonest endings, at most seven letters: near enough to tell whether texts share it."""
    word = word.removesuffix("'s")
    if len(word) > 4 and len(shorter := _SUFFIX.sub("", word)) >= 3:
        word = shorter
    return word[:7]
