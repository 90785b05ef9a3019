"""A library with a few articles to keep things of, in the fictional world, and dumps that correct them."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from reader.config import Config
from reader.kept import TextSpan
from reader.library import Library

Fields = tuple[str, str, str, str]
"""Title, paragraphs parted by blank lines, date and outlet."""

FERRY: Fields = (
    "Ferry talks resume in Lindholm",
    "Talks on the Karrow ferry resumed.\n\nSeven people waited at the quay on Monday.\n\nNobody spoke to the press.",
    "2031-03-14",
    "Harbour Wire",
)
SHELLS: Fields = (
    "Shells hit Brennvik harbour",
    "Four people died when shells fell.\n\nThe harbour is closed until Friday.",
    "2031-03-13",
    "The Meridian",
)
BREAD: Fields = (
    "The price of bread in Ostrana",
    "Bread costs nine crowns.\n\nBakers blame the flood.",
    "2031-03-12",
    "Lindholm Courier",
)
FERRY_CORRECTED: Fields = (
    FERRY[0],
    "Talks on the Karrow ferry resumed.\n\nOfficials counted: Seven people waited at the quay on Monday.\n\n"
    "Nobody spoke to the press.\n\nThis report was corrected.",
    FERRY[2],
    FERRY[3],
)
FERRY_AGAIN: Fields = (
    FERRY[0],
    "Talks on the Karrow ferry resumed.\n\nOfficials counted: Seven people waited at the quay on Monday.\n\n"
    "Nobody spoke to the press.\n\nThis report was corrected twice.",
    FERRY[2],
    FERRY[3],
)


def write_dump(path: Path, *articles: Fields) -> Path:
    """A dump in JSON Lines."""
    names = ("title", "body", "date", "source")
    lines = [json.dumps(dict(zip(names, article, strict=True))) for article in articles]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def open_at(folder: Path) -> Library:
    return Library(folder / "archive", Config())


def with_articles(folder: Path, articles: Sequence[Fields] = (FERRY, SHELLS, BREAD)) -> Iterator[Library]:
    """A library of these articles, closed at the end."""
    with open_at(folder) as library:
        library.add([write_dump(folder / "march.jsonl", *articles)])
        yield library


def key_of(library: Library, title: str) -> int:
    """The key of the only article of a title."""
    (found,) = [key for key in library.all_keys() if library.article_by_key(key).title == title]
    return found


def dumped(library: Library) -> str:
    return "".join(library.dump_state())


def state_files(library: Library) -> list[str]:
    return [name for name in os.listdir(library.folder) if name.startswith("state")]


def passage(library: Library, key: int, words: str) -> TextSpan:
    """The first place of some words in an article."""
    texts = [part.text for part in library.article_by_key(key).parts()]
    part = next(number for number, text in enumerate(texts) if words in text)
    start = texts[part].index(words)
    return TextSpan(part, start, start + len(words))
