"""Topics and their rules: those that ship with broadsheet, and those of the user's own `topics.toml`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from reader.topics.definition import WEIGHTS, Definitions, TopicDefinition
from reader.topics.finder import Finder
from reader.topics.pattern import RuleFault, parse_rule
from reader.topics.rule_files import read_layers, read_shipped

FILE_NAME = "topics.toml"

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic as it is shown: `sign` is one capital letter that no other topic has, while there are letters left."""

    name: str
    sign: str
    sentence: str
    headings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a topic. `parts` are numbers of patterns that must all stand near each other."""

    topic: int
    weight: float
    context: str | None
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class TopicRules:
    """Every topic in the order of the files, what could not be read, and the rules made ready.

    `words` finds the patterns of rules (`rules`, by the number of their first part), of exceptions, contexts and
    stock lines; `headings` finds those of headings (`aliases`, each with the numbers of its topics).
    """

    topics: tuple[Topic, ...]
    problems: tuple[str, ...]
    words: Finder
    rules: Mapping[int, tuple[Rule, ...]]
    exceptions: Mapping[int, tuple[int, ...]]
    contexts: Mapping[str, tuple[int, frozenset[int]]]
    stock_lines: frozenset[int]
    headings: Finder
    aliases: Mapping[int, tuple[int, ...]]
    fillers: frozenset[str]


def load_topics(folder: Path | None = None) -> TopicRules:
    """Read the topics that ship with broadsheet, then the user's. A fault is a problem in the result, no exception."""
    return _Compiler(read_layers(Definitions(), [FILE_NAME], folder, "topics")).compile()


def load_topics_of(source: str, content: str) -> TopicRules:
    """The rules that would hold if the user's file had this content; `source` names it in problems."""
    definitions = read_shipped(Definitions(), [FILE_NAME])
    definitions.read(source, content)
    return _Compiler(definitions).compile()


class _Compiler:
    """Turns definitions into rules; a rule that cannot be read is left out and noted."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self.problems = list(definitions.problems)
        self.words, self.headings = Finder(), Finder()

    def compile(self) -> TopicRules:
        given = self.definitions
        topics = tuple(given.topics.values())
        rules: dict[int, list[Rule]] = {}
        exceptions: dict[int, list[int]] = {}
        aliases: dict[int, list[int]] = {}
        for number, topic in enumerate(topics):
            where = f"{topic.source}: topic {topic.name}"
            for key, context, text in topic.rules:
                if context is not None and context not in given.contexts:
                    self.problems.append(f"{where}: {text!r} is for the context {context}, which is not defined")
                    continue
                for parts in self.patterns(self.words, [text], f"{where}, {key}"):
                    rules.setdefault(parts[0], []).append(Rule(number, WEIGHTS[key], context, parts))
            for one in self.single(self.words, topic.exceptions, f"{where}, not"):
                exceptions.setdefault(one, []).append(number)
            for one in self.single(self.headings, topic.headings, f"{where}, headings"):
                aliases.setdefault(one, []).append(number)
        contexts = {
            name: (at_least, frozenset(self.single(self.words, texts, f"context {name}")))
            for name, (at_least, texts) in given.contexts.items()
        }
        stock_lines = frozenset(self.single(self.words, given.stock_lines, "stock_lines"))
        shown = self.shown(topics)
        return TopicRules(
            shown, tuple(dict.fromkeys(self.problems)), self.words, _frozen(rules), _frozen(exceptions), contexts,
            stock_lines, self.headings, _frozen(aliases), frozenset(given.fillers),
        )  # fmt: skip

    def patterns(self, finder: Finder, texts: Iterable[str], where: str) -> list[tuple[int, ...]]:
        """The numbers of each rule's parts."""
        found = []
        for text in texts:
            try:
                found.append(tuple(map(finder.add, parse_rule(text, self.definitions.groups))))
            except RuleFault as fault:
                self.problems.append(f"{where}: {text!r}: {fault}")
        return found

    def single(self, finder: Finder, texts: Iterable[str], where: str) -> list[int]:
        """The numbers of rules that may have one part only."""
        joined = [text for text in texts if "&" in text]
        self.problems += [f"{where}: {text!r}: & joins words under strong, words and hints only" for text in joined]
        return [parts[0] for parts in self.patterns(finder, [text for text in texts if "&" not in text], where)]

    def shown(self, topics: Sequence[TopicDefinition]) -> tuple[Topic, ...]:
        """The topics with a sign each: the one asked for, else the first free letter of the name, else of all."""
        taken: dict[str, str] = {}
        for topic in topics:
            sign = topic.sign.upper()
            if len(sign) == 1 and sign.isascii() and sign.isalpha() and sign not in taken:
                taken[sign] = topic.name
            elif topic.sign:
                held = f"; {taken[sign]} has it" if sign in taken else ""
                self.problems.append(f"{topic.source}: topic {topic.name}: the sign {topic.sign!r} cannot be had{held}")
        signs = {name: sign for sign, name in taken.items()}
        for topic in topics:
            if topic.name not in signs:
                letters = [c for c in (topic.name + "abcdefghijklmnopqrstuvwxyz").upper() if "A" <= c <= "Z"]
                signs[topic.name] = next((c for c in letters if c not in taken), "+")
                taken[signs[topic.name]] = topic.name
        return tuple(Topic(each.name, signs[each.name], each.sentence, each.headings) for each in topics)


def _frozen(lists: Mapping[int, list[Value]]) -> dict[int, tuple[Value, ...]]:
    return {key: tuple(values) for key, values in lists.items()}
