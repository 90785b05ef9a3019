"""Carrying out what was typed into the command line."""

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from reader.errors import UsageError
from reader.paths import sample_archive
from reader.tui.commands import Order, nearest, path_of
from reader.tui.screens.help import KEYS, MESSAGES, page_names

if TYPE_CHECKING:
    from reader.tui.app import DeskApp
    from reader.tui.screens.desk_screen import DeskScreen

Work = Callable[["DeskScreen"], Awaitable[None]]
"""What is left to do once the command line has closed, given the screen below it."""


def prepare(order: Order, desk: "DeskApp") -> Work:
    """Look at an order while its line is still open. Raises ReaderError where it cannot be carried out."""
    if order.action:
        return lambda screen: screen.perform(order.action)
    return _PREPARE[order.command](order.argument, desk)


def _search(query: str, desk: "DeskApp") -> Work:
    async def work(_: "DeskScreen") -> None:
        desk.leave_texts()
        desk.browse.look_for(query)

    return work


def _open(id: str, desk: "DeskApp") -> Work:
    key = desk.library.key_of(id)

    async def work(_: "DeskScreen") -> None:
        desk.leave_texts()
        await desk.browse.open_article(key)

    return work


def _add(file: str, desk: "DeskApp") -> Work:
    path = path_of(file)
    if desk.library.folder == sample_archive():
        raise UsageError("this is the sample corpus, which takes no other files", f"leave, and: broadsheet {file}")
    if not os.path.exists(path):  # which a name too long for any file does not break
        raise UsageError(f"no file {path}")
    if not desk.adding.start([path]):
        raise UsageError("another file is being read", "wait for it, or stop it with Ctrl-C")

    async def work(screen: "DeskScreen") -> None:
        screen.say(f"reading {path.name} …")

    return work


def _theme(name: str, desk: "DeskApp") -> Work:
    if name not in desk.theme_names:
        raise UsageError(f"no theme {name!r}", nearest(name, desk.theme_names))

    async def work(_: "DeskScreen") -> None:
        desk.choose_theme(name)

    return work


def _messages(_: str, __: "DeskApp") -> Work:
    return lambda screen: screen.open_help(MESSAGES)


def _help(page: str, _: "DeskApp") -> Work:
    if page and page not in page_names():
        raise UsageError(f"no page {page!r}", nearest(page, page_names()))
    return lambda screen: screen.open_help(page or KEYS)


def _quit(_: str, desk: "DeskApp") -> Work:
    return lambda _: desk.action_quit()


_PREPARE: dict[str, Callable[[str, "DeskApp"], Work]] = {
    "search": _search, "open": _open, "add": _add, "theme": _theme, "messages": _messages, "help": _help, "quit": _quit,
}  # fmt: skip
