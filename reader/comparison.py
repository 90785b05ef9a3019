"""What two articles share and dispute: frozen records. Characters are those of the texts of `Article.parts()`."""

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
class Level:
    """Passages of both sides that stand level: one of each, or more where one was split."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    match: PassageMatch


@record
class ComparisonRow:
    """What stands on one level when both sides are shown: passages of each by number; of a side alone, one.

    `match` is what joins the two, or, on a side alone, joins this passage to one that stands on another level.
    """

    left: tuple[int, ...]
    right: tuple[int, ...]
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
class Revision:
    """That of two articles one is a corrected text of the other: the `later` one by its id.

    `day` is the ISO date (UTC) on which the archive met it; None where only the rules of reading have changed.
    """

    later: str
    day: str | None


@record
class Comparison:
    """Two articles, cut into passages in reading order, and which passages and blocks of them meet.

    `matches` are in the order of the left side; a passage may be in several. `shared` is the share, from 0 to 1, of
    both sides' passages that have a partner; stock passages are not counted. Titles and standfirsts are passages too;
    headings are not. `revision` says which is the earlier of two texts of one article.
    """

    left: Article
    right: Article
    left_passages: tuple[Passage, ...]
    right_passages: tuple[Passage, ...]
    matches: tuple[PassageMatch, ...]
    pairs: tuple[BlockPair, ...]
    shared: float
    revision: Revision | None = None

    def levels(self) -> tuple[Level, ...]:
        """The longest chain of matches that run in the same order on both sides; of equally long ones the most alike.

        Titles are levelled with titles only. A passage that was split, or merged, takes the neighbours that hold the
        rest of it.
        """
        usable = [
            match
            for match in self.matches
            if 0 <= match.left < len(self.left_passages)
            and 0 <= match.right < len(self.right_passages)
            and (self.left_passages[match.left].part == 0) == (self.right_passages[match.right].part == 0)
        ]
        return _with_neighbours(_longest_chain(usable, len(self.right_passages)), usable)

    def signs(self, side: Literal[0, 1]) -> tuple[Sign, ...]:
        """The sign of each passage of the left (0) or right (1) side, whichever of its matches stands level.

        What both have is never a difference; then figures and names go before other words. A title without a partner
        is no news, since two reports have two titles: it has none.
        """
        found: dict[int, Sign] = {}
        for match in self.matches:
            number, sign = match.right if side else match.left, match.sign
            if number not in found or _STRONGER.index(sign) < _STRONGER.index(found[number]):
                found[number] = sign
        passages = self.right_passages if side else self.left_passages
        return tuple(
            found.get(number, " " if passage.part == 0 else "+") if not passage.stock else " "
            for number, passage in enumerate(passages)
        )

    def rows(self) -> tuple[ComparisonRow, ...]:
        """Every passage once, in its own side's order; what stands level is one row."""
        signs = (self.signs(0), self.signs(1))
        nearest = (_nearest(self.matches, 0), _nearest(self.matches, 1))
        rows: list[ComparisonRow] = []
        at = [0, 0]
        ends = (len(self.left_passages), len(self.right_passages))
        for level in (*self.levels(), None):
            for side, until in enumerate((level.left[0], level.right[0]) if level else ends):
                for number in range(at[side], until):
                    left, right = ((), (number,)) if side else ((number,), ())
                    rows.append(ComparisonRow(left, right, signs[side][number], nearest[side].get(number)))
            if level is not None:
                told = [*(signs[0][each] for each in level.left), *(signs[1][each] for each in level.right)]
                sign: Sign = "#" if "#" in told else level.match.sign
                rows.append(ComparisonRow(level.left, level.right, sign, level.match))
                at = [level.left[-1] + 1, level.right[-1] + 1]
        return tuple(rows)


_STRONGER: tuple[Sign, ...] = ("=", "#", "~")


def _nearest(matches: tuple[PassageMatch, ...], side: Literal[0, 1]) -> dict[int, PassageMatch]:
    """For each passage of a side the match with its other half: the most alike of several."""
    found: dict[int, PassageMatch] = {}
    for match in matches:
        number = match.right if side else match.left
        if number not in found or found[number].similarity < match.similarity:
            found[number] = match
    return found


_Chain = tuple[int, float, int]
"""How many matches, how alike in sum, and the number of the last."""


def _longest_chain(usable: list[PassageMatch], rights: int) -> list[PassageMatch]:
    """The longest increasing subsequence, over a tree of prefix maxima (P. Fenwick 1994)."""
    # Of matches with one left passage the rightmost comes first, so that no two of them are in one chain.
    ordered = sorted(usable, key=lambda match: (match.left, -match.right))
    best: list[_Chain] = [(0, 0.0, -1)] * (rights + 1)
    before: list[int] = []
    last: _Chain = (0, 0.0, -1)
    for number, match in enumerate(ordered):
        length, alike, previous = _best_below(best, match.right)
        before.append(previous)
        here = (length + 1, alike + match.similarity, number)
        at = match.right + 1
        while at < len(best):
            best[at] = max(best[at], here)
            at += at & -at
        last = max(last, here)
    chain: list[PassageMatch] = []
    number = last[2]
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]


def _best_below(best: list[_Chain], right: int) -> _Chain:
    """The best chain that ends before a right passage."""
    found, at = (0, 0.0, -1), right
    while at > 0:
        found = max(found, best[at])
        at -= at & -at
    return found


def _with_neighbours(chain: list[PassageMatch], usable: list[PassageMatch]) -> tuple[Level, ...]:
    """The chain, each link with the passages next to its own that hold the rest of a passage."""
    groups = [([match.left], [match.right]) for match in chain]
    link_of: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for number, match in enumerate(chain):
        link_of[0][match.left] = link_of[1][match.right] = number
    ordered = sorted(usable, key=lambda match: (match.left, match.right))
    for step, matches in ((1, ordered), (-1, ordered[::-1])):
        for match in matches:
            ends = (match.left, match.right)
            for side in (0, 1):
                here, there = ends[side], ends[1 - side]
                link = link_of[side].get(here)
                if link is None or there in link_of[1 - side]:
                    continue
                group = groups[link][1 - side]
                if group[-1 if step > 0 else 0] + step == there:
                    group.insert(len(group) if step > 0 else 0, there)
                    link_of[1 - side][there] = link
    return tuple(Level(tuple(left), tuple(right), match) for (left, right), match in zip(groups, chain, strict=True))


@record
class StoryValue:
    """What one article of a story says of a quantity: as written, its value, and the sentence it stands in.

    `at` are characters of the text of part `part`. `odd`: unlike the commonest value, of equally common
    ones the one that was told last (all are where each is told once).
    """

    text: str
    value: float
    part: int
    at: Chars
    sentence: str
    odd: bool


@record
class StoryColumn:
    """An article of a story: its key in the archive, and what stands over its column.

    `mark` tells it apart from other columns of its outlet and day: its number in a running list, or words that only its
    title has, 16 characters at most; empty where outlet and day do.
    """

    key: int
    title: str
    outlet: str | None
    date: PublicationDate | None
    mark: str = ""


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
