"""The live table told: as text for a terminal, as Markdown, and as records."""

import json
from collections.abc import Iterator, Sequence

from reader.keys.action import EVERYWHERE, PLACES, PROMPT, Action
from reader.keys.actions import ACTIONS
from reader.keys.keymap import NO_KEY, PRESETS, STANDARD, Keymap, build_keymap

_WIDEST = 24
"""Cells of a column, beyond which a row has it as wide as it is."""


def keys_record(keymap: Keymap, problems: Sequence[str] = (), places: Sequence[str] = PLACES) -> str:
    """The table as JSON: `keys` maps each place of an action to its keys, of which there may be none."""
    actions = [
        {
            "id": row.id,
            "title": row.title,
            "help": row.help,
            "keys": {place: list(keymap.keys(row.id, place)) for place in row.places if place in places},
        }
        for row in ACTIONS
        if set(row.places) & set(places)
    ]
    record = {
        "schema": "broadsheet/keys/1",
        "preset": keymap.preset,
        "problems": list(problems),
        "actions": actions,
    }
    return json.dumps(record, indent=2, ensure_ascii=True) + "\n"


def keys_text(keymap: Keymap, places: Sequence[str] = PLACES) -> Iterator[str]:
    """The table in lines: keys, places, the action's id, and what it does."""
    cells = [("   ".join(keys) or NO_KEY, where, row) for row, keys, where in _rows(keymap, places)]
    keys_width = min(_WIDEST, max(len(keys) for keys, _, _ in cells))
    where_width = min(_WIDEST, max(len(where) for _, where, _ in cells)) if len(places) > 1 else 0
    id_width = max(len(row.id) for _, _, row in cells)
    for keys, where, row in cells:
        beside = f"{where:<{where_width}}  " if where_width else ""
        yield f"{keys:<{keys_width}}  {beside}{row.id:<{id_width}}  {row.help}"


def keys_markdown(keymap: Keymap, places: Sequence[str] = PLACES) -> Iterator[str]:
    """The table in lines of Markdown."""
    yield "| keys | where | action | what it does |"
    yield "|---|---|---|---|"
    for row, keys, where in _rows(keymap, places):
        yield f"| {_code(keys) or NO_KEY} | {where} | `{row.id}` | {row.help} |"


def presets_markdown() -> Iterator[str]:
    """What other presets than the table itself have otherwise, in lines of Markdown."""
    names = [name for name in PRESETS if name != STANDARD]
    keymaps = [build_keymap(name) for name in names]
    standard = build_keymap()
    yield f"| action | where | {' | '.join(names)} |"
    yield "|---|---|" + "---|" * len(names)
    for row in ACTIONS:
        groups: dict[tuple[tuple[str, ...], ...], list[str]] = {}
        for place in row.places:
            cells = tuple(keymap.keys(row.id, place) for keymap in keymaps)
            if any(cell != standard.keys(row.id, place) for cell in cells):
                groups.setdefault(cells, []).append(place)
        for cells, found in groups.items():
            shown = [_code(cell) or NO_KEY for cell in cells]
            yield f"| `{row.id}` | {_told(found)} | {' | '.join(shown)} |"


def keys_page() -> str:
    """The page `docs/keys.md`."""
    lines = [
        "# Keys",
        "",
        "Made from the table in `reader/keys/actions.py`. `?` in the desk shows the live keys of the place you are",
        "in, `broadsheet keys` those of all places, each after your preset and your `keys.toml`:",
        "[settings.md](settings.md). `g s` means two presses, `g` then `s`: after the first the footer shows it, and",
        "soon a list of what can follow; `Esc` drops it. In a prompt every printable key types. The mouse is never",
        "needed. What has a key can also be typed after `:`, by its title or its id.",
        "",
        *keys_markdown(build_keymap()),
        "",
        "## Presets",
        "",
        "`vim` is the table above. The others differ in:",
        "",
        *presets_markdown(),
    ]  # fmt: skip
    return "\n".join([*lines, ""])


def _rows(keymap: Keymap, places: Sequence[str]) -> Iterator[tuple[Action, tuple[str, ...], str]]:
    """Each action with keys that hold in the same places, and these places."""
    for row in ACTIONS:
        where: dict[str, list[str]] = {}
        lost = []
        for place in row.places:
            if place in places:
                keys = keymap.keys(row.id, place)
                for key in keys:
                    where.setdefault(key, []).append(place)
                if not keys:
                    lost.append(place)
        groups: dict[str, list[str]] = {}
        for key, found in where.items():
            groups.setdefault(_told(found), []).append(key)
        for told, keys_found in groups.items():
            yield row, tuple(keys_found), told
        if lost:
            yield row, (), _told(lost)


def _told(places: Sequence[str]) -> str:
    if not set(places) >= set(EVERYWHERE):
        return " ".join(places)
    return "all and prompt" if PROMPT in places else "all"


def _code(keys: Sequence[str]) -> str:
    return " ".join(f"`{key}`" for key in keys).replace("|", "\\|")
