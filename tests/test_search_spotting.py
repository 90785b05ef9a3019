"""Where a query's words stand in a text: the short way finds what cutting the whole text into words finds."""

import random
from collections.abc import Callable

import pytest

from reader.search.proximity import near_spans, phrase_spans
from reader.search.query.tree import Any, Exact, Literally, Near, Node, Or, Phrase, Prefix, Word
from reader.search.spotting import Pattern, Text
from reader.search.stems import stem_of
from reader.text import term_of, words

PIECES = (
    *(
        "ferry",
        "Ferries,",
        "ferry's",
        "FERRIES’",
        "o'clock",
        "O’Clock",
        "‘ferry’",
        "cross-ferry",
        "ferry.boat",
        "fer.ry",
    ),
    *("U.S.", "u.s.a.", "us", "Us,", "USA", "1,396", "1396", "13,96", "105.5", "1,055", "x1,396y", "…", "—", "“talks”"),
    *(
        "Talks",
        "talked.",
        "talk",
        "talk,talk",
        "Brännvik",
        "Bra\u0308nnvik",
        "BRANNVIK",
        "İstanbul",
        "straße",
        "talk\u00adtalk",
    ),
    *(
        "п’ять",
        "ﬁsh",
        "fish",
        "ＴＡＬＫＳ",
        "news",
        "new",
        "news.new",
        "aaaa",
        "aaa.aaa",
        "€5",
        "£5,000",
        "5000",
        "_talk_",
        "a_ferry",
    ),
)
TERMS = (
    "ferry",
    "ferries",
    "clock",
    "o'clock",
    "us",
    "usa",
    "1396",
    "1055",
    "105.5",
    "talk",
    "talks",
    "brannvik",
    "fish",
)
MORE = ("news", "new", "aaa", "aaaa", "5000", "5", "istanbul", "strasse", "boat", "x1396y")


def node_of(chance: random.Random, depth: int = 1) -> Node:
    def term() -> str:
        return term_of(chance.choice(TERMS + MORE))

    kinds: list[Callable[[], Node]] = [
        lambda: Word(term()),
        lambda: Exact(term()),
        lambda: Literally(term()),
        lambda: Prefix(term()[:3]),
    ]
    if depth:
        kinds += [
            lambda: Phrase((term(), term())),
            lambda: Near(chance.randint(1, 4), (node_of(chance, 0), node_of(chance, 0)), chance.random() < 0.5),
            lambda: Near(3, (Or((node_of(chance, 0), node_of(chance, 0))), Any((node_of(chance, 0),)))),
        ]
    return chance.choice(kinds)()


def spans(node: Node, terms: list[str]) -> list[tuple[int, int]]:
    match node:
        case Phrase():
            return phrase_spans([[at for at, term in enumerate(terms) if term == each] for each in node.terms])
        case Near():
            return near_spans([spans(each, terms) for each in node.operands], node.distance, ordered=node.ordered)
        case Or() | Any():
            return sorted({span for each in node.operands for span in spans(each, terms)})
        case Word(text=text):
            return [(at, at) for at, term in enumerate(terms) if term == text or stem_of(term) == stem_of(text)]
        case Prefix(stem=stem):
            return [(at, at) for at, term in enumerate(terms) if term.startswith(stem)]
        case Exact(text=text) | Literally(text=text):
            return [(at, at) for at, term in enumerate(terms) if term == text]
    raise TypeError(node)


@pytest.mark.parametrize("seed", range(40))
def test_nothing_is_missed_and_nothing_is_made_up(seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(50):
        text = " ".join(chance.choices(PIECES, k=chance.randint(0, 12)))
        node = node_of(chance)
        found = list(words(text))
        expected = [(found[a].start, found[b].end) for a, b in spans(node, [word.term for word in found])]
        assert list(Pattern(node).places(Text(text))) == expected, (node, text)  # type: ignore[arg-type]
        assert Pattern(node).stands(Text(text)) == bool(expected)  # type: ignore[arg-type]
