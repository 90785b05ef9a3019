"""Phrases and sums of counts in one segment, beside what a plain walk over the positions gives."""

import random
from array import array
from collections.abc import Callable, Sequence
from functools import partial

import pytest

from reader.search.index.blocks import MOST_OFTEN, PackedPostings, Postings, pack
from reader.search.index.sums import add_up
from reader.search.phrases import find_phrase

Word = dict[int, list[int]]
"""The positions of a word in each document, both ascending."""


def packed(word: Word) -> PackedPostings:
    counts = list(map(len, word.values()))
    positions = array("I", [at for places in word.values() for at in places])
    return PackedPostings(pack(Postings(list(word), counts, positions)), len(word))


def all_rows(documents: Sequence[int]) -> Sequence[int]:
    return range(len(documents))


def found(
    words: Sequence[Word], order: Sequence[int], wanted: Callable[[Sequence[int]], Sequence[int]] = all_rows
) -> Word:
    documents, counts, ends = find_phrase([partial(packed, word) for word in words], order, wanted)
    rest = iter(ends)
    return {document: [next(rest) for _ in range(count)] for document, count in zip(documents, counts, strict=True)}


def expected(words: Sequence[Word]) -> Word:
    last = len(words) - 1
    each = {
        document: [
            end for end in places if all(end - last + n in word.get(document, ()) for n, word in enumerate(words))
        ]
        for document, places in words[-1].items()
    }
    return {document: ends for document, ends in each.items() if ends}


def random_word(chance: random.Random, documents: int, share: float, positions: range) -> Word:
    chosen = [document for document in range(documents) if chance.random() < share]
    return {each: sorted(chance.sample(positions, chance.randint(1, min(9, len(positions))))) for each in chosen}


# Positions as they are in short articles, about where characters have gaps, above what two bytes hold, and above what
# any character has.
PLACES = (range(12), range(55_290, 55_310), range(57_330, 57_350), range(65_270, 65_290), range(65_530, 65_550))
FAR = (range(1_114_100, 1_114_120), range(1 << 30, (1 << 30) + 12))


@pytest.mark.parametrize("places", [*PLACES, *FAR], ids=str)
@pytest.mark.parametrize("seed", range(3))
def test_a_phrase_is_found_where_its_words_follow_each_other(places: range, seed: int) -> None:
    chance = random.Random(seed)
    for documents, shares in ((30, (0.8, 0.8)), (1500, (0.9, 0.5)), (1500, (0.02, 0.9)), (300, (0.9, 0.7, 0.8))):
        words = [random_word(chance, documents, share, places) for share in shares]
        for order in (list(range(len(words))), list(range(len(words)))[::-1]):
            assert found(words, order) == expected(words)
    assert expected(words)


def test_a_word_may_stand_twice_in_a_phrase() -> None:
    word = {0: [1, 2, 3], 1: [4, 6], 2: [8, 9]}
    assert found([word, word], [0, 1]) == {0: [2, 3], 2: [9]}
    assert found([word, word, word], [2, 0, 1]) == {0: [3]}


def test_only_wanted_documents_are_looked_at() -> None:
    chance = random.Random(5)
    words = [random_word(chance, 1200, 0.9, range(10)) for _ in range(2)]
    every = expected(words)

    def thirds(documents: Sequence[int]) -> Sequence[int]:
        return [row for row, document in enumerate(documents) if document % 3 == 0]

    assert found(words, [0, 1], thirds) == {document: ends for document, ends in every.items() if document % 3 == 0}
    assert found(words, [0, 1], lambda documents: []) == {}


@pytest.mark.parametrize("sizes", [(1, 1), (3000, 3000, 2500), (3000, 5, 2500), (4000, 2048, 2047, 1) * 20])
@pytest.mark.parametrize("most", [1, 15, 16, 200, 400])
def test_counts_are_added_up_to_what_a_byte_holds(sizes: tuple[int, ...], most: int) -> None:
    chance, total = random.Random(2), [0] * 4000
    words = []
    for size in sizes:
        word = {each: list(range(chance.randint(1, most))) for each in sorted(chance.sample(range(4000), size))}
        for document, places in word.items():
            total[document] += len(places)
        words.append(packed(word))
    assert list(add_up(words, 4000)) == [min(MOST_OFTEN, count) for count in total]


def test_documents_that_a_segment_does_not_have_are_refused() -> None:
    with pytest.raises(IndexError):
        add_up([packed({5: [1]})], 5)
