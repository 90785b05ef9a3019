"""Notes that were begun and left: kept beside the archive until they are gone on with, so that no text is lost."""

import contextlib
import json
from collections.abc import Mapping
from pathlib import Path

from reader.kept import TextSpan
from reader.paths import write_json

SCHEMA = 1
FILE_NAME = "drafts.json"

MOST_DRAFTS = 200
LARGEST_FILE = 8_000_000
"""Bytes of a file that is read: two hundred notes of the greatest length, written as escapes."""

Target = tuple[int, int | None, TextSpan | None]
"""What a draft is a note on: the key of the article, and the number of the note that it changes; for a new one the
passage, None for the whole article."""


class Drafts:
    """The drafts of an archive by what they are notes on. Any thread may read and write the file."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE_NAME
        self._found: dict[Target, str] = {}
        self._changed: dict[Target, str] = {}

    def load(self) -> None:
        """Read the drafts of last time; what was changed since the start holds."""
        self._found = {**self._read(), **self._changed}

    def of(self, target: Target) -> str | None:
        """The draft of a note, if there is one."""
        return self._found.get(target) or None

    def on(self, key: int) -> list[Target]:
        """What there are drafts of for an article."""
        return [target for target, text in self._found.items() if target[0] == key and text]

    def put(self, target: Target, text: str) -> None:
        """Keep a draft; an empty one is forgotten."""
        self._found[target] = self._changed[target] = text

    def save(self) -> None:
        """Write what was changed, beside what another desk may have written. A file that cannot be written stays."""
        changed = dict(self._changed)
        if not changed:
            return
        kept = {target: text for target, text in {**self._read(), **changed}.items() if text}
        with contextlib.suppress(OSError):
            write_json(self._path, {
                "schema": SCHEMA,
                "drafts": [_record(target, text) for target, text in list(kept.items())[-MOST_DRAFTS:]],
            })  # fmt: skip

    def _read(self) -> dict[Target, str]:
        with contextlib.suppress(OSError, ValueError, RecursionError, AttributeError):
            if self._path.stat().st_size <= LARGEST_FILE:
                found = json.loads(self._path.read_text(encoding="utf-8"))
                if found.get("schema") == SCHEMA:
                    return dict(filter(None, map(_draft, found.get("drafts", ()))))
        return {}


def _record(target: Target, text: str) -> Mapping[str, object]:
    key, number, passage = target
    span = None if passage is None else [passage.part, passage.start, passage.end]
    return {"key": key, "number": number, "passage": span, "text": text}


def _draft(record: object) -> tuple[Target, str] | None:
    """A draft of the file; None for what is none."""
    if not isinstance(record, dict):
        return None
    key, number, span, text = (record.get(name) for name in ("key", "number", "passage", "text"))
    if type(key) is not int or not (number is None or type(number) is int) or type(text) is not str:
        return None
    if span is None:
        return (key, number, None), text
    if isinstance(span, list) and len(span) == 3 and all(type(each) is int and each >= 0 for each in span):
        return (key, number, TextSpan(*span)), text
    return None
