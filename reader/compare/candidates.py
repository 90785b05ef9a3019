"""Which passages may meet at all: those that share rare words, found through an inverted index, never all with all."""

from collections import defaultdict
from heapq import nlargest

from reader.compare.heeding import Stale, heed, never
from reader.compare.wording import Related, Side

LEAST_EVIDENCE = 3.0
"""What the shared words of two passages must count to be looked at; a rare word counts about 4."""

_MOST_POSTINGS = 64  # passages that may share a word; what more of them have tells least and costs most
_LEAST_PARTNERS = 3  # passages that each is compared with, at the least
_BUDGET = 3000  # passages compared that are looked at closely: 50 milliseconds


def find_candidates(
    left: Side, right: Side, related: Related, weights: dict[str, float], stale: Stale = never
) -> set[tuple[int, int]]:
    """Pairs of passages, by their numbers, that share enough to be looked at: of each passage the best few."""
    most = max(_LEAST_PARTNERS, _BUDGET // max(1, len(left.wordings)))
    found: set[tuple[int, int]] = set()
    of_right: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for number, wording in heed(left.wordings.items(), stale):
        shared: dict[int, float] = {}
        for form in wording.places:
            for other, sure in related.get(form, ()):
                postings = right.postings[other]
                if len(postings) <= _MOST_POSTINGS:
                    worth = sure * min(weights[form], weights[other])
                    for each in postings:
                        shared[each] = shared.get(each, 0.0) + worth
        enough = [(worth, each) for each, worth in shared.items() if worth >= LEAST_EVIDENCE]
        best = enough if len(enough) <= most else nlargest(most, enough)
        found.update((number, each) for _, each in best)
        for worth, each in enough:
            of_right[each].append((worth, number))
    for each, partners in of_right.items():
        for _, number in partners if len(partners) <= most else nlargest(_LEAST_PARTNERS, partners):
            found.add((number, each))
    return found
