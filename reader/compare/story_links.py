"""Which tellings of two reports stand in passages that tell the same: the surest sign that they are of one quantity."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Literal

from reader.article import Article
from reader.compare.alignment import compare
from reader.compare.figure_likeness import agree
from reader.compare.heeding import Stale
from reader.compare.story_tellings import Kind, Telling
from reader.comparison import Chars, Comparison

Link = Literal["agreed", "disputed"]
"""agreed: of one kind and value in matched passages; disputed: listed as a difference of the two reports."""

Links = dict[tuple[int, int], Link]
"""The link of two tellings, by their numbers, the smaller first."""

_MOST_WORK = 250_000
"""Words of all pairs of reports that are compared, those with most kinds of quantities in common first: some two
seconds, and all pairs of twenty reports of 600 words."""

_WORD = 6
"""Characters of a word with its blank; not all scripts part words by blanks."""

_Place = tuple[int, int]
"""Part and first character of a sentence."""


def find_links(articles: Sequence[Article], tellings: Sequence[Telling], stale: Stale) -> Links:
    """The links between tellings of two reports each. Raises StaleSearch."""
    in_sentence: dict[int, dict[_Place, list[int]]] = defaultdict(lambda: defaultdict(list))
    at: dict[int, dict[tuple[int, Chars], int]] = defaultdict(dict)
    for number, told in enumerate(tellings):
        quantity = told.quantity
        in_sentence[told.column][told.part, quantity.sentence].append(number)
        at[told.column][told.part, (quantity.start, quantity.end)] = number
    links: Links = {}
    for one, other in _worth_comparing(articles, tellings):
        found = compare(articles[one], articles[other], stale=stale)
        for a, b in _agreed(found, in_sentence[one], in_sentence[other], tellings):
            links[min(a, b), max(a, b)] = "agreed"
        left, right = found.left_passages, found.right_passages
        for match in found.matches:
            for figure in match.figures:
                mine = at[one].get((left[match.left].part, figure.left_at))
                its = at[other].get((right[match.right].part, figure.right_at))
                if mine is not None and its is not None:
                    links[min(mine, its), max(mine, its)] = "disputed"
    return links


def _worth_comparing(articles: Sequence[Article], tellings: Sequence[Telling]) -> Iterator[tuple[int, int]]:
    """The pairs of reports that both tell something in numbers, as many as are compared, in the order of the reports.

    What is too much is left out from the pairs with the fewest kinds of quantities in common.
    """
    kinds: dict[int, set[Kind]] = defaultdict(set)
    for told in tellings:
        kinds[told.column].add(told.kind)
    words = [sum(len(part.text) for part in article.parts()) // _WORD + 1 for article in articles]
    pairs = sorted(combinations(sorted(kinds), 2), key=lambda pair: -len(kinds[pair[0]] & kinds[pair[1]]))
    left = _MOST_WORK
    chosen = []
    for one, other in pairs:
        work = words[one] + words[other]
        if work <= left:
            left -= work
            chosen.append((one, other))
    yield from sorted(chosen)


def _agreed(
    found: Comparison,
    mine: dict[_Place, list[int]],
    its: dict[_Place, list[int]],
    tellings: Sequence[Telling],
) -> Iterator[tuple[int, int]]:
    """Tellings of one kind and value in matched passages."""
    for match in found.matches:
        left, right = found.left_passages[match.left], found.right_passages[match.right]
        for a in mine.get((left.part, left.start), ()):
            for b in its.get((right.part, right.start), ()):
                one, two = tellings[a], tellings[b]
                if one.standing and two.standing and one.kind == two.kind and agree(one.quantity, two.quantity):
                    yield a, b
