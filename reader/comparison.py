"""What two articles share and dispute: frozen records. Characters are those of the texts of `Article.parts()`."""

from bisect import bisect_left
from typing import Literal

from reader.article import Article, PublicationDate
from reader.record import record

Relation = Literal["same", "near", "reworded"]
"""same: word for word but for signs and case; near: most words; reworded: one fact in other words."""

Verdict = Literal["conflict", "later"]
"""conflict: both cannot be true; later: the younger report says that the figure has moved on, or may well tell so."""

Chars = tuple[int, int]
"""[start, end) of characters."""

Sign = Literal["=", "~", "#", "+", " "]
"""Of a passage: `=` the same, `~` nearly or in other words, `#` a figure or name differs, `+` only here, ` ` stock."""


@record
class Passage:
    """A sentence, or a block that has but one: characters [start, end) of part `part` of an article.

    `stock` passages (a running list's daily opening, a page's boilerplate) are never matched.
    """

    part: int
    start: int
    end: int
    stock: bool = False


@record
class FigureDifference:
    """One quantity of which both sides tell, with different values. `what` is what is counted, such as `killed`.

    `left` and `right` are as written, at `left_at` and `right_at` of the parts' texts; values are numbers in `unit`
    (`USD`, `EUR`, `%`, `km`, …; None for plain counts and for dates, whose values are days since 1 January of year 1).
    """

    what: str
    left: str
    right: str
    left_value: float
    right_value: float
    left_at: Chars
    right_at: Chars
    unit: str | None = None
    verdict: Verdict = "conflict"


@record
class NameDifference:
    """Where both sides name the same thing otherwise, as written, at `left_at` and `right_at` of the parts' texts."""

    left: str
    right: str
    left_at: Chars
    right_at: Chars


@record
class PassageMatch:
    """A passage of each side that tell the same, by their numbers in the comparison's passages.

    `left_changed` and `right_changed` are the words that the other side does not have, as characters of the parts.
    """

    left: int
    right: int
    relation: Relation
    similarity: float
    figures: tuple[FigureDifference, ...] = ()
    names: tuple[NameDifference, ...] = ()
    left_changed: tuple[Chars, ...] = ()
    right_changed: tuple[Chars, ...] = ()

    @property
    def sign(self) -> Sign:
        """What the match is marked with."""
        return "#" if self.figures or self.names else "=" if self.relation == "same" else "~"


@record
class ComparisonRow:
    """What stands on one level when both sides are shown: a passage of each by number, or of one side alone.

    `match` is what joins the two, or, on a side alone, joins this passage to one that stands on another level.
    """

    left: int | None
    right: int | None
    sign: Sign
    match: PassageMatch | None = None


@record
class BlockPair:
    """One block of each article, by the numbers of their parts. A block may be in several pairs."""

    left: int
    right: int
    relation: Relation
    similarity: float
    figures: tuple[FigureDifference, ...] = ()
    names: tuple[NameDifference, ...] = ()


@record
class Comparison:
    """Two articles, cut into passages in reading order, and which passages and blocks of them meet.

    `matches` are in the order of the left side; a passage may be in several. `shared` is the share, from 0 to 1, of
    both sides' passages that have a partner; stock passages are not counted. Titles and standfirsts are passages too;
    headings are not.
    """

    left: Article
    right: Article
    left_passages: tuple[Passage, ...]
    right_passages: tuple[Passage, ...]
    matches: tuple[PassageMatch, ...]
    pairs: tuple[BlockPair, ...]
    shared: float

    def rows(self) -> tuple[ComparisonRow, ...]:
        """Every passage once, in its own side's order; the longest run of matches in both orders is levelled."""
        levelled = _longest_run(self.matches)
        lefts, rights = _strongest(self.matches, "left"), _strongest(self.matches, "right")
        rows: list[ComparisonRow] = []
        left = right = 0
        for match in [*levelled, None]:
            until_left = match.left if match else len(self.left_passages)
            until_right = match.right if match else len(self.right_passages)
            for number in range(left, until_left):
                stock = self.left_passages[number].stock
                rows.append(ComparisonRow(number, None, _sign(lefts.get(number), stock), lefts.get(number)))
            for number in range(right, until_right):
                stock = self.right_passages[number].stock
                rows.append(ComparisonRow(None, number, _sign(rights.get(number), stock), rights.get(number)))
            if match is not None:
                rows.append(ComparisonRow(match.left, match.right, match.sign, match))
                left, right = match.left + 1, match.right + 1
        return tuple(rows)


def _sign(match: PassageMatch | None, stock: bool) -> Sign:
    return " " if stock else match.sign if match else "+"


def _strongest(matches: tuple[PassageMatch, ...], side: Literal["left", "right"]) -> dict[int, PassageMatch]:
    """For each passage of a side the likest of its matches."""
    found: dict[int, PassageMatch] = {}
    for match in matches:
        number = getattr(match, side)
        if number not in found or found[number].similarity < match.similarity:
            found[number] = match
    return found


def _longest_run(matches: tuple[PassageMatch, ...]) -> list[PassageMatch]:
    """The longest series of matches that goes forward on both sides (patience sorting, C. Schensted 1961)."""
    # Of one left passage the right ones come last first, so that a run takes one of them.
    ordered = sorted(matches, key=lambda match: (match.left, -match.right))
    ends: list[int] = []
    last: list[int] = []
    before: list[int | None] = []
    for at, match in enumerate(ordered):
        length = bisect_left(ends, match.right)
        before.append(last[length - 1] if length else None)
        ends[length : length + 1] = [match.right]
        last[length : length + 1] = [at]
    run: list[PassageMatch] = []
    step = last[-1] if last else None
    while step is not None:
        run.append(ordered[step])
        step = before[step]
    return run[::-1]


@record
class StoryValue:
    """What one article of a story says of a quantity: as written, its value, and the sentence it stands in.

    `at` are characters of the text of part `part`. `odd`: unlike the commonest value (all are where there is none).
    """

    text: str
    value: float
    part: int
    at: Chars
    sentence: str
    odd: bool


@record
class StoryColumn:
    """An article of a story: its key in the archive, and what stands over its column."""

    key: int
    title: str
    outlet: str | None
    date: PublicationDate | None


@record
class StoryRow:
    """A quantity, and what each column's article says of it; None: not mentioned."""

    what: str
    unit: str | None
    values: tuple[StoryValue | None, ...]


@record
class StoryFigures:
    """The quantities that at least two reports of a story tell, the reports in time order, undated ones last.

    `unread` are the titles of articles that could not be read.
    """

    columns: tuple[StoryColumn, ...]
    rows: tuple[StoryRow, ...]
    unread: tuple[str, ...] = ()
