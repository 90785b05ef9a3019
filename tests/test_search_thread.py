"""The search thread: what is asked last is answered, and a search goes before everything else."""

import asyncio
import gc
import threading
import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from textual.drivers import linux_driver
from textual.message import Message
from textual.message_pump import MessagePump

from reader.errors import StaleSearch
from reader.tui.garbage import MANY, none_looked_for
from reader.tui.search_thread import SearchThread
from reader.tui.start import listen
from reader.tui.way import IdleSelector, Way
from tests.conftest import freeze, keep_what_there_is


class Said(Message):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


class Receiver(MessagePump):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def post_message(self, message: Message) -> bool:
        assert isinstance(message, Said)
        self.said.append(message.text)
        return True

    def wait(self, number: int) -> None:
        ends = time.monotonic() + 10
        while len(self.said) < number:
            assert time.monotonic() < ends, self.said
            time.sleep(0.002)


def test_long_work_makes_way_for_a_search_and_is_begun_anew() -> None:
    thread, receiver, begun = SearchThread(), Receiver(), threading.Event()

    def count(stale: Callable[[], bool]) -> Message:
        first = not begun.is_set()
        begun.set()
        while first:
            if stale():
                raise StaleSearch
            time.sleep(0.001)
        return Said("names")

    thread.submit("names", count, receiver)
    begun.wait(10)
    thread.submit("search", lambda _: Said("search"), receiver)
    receiver.wait(2)
    assert receiver.said == ["search", "names"]


def test_work_that_newer_work_replaced_is_not_begun_anew() -> None:
    thread, receiver, begun = SearchThread(), Receiver(), threading.Event()

    def old(stale: Callable[[], bool]) -> Message:
        begun.set()
        while not stale():
            time.sleep(0.001)
        raise StaleSearch

    thread.submit("names", old, receiver)
    begun.wait(10)
    thread.submit("names", lambda _: Said("new"), receiver)
    receiver.wait(1)
    thread.submit("search", lambda _: Said("search"), receiver)
    receiver.wait(2)
    assert receiver.said == ["new", "search"]


class WatchedWay(Way):
    """Takes down who waits for it to be clear."""

    def __init__(self) -> None:
        super().__init__()
        self.waited: list[str] = []

    def wait(self) -> None:
        self.waited.append(threading.current_thread().name)
        super().wait()


def test_work_waits_for_a_clear_way_before_it_begins_and_each_time_it_asks() -> None:
    way = WatchedWay()
    thread, receiver = SearchThread(way), Receiver()
    seen: list[int] = []

    def count(stale: Callable[[], bool]) -> Message:
        for _ in range(3):
            seen.append(len(way.waited))
            stale()
        seen.append(len(way.waited))
        return Said("names")

    thread.submit("names", count, receiver)
    receiver.wait(1)
    assert seen == [1, 2, 3, 4]
    assert set(way.waited) == {"search"}


def test_who_waits_goes_on_as_soon_as_the_way_is_clear() -> None:
    way, passed = Way(), threading.Event()
    way.block()

    def go_through() -> None:
        while not way.is_clear:
            way.wait()
        passed.set()

    walker = threading.Thread(target=go_through)
    walker.start()
    way.clear()
    walker.join(10)
    assert passed.is_set()


def test_work_is_done_though_the_interface_is_never_idle() -> None:
    way = Way()
    way.block()
    thread, receiver = SearchThread(way), Receiver()
    thread.submit("names", lambda stale: Said(f"names {stale()}"), receiver)
    receiver.wait(1)
    assert receiver.said == ["names False"]


def test_a_way_that_nobody_clears_counts_as_clear_after_a_while() -> None:
    way = Way()
    way.block()
    way.wait()
    assert way.is_clear


def test_the_interface_does_not_wait_for_itself() -> None:
    way = WatchedWay()
    thread, receiver = SearchThread(way), Receiver()
    asked: list[Callable[[], bool]] = []

    def search(stale: Callable[[], bool]) -> Message:
        asked.append(stale)
        return Said("search")

    thread.submit("search", search, receiver)
    receiver.wait(1)
    waited = len(way.waited)
    way.block()
    assert not asked[0]()
    assert len(way.waited) == waited
    assert not way.is_clear


def test_an_event_loop_that_waits_says_that_the_interface_is_idle() -> None:
    way, seen = Way(), list[bool]()
    way.block()
    loop = asyncio.SelectorEventLoop(IdleSelector(way))

    def wait_until_clear() -> None:
        ends = time.monotonic() + 10
        while not way.is_clear and time.monotonic() < ends:
            time.sleep(0.001)
        seen.append(way.is_clear)

    async def wait_for_work() -> None:
        await loop.run_in_executor(None, wait_until_clear)
        seen.append(way.is_clear)

    try:
        loop.run_until_complete(wait_for_work())
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
    assert seen == [True, False]


def test_a_key_blocks_the_way_as_soon_as_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linux_driver, "getincrementaldecoder", linux_driver.getincrementaldecoder)  # type: ignore[attr-defined]
    way = Way()
    listen(way)
    decode = linux_driver.getincrementaldecoder("utf-8")().decode  # type: ignore[attr-defined]
    assert way.is_clear
    assert decode(b"j\xff") == "j\ufffd"
    assert not way.is_clear


def test_garbage_is_looked_for_again_after_work_that_failed() -> None:
    assert gc.isenabled()
    seen = []
    with suppress(StaleSearch), none_looked_for():
        seen.append(gc.isenabled())
        raise StaleSearch
    assert seen == [False]
    assert gc.isenabled()


def test_what_work_has_read_into_memory_is_not_looked_at_for_garbage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "freeze", freeze)
    frozen = gc.get_freeze_count()
    try:
        with none_looked_for():
            few = [[number] for number in range(MANY // 10)]
        assert gc.get_freeze_count() == frozen
        with none_looked_for():
            many = [[number] for number in range(2 * MANY)]
        assert gc.get_freeze_count() > frozen
        assert len(few) < len(many)
    finally:
        gc.unfreeze()
        keep_what_there_is()
