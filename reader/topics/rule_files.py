"""Rules in layers: the files that ship with broadsheet, then the user's own. A fault is a problem, no exception."""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Protocol, TypeVar

from reader.paths import config_folder


class Definitions(Protocol):
    """What files define, each added to those before; what is wrong with one goes into `problems`."""

    problems: list[str]

    def read(self, source: str, content: str) -> None:
        """Take in the content of a file; `source` names it in problems."""


_Kind = TypeVar("_Kind", bound=Definitions)


def read_shipped(definitions: _Kind, names: Sequence[str]) -> _Kind:
    """Take in files that ship with broadsheet."""
    for name in names:
        definitions.read(name, files("reader.topics").joinpath(name).read_text(encoding="utf-8"))
    return definitions


def read_layers(definitions: _Kind, names: Sequence[str], folder: Path | None, what: str) -> _Kind:
    """Take in files that ship with broadsheet, then the one that the user has under the last of their names.

    Without a `folder` it is looked for where settings are; `what` says of what the shipped files hold in its stead.
    """
    read_shipped(definitions, names)
    path = (folder or config_folder()) / names[-1]
    try:
        definitions.read(str(path), path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        pass
    except (OSError, ValueError) as fault:
        definitions.problems.append(f"{path}: {fault}; the {what} that ship with broadsheet hold")
    return definitions
