"""Looks for garbage: none while somebody types, all of it in the end."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from reader.tui.garbage import FULL, FULL_SECONDS, LOOK_SECONDS, SOME, TOO_MANY, GarbageLooks, none_looked_for


class Cycle:
    """Garbage that only a look finds."""

    def __init__(self) -> None:
        self.itself = self


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def unwatched() -> Iterator[None]:
    """As in the process of a desk, Python itself looks for no garbage."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def make(count: int) -> list[list[int]]:
    return [[number] for number in range(count)]


def garbage() -> "weakref.ref[Cycle]":
    return weakref.ref(Cycle())


@pytest.mark.usefixtures("unwatched")
def test_nothing_is_looked_for_while_somebody_types_and_all_once_nobody_does() -> None:
    clock = Clock()
    looks = GarbageLooks(clock)
    lost, kept = garbage(), make(SOME)
    clock.now = 5.0
    looks.typed()
    clock.now += LOOK_SECONDS / 2
    looks.look()
    assert lost() is not None
    clock.now += LOOK_SECONDS
    looks.look()
    assert lost() is None
    assert len(kept) == SOME


@pytest.mark.usefixtures("unwatched")
def test_a_look_waits_until_there_is_something_to_look_at() -> None:
    clock = Clock()
    looks, lost = GarbageLooks(clock), garbage()
    clock.now = LOOK_SECONDS
    looks.look()
    assert lost() is not None


@pytest.mark.usefixtures("unwatched")
def test_a_key_that_is_held_down_does_not_fill_the_memory() -> None:
    clock = Clock()
    looks = GarbageLooks(clock)
    lost, kept = garbage(), make(TOO_MANY)
    looks.typed()
    looks.look()
    assert lost() is None
    assert len(kept) == TOO_MANY


@pytest.mark.usefixtures("unwatched")
def test_what_has_been_looked_at_once_is_looked_at_again_when_nobody_has_typed_for_long() -> None:
    clock = Clock()
    looks = GarbageLooks(clock)
    held, kept = Cycle(), make(FULL)
    lost = weakref.ref(held)
    clock.now = LOOK_SECONDS
    looks.look()
    del held
    looks.look()
    assert lost() is not None  # it was alive when it was looked at
    clock.now = FULL_SECONDS
    looks.look()
    assert lost() is None
    assert len(kept) == FULL


@pytest.mark.usefixtures("unwatched")
def test_nothing_is_looked_for_while_work_reads_much(monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[None] = []
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(None))
    clock = Clock()
    looks = GarbageLooks(clock)
    with none_looked_for():
        lost, table = garbage(), make(2 * SOME)
        clock.now = LOOK_SECONDS
        looks.look()
        assert lost() is not None
    assert frozen
    looks.look()
    assert lost() is None
    assert len(table) == 2 * SOME


def test_where_python_looks_by_itself_nothing_else_does() -> None:
    clock = Clock()
    looks = GarbageLooks(clock)
    assert gc.isenabled()
    gc.collect()
    gc.disable()
    lost, kept = garbage(), make(SOME)
    gc.set_threshold(0)
    gc.enable()
    try:
        clock.now = FULL_SECONDS
        looks.look()
        assert lost() is not None
    finally:
        from tests.conftest import MADE_BEFORE_A_LOOK

        gc.set_threshold(MADE_BEFORE_A_LOOK)
    assert len(kept) == SOME
