"""The fields before the text of a Markdown file, in YAML, TOML or JSON; nothing in them is run or expanded."""

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from pathlib import PurePath

from reader.article import PublicationDate
from reader.ingest.field_dates import read_field_date
from reader.results import Notice
from reader.text import collapse

MAX_FRONT_MATTER = 1 << 14
"""Characters of front matter that are read; what people write has some hundreds. Of this many, the worst that was tried
takes the parsers 1.5 s (a TOML key of 8,000 dots: the time grows with the square)."""

BASIS = "front matter"
_LONGEST_REASON = 200  # characters of a parser's own words

_DASHES = re.compile(r"-{3,}\s*$")
_YAML_END = re.compile(r"(?:-{3,}|\.{3})\s*$")
_PLUSES = re.compile(r"\+{3}\s*$")
_KEY = re.compile(r"[^\s:#{\[][^:]*:(?:\s|$)|\{")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")

# The field of an article, and the names it goes by in the front matter of the usual site builders and note programs.
_TITLE = ("title",)
_STANDFIRST = ("standfirst", "subtitle", "description")
_BYLINE = ("byline", "author", "authors")
_OUTLET = ("outlet", "source", "publication", "publisher")
_DATE = ("date", "published", "publishdate", "pubdate")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands before the text: `lines` of the file that it takes up, counted from its first, and its fields."""

    lines: int = 0
    fields: Mapping[str, object] = field(default_factory=dict)
    notice: Notice | None = None

    @property
    def title(self) -> str | None:
        """What the file says its title is."""
        return self._text(_TITLE)

    @property
    def standfirst(self) -> str | None:
        """The line below the title."""
        return self._text(_STANDFIRST)

    @property
    def byline(self) -> str | None:
        """Who wrote it."""
        return self._text(_BYLINE)

    @property
    def outlet(self) -> str | None:
        """Who published it; an address is no name."""
        return next((text for text in self._texts(_OUTLET) if "://" not in text), None)

    @property
    def date(self) -> PublicationDate | None:
        """When it was published."""
        dates = (read_field_date(text, BASIS) for text in self._texts(_DATE))
        return next((each for each in dates if each is not None), None)

    def _text(self, names: Sequence[str]) -> str | None:
        return next(iter(self._texts(names)), None)

    def _texts(self, names: Sequence[str]) -> list[str]:
        return [text for name in names if (text := _text_of(self.fields.get(name)))]


def file_name_date(path: PurePath) -> PublicationDate | None:
    """The day that a file is named after, as in `2031-03-14-ferry-talks.md`; a name with two days has none."""
    days = set(_DAY.findall(path.stem))
    return read_field_date(days.pop(), "file name") if len(days) == 1 else None


def read_front_matter(lines: Sequence[str]) -> FrontMatter:
    """The front matter of a file, if it has any. What cannot be read, or should not, is told and has no fields."""
    first = lines[0] if lines else ""
    if _DASHES.match(first):
        return _read_block(lines, _YAML_END, _read_yaml, "YAML")
    if _PLUSES.match(first):
        return _read_block(lines, _PLUSES, tomllib.loads, "TOML")
    if first.startswith("{"):
        return _read_json(lines)
    return FrontMatter()


_Read = Callable[[str], object]


def _read_block(lines: Sequence[str], closing: re.Pattern[str], read: _Read, language: str) -> FrontMatter:
    end = next((number for number, line in enumerate(lines[1:], 1) if closing.match(line)), None)
    if end is None:  # a rule across the page that happens to stand first
        return FrontMatter()
    inside = lines[1:end]
    first = next((line for line in inside if line.strip() and not line.startswith("#")), "")
    # Prose between two rules is no front matter; what begins as a field and cannot be read is.
    is_meant = language != "YAML" or not first or bool(_KEY.match(first))
    try:
        if sum(map(len, inside)) + len(inside) > MAX_FRONT_MATTER:
            raise ValueError(f"it is longer than {MAX_FRONT_MATTER:,} characters")
        found = read("\n".join(inside) + "\n")
    except (ValueError, RecursionError) as fault:
        if not is_meant:
            return FrontMatter()
        why = "it is nested too deeply" if isinstance(fault, RecursionError) else collapse(str(fault))[:_LONGEST_REASON]
        told = f"the front matter is not read as {language} ({why}); its fields are left out"
        return FrontMatter(end + 1, {}, Notice(told, min(2 + _line_of(fault, end - 1), end + 1)))
    if found is None and not "".join(inside).strip():
        return FrontMatter(end + 1)
    return FrontMatter(end + 1, _fields(found)) if isinstance(found, Mapping) else FrontMatter()


def _read_json(lines: Sequence[str]) -> FrontMatter:
    """An object that begins the file and ends a line of it; braces that hold none are text."""
    head = "\n".join(lines)[:MAX_FRONT_MATTER]
    try:
        found, end = json.JSONDecoder().raw_decode(head)
    except (ValueError, RecursionError):
        return FrontMatter()
    if not isinstance(found, dict) or head[end:].partition("\n")[0].strip():
        return FrontMatter()
    return FrontMatter(head.count("\n", 0, end) + 1, _fields(found))


def _fields(found: Mapping[object, object]) -> dict[str, object]:
    """By name in small letters, the first of several that differ in that alone."""
    fields: dict[str, object] = {}
    for name, value in found.items():
        fields.setdefault(str(name).strip().lower(), value)
    return fields


def _line_of(fault: Exception, last: int) -> int:
    """The line inside the front matter, from 0, that a parser's fault names; `last` where it names the end."""
    if "end of document" in str(fault):
        return last
    line = getattr(fault, "line", None)
    if isinstance(line, int):
        return line
    found = re.search(r"\bline (\d{1,8})\b", str(fault))
    return int(found[1]) - 1 if found else 0


def _text_of(value: object) -> str:
    """A field as text: a list as its members, a table as its name; what is neither text, number nor date is nothing."""
    if isinstance(value, list):
        return ", ".join(text for each in value if not isinstance(each, list) and (text := _text_of(each)))
    if isinstance(value, Mapping):
        name = value.get("name")
        return collapse(name) if isinstance(name, str) else ""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return collapse(str(value))
    return ""


def _read_yaml(text: str) -> object:
    from reader.ingest.plain_yaml import read_yaml

    return read_yaml(text)
