"""`broadsheet info`."""

import argparse
import json
from dataclasses import asdict

from reader.cli.archive import open_named
from reader.keys.keymap import key_problems, load_keymap
from reader.text import clean
from reader.theme_files import find_themes, theme_folders, theme_problem


def run(options: argparse.Namespace) -> int:
    """Print it."""
    with open_named(options.archive) as library:
        state, dumps = library.index_state(), library.dumps()
        problems = [*library.config.problems, *key_problems(library.config, load_keymap(library.config))]
        themes, faults = find_themes(theme_folders())
        unknown = theme_problem(library.config.theme, [theme.name for theme in themes])
        problems += [*faults, *filter(None, [unknown]), *library.rule_problems()]
        if options.check:
            problems += [
                f"the index file {name} is damaged: broadsheet reindex" for name in library.damaged_index_files()
            ]
        if options.format == "json":
            record = {
                "archive": str(library.folder),
                "index": str(library.index_folder),
                "articles": state.in_archive,
                "indexed": state.indexed,
                "index_status": state.status,
                "problems": problems,
                "dumps": [asdict(dump) for dump in dumps],
            }
            print(json.dumps(record, indent=2, ensure_ascii=True))
            return 0
        print(clean(f"archive   {library.folder}"))
        print(clean(f"index     {library.index_folder} ({state.status})"))
        print(f"articles  {state.in_archive:,}, of which {state.indexed:,} are indexed")
        for dump in dumps:
            print(clean(f"dump      {dump.name}: {dump.articles:,} articles, added {dump.added}, {dump.path}"))
            if dump.header:
                print(clean(f"          header: {' / '.join(dump.header)}"))
        for problem in problems:
            print(clean(f"problem   {problem}"))
        return 0
