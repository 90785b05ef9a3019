"""`broadsheet themes`."""

import argparse
import json

from reader.cli.narration import say
from reader.cli.output import Painter
from reader.config import load_config
from reader.text import clean
from reader.theme_files import ThemeFile, find_themes, theme_folders, theme_problem


def run(options: argparse.Namespace) -> int:
    """List them."""
    config = load_config()
    shipped, _ = folders = theme_folders()
    themes, problems = find_themes(folders)
    for problem in problems:
        say(f"broadsheet: {problem}")
    if options.format == "json":
        records = [
            {
                "name": theme.name,
                "kind": _kind(theme),
                "from": _origin(theme, theme.path.parent == shipped),
                "path": str(theme.path),
                "chosen": theme.name == config.theme,
            }
            for theme in themes
        ]
        print(json.dumps({"schema": "broadsheet/themes/1", "themes": records, "problems": problems}, indent=2))
        return 0
    painter = Painter(plain=options.plain)
    for theme in themes:
        sign = "*" if theme.name == config.theme else " "
        beside = f"{_kind(theme):<9}  {_origin(theme, theme.path.parent == shipped)}"
        print(f"{sign} {painter.strong(f'{theme.name:<20}')} {painter.quiet(clean(beside))}")
    if problem := theme_problem(config.theme, [theme.name for theme in themes]):
        say(f"broadsheet: {problem}")
    return 0


def _kind(theme: ThemeFile) -> str:
    return "terminal" if theme.ansi else "dark" if theme.dark else "light"


def _origin(theme: ThemeFile, shipped: bool) -> str:
    return "broadsheet" if shipped else str(theme.path)
