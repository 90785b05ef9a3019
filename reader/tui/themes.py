"""Themes from files: read, checked before Textual sees them, and refused by name where they are wrong."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.theme_files import ThemeError, find_themes, left_out, read_head, read_theme

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
    "desk-lit": "#15171a",
    "desk-lit-red": "#ff9c91",
    "desk-lit-orange": "#ffbd6b",
    "desk-lit-yellow": "#f6e06a",
    "desk-lit-green": "#a3d9a5",
    "desk-lit-cyan": "#84dbe6",
    "desk-lit-blue": "#9ac8f7",
    "desk-lit-purple": "#d3a4ea",
    "desk-lit-pink": "#f7b6d2",
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


def load_themes(folders: Sequence[Path]) -> tuple[list[Theme], list[str]]:
    """Every usable theme of these folders, in order, and a line for each file that is none. Never raises.

    A name is given once: the first folder to use it keeps it, and Textual's own names are nobody's.
    """
    found, problems = find_themes(folders)
    themes = []
    for file in found:
        try:
            themes.append(check_theme(file.data))
        except ThemeError as fault:
            problems.append(left_out(file.path, fault))
    return themes, problems


def load_theme(path: Path) -> Theme:
    """One theme from a TOML file. Raises ThemeError for whatever is wrong with it."""
    return check_theme(read_theme(path).data)


def check_theme(data: Mapping[str, object]) -> Theme:
    """A theme from the content of its file. Raises ThemeError.

    Textual takes wrong colours and variables in silence and dies of them later, where nothing can catch it.
    """
    if extra := set(data) - COLOURS - {"name", "dark", "ansi", "variables"}:
        raise ThemeError(f"no field {min(extra)!r}")
    name, dark, ansi = read_head(data)
    if name in BUILTIN_THEMES:
        raise ThemeError(f"{name} is the name of one of Textual's own themes")
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
