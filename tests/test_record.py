"""A record is what a frozen, slotted dataclass of the standard library is."""

import copy
import pickle
from dataclasses import FrozenInstanceError, asdict, fields, replace

import pytest

from reader.record import record


@record
class Ferry:
    """A ship."""

    name: str
    seats: int = 40


@record
class Tram:
    """No ship, with the same fields."""

    name: str
    seats: int = 40


def test_values_are_given_by_place_by_name_or_by_default() -> None:
    assert repr(Ferry("Karrow")) == "Ferry(name='Karrow', seats=40)"
    assert Ferry("Karrow", seats=60) == Ferry(name="Karrow", seats=60) != Ferry("Karrow")
    assert Ferry.__doc__ == "A ship."


@pytest.mark.parametrize("arguments", [(), ("Karrow", 40, "blue")])
def test_a_missing_or_unknown_value_is_refused(arguments: tuple[object, ...]) -> None:
    with pytest.raises(TypeError):
        Ferry(*arguments)  # type: ignore[arg-type]


def test_records_of_two_types_differ_also_as_keys() -> None:
    assert {Ferry("Karrow"): 1, Tram("Karrow"): 2} == {Tram("Karrow"): 2, Ferry("Karrow"): 1}
    assert len({Ferry("Karrow"), Ferry("Karrow"), Tram("Karrow")}) == 2


@pytest.mark.parametrize("name", ["seats", "crew"])
def test_nothing_can_be_changed_or_added(name: str) -> None:
    ferry = Ferry("Karrow")
    with pytest.raises(FrozenInstanceError):
        setattr(ferry, name, 3)
    with pytest.raises(FrozenInstanceError):
        delattr(ferry, name)
    assert not hasattr(ferry, "__dict__")


def test_the_tools_of_dataclasses_and_copies_work() -> None:
    ferry = Ferry("Karrow")
    assert [each.name for each in fields(ferry)] == ["name", "seats"]
    assert asdict(ferry) == {"name": "Karrow", "seats": 40}
    assert replace(ferry, seats=2) == Ferry("Karrow", 2)
    assert copy.deepcopy(ferry) == pickle.loads(pickle.dumps(ferry)) == ferry
    match ferry:
        case Ferry(name, seats):
            assert (name, seats) == ("Karrow", 40)
