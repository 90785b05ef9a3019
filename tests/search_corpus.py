"""Fictional articles for the tests of search, and a plain evaluator to compare the engine with."""

import random
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from reader.article import Article, Block, Label, Place, Section
from reader.results import SearchPage, SearchRequest
from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.engine import Engine
from reader.search.index.document import GAP, IndexDocument
from reader.search.index.store import IndexStore
from reader.search.query.tree import (
    And,
    Any,
    DateRange,
    Everything,
    Exact,
    Field,
    Literally,
    Near,
    Node,
    Not,
    NumberRange,
    Or,
    Phrase,
    Prefix,
    Query,
    SortKey,
    Title,
    Word,
)
from reader.search.stems import stem_of
from reader.text import slug, words

OUTLETS = ("Harbour Wire", "The Meridian", "Lindholm Courier", "Capital Desk", None)
TOPICS = ("aid", "diplomacy", "fighting", "other")
VOCABULARY = (
    *("ferry", "ferries", "talks", "talked", "talk", "port", "strike", "strikes", "striking", "crowns", "loan"),
    *("tranche", "Brennvik", "Karrow", "Lindholm", "Ostrana", "news", "new", "minister's", "ministers", "said", "the"),
    *("of", "and", "bridge", "bridges", "1,396", "cease-fire", "toll", "tolls"),
)


def row(key: int, document: IndexDocument, **facts: object) -> CatalogueRow:
    """A catalogue row for a document; what is not given is empty."""
    given: dict[str, object] = {
        "outlet": None,
        "date_first": None,
        "date_last": None,
        "topics": (),
        "dump": "dump.txt",
        "words": sum(len(part.split()) for part in document.parts),
        **facts,
    }
    return CatalogueRow(key=key, title=document.title, **given)  # type: ignore[arg-type]


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def dated(first: str, last: str | None = None) -> dict[str, object]:
    return {"date_first": day(first), "date_last": day(last or first)}


class World:
    """A small archive with its index, in a folder."""

    def __init__(self, folder: Path, articles: Iterable[tuple[IndexDocument, CatalogueRow]]) -> None:
        pairs = list(articles)
        self.documents = {document.key: document for document, _ in pairs}
        self.rows = [row for _, row in pairs]
        self.store = IndexStore(folder)
        self.store.update("archive", "1", self.documents.values())
        self.catalogue = Catalogue(self.rows)
        self.engine = Engine(folder, self.catalogue)

    def search(self, tree: Node, by: tuple[SortKey, ...] = (), **request: object) -> SearchPage:
        return search(self.engine, tree, by, **request)

    def keys(self, tree: Node) -> set[int]:
        return set(self.search(tree).keys)


def search(engine: Engine, tree: Node, by: tuple[SortKey, ...] = (), **request: object) -> SearchPage:
    query = Query("as typed", tree, by, "(canonical)", "in words", False)
    return engine.search(query, SearchRequest("as typed", **request))  # type: ignore[arg-type]


def world_of(folder: Path, *articles: tuple[str, str]) -> World:
    """A world of articles given as title and text, keys from 1."""
    documents = [IndexDocument(key, title, (text,)) for key, (title, text) in enumerate(articles, 1)]
    return World(folder, [(document, row(document.key, document)) for document in documents])


def random_articles(seed: int, count: int) -> list[tuple[IndexDocument, CatalogueRow]]:
    chance = random.Random(seed)

    def text(longest: int) -> str:
        return " ".join(chance.choices(VOCABULARY, k=chance.randint(1, longest)))

    found = []
    for key in range(1, count + 1):
        document = IndexDocument(key * 3, text(6), tuple(text(25) for _ in range(chance.randint(1, 4))))
        facts: dict[str, object] = {"outlet": chance.choice(OUTLETS), "dump": chance.choice(("march.txt", "april.txt"))}
        facts["topics"] = tuple((topic, chance.randint(1, 3)) for topic in TOPICS if chance.random() < 0.4)
        if chance.random() < 0.8:
            first = day("2031-03-01") + chance.randrange(12)
            facts |= {"date_first": first, "date_last": first + chance.choice((0, 0, 0, 2))}
        found.append((document, row(document.key, document, **facts)))
    return found


def random_tree(chance: random.Random, depth: int = 3) -> Node:
    def word() -> str:
        return next(words(chance.choice(VOCABULARY))).term

    def text_node() -> Node:
        return chance.choice(
            (
                lambda: Word(word()),
                lambda: Exact(word()),
                lambda: Literally(word()),
                lambda: Phrase((word(), word())),
                lambda: Prefix(word()[:3]) if len(word()) > 2 else Prefix("fer"),
                lambda: Near(chance.randint(1, 6), (Word(word()), Exact(word())), chance.random() < 0.5),
            )
        )()

    leaves: tuple[Callable[[], Node], ...] = (
        text_node,
        text_node,
        lambda: Title(text_node()),
        lambda: Field("topic", chance.choice(TOPICS)),
        lambda: Field("outlet", chance.choice(("wire", "the-meridian", "desk")), chance.random() < 0.3),
        lambda: DateRange(f"2031-03-{chance.randint(1, 6):02}", f"2031-03-{chance.randint(6, 14):02}"),
        lambda: NumberRange("words", chance.randint(1, 40), None),
        lambda: Everything(),
    )
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(leaves)()
    operands = tuple(random_tree(chance, depth - 1) for _ in range(chance.randint(2, 3)))
    return chance.choice((And(operands), Or(operands), Any(operands), Not(operands[0]), And(operands)))


def terms(parts: Iterable[str]) -> dict[int, str]:
    """The term at every position of a field."""
    found, at = {}, 0
    for part in parts:
        for word in words(part):
            found[at] = word.term
            at += 1
        at += GAP
    return found


def holds(node: Node, document: IndexDocument, facts: CatalogueRow, *, title_only: bool = False) -> bool:
    """Whether an article matches, worked out the plain way."""
    match node:
        case And():
            return all(holds(each, document, facts) for each in node.operands)
        case Or() | Any():
            return any(holds(each, document, facts) for each in node.operands)
        case Not():
            return not holds(node.operand, document, facts)
        case Title():
            return holds(node.operand, document, facts, title_only=True)
        case Everything():
            return True
        case Field():
            topics: list[str | None] = [name for name, _ in facts.topics]
            given: dict[str, list[str | None]] = {"topic": topics, "outlet": [facts.outlet], "dump": [facts.dump]}
            names = [slug(name) for name in given[node.field] if name]
            return any(name == node.value if node.whole else f"-{node.value}-" in f"-{name}-" for name in names)
        case DateRange():
            if facts.date_first is None or facts.date_last is None:
                return False
            return facts.date_first <= day(node.last or "9999-12-31") and facts.date_last >= day(
                node.first or "0001-01-01"
            )
        case NumberRange():
            return (node.first or 0) <= facts.words <= (node.last if node.last is not None else 10**9)
    fields = [terms([document.title])] + ([] if title_only else [terms(document.parts)])
    return any(stands(node, field) for field in fields)


def stands(node: Node, field: dict[int, str]) -> bool:
    match node:
        case Word():
            return any(term == node.text or stem_of(term) == stem_of(node.text) for term in field.values())
        case Exact() | Literally():
            return node.text in field.values()
        case Prefix():
            return any(term.startswith(node.stem) for term in field.values())
        case Phrase():
            return any(all(field.get(at + n) == term for n, term in enumerate(node.terms)) for at in field)
        case Near(operands=(left, right)):
            return any(
                a != b and (b - a > 0 if node.ordered else True) and abs(b - a) <= node.distance
                for a in field
                if stands(left, {0: field[a]})
                for b in field
                if stands(right, {0: field[b]})
            )
    raise TypeError(node)


def article_of(title: str, *sections: tuple[str | None, tuple[str, ...], tuple[str, ...]], **facts: object) -> Article:
    """An article of sections given as heading, topics and paragraphs."""
    built, line = [], 2
    for heading, topics, paragraphs in sections:
        labels = tuple(Label(topic, "heading") for topic in topics)
        blocks = tuple(Block("paragraph", text, line + n) for n, text in enumerate(paragraphs, 1))
        built.append(Section(heading, line if heading else None, blocks, labels))
        line += len(paragraphs) + 1
    place = Place("dump.txt", 1, line, 0, 0, "")
    return Article(id="a1", title=title, place=place, sections=tuple(built), **facts)  # type: ignore[arg-type]
