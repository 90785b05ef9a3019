"""How keys are spelt, and which a terminal program can count on."""

from collections.abc import Iterator

_PLAIN = (
    "Space", "Enter", "Esc", "Tab", "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDn", "Backspace", "Del",
    "Ins", *(f"F{number}" for number in range(1, 25)),
)  # fmt: skip
_NAMES = {name.lower(): name for name in _PLAIN} | {
    "escape": "Esc", "return": "Enter", "pageup": "PgUp", "pagedown": "PgDn", "delete": "Del", "insert": "Ins",
    "minus": "-", "plus": "+",
}  # fmt: skip
_MODIFIERS = {"ctrl": "Ctrl", "control": "Ctrl", "shift": "Shift", "alt": "Alt"}
_TYPING = ("Space", "Enter", "Esc", "Tab", "Backspace")  # a modifier is lost on them in most terminals

UNREACHABLE = frozenset("[]{}\\|")
"""Keys that other keyboard layouts reach only with AltGr: none may be an action's only key."""

FORBIDDEN = {
    "Ctrl-H": "a terminal cannot tell it from Backspace", "Ctrl-I": "a terminal cannot tell it from Tab",
    "Ctrl-J": "a terminal cannot tell it from Enter", "Ctrl-M": "a terminal cannot tell it from Enter",
    "Ctrl-[": "a terminal cannot tell it from Esc", "Ctrl-S": "it freezes many terminals",
}  # fmt: skip
"""Control keys that no action may have, with the reason."""

EDITING = frozenset({
    "Left", "Right", "Ctrl-Left", "Ctrl-Right", "Home", "Ctrl-A", "End", "Ctrl-E", "Backspace", "Del", "Ctrl-D",
    "Ctrl-W", "Ctrl-U", "Ctrl-K",
})  # fmt: skip
"""Keys that edit in a prompt, as in readline: none can start an action there."""


def read_keys(text: str) -> str | None:
    """One key, or several presses parted by blanks, as the table spells them; None where one of them is no key.

    `page down` keys and modifiers are read in any case, with `-` or `+`: `ctrl+f` is `Ctrl-F`.
    """
    if text == " ":
        return "Space"
    presses = [_read_press(press) for press in text.split()]
    return " ".join(press for press in presses if press) if presses and all(presses) else None


def _read_press(press: str) -> str | None:
    modifiers, last = set(), press
    while len(last) > 1:
        head, sign, rest = last.partition("-") if "-" in last[1:] else last.partition("+")
        if not sign or not rest or head.lower() not in _MODIFIERS:
            break
        modifiers.add(_MODIFIERS[head.lower()])
        last = rest
    name = last if len(last) == 1 and last.isprintable() else _NAMES.get(last.lower())
    if name is None or name == " " or not _exists(frozenset(modifiers), name):
        return None
    if "Ctrl" in modifiers:
        name = name.upper() if len(name) == 1 else name
    return "-".join([*sorted(modifiers), name])


def _exists(modifiers: frozenset[str], name: str) -> bool:
    """Whether a terminal has a key for it: not for `Shift-g`, which is `G`, nor for `Ctrl-1`."""
    if len(name) == 1:
        if modifiers == {"Ctrl"}:
            return (name.isascii() and name.isalpha()) or name in "[\\]^_"
        return modifiers in ({"Alt"}, set())
    if name in _TYPING:
        return not modifiers or "-".join([*modifiers, name]) in ("Shift-Tab", "Ctrl-Space")
    return True


def nearest_key(text: str) -> str:
    """The key that a misspelt name may mean, or nothing."""
    import difflib

    known = {name.lower(): name for name in _known()}
    near = difflib.get_close_matches(text.lower().replace("+", "-"), known, 1, 0.7)
    return known[near[0]] if near else ""


def _known() -> Iterator[str]:
    yield from _PLAIN
    yield "Shift-Tab"
    for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        yield f"Ctrl-{letter}"
    for modifier in ("Ctrl", "Shift", "Alt"):
        for name in _PLAIN[5:]:
            yield f"{modifier}-{name}"


def is_typed(keys: str) -> bool:
    """Whether the first press types a character in a prompt."""
    first = keys.split()[0]
    return len(first) == 1 or first == "Space"


def beginnings(keys: str) -> Iterator[str]:
    """The shorter sequences that these begin with: of `g g s` there are `g` and `g g`."""
    presses = keys.split()
    for count in range(1, len(presses)):
        yield " ".join(presses[:count])
