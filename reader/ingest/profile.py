"""The profile of a kind of dump: what `dumps.toml` says, checked and made ready for matching."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib import resources
from pathlib import Path

from reader.ingest.patterns import Patterns, check_pattern, expression, plain
from reader.results import Notice
from reader.text import collapse

FILE = "dumps.toml"


@dataclass(frozen=True, slots=True)
class Leftover:
    """A group of residue lines: why they are none of the text, and what goes with them.

    `links`: headlines that follow, up to running text; `block`: short lines that stand glued to it or in a row below;
    `form`: also a line between two of the group.
    """

    reason: str
    links: bool = False
    block: bool = False
    form: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """Lines by which an outlet's pages are known: one of `any`, or each of `all`."""

    outlet: str
    any: tuple[str, ...]
    all: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeriesRule:
    """A series that is known beforehand, with the day that counts as 0."""

    title: str
    name: str
    start: date | None


@dataclass(frozen=True)
class Profile:
    """Everything known about pages of this kind; `problems` tells what could not be taken from the user's file."""

    separators: tuple[str, ...]
    suffixes: Mapping[str, str]
    cues: tuple[Cue, ...]
    dateline_outlets: Mapping[str, str]
    dateline_agencies: tuple[str, ...]
    sites: Mapping[str, str]
    agencies: tuple[str, ...]
    agency_credits: tuple[str, ...]
    picture_names: tuple[str, ...]
    picture_credits: tuple[str, ...]
    picture_labels: tuple[str, ...]
    picture_sources: tuple[str, ...]
    residue: tuple[tuple[str, Leftover], ...]
    published: tuple[str, ...]
    series: tuple[SeriesRule, ...]
    list_titles: tuple[str, ...]
    list_openings: tuple[str, ...]
    standfirst_outlets: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    explainer_headings: tuple[str, ...]
    piece_labels: tuple[str, ...]
    problems: tuple[Notice, ...] = ()

    @cached_property
    def separator_lines(self) -> frozenset[str]:
        """The separators, case folded and with white space collapsed."""
        return frozenset(collapse(line).casefold() for line in self.separators)

    @cached_property
    def residue_lines(self) -> Patterns[Leftover]:
        """Residue patterns, ready to match."""
        return Patterns(self.residue)

    @cached_property
    def credit_lines(self) -> Patterns[bool]:
        """Lines that credit an agency with the text."""
        return Patterns((pattern, True) for pattern in self.agency_credits)

    @cached_property
    def opening_lines(self) -> Patterns[bool]:
        """Openings that every part of a running list has."""
        return Patterns((pattern, True) for pattern in self.list_openings)

    @cached_property
    def list_title_lines(self) -> Patterns[bool]:
        """Titles of running lists."""
        return Patterns((pattern, True) for pattern in self.list_titles)

    @cached_property
    def kind_labels(self) -> Patterns[str]:
        """Kickers and prefixes that name the kind of a piece."""
        return Patterns((pattern, kind) for kind, patterns in self.kinds.items() for pattern in patterns)

    @cached_property
    def explaining_lines(self) -> Patterns[bool]:
        """Headings that only explainers have."""
        return Patterns((pattern, True) for pattern in self.explainer_headings)

    @cached_property
    def label_lines(self) -> Patterns[bool]:
        """Names of kinds of pieces on lines of their own."""
        return Patterns((pattern, True) for pattern in self.piece_labels)

    @cached_property
    def cue_lines(self) -> Patterns[tuple[tuple[int, str], ...]]:
        """Lines that cues ask for as a whole: the numbers of the cues, and the pattern as it is written."""
        by_pattern: dict[str, list[tuple[int, str]]] = {}
        for number, cue in enumerate(self.cues):
            for pattern in (*cue.any, *cue.all):
                if _inner(pattern) is None:
                    by_pattern.setdefault(pattern, []).append((number, pattern))
        return Patterns((pattern, tuple(values)) for pattern, values in by_pattern.items())

    @cached_property
    def cue_words(self) -> tuple[tuple[str, int, str], ...]:
        """Words that cues ask for anywhere in a line, with the number of the cue and the pattern as it is written."""
        return tuple(
            (plain(words), number, pattern)
            for number, cue in enumerate(self.cues)
            for pattern in (*cue.any, *cue.all)
            if (words := _inner(pattern)) is not None
        )

    @cached_property
    def agency_names(self) -> str:
        """The names of agencies as one alternation of a regular expression."""
        return _alternation(self.agencies)

    @cached_property
    def credited_names(self) -> str:
        """As `agency_names`, with all others who are credited with pictures."""
        return _alternation((*self.agencies, *self.picture_names))

    @cached_property
    def suffix_rules(self) -> tuple[tuple[re.Pattern[str], str, str], ...]:
        """For each suffix: its expression, how it was written, its outlet."""
        return tuple((re.compile(expression(written)), written, outlet) for written, outlet in self.suffixes.items())


def _inner(pattern: str) -> str | None:
    """What a pattern of the form `*words*` looks for; None for another form."""
    inner = pattern[1:-1]
    return inner if pattern[0] == pattern[-1] == "*" and "*" not in inner and "#" not in inner else None


def _alternation(names: Sequence[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


def load_profile(*folders: Path) -> Profile:
    """The profile that ships with broadsheet, with what `dumps.toml` in each folder adds; later folders go first.

    Faults in such a file are problems in the result, never exceptions; what is sound in it still counts.
    """
    shipped = tomllib.loads(resources.files("reader.ingest").joinpath(FILE).read_text(encoding="utf-8"))
    tables, faults = [shipped], []
    for folder in folders:
        try:
            if (folder / FILE).exists():
                if not (folder / FILE).is_file():
                    raise OSError("it is no regular file")
                tables.append(tomllib.loads((folder / FILE).read_text(encoding="utf-8")))
        except (OSError, ValueError) as fault:
            faults.append(Notice(f"{folder / FILE}: {fault}; the rest holds"))
    reader = _TableReader(f"{FILE}: " if len(folders) != 1 else f"{folders[0] / FILE}: ")
    reader.problems += faults
    return reader.profile(tables)


class _TableReader:
    """Reads tables of unknown content; every fault is told once, with the place it stands at."""

    def __init__(self, place: str) -> None:
        self.place = place
        self.problems: list[Notice] = []

    def tell(self, what: str) -> None:
        self.problems.append(Notice(f"{self.place}{what}"))

    def profile(self, tables: Sequence[Mapping[str, object]]) -> Profile:
        known = set(tables[0])
        for name in [name for table in tables[1:] for name in table if name not in known]:
            self.tell(f"no entry {name!r}; there are {', '.join(sorted(known))}")
        residue = [
            (
                pattern,
                Leftover(
                    str(group.get("reason", "residue")),
                    group.get("links") is True,
                    group.get("block") is True,
                    group.get("form") is True,
                ),
            )
            for table in reversed(tables)  # what the user says is held against a line first
            for group in self.groups(table, "residue")
            for pattern in self.patterns(group, "lines", "residue")
        ]
        return Profile(
            separators=tuple(line for table in tables for line in self.texts(table, "separators")),
            suffixes=self.names(tables, "suffixes", checked=True),
            cues=tuple(cue for table in tables for cue in self.cues(table)),
            dateline_outlets=self.names([self.table(table, "datelines") for table in tables], "outlets"),
            dateline_agencies=self.lists([self.table(table, "datelines") for table in tables], "agencies", "names"),
            sites=self.names(tables, "sites"),
            agencies=self.lists(tables, "agencies", "names"),
            agency_credits=self.lists(tables, "agencies", "credits", checked=True),
            picture_names=self.lists(tables, "pictures", "names"),
            picture_credits=self.lists(tables, "pictures", "credits"),
            picture_labels=self.lists(tables, "pictures", "labels"),
            picture_sources=self.lists(tables, "pictures", "sources"),
            residue=tuple(residue),
            published=self.lists(tables, "published", "prefixes"),
            series=tuple(rule for table in reversed(tables) for rule in self.series(table)),
            list_titles=self.lists(tables, "lists", "titles", checked=True),
            list_openings=self.lists(tables, "lists", "openings", checked=True),
            standfirst_outlets=self.lists(tables, "standfirsts", "outlets"),
            kinds={
                kind: self.lists(tables, "kinds", kind, checked=True) for kind in ("opinion", "analysis", "explainer")
            },
            explainer_headings=self.lists(tables, "kinds", "explainer_headings", checked=True),
            piece_labels=self.lists(tables, "kinds", "labels", checked=True),
            problems=tuple(self.problems),
        )

    def texts(self, table: Mapping[str, object], name: str, place: str = "") -> list[str]:
        found = table.get(name, [])
        if isinstance(found, list) and all(isinstance(each, str) and each.strip() for each in found):
            return list(found)
        self.tell(f"{place}{name} must be a list of texts, not {found!r:.60}")
        return []

    def patterns(self, table: Mapping[str, object], name: str, place: str) -> list[str]:
        texts = self.texts(table, name, f"{place}.")
        faults = {text: check_pattern(text) for text in texts}
        for fault in filter(None, faults.values()):
            self.tell(f"{place}.{name}: {fault}")
        return [text for text in texts if not faults[text]]

    def table(self, table: Mapping[str, object], name: str) -> Mapping[str, object]:
        found = table.get(name, {})
        if isinstance(found, dict):
            return found
        self.tell(f"{name} must be a table, not {found!r:.60}")
        return {}

    def groups(self, table: Mapping[str, object], name: str) -> list[Mapping[str, object]]:
        found = table.get(name, [])
        if isinstance(found, list) and all(isinstance(each, dict) for each in found):
            return found
        self.tell(f"{name} must be a list of tables, written [[{name}]]")
        return []

    def lists(
        self, tables: Sequence[Mapping[str, object]], name: str, key: str, *, checked: bool = False
    ) -> tuple[str, ...]:
        read = self.patterns if checked else lambda table, key, name: self.texts(table, key, f"{name}.")
        return tuple(dict.fromkeys(text for table in tables for text in read(self.table(table, name), key, name)))

    def names(self, tables: Sequence[Mapping[str, object]], name: str, *, checked: bool = False) -> dict[str, str]:
        result: dict[str, str] = {}
        for table in reversed(tables):
            for key, value in self.table(table, name).items():
                fault = check_pattern(key) if checked else ""
                if fault or not isinstance(value, str):
                    self.tell(f"{name}: {fault or f'{key!r} needs a name in quotes'}")
                else:
                    result.setdefault(key, value)
        return result

    def cues(self, table: Mapping[str, object]) -> list[Cue]:
        result = []
        for group in self.groups(table, "cues"):
            outlet = group.get("outlet")
            if not isinstance(outlet, str) or not outlet:
                self.tell("cues: every [[cues]] needs an outlet")
                continue
            either, every = (tuple(self.patterns(group, name, "cues")) for name in ("any", "all"))
            result.append(Cue(outlet, either, every))
        return result

    def series(self, table: Mapping[str, object]) -> list[SeriesRule]:
        result = []
        for group in self.groups(table, "series"):
            title, name, start = group.get("title"), group.get("name"), group.get("start")
            fault = check_pattern(title)
            if (
                fault
                or not isinstance(title, str)
                or not isinstance(name, str)
                or type(start) not in (date, type(None))
            ):
                self.tell(f"series: {fault or 'needs a title, a name and a start such as 2022-02-24'}")
                continue
            result.append(SeriesRule(title, name, start if isinstance(start, date) else None))
        return result
