"""Lines of JSON that may come from anyone, read as what a reader kept: each is checked before any of it is taken."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from reader.archive.anchors import CONTEXT, MAX_QUOTE, Anchor
from reader.archive.state_dossiers import entry_title, name_dossier
from reader.archive.state_dumping import STATE_SCHEMA
from reader.archive.state_file import storable
from reader.archive.state_notes import KeptNote, check_note
from reader.archive.state_tags import check_tag
from reader.errors import InputError, UsageError
from reader.kept import COLOURS, DossierEntry, SavedSearch
from reader.text import clean, collapse

MAX_LINE = 3_000_000
"""Characters of a line: more than the longest note with the longest quote has, every character of it escaped."""

_MOST_FAULTS = 1000
_MOST_QUERY = 10_000  # characters, far beyond what the language takes
_FLAGS = ("read", "starred")

CheckSort = Callable[[str], object]


@dataclass(slots=True)
class StateRecords:
    """What lines of a dump of state say. `marked` is in order; `dossiers` are titles and forewords by name."""

    flags: list[tuple[str, str]] = field(default_factory=list)
    marked: list[tuple[int, str]] = field(default_factory=list)
    tags: list[tuple[str, str]] = field(default_factory=list)
    notes: list[KeptNote] = field(default_factory=list)
    dossiers: dict[str, tuple[str, str]] = field(default_factory=dict)
    entries: list[tuple[str, DossierEntry]] = field(default_factory=list)
    searches: list[SavedSearch] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    number: int = 0
    faults: list[str] = field(default_factory=list)

    def follow(self, later: Mapping[str, str]) -> None:
        """Let what is said of earlier texts be said of later ones, by ids."""
        self.flags = [(flag, later.get(id, id)) for flag, id in self.flags]
        self.marked = [(place, later.get(id, id)) for place, id in self.marked]
        self.tags = [(tag, later.get(id, id)) for tag, id in self.tags]
        self.notes = [note._replace(article=later.get(note.article, note.article)) for note in self.notes]
        self.entries = [
            (name, DossierEntry(later.get(entry.id, entry.id), None, entry.title, entry.remark))
            for name, entry in self.entries
        ]


def read_state(lines: Iterable[str], check_sort: CheckSort) -> StateRecords:
    """What lines of a dump of state say; what cannot be read is among the faults. Raises InputError.

    `check_sort` raises UsageError for an order of articles that there is not.
    """
    records = StateRecords()
    begun, left_out = False, 0
    for number, line in enumerate(lines, 1):
        if not line.strip("\ufeff \t\r\n"):
            continue
        try:
            record = _parse(line)
            if begun:
                _take(records, record, check_sort)
                records.number += 1
            else:
                _check_head(record)
                begun = True
        except (_Unreadable, UsageError) as fault:
            if not begun:
                raise InputError(f"line {number}: {_told(fault)}", "give what `broadsheet dump-state` wrote") from fault
            if len(records.faults) < _MOST_FAULTS:
                records.faults.append(f"line {number}: {_told(fault)}")
            else:
                left_out += 1
    if not begun:
        raise InputError("there is no line in it", "give what `broadsheet dump-state` wrote")
    if records.faults and not records.number:
        raise InputError(records.faults[0], "no line of it can be read; give what `broadsheet dump-state` wrote")
    if left_out:
        records.faults.append(f"and {left_out:,} lines more")
    return records


class _Unreadable(Exception):
    """A line that is not as it has to be."""


def _told(fault: Exception) -> str:
    return clean(fault.message if isinstance(fault, UsageError) else str(fault))


def _parse(line: str) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise _Unreadable(f"more than {MAX_LINE:,} characters")
    try:
        record = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as fault:
        raise _Unreadable("no JSON that can be read") from fault
    if not isinstance(record, dict):
        raise _Unreadable("not a record")
    return record


def _check_head(record: dict[str, Any]) -> None:
    schema = record.get("schema")
    if schema == STATE_SCHEMA:
        return
    if isinstance(schema, str) and schema.startswith("broadsheet/state/"):
        raise _Unreadable(f"a dump of state of another version, {schema[:40]}; this broadsheet reads {STATE_SCHEMA}")
    raise _Unreadable(f'the first line is not {{"schema": "{STATE_SCHEMA}"}}')


def _take(records: StateRecords, record: dict[str, Any], check_sort: CheckSort) -> None:
    kind = record.get("kind")
    if kind == "article":
        _take_article(records, record)
    elif kind == "note":
        note = _note(record)
        records.notes.append(note)
        records.ids.add(note.article)
    elif kind == "dossier":
        title, name = _dossier(_text(record, "title"), _text(record, "name"))
        records.dossiers[name] = (title, check_note(_text(record, "foreword")))
    elif kind == "entry":
        _, name = _dossier("", _text(record, "dossier"))
        id = _id(record, "id")
        title, remark = entry_title(_text(record, "title")), check_note(_text(record, "remark"))
        records.entries.append((name, DossierEntry(id, None, title, remark)))
        records.ids.add(id)
    elif kind == "search":
        records.searches.append(_search(record, check_sort))
    else:
        raise _Unreadable("no kind of record that is known")


def _take_article(records: StateRecords, record: dict[str, Any]) -> None:
    id = _id(record, "id")
    flags = [(flag, id) for flag in _FLAGS if _whether(record, flag)]
    marked = record.get("marked", 0)
    if type(marked) not in (int, bool) or not 0 <= marked < 2**62:
        raise _Unreadable("marked is no number")
    tags = record.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise _Unreadable("tags is no list of texts")
    checked = [(check_tag(tag), id) for tag in tags]
    records.flags += flags
    records.tags += checked
    if marked:
        records.marked.append((int(marked), id))
    records.ids.add(id)


def _note(record: dict[str, Any]) -> KeptNote:
    text = check_note(_text(record, "text"))
    quote = storable(_text(record, "quote"))
    if not text:
        raise _Unreadable("a note without text")
    if len(quote) > MAX_QUOTE:
        raise _Unreadable("a quote that is too long")
    prefix, suffix = storable(_text(record, "prefix"))[-CONTEXT:], storable(_text(record, "suffix"))[:CONTEXT]
    times = [_time(record, key) for key in ("made", "changed")]
    return KeptNote(0, _id(record, "article"), text, Anchor(quote, prefix, suffix), *times)


def _search(record: dict[str, Any], check_sort: CheckSort) -> SavedSearch:
    name, query, colour = (_text(record, key) for key in ("name", "query", "colour"))
    sort, match, visited = record.get("sort"), record.get("match", "all"), record.get("visited", 0)
    if not _is_name(name):
        raise _Unreadable("not the name of a saved search")
    if len(query) > _MOST_QUERY:
        raise _Unreadable("a query that is too long")
    if colour and colour not in COLOURS:
        raise _Unreadable(f"a colour that there is not: {colour[:20]}")
    if match not in ("all", "any") or type(visited) is not int or not 0 <= visited < 2**62:
        raise _Unreadable("not a saved search")
    if sort is not None and (not isinstance(sort, str) or len(sort) > _MOST_NAME):
        raise _Unreadable("not an order of articles")
    check_sort(sort or "")
    return SavedSearch(name, storable(query), match, sort, colour, _whether(record, "lit"), visited)


_MOST_NAME = 400  # letters; a dossier's title has 200, and folding may make two of one
_NOT_IN_NAMES = frozenset(' "()[]{}<>:;,=~#/\\|&!?*@$%^')


def _is_name(name: str) -> bool:
    """Whether a text could be a name that `slug` made."""
    plain = clean(name) == name == collapse(name)
    return plain and 1 <= len(name) <= _MOST_NAME and not _NOT_IN_NAMES & set(name)


def _dossier(title: str, name: str) -> tuple[str, str]:
    """Title and name; the name is as another one would make it, and where there is no title it stands for it."""
    if not _is_name(name):
        raise _Unreadable("not the name of a dossier")
    return name_dossier(collapse(title) or name)[0], name


def _text(record: dict[str, Any], key: str) -> str:
    value = record.get(key, "")
    if not isinstance(value, str):
        raise _Unreadable(f"{key} is no text")
    return value


def _whether(record: dict[str, Any], key: str) -> bool:
    value = record.get(key, False)
    if not isinstance(value, bool):
        raise _Unreadable(f"{key} is neither true nor false")
    return value


def _id(record: dict[str, Any], key: str) -> str:
    value = _text(record, key)
    if not 1 <= len(value) <= 64 or set(value) - set("0123456789abcdef"):
        raise _Unreadable("not the id of an article")
    return value


def _time(record: dict[str, Any], key: str) -> str:
    value = _text(record, key)
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError as fault:
        raise _Unreadable(f"{key} is no time") from fault
