"""The command line of the desk: what can be typed after `:`, how it is read, and how it can be completed."""

import difflib
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile
from pathlib import Path

from reader.errors import UsageError
from reader.keys.actions import get_action
from reader.text import fold

MOST_NAMES = 5_000
"""Names of a folder that are looked at for completion."""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that is no action of the table because it takes an argument, or needs no key.

    `argument` names it; in brackets it may be left out; empty: there is none.
    """

    name: str
    argument: str
    help: str


COMMANDS = (
    Command("search", "QUERY", "searches the archive"),
    Command("open", "ID", "reads the article of that id, or of the only id that begins so"),
    Command("add", "FILE", "adds a file to the archive, or a folder of them"),
    Command("theme", "NAME", "paints the desk in a theme, now and at the next start"),
    Command("messages", "", "lists what was said"),
    Command("help", "[PAGE]", "opens the help"),
    Command("quit", "", "leaves broadsheet"),
)
_BY_NAME = {command.name: command for command in COMMANDS}

Actions = Mapping[str, Sequence[str]]
"""Ids of the actions that can be started where the line was opened, with their keys."""


@dataclass(frozen=True, slots=True)
class Order:
    """A line as read: a command with its argument, or an action."""

    command: str = ""
    argument: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Way:
    """A way to go on: the whole line with it, what it is called, its key. `whole`: it can be run as it stands."""

    line: str
    told: str
    key: str = ""
    whole: bool = True


def read_command(line: str, actions: Actions) -> Order:
    """Read what was typed. Raises UsageError, with what was probably meant."""
    word, _, rest = line.strip().partition(" ")
    rest = rest.strip()
    id = _find_action(line, actions)
    name = word if word in _BY_NAME else "" if id else _begun(word)
    if name and (command := _BY_NAME[name]):
        if rest and not command.argument:
            raise UsageError(f"{name} takes no argument")
        if rest or not command.argument or command.argument.startswith("["):
            return Order(command=name, argument=rest)
        if not id:
            raise UsageError(f"{name} needs {command.argument}")
    if id:
        return Order(action=id)
    known = {fold(each): each for each in [*_BY_NAME, *actions, *(get_action(each).title for each in actions)]}
    near = difflib.get_close_matches(fold(line.strip()), known, 1) or difflib.get_close_matches(fold(word), known, 1)
    raise UsageError(f"no command {line.strip()!r} here", f"{known[near[0]]}?" if near else "Tab lists them")


def _find_action(line: str, actions: Actions) -> str:
    wanted = fold(line.strip())
    return next((id for id in actions if wanted in (id, fold(get_action(id).title))), "")


def _begun(word: str) -> str:
    """The one command that begins so, as `q` is `quit`."""
    found = [name for name in _BY_NAME if word and name.startswith(word)]
    return found[0] if len(found) == 1 else ""


def ways_on(line: str, actions: Actions, arguments: Mapping[str, Sequence[str]]) -> list[Way]:
    """How a line can go on, what begins as typed first. `arguments` are the values that a command can have."""
    word, blank, rest = line.lstrip().partition(" ")
    if blank and word in _BY_NAME and _BY_NAME[word].argument:
        rest = rest.lstrip()
        values = files_beginning(rest) if word == "add" else arguments.get(word, ())
        begun = [value for value in values if value.startswith(rest) and value != rest]
        return [Way(f"{word} {value}", value, whole=not value.endswith(os.sep)) for value in begun]
    wanted = fold(line.strip())
    ways = [Way(each.name, f"{each.name:<{_NAME}} {each.help}", whole=not each.argument) for each in COMMANDS]
    for id, keys in actions.items():
        row = get_action(id)
        ways.append(Way(id, f"{id:<{_NAME}} {row.title}: {row.help}", next(iter(keys), "")))
    ranked = sorted((_rank(way, wanted), number) for number, way in enumerate(ways))
    return [ways[number] for rank, number in ranked if rank < _NO_MATCH]


_NAME = 18
"""Cells of the names in the list, beyond which a name has as many as it needs."""

_NO_MATCH = 4
_WORD = 4
"""Letters from which on the words of what a command does are looked at as well."""


def _rank(way: Way, wanted: str) -> int:
    line = fold(way.line)
    help = fold(way.told).removeprefix(line).lstrip()
    title = help.partition(":")[0]
    if line.startswith(wanted):
        return 0
    if title.startswith(wanted) or line.partition(".")[2].startswith(wanted):
        return 1
    if wanted in line or wanted in title:
        return 2
    return 3 if len(wanted) >= _WORD and f" {wanted}" in help else _NO_MATCH


def files_beginning(text: str) -> list[str]:
    """Names of files and folders that begin as typed, folders with their sign behind them; none that is hidden."""
    folder, name = os.path.split(text)
    try:
        with os.scandir(os.path.expanduser(folder) or ".") as found:
            entries = [(each.name, each.is_dir()) for each in islice(found, MOST_NAMES)]
    except (OSError, ValueError):
        return []
    hidden = name.startswith(".")
    names = sorted(
        f"{each}{os.sep if is_folder else ''}"
        for each, is_folder in entries
        if each.startswith(name) and each.startswith(".") is hidden and each.isprintable()
    )
    return [os.path.join(folder, each) for each in names]


def common_beginning(ways: Sequence[Way], line: str) -> str:
    """What all lines that begin as typed have in common; the line itself where that is no more."""
    found = [way.line for way in ways if way.line.startswith(line)]
    # What the first and the last of them in order have in common, all have.
    pairs = zip(min(found), max(found), strict=False) if found else ()
    common = "".join(letter for letter, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return common if len(common) > len(line) else line


def path_of(text: str) -> Path:
    """The file that was typed."""
    return Path(os.path.expanduser(text))


def nearest(name: str, known: Sequence[str]) -> str:
    """What may have been meant, as a hint."""
    near = difflib.get_close_matches(name, known, 1)
    return f"{near[0]}?" if near else f"there are {', '.join(known)}"
