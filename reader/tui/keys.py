"""From key presses to actions: names of keys, and the dispatcher that holds a half-typed sequence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

# A key typed before the terminal was ours comes as the line feed that the terminal makes of Enter.
_WHOLE = {"ctrl+j": "Enter", "ctrl+@": "Ctrl-Space"}
_NAMES = {
    "space": "Space", "enter": "Enter", "return": "Enter", "escape": "Esc", "tab": "Tab",
    "up": "Up", "down": "Down", "left": "Left", "right": "Right", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", "backspace": "Backspace", "delete": "Del", "insert": "Ins",
}  # fmt: skip
_SIGNS = {"backslash": "\\", "right_square_bracket": "]", "circumflex_accent": "^", "underscore": "_"}


def key_name(key: str, character: str | None) -> str:
    """The name of a key in the table of actions, from Textual's name of it and the character it types, if any."""
    if key in _WHOLE:
        return _WHOLE[key]
    *modifiers, last = key.split("+")
    if last in _NAMES:
        last = _NAMES[last]
    elif "alt" in modifiers and character is not None and len(character) == 1:  # it comes with the letter it adds to
        modifiers, last = ["alt"], character
    elif character is not None and len(character) == 1 and character.isprintable():
        return character
    elif modifiers:
        last = _SIGNS.get(last, last.upper() if "alt" not in modifiers else last)
    elif last[:1] == "f" and last[1:].isdecimal():
        last = last.upper()
    return "-".join([*(modifier.capitalize() for modifier in modifiers), last])


def typed_name(key: str, character: str | None, live: Collection[str]) -> str:
    """The same, but of Esc and a letter, typed fast or held up on the way, the letter.

    They come as one key with Alt; `live` are the sequences in which such a key means something here.
    """
    name = key_name(key, character)
    if name.startswith("Alt-") and character and not any(name in keys.split() for keys in live):
        return character
    return name


@dataclass(frozen=True, slots=True)
class Run:
    """The keys so far start this action."""

    action: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """The keys so far are the beginning of a sequence: `following` maps each key that may come to its action."""

    prefix: str
    following: dict[str, str]


@dataclass(frozen=True, slots=True)
class Nothing:
    """The key means nothing here. `dropped` says that it ended a half-typed sequence, and did nothing else."""

    dropped: bool = False


class KeyDispatcher:
    """Holds the prefix of a sequence between presses. Waits without limit; Esc or an unknown key drops the prefix."""

    def __init__(self) -> None:
        self.prefix = ""

    def press(self, table: Mapping[str, str], key: str) -> Run | Waiting | Nothing:
        """What a key, named as in the table, does where `table` (keys, each with an action's id) holds."""
        sequence = f"{self.prefix} {key}".lstrip()
        if action := table.get(sequence):
            self.prefix = ""
            return Run(action)
        begins = f"{sequence} "
        if following := {name[len(begins) :]: action for name, action in table.items() if name.startswith(begins)}:
            self.prefix = sequence
            return Waiting(sequence, following)
        dropped, self.prefix = bool(self.prefix), ""
        return Nothing(dropped)

    def drop(self) -> None:
        """Forget a half-typed sequence."""
        self.prefix = ""
