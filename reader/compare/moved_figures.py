"""Figures that have moved: what later reports, or a corrected text, tell otherwise than earlier ones did."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from reader.article import Article
from reader.compare.alignment import compare
from reader.compare.quantities import find_quantities
from reader.compare.quantity import Quantity
from reader.compare.quantity_dates import published
from reader.compare.quantity_terms import load_terms
from reader.comparison import Chars, FigureDifference, Passage
from reader.digest import MovedFigure

_STANDING = ("now", "grown", "total")
"""Roles of figures that tell how things stand, and not a part of them or by how much they changed."""
_UNTOLD = ("duration", "span", "points")
"""What is measured anew in each report: four hours here, four hours there."""
_PLACED = "length"
"""What tells of a place as often as of an event: two miles from here, ten kilometres below."""


Turn = tuple[str, int, int]
_Place = tuple[Turn, int, Chars]
Stories = Callable[[Sequence[int]], Mapping[int, int]]
"""Tells of articles, by key, which one leads the story of each."""


class Report(NamedTuple):
    """An article with its key; `turn` orders reports in time, an article's earlier text before its own."""

    key: int
    article: Article
    turn: Turn


class Told(NamedTuple):
    """A figure where it stands: characters `at` of part `part` of a report, as written, in its sentence.

    `names` are the stems of the names around it.
    """

    report: Report
    part: int
    at: Chars
    text: str
    value: float
    sentence: str
    names: frozenset[str]

    @property
    def point(self) -> int | None:
        """The part, where it is an entry of a list: each tells of another event. None in a report of one."""
        article = self.report.article
        return self.part if article.series is not None or article.parts()[self.part].kind == "bullet" else None


class Move(NamedTuple):
    """A figure of two reports that is not the same in both. `later`: the younger is a later state."""

    what: str
    unit: str | None
    before: Told
    after: Told
    later: bool


def find_moves(
    before: Report,
    after: Report,
    *,
    revised: bool = False,
    strict: bool = False,
    stale: Callable[[], bool] = lambda: False,
) -> list[Move]:
    """The figures of one thing that the later report gives otherwise: counts and measures, as they stand.

    Of a text that was `revised` every one counts. Else it must be a later state, or a count of people, or stand in
    passages of nearly the same words. `strict` is for reports that may well tell of two events of one kind, such as two
    numbers of a running list: the later text itself must say that the figure has grown, or is one in all.
    Raises StaleSearch.
    """
    found = compare(before.article, after.article, stale=stale)
    lefts, rights = found.left.parts(), found.right.parts()
    days = published(found.left.date), published(found.right.date)
    moves = []
    for match in found.matches:
        if not match.figures:
            continue
        left, right = found.left_passages[match.left], found.right_passages[match.right]
        left_text, right_text = lefts[left.part].text, rights[right.part].text
        for figure in match.figures:
            one = _quantity_at(left_text, left, figure.left_at, days[0])
            two = _quantity_at(right_text, right, figure.right_at, days[1])
            if one is None or two is None or not (_stands(one) and _stands(two)):
                continue
            if not revised and not _counts(figure, one, two, near=match.relation != "reworded", strict=strict):
                continue
            moves.append(
                Move(
                    figure.what,
                    figure.unit,
                    _told(before, left, left_text, figure.left_at, figure.left_value, one),
                    _told(after, right, right_text, figure.right_at, figure.right_value, two),
                    figure.verdict == "later" or (not strict and _has_grown(figure, two)),
                )
            )
    return moves


_Found = tuple[MovedFigure, Told]
"""A figure that moved, and where it was told last."""


def _told(report: Report, passage: Passage, text: str, at: Chars, value: float, read: Quantity) -> Told:
    return Told(report, passage.part, at, text[slice(*at)], value, text[passage.start : passage.end], read.names)


def _quantity_at(text: str, passage: Passage, at: Chars, day: date | None) -> Quantity | None:
    """What was read at these characters of a part."""
    for each in find_quantities(text[passage.start : passage.end], day):
        if (each.start + passage.start, each.end + passage.start) == at:
            return each
    return None


def _stands(quantity: Quantity) -> bool:
    """Whether a quantity tells how much there is of something that has a name."""
    if quantity.role not in _STANDING:
        return False
    if quantity.kind == "count":
        return quantity.noun is not None or quantity.state is not None
    return quantity.kind == "measure" and quantity.measures not in _UNTOLD


def _has_grown(figure: FigureDifference, two: Quantity) -> bool:
    """Whether a figure is of the kind that grows, and has: reports of one day differ in this by their hours."""
    return two.state in load_terms().growing_states and figure.right_value > figure.left_value


def _counts(figure: FigureDifference, one: Quantity, two: Quantity, *, near: bool, strict: bool) -> bool:
    if one.measures == _PLACED:
        return False
    if strict:
        if one.names and two.names and one.names.isdisjoint(two.names):
            return False  # entries of two events in the same words
        return (two.role == "grown" and figure.right_value > figure.left_value) or one.role == two.role == "total"
    return figure.verdict == "later" or near or (one.kind == "count" and one.state in load_terms().people_states)


def _each_alone(keys: Sequence[int]) -> Mapping[int, int]:
    return {key: key for key in keys}


def unite_moves(moves: Sequence[Move], stories: Stories = _each_alone) -> list[MovedFigure]:
    """Each figure that moved once, from what was told of it first to what was told last; those of a chain are one.

    Told several times, in a title and its text or by two outlets, it is one as well, but never in two `stories`. A
    figure that came back to what it was has not moved. The order is that of the reports, the latest first, and in each
    that of the text.
    """
    leader: dict[_Place, _Place] = {}

    def lead(place: _Place) -> _Place:
        while (above := leader.setdefault(place, place)) != place:
            place = leader[place] = leader[above]
        return place

    alike: dict[tuple[object, ...], _Place] = {}
    for move in moves:
        leader[lead(_place(move.after))] = lead(_place(move.before))
        for told in (move.before, move.after):
            same = alike.setdefault((told.report.turn, told.point, move.what, move.unit, told.value), _place(told))
            leader[lead(_place(told))] = lead(same)
    chains: dict[_Place, list[Move]] = {}
    for move in moves:
        chains.setdefault(lead(_place(move.before)), []).append(move)
    found = [(moved, last) for chain in chains.values() for moved, last in _united(chain)]
    ordered = sorted(found, key=lambda each: each[1].part)
    ordered.sort(key=lambda each: each[1].report.turn, reverse=True)
    return _once_a_story(ordered, stories)


def _once_a_story(found: Sequence[_Found], stories: Stories) -> list[MovedFigure]:
    """The first of those that tell the same figure of one story; what two stories tell alike is two."""
    alike: dict[tuple[object, ...], list[_Found]] = {}
    for each in found:
        moved = each[0]
        alike.setdefault((moved.what, moved.unit, moved.before_value, moved.after_value), []).append(each)
    doubtful = [moved for same in alike.values() if len(same) > 1 for moved, _ in same]
    leaders = stories([key for moved in doubtful for key in (moved.before_key, moved.after_key)]) if doubtful else {}
    told: dict[int, MovedFigure] = {}
    for same in alike.values():
        united: list[list[_Found]] = []
        for each in same:
            mine = [group for group in united if any(_one_story(each, other, leaders) for other in group)]
            united = [group for group in united if group not in mine]
            united.append([*(other for group in mine for other in group), each])
        told |= {id(moved): moved for ((moved, _), *_) in united}
    return [moved for moved, _ in found if id(moved) in told]


def _one_story(one: _Found, other: _Found, leaders: Mapping[int, int]) -> bool:
    """Whether two chains tell of one event: their reports do, or an entry of a list says what the other says."""
    (first, here), (second, there) = one, other
    if here.point is not None or there.point is not None:
        return _one_passage(here, there)
    return (
        leaders[first.after_key] == leaders[second.after_key] or leaders[first.before_key] == leaders[second.before_key]
    )


def _one_passage(one: Told, other: Told) -> bool:
    """Whether two figures stand in passages that say the same, and of the same names."""
    names = one.names & other.names
    if not names or names not in (one.names, other.names):
        return False
    found = compare(one.report.article, other.report.article)
    return any(
        _holds(found.left_passages[match.left], one) and _holds(found.right_passages[match.right], other)
        for match in found.matches
    )


def _holds(passage: Passage, told: Told) -> bool:
    return passage.part == told.part and passage.start <= told.at[0] and told.at[1] <= passage.end


def _united(chain: Sequence[Move]) -> Iterator[tuple[MovedFigure, Told]]:
    """The one figure of a chain, with where it was told last; nothing where it stands as it stood."""
    first = min((move.before for move in chain), key=_place)
    last = min((move.after for move in chain), key=lambda told: (_backward(told, chain), told.part, told.at))
    if first.value == last.value:
        return
    into = [move for move in chain if move.after.report.turn == last.report.turn]
    yield (
        MovedFigure(
            what=max((move.what for move in chain), key=len),
            before=first.text,
            after=last.text,
            before_key=first.report.key,
            after_key=last.report.key,
            before_title=first.report.article.title,
            after_title=last.report.article.title,
            quote_before=first.sentence,
            quote_after=last.sentence,
            later=any(move.later for move in into) and last.value > first.value,
            before_value=first.value,
            after_value=last.value,
            unit=chain[0].unit,
            before_id=first.report.article.id,
            after_id=last.report.article.id,
        ),
        last,
    )


def _place(told: Told) -> _Place:
    return told.report.turn, told.part, told.at


def _backward(told: Told, chain: Sequence[Move]) -> int:
    """How many reports of the chain are later than this one's."""
    return len({move.after.report.turn for move in chain if move.after.report.turn > told.report.turn})
