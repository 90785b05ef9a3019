"""Theme files as files: where they are looked for, their names, and whether they are dark. Colours are the desk's."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from reader.errors import ReaderError
from reader.paths import bundled, config_folder
from reader.record import record
from reader.text import clean

_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")  # it becomes a class of the stylesheet
_LARGEST_FILE = 65_536


class ThemeError(ReaderError):
    """A theme file that cannot be used."""


@record
class ThemeFile:
    """A file of a theme. `ansi`: it has the terminal's own colours; `data` is all that the file says."""

    name: str
    dark: bool
    ansi: bool
    path: Path
    data: dict[str, object]


def theme_folders() -> list[Path]:
    """The themes that ship with broadsheet, then those of the user. Raises ArchiveError where the former are lost."""
    return [bundled("themes"), config_folder() / "themes"]


def find_themes(folders: Sequence[Path]) -> tuple[list[ThemeFile], list[str]]:
    """The theme files of these folders, in order, and a line for each file that is none. Never raises.

    A name is given once: the first folder to use it keeps it.
    """
    themes: dict[str, ThemeFile] = {}
    problems: list[str] = []
    for folder in folders:
        try:
            paths = sorted(folder.glob("*.toml"))
        except OSError as fault:
            problems.append(clean(f"{folder}: {fault.strerror}; its themes are left out"))
            continue
        for path in paths:
            try:
                theme = read_theme(path)
                if theme.name in themes:
                    raise ThemeError(f"there is a theme called {theme.name} already")
            except ThemeError as fault:
                problems.append(left_out(path, fault))
            else:
                themes[theme.name] = theme
    return list(themes.values()), problems


def theme_problem(wanted: str, names: Sequence[str]) -> str:
    """What is wrong with the name of the theme in `config.toml`, empty where nothing is."""
    return "" if wanted in names else f"config.toml: no theme {wanted!r}; there are {', '.join(names)}"


def left_out(path: Path, fault: ThemeError) -> str:
    """The line on a file that is no theme."""
    return clean(f"{path}: {fault.message}; this theme is left out")


def read_theme(path: Path) -> ThemeFile:
    """One theme file. Raises ThemeError where it is no TOML, or has no name."""
    import tomllib

    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ThemeError("larger than any theme")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ThemeError(fault.strerror or "cannot be read") from fault
    except (ValueError, RecursionError) as fault:
        raise ThemeError(f"not TOML: {fault}") from fault
    name, dark, ansi = read_head(data)
    return ThemeFile(name, dark, ansi, path, data)


def read_head(data: Mapping[str, object]) -> tuple[str, bool, bool]:
    """Name, `dark` and `ansi` of a theme. Raises ThemeError."""
    name, dark, ansi = data.get("name"), data.get("dark", True), data.get("ansi", False)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ThemeError("name must be of a to z, 0 to 9 and -")
    if not isinstance(dark, bool) or not isinstance(ansi, bool):
        raise ThemeError("dark and ansi are true or false")
    return name, dark, ansi
