"""Themes from files: read, checked before Textual sees them, and refused by name where they are wrong."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.errors import ReaderError
from reader.text import clean

COLOURS = frozenset({
    "primary", "secondary", "warning", "error", "success", "accent", "foreground", "background", "surface", "panel",
    "boost",
})  # fmt: skip
"""Colours of the whole desk that a theme file may set; `primary` it must."""

_COLOUR_DEFAULTS = {
    "desk-title": "auto 95%",
    "desk-heading": "auto 85%",
    "desk-meta": "auto 65%",
    "desk-sign": "auto 85%",
    "desk-code": "auto 80%",
    "desk-link": "auto 85%",
    "desk-rule": "#808080",  # a border takes no automatic colour
    "desk-bar": "auto 50%",
    "desk-failed": "auto 95%",
    "desk-hit": "#1c1a14",
    "desk-hit-block": "#e8cf8a",
    "desk-hit-now": "#14110a",
    "desk-hit-now-block": "#ffb000",
    "desk-cursor": "#ffffff",
    "desk-cursor-block": "#3a5a80",
    "desk-cursor-blurred-block": "#80808033",
}
_STYLE_DEFAULTS = {"desk-meta-style": "none", "desk-cursor-style": "none"}

VARIABLE_DEFAULTS: Mapping[str, str] = {**_COLOUR_DEFAULTS, **_STYLE_DEFAULTS}
"""Our own variables, for themes that do not set them. A hit is painted reversed: its `-block` is the ground."""

# Textual's own variables that a theme file may set; all of them are colours.
_TEXTUAL_COLOURS = frozenset({
    "border", "border-blurred", "block-cursor-foreground", "block-cursor-background",
    "block-cursor-blurred-foreground", "block-cursor-blurred-background", "block-hover-background",
    "footer-foreground", "footer-background", "footer-key-foreground", "footer-description-foreground",
    "input-cursor-background", "input-cursor-foreground", "input-selection-background",
    "screen-selection-background", "screen-selection-foreground", "scrollbar", "scrollbar-background",
})  # fmt: skip
# Variables of Textual's stylesheet that it does not make for a theme of the terminal's colours (8.2.8).
_MISSING_IN_ANSI = ("ansi-background", "ansi-foreground", "foreground-disabled", "surface-active")
_TEXT_STYLES = frozenset({"none", "bold", "dim", "italic", "underline", "reverse", "strike"})
# The name becomes a class of the stylesheet.
_NAME = re.compile(r"[a-z][a-z0-9-]{0,30}")
_LARGEST_FILE = 65536


class ThemeError(ReaderError):
    """A theme file that cannot be used."""


def load_themes(folders: Sequence[Path]) -> tuple[list[Theme], list[str]]:
    """Every usable theme of `*.toml` in these folders, in order, and a line for each file that is none.

    A name is given once: the first folder to use it keeps it, and Textual's own names are nobody's. Never raises.
    """
    themes: dict[str, Theme] = {}
    problems: list[str] = []
    for folder in folders:
        try:
            paths = sorted(folder.glob("*.toml"))
        except OSError as fault:
            problems.append(clean(f"{folder}: {fault.strerror}; its themes are left out"))
            continue
        for path in paths:
            try:
                theme = load_theme(path)
                if theme.name in themes:
                    raise ThemeError(f"there is a theme called {theme.name} already")
            except ThemeError as fault:
                problems.append(clean(f"{path}: {fault.message}; this theme is left out"))
            else:
                themes[theme.name] = theme
    return list(themes.values()), problems


def load_theme(path: Path) -> Theme:
    """One theme from a TOML file. Raises ThemeError for whatever is wrong with it."""
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ThemeError("larger than any theme")
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as fault:
        raise ThemeError(fault.strerror or "cannot be read") from fault
    except (ValueError, RecursionError) as fault:
        raise ThemeError(f"not TOML: {fault}") from fault
    return check_theme(data)


def check_theme(data: Mapping[str, object]) -> Theme:
    """A theme from the content of its file. Raises ThemeError.

    Textual takes wrong colours and variables in silence and dies of them later, where nothing can catch it.
    """
    if extra := set(data) - COLOURS - {"name", "dark", "ansi", "variables"}:
        raise ThemeError(f"no field {min(extra)!r}")
    name, dark, ansi = data.get("name"), data.get("dark", True), data.get("ansi", False)
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise ThemeError("name must be of a to z, 0 to 9 and -")
    if name in BUILTIN_THEMES:
        raise ThemeError(f"{name} is the name of one of Textual's own themes")
    if not isinstance(dark, bool) or not isinstance(ansi, bool):
        raise ThemeError("dark and ansi are true or false")
    if "primary" not in data:
        raise ThemeError("no colour primary")
    variables = data.get("variables", {})
    if not isinstance(variables, dict):
        raise ThemeError("variables is no table")
    if extra := set(variables) - set(VARIABLE_DEFAULTS) - _TEXTUAL_COLOURS:
        raise ThemeError(f"no variable {min(extra)!r}")
    colours = {key: _check_colour(key, value, ansi) for key, value in data.items() if key in COLOURS}
    checked = {
        key: _check_style(key, value) if key in _STYLE_DEFAULTS else _check_colour(key, value, ansi)
        for key, value in variables.items()
    }
    if ansi:
        own = {"desk-rule": "ansi_bright_black"}
        checked = {**dict.fromkeys(_MISSING_IN_ANSI, "ansi_default"), **own, **checked}
    try:
        theme = Theme(name=name, dark=dark, ansi=ansi, variables=checked, **colours)  # type: ignore[arg-type]
        theme.to_color_system().generate()
    except Exception as fault:
        raise ThemeError(f"Textual cannot use it: {fault}") from fault
    return theme


def _check_colour(key: str, value: object, ansi: bool) -> str:
    if not isinstance(value, str):
        raise ThemeError(f"{key} is no colour: {value!r}")
    try:
        colour = Color.parse(value)
    except Exception as fault:  # ColorParseError, and whatever odd text makes the parser raise
        raise ThemeError(f"{key} is no colour: {value!r}") from fault
    if colour.auto or (colour.ansi is not None) is not ansi:
        raise ThemeError(f"{key}: {value!r} {'must' if ansi else 'cannot'} be a colour of the terminal (ansi_…)")
    return value


def _check_style(key: str, value: object) -> str:
    if not isinstance(value, str) or not value or set(value.split()) - _TEXT_STYLES:
        raise ThemeError(f"{key} is no text style: {value!r}; there are {', '.join(sorted(_TEXT_STYLES))}")
    return value
