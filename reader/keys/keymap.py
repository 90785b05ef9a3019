"""The live table: the actions with the keys of a preset and those of the user, checked before any of them holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from reader.config import Config
from reader.keys.action import EVERYWHERE, PLACES, Action
from reader.keys.actions import ACTIONS
from reader.keys.key import beginnings
from reader.keys.key_file import PREFIX, Fault, Setting, load_key_file
from reader.paths import config_folder
from reader.record import record

STANDARD = "vim"
"""The preset that is the table itself."""

PRESETS = (STANDARD, "less", "newsboat", "mutt")
PRESETS_FOLDER = Path(__file__).parent / "presets"

KEY_FILE = "keys.toml"
ESSENTIAL = ("app.quit", "help.keys", "prompt.cancel")
"""Actions that keep a key in every place where the table gives them one."""

NO_KEY = "(no key)"
"""What stands in place of the keys of an action that has lost them; the palette and the command line still have it."""

_PREFIX = "g"
_Table = dict[str, dict[str, tuple[str, ...]]]


@record
class Clash:
    """A key of a place that cannot do both; `longer` is the sequence that it begins, empty where it is the same key."""

    place: str
    key: str
    first: str
    second: str
    longer: str = ""


class Keymap:
    """Which keys start what in which place. `faults` are those of the user's file, whose lines are left out here."""

    def __init__(self, table: _Table, preset: str, faults: Iterable[Fault]) -> None:
        self.preset = preset
        self.faults = tuple(sorted(faults, key=lambda fault: fault.line))
        self._table = table
        self._keys_of: dict[str, dict[str, str]] = {}

    def keys(self, id: str, place: str) -> tuple[str, ...]:
        """The keys that start an action in a place, the one to show first."""
        return self._table.get(place, {}).get(id, ())

    def key(self, id: str, place: str) -> str:
        """The key to name for an action: that of the place, or of where it exists; what to type after `:` if none."""
        places = [place] if id in self._table.get(place, {}) else PLACES
        return next((keys[0] for each in places if (keys := self.keys(id, each))), f":{id}")

    def keys_of(self, place: str) -> dict[str, str]:
        """Every key of a place with the id of what it starts."""
        if place not in self._keys_of:
            rows = self._table.get(place, {})
            self._keys_of[place] = {key: id for id, keys in rows.items() for key in keys}
        return self._keys_of[place]

    def actions(self, place: str) -> Iterator[tuple[Action, tuple[str, ...]]]:
        """The actions that exist in a place with their keys, of which there may be none."""
        for row in ACTIONS:
            if place in row.places:
                yield row, self.keys(row.id, place)


def key_file() -> Path:
    """The user's file of keys, whether it is there or not."""
    return config_folder() / KEY_FILE


def key_problems(config: Config, keymap: Keymap) -> list[str]:
    """What there is to say of the user's keys: a message on the preset, one on the file, or neither."""
    return [text for text in (preset_problem(config), told_in_one(key_file(), keymap.faults)) if text]


def load_keymap(config: Config) -> Keymap:
    """The keys of the preset that `config.toml` names and of the user's `keys.toml`. Never raises."""
    return build_keymap(config.keys if config.keys in PRESETS else STANDARD, *load_key_file(key_file()))


def preset_problem(config: Config) -> str:
    """What is wrong with the name of the preset in `config.toml`, empty where nothing is."""
    return "" if config.keys in PRESETS else f"config.toml: no keys {config.keys!r}; there are {', '.join(PRESETS)}"


def told_in_one(path: Path, faults: Sequence[Fault]) -> str:
    """All faults of a file in one message, empty where there is none."""
    if not faults:
        return ""
    lines = [f"line {fault.line}: {fault.text}" if fault.line else fault.text for fault in faults]
    count = "1 fault" if len(lines) == 1 else f"{len(lines)} faults"
    return f"{path}: {count}, left out: " + "; ".join(lines)


def build_keymap(preset: str = STANDARD, settings: Iterable[Setting] = (), faults: Iterable[Fault] = ()) -> Keymap:
    """The keys of a preset with these settings of the user's; what clashes is left out, and a fault besides `faults`.

    Of two lines that clash the later one is left out, and then all is looked at again, since what it had moved is back.
    """
    held, found = list(settings), list(faults)
    while held:
        table, lines = _build(preset, held)
        wrong = {fault.line: fault for fault in [*_clash_faults(table, lines), *_unbound(held, table)] if fault.line}
        if not wrong:
            return Keymap(table, preset, found)
        found += wrong.values()
        held = [setting for setting in held if setting.line not in wrong]
    return Keymap(_build(preset, ())[0], preset, found)


# building


def _table_of_actions() -> _Table:
    table: _Table = {place: {} for place in PLACES}
    for row in ACTIONS:
        for binding in row.bindings:
            for place in binding.places:
                table[place][row.id] = (*table[place].get(row.id, ()), *binding.keys)
    return table


def _build(preset: str, settings: Sequence[Setting]) -> "tuple[_Table, dict[tuple[str, str, str], int]]":
    """The table, and the line that each key of a place comes from where the user said it."""
    table = _table_of_actions()
    presets = [] if preset == STANDARD else load_key_file(PRESETS_FOLDER / f"{preset}.toml")[0]
    prefix = _prefix(presets)
    table = _with_prefix(table, _PREFIX, prefix[0])
    for setting in presets:
        for place in setting.places:
            table[place][setting.id] = setting.keys
    lines: dict[tuple[str, str, str], int] = {}
    own, line = _prefix(settings, prefix[0])
    if line:
        moved = _with_prefix(table, prefix[0], own)
        lines = {
            (place, id, key): line
            for place, rows in moved.items()
            for id, keys in rows.items()
            for key in keys
            if key not in table[place][id]
        }
        table = moved
    for setting in settings:
        for place in setting.places:
            table[place][setting.id] = setting.keys
            lines |= {(place, setting.id, key): setting.line for key in setting.keys}
    return table, lines


def _prefix(settings: Iterable[Setting], otherwise: str = _PREFIX) -> tuple[str, int]:
    return next(((each.keys[0], each.line) for each in settings if each.id == PREFIX), (otherwise, 0))


def _with_prefix(table: _Table, old: str, new: str) -> _Table:
    if old == new:
        return table

    def moved(key: str) -> str:
        return f"{new}{key.removeprefix(old)}" if key.startswith(f"{old} ") else key

    return {
        place: {id: tuple(moved(key) for key in keys) for id, keys in rows.items()} for place, rows in table.items()
    }


# checking


def clashes(table: Mapping[str, Mapping[str, Sequence[str]]]) -> Iterator[Clash]:
    """Keys of a place that start two actions, and keys that start one and begin a sequence that starts another."""
    for place, rows in table.items():
        owner: dict[str, str] = {}
        for id, keys in rows.items():
            for key in keys:
                if owner.setdefault(key, id) != id:
                    yield Clash(place, key, owner[key], id)
        for key, id in owner.items():
            for beginning in beginnings(key):
                if beginning in owner:
                    yield Clash(place, beginning, owner[beginning], id, key)


def _clash_faults(table: _Table, lines: Mapping[tuple[str, str, str], int]) -> Iterator[Fault]:
    """The lines to blame: of two the later. Places that have the same fault are told together."""
    places: dict[tuple[int, str], list[str]] = {}
    for clash in clashes(table):
        first = lines.get((clash.place, clash.first, clash.key), 0)
        second = lines.get((clash.place, clash.second, clash.longer or clash.key), 0)
        if not clash.longer:
            mine, other = (clash.first, clash.second) if first > second else (clash.second, clash.first)
            text = f"{mine}: {clash.key} is {other} already"
        elif first > second:
            text = f"{clash.first}: {clash.key} begins {clash.longer}, {clash.second}"
        else:
            text = f"{clash.second}: {clash.longer} begins with {clash.key}, {clash.first}"
        places.setdefault((max(first, second), text), []).append(clash.place)
    told: dict[int, list[str]] = {}
    for (line, text), where in places.items():
        told.setdefault(line, []).append(f"{text} in {_places_told(where)}")
    for line, texts in told.items():
        more = f" (and {len(texts) - 1} more)" if len(texts) > 1 else ""
        yield Fault(line, texts[0] + more)


def _places_told(places: Sequence[str]) -> str:
    found = list(dict.fromkeys(places))
    return "all places" if set(found) >= set(EVERYWHERE) else ", ".join(found)


def _unbound(settings: Iterable[Setting], table: _Table) -> Iterator[Fault]:
    for setting in settings:
        if setting.id in ESSENTIAL and any(not table[place][setting.id] for place in setting.places):
            yield Fault(setting.line, f"{setting.id} cannot be without a key")
