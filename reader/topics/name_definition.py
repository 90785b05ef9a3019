"""What the files of names say, checked entry by entry; what cannot be read is a problem, never an exception."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from reader.text import WORD, term_of
from reader.topics.name_words import LISTS

Kind = Literal["people", "places", "organisations"]
KINDS: tuple[Kind, ...] = ("people", "places", "organisations")
TABLES = (*KINDS, "demonyms", "plain", "words")


def key_of(name: str) -> str:
    """A name's words, folded and joined by blanks: how it is looked up."""
    return " ".join(filter(None, map(term_of, WORD.findall(name))))


@dataclass(slots=True)
class NameDefinitions:
    """All files read so far; a later one adds to it, and takes the place of a name that stands here.

    `names` holds for each name as it is shown its kind and its other forms, `demonyms` for a place what its people and
    things are called, `words` the words of each list.
    """

    names: dict[str, tuple[Kind, list[str]]] = field(default_factory=dict)
    demonyms: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, set[str]] = field(default_factory=lambda: {name: set() for name in (*LISTS, "roles")})
    problems: list[str] = field(default_factory=list)

    def read(self, source: str, content: str) -> None:
        """Take in the content of a file; `source` names it in problems."""
        try:
            document = tomllib.loads(content)
        except (ValueError, RecursionError) as fault:
            self.problems.append(f"{source}: {fault}; the names that ship with broadsheet hold")
            return
        check = _Check(source, content, self.problems)
        for key, table in document.items():
            if key not in TABLES:
                check.fault(key, f"no table {key!r}; there are {', '.join(TABLES)}")
            elif not isinstance(table, dict):
                check.fault(key, f"{key} needs a table headed [{key}]")
            elif key == "words":
                self._read_words(table, check)
            elif key == "plain":
                self._read_plain(table, check)
            elif key == "demonyms":
                self.demonyms.update(check.forms(table))
            else:
                kind = KINDS[KINDS.index(key)]
                for name, forms in check.forms(table):
                    self.names[name] = kind, forms

    def _read_plain(self, table: Mapping[str, object], check: "_Check") -> None:
        for key, text in table.items():
            if key not in KINDS:
                check.fault(key, f"no list {key!r}; there are {', '.join(KINDS)}")
            elif not isinstance(text, str):
                check.fault(key, f"{key} needs a text of names parted by commas")
            else:
                kind = KINDS[KINDS.index(key)]
                for name in (" ".join(part.split()) for part in text.split(",")):
                    if name and name not in self.names:
                        self.names[name] = kind, []

    def _read_words(self, table: Mapping[str, object], check: "_Check") -> None:
        for key, entries in table.items():
            if key not in self.words:
                check.fault(key, f"no list {key!r}; there are {', '.join(self.words)}")
            elif isinstance(entries, str):
                self._add_words(key, entries.split())
            elif isinstance(entries, list) and all(isinstance(entry, str) for entry in entries):
                self._add_words(key, entries)
            else:
                check.fault(key, f"{key} needs a text of words, or a list of texts")

    def _add_words(self, key: str, entries: Iterable[str]) -> None:
        fold = key_of if key == "roles" else term_of
        self.words[key].update(filter(None, map(fold, entries)))


@dataclass(frozen=True, slots=True)
class _Check:
    """Takes values of the type asked for out of a file's tables, and notes what is not of it."""

    source: str
    content: str
    problems: list[str]

    def fault(self, key: str, what: str) -> None:
        """Note a fault with the first line that has its key, since TOML's reader keeps no lines."""
        found = re.search(rf"^\s*\[*[\"']?{re.escape(key)}[\"']?\s*[=\]]", self.content, re.MULTILINE)
        line = f", line {self.content.count(chr(10), 0, found.end()) + 1}" if found else ""
        self.problems.append(f"{self.source}{line}: {what}")

    def forms(self, table: Mapping[str, object]) -> Iterator[tuple[str, list[str]]]:
        for name, forms in table.items():
            if not key_of(name):
                self.fault(name, f"{name!r} is no name")
            elif isinstance(forms, list) and all(isinstance(form, str) for form in forms):
                yield name, forms
            else:
                self.fault(name, f"{name!r} needs a list of its other forms, not {forms!r}")
