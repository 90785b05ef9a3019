"""The search thread: what is asked last is answered, and a search goes before everything else."""

import threading
import time
from collections.abc import Callable

from textual.message import Message
from textual.message_pump import MessagePump

from reader.errors import StaleSearch
from reader.tui.search_thread import SearchThread


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
