"""What a `topics.toml` says, checked key by key; what cannot be read is a problem, never an exception."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from reader.text import slug

WEIGHTS = {"strong": 1.0, "words": 0.5, "hints": 0.25}
"""What a matched rule of each list weighs; a block has a topic from 1 on."""


@dataclass(frozen=True, slots=True)
class TopicDefinition:
    """A topic as written. `rules` holds (list, context or None, rule) in the order of the file."""

    name: str
    source: str
    sign: str = ""
    sentence: str = ""
    headings: tuple[str, ...] = ()
    rules: tuple[tuple[str, str | None, str], ...] = ()
    exceptions: tuple[str, ...] = ()


@dataclass(slots=True)
class Definitions:
    """All files read so far; a later one adds to it or takes the place of what has the same name."""

    topics: dict[str, TopicDefinition] = field(default_factory=dict)
    groups: dict[str, tuple[str, ...]] = field(default_factory=dict)
    contexts: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    fillers: list[str] = field(default_factory=list)
    stock_lines: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def read(self, source: str, content: str) -> None:
        """Take in the content of a file; `source` names it in problems."""
        try:
            document = tomllib.loads(content)
        except (ValueError, RecursionError) as fault:
            self.problems.append(f"{source}: {fault}; the topics that ship with broadsheet hold")
            return
        check = _Check(source, self.problems)
        check.keys(document, ("only_these", "stock_lines", "fillers", "groups", "context", "topic"), "")
        only_these = document.get("only_these", False)
        if only_these is True:
            self.topics.clear()
        elif only_these is not False:
            check.fault("", f"only_these needs true or false, not {only_these!r}")
        self.stock_lines += check.texts(document, "stock_lines", "")
        self.fillers += check.texts(document, "fillers", "")
        groups = check.table(document, "groups", "")
        self.groups.update({name: check.texts(groups, name, "groups") for name in groups})
        contexts = check.table(document, "context", "")
        for name in contexts:
            where = f"context {name}"
            table = check.table(contexts, name, "context")
            check.keys(table, ("at_least", "words"), where)
            at_least = table.get("at_least", 1)
            if type(at_least) is not int or at_least < 1:
                check.fault(where, f"at_least needs a number from 1 on, not {at_least!r}")
                at_least = 1
            self.contexts[name] = at_least, check.texts(table, "words", where)
        for number, table in enumerate(check.tables(document, "topic"), 1):
            topic = _topic(table, number, check)
            if topic:
                self.topics[topic.name] = topic


@dataclass(frozen=True, slots=True)
class _Check:
    """Takes values of the type asked for out of a file's tables, and notes what is not of it."""

    source: str
    problems: list[str]

    def fault(self, where: str, what: str) -> None:
        self.problems.append(": ".join(filter(None, (self.source, where, what))))

    def keys(self, table: Mapping[str, object], known: tuple[str, ...], where: str) -> None:
        for key in table:
            if key not in known:
                self.fault(where, f"no key {key!r}; there are {', '.join(known)}")

    def text(self, table: Mapping[str, object], key: str, where: str) -> str:
        value = table.get(key, "")
        if isinstance(value, str):
            return value
        self.fault(where, f"{key} needs a text, not {value!r}")
        return ""

    def texts(self, table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(each, str) for each in value):
            return tuple(value)
        self.fault(where, f"{key} needs a list of texts")
        return ()

    def table(self, table: Mapping[str, object], key: str, where: str) -> Mapping[str, object]:
        value = table.get(key, {})
        if isinstance(value, dict):
            return value
        self.fault(where, f"{key} needs a table")
        return {}

    def tables(self, table: Mapping[str, object], key: str) -> list[Mapping[str, object]]:
        value = table.get(key, [])
        if isinstance(value, list) and all(isinstance(each, dict) for each in value):
            return value
        self.fault("", f"each {key} needs a table headed [[{key}]]")
        return []


def _topic(table: Mapping[str, object], number: int, check: _Check) -> TopicDefinition | None:
    name = slug(check.text(table, "name", f"topic {number}"))
    if not name:
        check.fault(f"topic {number}", "it needs a name of letters")
        return None
    where = f"topic {name}"
    check.keys(table, ("name", "sign", "sentence", "headings", *WEIGHTS, "not", "in"), where)
    rules: list[tuple[str, str | None, str]] = [
        (key, None, rule) for key in WEIGHTS for rule in check.texts(table, key, where)
    ]
    contexts = check.table(table, "in", where)
    for context in contexts:
        inner = check.table(contexts, context, where)
        check.keys(inner, tuple(WEIGHTS), f"{where}, in {context}")
        rules += [(key, context, rule) for key in WEIGHTS for rule in check.texts(inner, key, f"{where}, in {context}")]
    return TopicDefinition(
        name,
        check.source,
        check.text(table, "sign", where),
        check.text(table, "sentence", where),
        check.texts(table, "headings", where),
        tuple(rules),
        check.texts(table, "not", where),
    )
