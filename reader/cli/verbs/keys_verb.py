"""`broadsheet keys`."""

import argparse
import difflib
from collections.abc import Sequence

from reader.cli.narration import say
from reader.config import Config, load_config
from reader.errors import UsageError
from reader.keys.action import PLACES
from reader.keys.keymap import PRESETS, Keymap, build_keymap, key_file, key_problems, load_keymap, preset_problem
from reader.keys.page import keys_markdown, keys_record, keys_text
from reader.text import clean

FAULTY = 2


def run(options: argparse.Namespace) -> int:
    """Print them; 2 where they are to be checked and something is wrong."""
    if options.preset is not None:
        keymap, problems = build_keymap(_one_of("preset", options.preset, PRESETS)), []
    else:
        config = load_config()
        keymap = load_keymap(config)
        problems = key_problems(config, keymap)
        for problem in config.problems:
            say(f"broadsheet: {problem}")
        _tell(config, keymap)
    places = PLACES if options.place is None else (_one_of("place", options.place, PLACES),)
    if options.check:
        return FAULTY if problems else 0
    if options.format == "json":
        print(keys_record(keymap, problems, places), end="")
    else:
        for line in (keys_markdown if options.format == "markdown" else keys_text)(keymap, places):
            print(clean(line))
    return 0


def _one_of(kind: str, name: str, known: Sequence[str]) -> str:
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, 1)
    raise UsageError(f"no {kind} {name!r}", f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}")


def _tell(config: Config, keymap: Keymap) -> None:
    """A line for each fault, so that an editor can go there."""
    if problem := preset_problem(config):
        say(f"broadsheet: {problem}")
    for fault in keymap.faults:
        where = f"{key_file()}:{fault.line}" if fault.line else f"{key_file()}"
        say(f"broadsheet: {where}: {fault.text}; left out")
