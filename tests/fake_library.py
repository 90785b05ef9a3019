"""A library without archive or index: a handful of articles in memory, for tests of the desk."""

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reader.article import Article, Block, Label, Place, PublicationDate, Section
from reader.config import Config
from reader.errors import InputError, QueryError, StaleSearch
from reader.results import (
    Facets,
    FacetValue,
    Filters,
    Hit,
    IndexState,
    Mark,
    Progress,
    Reading,
    SearchPage,
    SearchRequest,
    Snippet,
)

OUTLETS = ("Harbour Wire", "The Meridian", "Lindholm Courier", "Capital Desk")
TOPICS = ("fighting", "diplomacy", "aid")


def make_article(number: int, title: str = "", *, text: str = "", day: int | None = None) -> Article:
    """An article of the fictional world; every third is about the ferry, every second has two sections."""
    topic = TOPICS[number % 3]
    about = "The ferry to Karrow left the harbour of Brennvik. " if number % 3 == 0 else "Shells fell near Lindholm. "
    first = Block("paragraph", text or about + f"This is report {number}. " * 8, 3 + number * 40)
    more = tuple(Block("paragraph", f"Paragraph {each} of report {number}. " * 12, 10 + each) for each in range(12))
    sections = [
        Section(None, None, (first,)),
        Section(topic.capitalize(), 9, more, (Label(topic, f'heading "{topic}"'),)),
    ]
    iso = f"2031-03-{(day or number % 28) or 28:02d}"
    return Article(
        id=f"{number:016x}",
        title=title or f"Report {number} from Brennvik",
        place=Place("dump.txt", 1 + number * 40, 39 + number * 40, 0, 100, "0" * 64),
        sections=tuple(sections),
        outlet=OUTLETS[number % 4],
        date=None if number % 7 == 6 else PublicationDate(iso, iso, "day", "test"),
    )


@dataclass
class FakeRun:
    """An indexing run that ends after some polls."""

    steps: int = 3
    error: str = ""
    cancelled: bool = False
    running: bool = True

    def poll(self) -> Progress | None:
        self.steps -= 1
        if self.steps <= 0 or self.cancelled:
            self.running = False
            return None
        return Progress("indexing", 10 - self.steps, 10, "articles")

    def wait(self, progress: Callable[[Progress], None] | None = None) -> None:
        self.running = False

    def cancel(self) -> None:
        self.cancelled, self.running = True, False


@dataclass
class FakeLibrary:
    """Answers as the real one does. `delay` is how long a search takes, in seconds, polling `stale` meanwhile."""

    folder: Path
    articles: dict[int, Article] = field(default_factory=dict)
    config: Config = field(default_factory=Config)
    delay: float = 0.0
    state: IndexState | None = None
    run: FakeRun | None = None
    searches: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    running: int = 0
    peak: int = 0

    def count(self) -> int:
        return len(self.articles)

    def close(self) -> None:
        pass

    def key_of(self, id: str) -> int:
        for key, article in self.articles.items():
            if article.id == id:
                return key
        raise InputError(f"no article {id}")

    def article(self, id: str) -> Article:
        return self.articles[self.key_of(id)]

    def article_by_key(self, key: int) -> Article:
        if key not in self.articles:
            raise LookupError(key)
        return self.articles[key]

    def raw(self, article: Article) -> str:
        return "\n\n".join(["Recommended Stories", *(part.text for part in article.parts())])

    def search(self, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> SearchPage:
        self.threads.add(threading.current_thread().name)
        self.searches.append(request.query)
        self.running += 1
        self.peak = max(self.peak, self.running)
        try:
            ends = time.monotonic() + self.delay
            while time.monotonic() < ends:
                if stale():
                    raise StaleSearch
                time.sleep(0.005)
            page = self._search(request)
        finally:
            self.running -= 1
        self.finished.append(request.query)
        return page

    def _search(self, request: SearchRequest) -> SearchPage:
        words, filters = [], self.filters(request.query)
        for token in request.query.split():
            name, colon, _ = token.partition(":")
            if colon and name not in ("topic", "outlet", "-topic", "-outlet", "id", "sort"):
                raise QueryError(request.query.index(token) + 1, f"no field {name}", "outlet:")
            if not colon:
                words.append(token.casefold())
        keys = [
            key
            for key, article in self.articles.items()
            if all(word in _text(article).casefold() for word in words)
            and all(set(article.topics) & set(values) for name, values in filters.included.items() if name == "topic")
            and not any(set(article.topics) & set(values) for values in filters.excluded.values())
        ]
        counts = {topic: sum(topic in self.articles[key].topics for key in keys) for topic in TOPICS}
        facets = Facets(
            topic=tuple(FacetValue(topic, count, count) for topic, count in counts.items() if count),
            outlet=tuple(
                FacetValue(outlet, count)
                for outlet in OUTLETS
                if (count := sum(self.articles[key].outlet == outlet for key in keys))
            ),
            date=(FacetValue("2031-03-01", 1), FacetValue("2031-03-28", 1)),
        )
        return SearchPage(
            request=request,
            keys=keys,
            scores=[1.0 if words else 0.0] * len(keys),
            total=len(keys),
            sections=sum(counts.values()),
            parsed=request.query,
            read_as=" AND ".join(request.query.split()) or "every article",
            facets=facets,
            indexed=len(self.articles),
            in_archive=len(self.articles),
        )

    def hits(self, page: SearchPage, start: int, stop: int, *, snippets: bool = True) -> list[Hit]:
        self.threads.add(threading.current_thread().name)
        out = []
        for key in page.keys[start:stop]:
            article = self.articles[key]
            text = article.sections[0].blocks[0].text[:80]
            out.append(
                Hit(
                    key,
                    article.id,
                    article.title,
                    article.outlet,
                    article.date,
                    article.topics,
                    0.0,
                    None,
                    1,
                    Snippet(text, ((0, 3),)),
                )
            )
        return out

    def read(self, key: int, request: SearchRequest | None = None) -> Reading:
        self.threads.add(threading.current_thread().name)
        article = self.article_by_key(key)
        marks = []
        for word in request.query.casefold().split() if request else ():
            for number, part in enumerate(article.parts()):
                at = part.text.casefold().find(word)
                if at >= 0:
                    marks.append(Mark(number, at, at + len(word)))
        opens_at = marks[0].part if marks else 0
        if request and self.filters(request.query).included and not marks:
            opens_at = next(number for number, part in enumerate(article.parts()) if part.kind == "heading")
        return Reading(article, tuple(marks), opens_at)

    def filters(self, text: str) -> Filters:
        included: dict[str, frozenset[str]] = {}
        excluded: dict[str, frozenset[str]] = {}
        for token in text.split():
            name, colon, value = token.partition(":")
            if colon and name.lstrip("-") in ("topic", "outlet"):
                where = excluded if name.startswith("-") else included
                where[name.lstrip("-")] = frozenset(value.split(","))
        return Filters(included, excluded)

    def edit_query(self, text: str, action: str, field: str, value: str = "") -> str:
        rest = [token for token in text.split() if not token.lstrip("-").startswith(f"{field}:")]
        old: Mapping[str, frozenset[str]] = self.filters(text).included
        if action == "clear":
            return " ".join(rest)
        if action == "exclude":
            return " ".join([*rest, f"-{field}:{value}"])
        values: Sequence[str] = [value] if action == "only" else sorted(old.get(field, frozenset()) ^ {value})
        return " ".join([*rest, *([f"{field}:{','.join(values)}"] if values else [])])

    def topic_signs(self) -> dict[str, str]:
        return {"aid": "A", "fighting": "F", "diplomacy": "D", "economy": "N"}

    def index_state(self) -> IndexState:
        return self.state or IndexState("ready", len(self.articles), len(self.articles))

    def start_indexing(self, *, rebuild: bool = False) -> FakeRun | None:
        run, self.state = self.run, None
        return run


def _text(article: Article) -> str:
    return " ".join(part.text for part in article.parts())


def make_library(folder: Path, number: int = 40, **settings: object) -> FakeLibrary:
    """A library of so many articles."""
    folder.mkdir(parents=True, exist_ok=True)
    library = FakeLibrary(folder, {key: make_article(key) for key in range(1, number + 1)})
    return replace(library, **settings)  # type: ignore[arg-type]
