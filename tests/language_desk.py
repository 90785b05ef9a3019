"""A small archive in memory, searched by queries as they are typed."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from reader.article import Article, Block, Label, Place, Section
from reader.errors import UsageError
from reader.results import NameFacets, SearchPage, SearchRequest
from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.engine import Engine
from reader.search.index.document import IndexDocument
from reader.search.index.store import IndexStore
from reader.search.query.parser import parse
from reader.search.query.tree import Node, Query
from reader.search.saved_queries import read_query
from reader.search.sources import NumberedNames, PartTexts, SavedQuery, SectionTopics, Sources, StateSource
from reader.search.typing.typed_word import widened

TODAY = date(2031, 3, 19)
NAMES = {1: ("people", "Ilse Maren"), 2: ("places", "Karrow"), 3: ("organisations", "Straits Council"),
         4: ("people", "Anton Maren"), 5: ("places", "Karrow, Upper"), 6: ("people", "Karrow")}  # fmt: skip


class Kept:
    """What a reader did: the keys of articles by state and by tag, and saved searches. `did` takes down a change."""

    def __init__(self) -> None:
        self.states: dict[str, set[int]] = {}
        self.tags: dict[str, set[int]] = {}
        self.saved: dict[str, tuple[str, str]] = {}
        self.changes = 0
        self.asked: list[str] = []

    def did(self, **states: set[int]) -> None:
        self.states |= states
        self.changes += 1

    def tag(self, **tags: set[int]) -> None:
        self.tags |= {name.replace("_", " "): keys for name, keys in tags.items()}
        self.changes += 1

    def save(self, name: str, text: str, match: str = "all") -> None:
        self.saved[name] = (text, match)
        self.changes += 1

    def source(self) -> StateSource:
        def keys_in(kind: str) -> set[int]:
            self.asked.append(kind)
            return self.states.get(kind, set())

        return StateSource(lambda: self.changes, keys_in, lambda: self.tags, self.queries)

    def queries(self) -> list[SavedQuery]:
        return [SavedQuery(name, *each) for name, each in self.saved.items()]


class Desk:
    """Articles with their facts, searched as they would be in an archive; keys count from 1."""

    def __init__(self, folder: Path, articles: Sequence[Article], facts: Sequence[Mapping[str, object]] = ()) -> None:
        self.articles = dict(enumerate(articles, 1))
        given = dict(zip(self.articles, facts, strict=False))
        rows = [_row(key, article, given.get(key, {})) for key, article in self.articles.items()]
        self.names: dict[int, tuple[int, ...]] = {}
        self.visit = 0.0
        self.spelled: dict[str, tuple[str, ...]] = {}
        self.kept = Kept()
        sources = Sources(
            keys_with_id=lambda id: [key for key, each in self.articles.items() if each.id.startswith(id)][:2],
            like=self.like,
            last_visit=lambda: self.visit,
            spellings=lambda term: self.spelled.get(term, ()),
            names=lambda: NumberedNames(NAMES, iter(self.names.items())),
            section_topics=self.section_topics,
            texts=self.texts,
            state=self.kept.source(),
        )
        IndexStore(folder).update("archive", "1", [_document(key, each) for key, each in self.articles.items()])
        self.engine = Engine(folder, Catalogue(rows), sources)

    def like(self, id: str) -> Sequence[tuple[int, float]]:
        if id == "none":
            raise UsageError("no article has the id 'none'")
        return [(2, 0.3), (3, 0.9)]

    def section_topics(self, keys: Sequence[int]) -> Iterator[SectionTopics]:
        for key in keys:
            topics = {n: section.topics for n, section in enumerate(self.articles[key].sections) if section.topics}
            yield SectionTopics(key, topics)

    def texts(self, keys: Sequence[int]) -> Iterator[PartTexts]:
        return (PartTexts(key, [part.text for part in self.articles[key].parts()[1:]]) for key in keys)

    def page(self, text: str, **request: object) -> SearchPage:
        asked = SearchRequest(text, **request)  # type: ignore[arg-type]
        return self.engine.search(self.read(asked), asked)

    def read(self, request: SearchRequest) -> Query:
        query = read_query(request.query, TODAY, self.kept.queries)
        return widened(query, self.engine.begins_few_words) if request.typing else query

    def finds(self, text: str, **request: object) -> set[int]:
        return set(self.page(text, **request).keys)

    def finds_tree(self, tree: Node) -> set[int]:
        return set(self.engine.search(Query("", tree, (), "", "", False), SearchRequest()).keys)

    def names_in(self, text: str, limit: int = 10) -> NameFacets:
        return self.engine.name_facets(parse(text, TODAY), SearchRequest(text), limit)


def _row(key: int, article: Article, facts: Mapping[str, object]) -> CatalogueRow:
    counts: dict[str, int] = {}
    for section in article.sections:
        for topic in section.topics:
            counts[topic] = counts.get(topic, 0) + 1
    given: dict[str, object] = {
        "outlet": None, "date_first": None, "date_last": None,
        "dump": "march.txt", "words": article.words, **facts,
    }  # fmt: skip
    return CatalogueRow(key=key, title=article.title, topics=tuple(counts.items()), **given)  # type: ignore[arg-type]


def _document(key: int, article: Article) -> IndexDocument:
    parts = article.parts()[1:]
    belongs = [-1 if part.section is None else part.section for part in parts]
    sections = tuple(bisect_left(belongs, n) for n in range(len(article.sections)))
    return IndexDocument(key, article.title, tuple(part.text for part in parts), sections)


def article_of(title: str, *sections: tuple[str | None, Sequence[str], Sequence[str]], **more: object) -> Article:
    """An article of sections given as heading, topics and paragraphs."""
    built = tuple(
        Section(heading, 1, tuple(Block("paragraph", text, 1) for text in texts), tuple(Label(t, "r") for t in topics))
        for heading, topics, texts in sections
    )
    facts: dict[str, object] = {"id": title.lower(), **more}
    return Article(title=title, sections=built, place=Place("march.txt", 1, 9, 0, 9, ""), **facts)  # type: ignore[arg-type]


def written(folder: Path, *texts: str, facts: Sequence[Mapping[str, object]] = ()) -> Desk:
    """A desk of articles of one paragraph each."""
    return Desk(folder, [article_of("T", (None, (), (text,))) for text in texts], facts)
