"""A file of keys, the user's `keys.toml` or a preset: each statement read on its own, so that one fault costs one line.

`mark.toggle = "x"` gives an action other keys wherever it has any but in prompts, `mark.toggle = ["x", "Space"]` more
than one, `move.page_down = { list = ["Space"], "reader compare" = ["f"] }` those of some places, with `all` for the
rest; what stands below a heading `[list]` holds for that place. An empty list or text takes the keys away, and
`prefix = ","` puts another key in the place of `g`.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reader.keys.action import PLACES, TYPING, Action
from reader.keys.actions import BY_ID
from reader.keys.key import EDITING, FORBIDDEN, is_typed, nearest_key, read_keys
from reader.record import record

PREFIX = "prefix"
"""What stands in the file, and in a setting, for the first press of all sequences that begin with `g`."""

ALL = "all"
LARGEST_FILE = 65_536
_MOST_LINES = 64
"""Lines that one statement may take."""


@record
class Setting:
    """Line `line` of a file gives action `id` these keys, in these places."""

    line: int
    id: str
    places: tuple[str, ...]
    keys: tuple[str, ...]


@record
class Fault:
    """What is wrong in a line, counted from 1; 0 where it is the whole file."""

    line: int
    text: str


class _FaultFound(Exception):
    """Something in a statement cannot be taken."""


def load_key_file(path: Path) -> tuple[list[Setting], list[Fault]]:
    """Read a file of keys. A file that is not there has none; one that cannot be read is a fault. Never raises."""
    try:
        if not path.exists() and not path.is_symlink():
            return [], []
        if path.stat().st_size > LARGEST_FILE:
            return [], [Fault(0, "larger than any file of keys")]
        return read_key_file(path.read_text(encoding="utf-8-sig"))
    except OSError as fault:
        return [], [Fault(0, fault.strerror or "cannot be read")]
    except ValueError:
        return [], [Fault(0, "not UTF-8")]


def read_key_file(text: str) -> tuple[list[Setting], list[Fault]]:
    """The settings of a file, and a fault for every line that cannot be taken."""
    settings: list[Setting] = []
    faults: list[Fault] = []
    seen: dict[tuple[str, str], int] = {}
    for line, statement in _statements(text):
        if isinstance(statement, str):
            faults.append(Fault(line, statement))
            continue
        try:
            found = [Setting(line, *each) for each in _settings(statement)]
            for setting in found:
                for place in setting.places:
                    if (before := seen.get((setting.id, place))) is not None:
                        raise _FaultFound(f"{setting.id} is set in line {before} already")
        except _FaultFound as fault:
            faults.append(Fault(line, str(fault)))
        else:
            settings += found
            seen |= {(setting.id, place): line for setting in found for place in setting.places}
    return settings, faults


# statements


def _statements(text: str) -> Iterator[tuple[int, dict[str, object] | str]]:
    """Each statement with its line: as a table of its own with what the heading above it names, or what is wrong."""
    lines = text.split("\n")
    heading: list[str] | None = []
    at = 0
    while at < len(lines):
        first, stripped = at, lines[at].strip()
        at += 1
        if not stripped or stripped.startswith("#"):
            continue
        if stripped.startswith("["):
            heading = _heading(stripped)
            if heading is None:
                yield first + 1, "no heading of TOML; the lines below it are left out"
            continue
        table, problem = _parse(lines[first])
        while table is None and at - first < _MOST_LINES and at < len(lines) and _goes_on(lines[first]):
            table, _ = _parse("\n".join(lines[first : at + 1]))
            at += 1
        if table is None:
            at = first + 1
            if heading is not None:
                yield first + 1, problem
        elif heading is not None:
            for name in reversed(heading):
                table = {name: table}
            yield first + 1, table


def _goes_on(line: str) -> bool:
    """Whether a statement may go on in the next line: in an array, a table or a long text."""
    _, equals, value = line.partition("=")
    return bool(equals) and value.strip().startswith(("[", "{", '"""', "'''"))


def _parse(text: str) -> tuple[dict[str, object] | None, str]:
    import tomllib  # here, so that a desk without such a file does not load it

    try:
        return tomllib.loads(text), ""
    except (ValueError, RecursionError) as fault:
        said = str(fault).partition(" (at ")[0] if isinstance(fault, ValueError) else "nested too deeply"
        return None, f"not TOML: {said[:1].lower()}{said[1:]}"


def _heading(line: str) -> list[str] | None:
    table, _ = _parse(line)
    path: list[str] = []
    inner: object = table
    while isinstance(inner, dict) and len(inner) == 1:
        ((name, inner),) = inner.items()
        path.append(name)
    return path if inner == {} and path else None


# what they say


def _settings(statement: Mapping[str, object]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Action, places and keys of a statement; several where it names several places."""
    leaves = [(".".join(path), value) for path, value in _leaves(statement, ())]
    found: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = []
    for path, value in leaves:
        if path == PREFIX:
            found.append((PREFIX, (), _keys(PREFIX, value)))
            if len(found[-1][2]) != 1 or " " in found[-1][2][0]:
                raise _FaultFound("prefix needs one key, pressed once")
            continue
        if isinstance(value, str) and value in BY_ID:
            raise _FaultFound(f'the action comes first: {value} = "{path}"')
        id, where = _split(path)
        row = _find_action(id)
        keys = _keys(row.id, value)
        named = [place for other, _ in leaves if other != path for place in other.split(".", 2)[-1].split()]
        places = _places(row, where or ALL, named)
        _check_prompt(row, keys, places)
        found.append((row.id, places, keys))
    if not found:
        raise _FaultFound("names no keys")
    return found


def _split(path: str) -> tuple[str, str]:
    """Action and places of a path, whichever of the two comes first."""
    first, *rest = path.split(".")
    if len(rest) > 1 and f"{first}.{rest[0]}" not in BY_ID and set(first.split()) <= {*PLACES, ALL}:
        return ".".join(rest), first
    return ".".join([first, *rest[:1]]), ".".join(rest[1:])


def _leaves(table: Mapping[str, object], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], object]]:
    for name, value in table.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, name))
        else:
            yield (*path, name), value


def _find_action(id: str) -> Action:
    if id in BY_ID:
        return BY_ID[id]
    import difflib

    near = difflib.get_close_matches(id, [PREFIX, *BY_ID], 1)
    raise _FaultFound(f"no action {id!r}" + (f"; {near[0]}?" if near else "; `broadsheet keys` lists them"))


def _places(row: Action, where: str, named: Sequence[str]) -> tuple[str, ...]:
    """The places of a setting. `all` are those of the table without those to type in and those named beside it."""
    places: list[str] = []
    for word in where.split():
        if word == ALL:
            everywhere = [place for place in row.places if place not in TYPING] or list(row.places)
            places += [place for place in everywhere if place not in named]
        elif word not in PLACES:
            raise _FaultFound(f"no place {word!r}; there are {', '.join(PLACES)}")
        elif word not in row.places:
            raise _FaultFound(f"{row.id} is not in {word}; it is in {', '.join(row.places)}")
        else:
            places.append(word)
    return tuple(places)


def _keys(id: str, value: object) -> tuple[str, ...]:
    texts = [] if value == "" else [value] if isinstance(value, str) else value
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise _FaultFound(f"{id} needs a key or a list of keys, not {value!r:.40}")
    return tuple(dict.fromkeys(_key(id, text) for text in texts))


def _key(id: str, text: str) -> str:
    keys = read_keys(text)
    if keys is None:
        near = nearest_key(text)
        raise _FaultFound(f"{id}: no key called {text!r:.40}" + (f"; {near}?" if near else ""))
    for press in keys.split():
        if press in FORBIDDEN:
            raise _FaultFound(f"{id}: {press} cannot be used, {FORBIDDEN[press]}")
    if "Esc" in keys.split() and id != "prompt.cancel":
        raise _FaultFound(f"{id}: Esc is kept for prompt.cancel")
    return keys


def _check_prompt(row: Action, keys: Sequence[str], places: Sequence[str]) -> None:
    typing = [place for place in TYPING if place in places]
    if not typing:
        return
    for key in keys:
        if is_typed(key) and not all(key in row.keys(place) for place in typing):
            raise _FaultFound(f"{row.id}: in a prompt {key.split()[0]} types")
        if key.split()[0] in EDITING:
            raise _FaultFound(f"{row.id}: in a prompt {key.split()[0]} edits")
