"""Words near each other, compared with trying every choice of places."""

from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.proximity import Span, count_near, near_spans

SPANS = st.lists(
    st.tuples(st.integers(0, 14), st.integers(0, 2)).map(lambda each: (each[0], each[0] + each[1])),
    min_size=1, max_size=4, unique=True,
).map(sorted)  # fmt: skip
OPERANDS = st.lists(SPANS, min_size=2, max_size=4)


def choices(operands: list[list[Span]], distance: int, *, ordered: bool) -> set[Span]:
    """The spans of every choice of one for each operand that fits."""
    found: set[Span] = set()
    for chosen in product(*operands):
        placed = list(chosen) if ordered else sorted(chosen)
        apart = all(before[1] < after[0] for before, after in pairwise(placed))
        if ordered:
            near = all(after[0] - before[1] <= distance for before, after in pairwise(placed))
        else:
            near = placed[-1][0] - placed[0][1] <= distance
        if apart and near:
            found.update(chosen)
    return found


@given(OPERANDS, st.integers(1, 8))
@settings(max_examples=500, deadline=None)
def test_near_finds_a_place_for_every_operand_or_none(operands: list[list[Span]], distance: int) -> None:
    found = near_spans(operands, distance, ordered=False)
    wanted = choices(operands, distance, ordered=False)
    assert bool(found) == bool(wanted)
    assert wanted <= set(found)
    assert found == sorted(found)
    if len(operands) == 2:
        assert set(found) == wanted


@given(OPERANDS, st.integers(1, 8))
@settings(max_examples=500, deadline=None)
def test_adj_finds_what_stands_in_order(operands: list[list[Span]], distance: int) -> None:
    assert set(near_spans(operands, distance, ordered=True)) == choices(operands, distance, ordered=True)


def test_a_text_of_one_word_repeated_takes_no_longer_than_others() -> None:
    word = [(at, at) for at in range(100_000)]
    assert len(near_spans([word, word], 100, ordered=False)) == 100_000
    assert len(near_spans([word, word], 100, ordered=True)) == 100_000
    # More operands than the window has places: no choice fits, and that is told without trying them all.
    assert near_spans([word[:300]] * 12, 10, ordered=False) == []


@given(st.sets(st.integers(0, 40), min_size=2, max_size=12), st.data(), st.integers(1, 8), st.booleans())
@settings(max_examples=500, deadline=None)
def test_counting_two_words_near_each_other_is_finding_them(
    places: set[int], data: st.DataObject, distance: int, ordered: bool
) -> None:
    of_one = data.draw(st.sets(st.sampled_from(sorted(places)), min_size=1, max_size=len(places) - 1))
    one, other = sorted(of_one), sorted(places - of_one)
    spans = [[(place, place) for place in each] for each in (one, other)]
    assert count_near(one, other, distance, ordered=ordered) == len(near_spans(spans, distance, ordered=ordered))
