"""Postings as bytes: what is packed comes back, whole or in part."""

import random
import zlib
from array import array
from itertools import accumulate

import pytest

from reader.search.index.blocks import BLOCK, MOST_OFTEN, PackedPostings, Postings, pack, shifted


def postings(documents: list[int], places: list[list[int]]) -> Postings:
    return Postings(documents, [len(each) for each in places], array("I", [at for each in places for at in each]))


CASES = {
    "one": postings([7], [[3]]),
    "one far on": postings([70_000], [[3]]),
    "one far down": postings([7], [[70_000]]),
    "each once": postings(list(range(0, 900, 3)), [[at] for at in range(300)]),
    "two blocks": postings(list(range(BLOCK + 1)), [[at, at + 2] for at in range(BLOCK + 1)]),
    "a whole number of blocks": postings(list(range(2 * BLOCK)), [[1]] * (2 * BLOCK)),
    "many documents": postings(list(range(65_000, 66_000)), [[at] for at in range(1000)]),
    "often": postings([1, 2, 3, 4], [list(range(254)), list(range(255)), list(range(256)), list(range(70_000))]),
    "often, in blocks": postings(list(range(2000)), [list(range(at % 300 + 1)) for at in range(2000)]),
    "far down, in blocks": postings(list(range(2000)), [[at, 65_535 + at, 1 << 24 | at] for at in range(2000)]),
}


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_what_is_packed_comes_back(given: Postings) -> None:
    packed = PackedPostings(pack(given), len(given.documents))
    back = packed.unpack()
    assert list(back.documents) == list(given.documents)
    assert list(back.counts) == list(given.counts)
    assert back.positions == given.positions
    assert list(packed.counts) == [min(MOST_OFTEN, count) for count in given.counts]


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_a_block_is_read_by_itself(given: Postings) -> None:
    packed = PackedPostings(pack(given), len(given.documents))
    ends = list(accumulate(given.counts, initial=0))
    for block in reversed(range(-(-len(given.documents) // BLOCK))):
        first, last = block * BLOCK, min(len(given.documents), (block + 1) * BLOCK)
        found = packed.positions(block, given.counts[first:last])
        assert list(found) == list(given.positions[ends[first] : ends[last]])


@pytest.mark.parametrize("given", CASES.values(), ids=CASES)
def test_bytes_that_are_cut_or_changed_are_never_read_past_their_end(given: Postings) -> None:
    whole, chance = pack(given), random.Random(4)
    for _ in range(40):
        cut = whole[: chance.randrange(len(whole))]
        with pytest.raises((ValueError, IndexError, zlib.error, MemoryError)):
            PackedPostings(cut, len(given.documents)).unpack()
        with pytest.raises(ValueError):
            PackedPostings(b"\0" * len(whole), len(given.documents))


@pytest.mark.parametrize(("code", "numbers"), [("H", (0, 255, 65_000)), ("H", (1, 65_535)), ("I", (0, 1 << 31, 5))])
@pytest.mark.parametrize("by", [0, 1, 31, 255, 256, 5000])
def test_positions_are_shifted_each_by_itself(code: str, numbers: tuple[int, ...], by: int) -> None:
    assert list(shifted(array(code, numbers), by)) == [number + by for number in numbers]
