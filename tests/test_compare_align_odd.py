"""Whatever the articles are like, a comparison ends, keeps to their characters, and is the same each time."""

import pytest

from reader.article import Article
from reader.compare.alignment import compare
from reader.errors import StaleSearch
from tests.articles import make_article
from tests.hostile import HOSTILE

SENTENCE = "Envoys of Veldmark and Ostrana met for three hours in Lindholm and will meet again on Monday."
ODD: dict[str, tuple[Article, Article]] = {
    "nothing at all": (make_article(""), make_article("")),
    "empty blocks": (make_article("", "", ""), make_article("", "")),
    "one word, ten thousand times": (make_article("A", *["No."] * 10_000), make_article("B", *["No."] * 9_000)),
    "one word in one block": (make_article("A", "No. " * 10_000), make_article("B", "No. " * 10_000)),
    "one sentence, ten thousand times": (
        make_article("A", *[SENTENCE] * 10_000),
        make_article("B", *[SENTENCE.replace("three", "two")] * 10_000),
    ),
    "megabytes of one letter": (make_article("A", "a" * 3_000_000), make_article("B", "a" * 3_000_001)),
    "a line of many characters": (
        make_article("A", " ".join(f"{SENTENCE[:-1]} at {hour}" for hour in range(100))),
        make_article("B", " ".join(f"{SENTENCE[:-1]} at {hour}" for hour in range(50, 150))),
    ),
    "words that all begin alike": (
        make_article("A", " ".join("negotia" + "ab"[bit >> 3 & 1] * (bit % 40) for bit in range(4_000))),
        make_article("B", " ".join("negotia" + "ab"[bit >> 2 & 1] * (bit % 40) for bit in range(4_000))),
    ),
    "signs only": (make_article("A", "!?. " * 5_000), make_article("B", ". . . " * 5_000)),
    "capitals only": (make_article("A", "A. B. C. " * 3_000 + "ABC " * 3_000), make_article("B", "A B C " * 3_000)),
    "no Latin letter": (
        make_article("A", "Паром вышел в море. 渡輪在週五離開港口。"),
        make_article("B", "Паром вышел в море."),
    ),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_articles_are_compared(name: str) -> None:
    one, other = ODD[name]
    comparison = compare(one, other)
    assert 0.0 <= comparison.shared <= 1.0
    assert len(comparison.matches) <= 20 * (len(comparison.left_passages) + len(comparison.right_passages))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_compared_and_meets_itself(text: str) -> None:
    one, other = make_article("One", text, SENTENCE), make_article("Two", SENTENCE, text)
    comparison = compare(one, other)
    assert compare(one, one).shared == 1.0
    assert comparison == compare(one, other)
    for side, parts, spans in (
        (comparison.left_passages, one.parts(), [each.left_changed for each in comparison.matches]),
        (comparison.right_passages, other.parts(), [each.right_changed for each in comparison.matches]),
    ):
        assert all(0 <= each.start < each.end <= len(parts[each.part].text) for each in side)
        assert all(0 <= start < end for changed in spans for start, end in changed)


def test_equal_passages_of_any_number_all_have_a_partner() -> None:
    comparison = compare(make_article("A", *["No."] * 5), make_article("B", *["No."] * 2))
    assert {each.left for each in comparison.matches} == {1, 2, 3, 4, 5}
    assert {each.right for each in comparison.matches} == {1, 2}


def test_lines_of_signs_are_stock() -> None:
    comparison = compare(make_article("A", "* * *", SENTENCE), make_article("B", "* * *", SENTENCE))
    assert [each.stock for each in comparison.left_passages] == [False, True, False]
    assert [each.relation for each in comparison.pairs] == ["same"]


def test_a_comparison_that_nobody_waits_for_is_given_up() -> None:
    sentences = [f"Lorry {number} left the quay of Brennvik for Karrow at dusk." for number in range(200)]
    looks = 0

    def stale() -> bool:
        nonlocal looks
        looks += 1
        return looks > 3

    with pytest.raises(StaleSearch):
        compare(make_article("One", *sentences), make_article("Two", *sentences[::-1], "More."), stale=stale)
    assert looks == 4


def test_every_step_of_a_comparison_can_be_given_up() -> None:
    sentences = [f"Lorry {number} left the quay of Brennvik for Karrow at dusk." for number in range(200)]
    one, two = make_article("One", *sentences), make_article("Two", *sentences[::-1], "More.")
    looks = 0

    def look_until(last: int) -> int:
        nonlocal looks
        looks = 0

        def stale() -> bool:
            nonlocal looks
            looks += 1
            return looks == last

        compare(one, two, stale=stale)
        return looks

    whole = look_until(-1)
    assert whole > 2 * (2 * len(sentences)) // 32, "cutting both into words asks too, as well as what follows"
    for last in (1, 2, whole // 4, whole // 2, whole):
        with pytest.raises(StaleSearch):
            look_until(last)
        assert looks == last
