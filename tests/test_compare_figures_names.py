"""Names of one thing that differ between two passages."""

import pytest

from reader.article import Names
from reader.compare.names import name_differences
from tests.hostile import HOSTILE

NAMES = Names(
    people=("Ilse Maren", "Jon Dahl"),
    places=("Pell", "Karrow", "Svet", "Vyso", "Lindholm", "Brennvik", "Dalmark", "Sumra", "Ostrana"),
    organisations=("Straits Council",),
)


def differing(left: str, right: str) -> list[tuple[str, str]]:
    found = name_differences(left, right, NAMES, NAMES)
    assert all(left[slice(*each.left_at)] == each.left for each in found)
    assert all(right[slice(*each.right_at)] == each.right for each in found)
    return [(each.left, each.right) for each in found]


def test_a_village_is_placed_in_two_regions() -> None:
    assert differing(
        "Troops took Svet and Vyso, in the eastern Dalmark region and the northeastern Sumra region, respectively.",
        "Ostrana claimed Svet in the eastern Dalmark region and Vyso in the northeastern Pell region.",
    ) == [("Sumra", "Pell")]


def test_a_name_is_another_in_nearly_equal_sentences() -> None:
    assert differing(
        "Talks in Lindholm on Friday ended without a result.", "Talks in Karrow on Friday ended without a result."
    ) == [("Lindholm", "Karrow")]


def test_a_cargo_vessel_is_an_oil_tanker_elsewhere() -> None:
    assert differing(
        "A cargo vessel was hit off Brennvik and two sailors were hurt.",
        "An oil tanker was hit off Brennvik, hurting two sailors.",
    ) == [("cargo vessel", "oil tanker")]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "A ship was hit off Brennvik, two sailors were hurt.",
            "A tanker was hit off Brennvik, two sailors were hurt.",
        ),
        ("The envoy of Lindholm left on Friday.", "The envoy of Lindholme left on Friday."),
        ("Ilse Maren said talks will resume.", "Jon Dahl said talks will resume in Lindholm."),
        ("Maren said talks will resume.", "Ilse Maren said talks will resume."),
        ("Talks in Lindholm and Karrow ended.", "Talks in Karrow and Lindholm ended."),
        ("The port was struck on Monday.", "The port was struck on Tuesday."),
        ("Shells fell on Pell.", "Lorries of blankets reached Karrow before the road was shut."),
        ("", "Talks in Lindholm ended."),
    ],
)
def test_other_words_for_the_same_are_no_difference(left: str, right: str) -> None:
    assert differing(left, right) == []
    assert differing(right, left) == []


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_compared_like_any_other(text: str) -> None:
    assert differing(text, text) == []
    differing(text, f"Talks in Lindholm ended. {text}")
