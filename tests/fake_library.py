"""A library without archive or index: a handful of articles in memory, for tests of the desk."""

import re
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from reader.article import Article, Block, Label, Place, PublicationDate, Section, Series
from reader.comparison import Comparison, StoryFigures
from reader.config import Config
from reader.errors import InputError, QueryError, StaleSearch
from reader.results import (
    Bucket,
    Completion,
    Diagnosis,
    Echo,
    Explanation,
    Facets,
    FacetValue,
    Filters,
    Hit,
    IndexState,
    Mark,
    NameFacets,
    Progress,
    Reading,
    ReadPart,
    Related,
    Repair,
    RollPart,
    SearchPage,
    SearchRequest,
    SeriesNumber,
    Snippet,
    TermCount,
    Timeline,
    TimeUnit,
    WordForms,
)
from reader.search.timeline import first_day, last_day
from tests.fake_keeping import FakeKeeping
from tests.fake_taking import FakeTaking

FEW = 20
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
class FakeLibrary(FakeKeeping, FakeTaking):
    """Answers as the real one does. `delay` is how long a search takes, in seconds, polling `stale` meanwhile."""

    folder: Path
    articles: dict[int, Article] = field(default_factory=dict)
    config: Config = field(default_factory=Config)
    delay: float = 0.0
    state: IndexState | None = None
    run: FakeRun | None = None
    repairs: tuple[Repair, ...] = ()
    some: tuple[int, ...] = ()
    values: dict[str, dict[str, int | None]] = field(default_factory=dict)
    searches: list[str] = field(default_factory=list)
    finished: list[str] = field(default_factory=list)
    threads: set[str] = field(default_factory=set)
    running: int = 0
    peak: int = 0
    visits: int = 0
    rolled: int = 0
    unreadable: set[int] = field(default_factory=set)
    said: dict[tuple[int, int], dict[str, bool]] = field(default_factory=dict)
    by_rules: dict[tuple[int, int], tuple[Label, ...]] = field(default_factory=dict)
    corrections: list[tuple[int, int, str, bool | None]] = field(default_factory=list)
    likes: dict[int, list[Related]] = field(default_factory=dict)
    asked_related: list[int] = field(default_factory=list)
    fault_of_related: str = ""
    story_of: dict[int, str] = field(default_factory=dict)
    changes: int = 0
    compared: dict[tuple[int, int], Comparison] = field(default_factory=dict)
    figures: StoryFigures = field(default_factory=lambda: StoryFigures((), ()))
    asked_figures: list[Sequence[int]] = field(default_factory=list)
    gate: threading.Event | None = None

    def count(self) -> int:
        return len(self.articles)

    @property
    def there(self) -> Mapping[int, Article]:
        return self.articles

    def close(self) -> None:
        pass

    def keep_visit(self) -> None:
        self.visits += 1

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

    def timeline(
        self,
        request: SearchRequest,
        unit: TimeUnit | None = None,
        most: int = 30,
        stale: Callable[[], bool] = lambda: False,
    ) -> Timeline:
        found = [article.date for article in map(self.articles.__getitem__, self._search(request).keys)]
        days = sorted(date.fromisoformat(each.first) for each in found if each)
        wanted = unit or ("day" if len(days) < most * 100 else "year")
        counts = Counter(first_day(day, wanted) for day in days)
        begins = sorted(counts)
        buckets: list[Bucket] = []
        while begins and (not buckets or buckets[-1].last < days[-1].isoformat()):
            begin = begins[0] if not buckets else date.fromisoformat(buckets[-1].last) + timedelta(days=1)
            last = last_day(begin, wanted)
            buckets.append(Bucket(begin.isoformat(), last.isoformat(), counts[begin], counts[begin]))
        ends = (days[0].isoformat(), days[-1].isoformat()) if days else ("", "")
        return Timeline(request, wanted, tuple(buckets), sum(each is None for each in found), *ends)

    def _search(self, request: SearchRequest) -> SearchPage:
        words, filters = [], self.filters(request.query)
        for token in request.query.split():
            if token in ("(", ")"):
                continue
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
            some=self.some if words and len(keys) < FEW else (),
        )

    def hits(
        self,
        page: SearchPage,
        start: int,
        stop: int,
        stale: Callable[[], bool] = lambda: False,
        *,
        snippets: bool = True,
    ) -> list[Hit]:
        self.threads.add(threading.current_thread().name)
        out = []
        for key in [*page.keys, *page.some][start:stop]:
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
                    state=self.state_of(key),
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
        return Filters(included, excluded, self.chips(text))

    def edit_query(self, text: str, action: str, field: str, value: str = "") -> str:
        rest = [token for token in text.split() if not token.lstrip("-").startswith(f"{field}:")]
        old: Mapping[str, frozenset[str]] = self.filters(text).included
        if action == "clear":
            return " ".join(rest)
        if action == "exclude":
            return " ".join([*rest, f"-{field}:{value}"])
        values: Sequence[str] = [value] if action == "only" else sorted(old.get(field, frozenset()) ^ {value})
        return " ".join([*rest, *([f"{field}:{','.join(values)}"] if values else [])])

    def name_facets(self, request: SearchRequest, limit: int, stale: Callable[[], bool] = lambda: False) -> NameFacets:
        number = len(self._search(request).keys)
        return NameFacets((FacetValue("Ilse Maren", number),), (FacetValue("Karrow", 1),), (), (1, 1, 0))

    def chips(self, text: str) -> tuple[str, ...]:
        return tuple(token for token in text.split() if ":" in token)

    def without_filters(self, text: str) -> str:
        return " ".join(token for token in text.split() if ":" not in token)

    def narrow(self, text: str, more: str) -> str:
        return " ".join([*text.split(), *more.split()])

    def diagnose(
        self,
        request: SearchRequest,
        stale: Callable[[], bool] = lambda: False,
        report: Callable[[Diagnosis], None] = lambda _: None,
    ) -> Diagnosis:
        self.threads.add(threading.current_thread().name)
        parts = tuple(TermCount(word, self._count(word)) for word in request.query.split())
        report(Diagnosis(request, parts, ()))
        return Diagnosis(request, parts, self.repairs)

    def complete(self, text: str, cursor: int) -> tuple[Completion, ...]:
        self.threads.add(threading.current_thread().name)
        start = text.rfind(" ", 0, cursor) + 1
        name, colon, typed = text[start:cursor].partition(":")
        if colon:
            start, known = start + len(name) + 1, self.values.get(name, {})
        else:
            typed, known = name, dict.fromkeys((f"{field}:" for field in self.values), None)
        return tuple(
            Completion(value, value, start, cursor, count) for value, count in known.items() if value.startswith(typed)
        )

    def explain(self, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> Explanation:
        self.threads.add(threading.current_thread().name)
        page = self._search(request)
        parts = tuple(
            ReadPart(word, word, self._count(word), "", (WordForms(word, (word, f"{word}s")),))
            for word in request.query.split()
        )
        return Explanation(request, f"(and {request.query})", page.read_as, parts, ("AND goes before OR",))

    def _count(self, word: str) -> int:
        return self._search(SearchRequest(word)).total

    def unfinished(self, text: str) -> QueryError | None:
        field = text.split()[-1] if text.split() else ""
        return QueryError(len(text) + 1, f"{field} waits for its value") if field in ("topic:", "date:") else None

    def order_of(self, text: str) -> str:
        return next((word.removeprefix("sort:") for word in text.split() if word.startswith("sort:")), "")

    def reordered(self, text: str, order: str) -> str:
        return " ".join([*(word for word in text.split() if not word.startswith("sort:")), f"sort:{order}"])

    def needs_index(self, request: SearchRequest) -> bool:
        return any(":" not in token for token in request.query.split())

    def on_topic(self, page: SearchPage, topic: str) -> list[int]:
        found = [key for key in page.keys if topic in self.articles[key].topics]
        dates = {key: self.articles[key].date for key in found}
        return sorted(found, key=lambda key: (when.first if (when := dates[key]) else "9", key))

    def roll(self, keys: Sequence[int], topic: str) -> list[RollPart]:
        self.rolled += len(keys)
        if self.unreadable & set(keys):
            raise InputError("the archive cannot be read here")
        return [
            RollPart(key, article.title, article.outlet, article.date, number, section, label.reason)
            for key in keys
            if (article := self.articles.get(key))
            for number, section in enumerate(article.sections)
            for label in section.labels
            if label.topic == topic
        ]

    def topic_sentences(self) -> dict[str, str]:
        return {topic: f"All that is said of {topic}." for topic in self.topic_signs()}

    def topics_by_hand(self, key: int, section: int) -> dict[str, bool]:
        return dict(self.said.get((key, section), {}))

    def correct_topic(self, key: int, section: int, topic: str, wanted: bool | None) -> Article:
        self.corrections.append((key, section, topic, wanted))
        article, said = self.articles[key], self.said.setdefault((key, section), {})
        by_rules = self.by_rules.setdefault((key, section), article.sections[section].labels)
        said.pop(topic, None)
        if wanted is not None:
            said[topic] = wanted
        labels = [label for label in by_rules if label.topic not in said]
        labels += [Label(name, "by hand") for name, has in said.items() if has]
        sections = list(article.sections)
        sections[section] = replace(sections[section], labels=tuple(labels))
        self.articles[key] = replace(article, sections=tuple(sections))
        return self.articles[key]

    def related(self, key: int, limit: int = 10) -> list[Related]:
        self.asked_related.append(key)
        if self.fault_of_related:
            raise InputError(self.fault_of_related)
        return list(self.likes.get(key, ()))[:limit]

    def lights(self, article: Article) -> dict[int, tuple[tuple[int, int, str], ...]]:
        return {
            number: tuple(
                (found.start(), found.end(), kind)
                for kind, pattern in (("figure", r"\b\d+\b"), ("date", r"\bFriday\b"), ("quote", '"[^"]+"'))
                for found in re.finditer(pattern, part.text)
            )
            for number, part in enumerate(article.parts())
        }

    def in_series(self, key: int, step: int) -> tuple[Series | None, SeriesNumber | None]:
        series = self.articles[key].series
        if series is None:
            return None, None
        others = [
            SeriesNumber(other, each.title, each.outlet, each.date, each.series.number)
            for other, each in self.articles.items()
            if each.series is not None and each.series.name == series.name
        ]
        beyond = [each for each in others if (each.number - series.number) * step > 0]
        return series, min(beyond, key=lambda each: abs(each.number - series.number), default=None)

    def find_echo(self, key: int, passage: str, stale: Callable[[], bool] = lambda: False) -> Echo:
        words = passage.split()[:3]
        others = sum(passage in _text(article) for other, article in self.articles.items() if other != key)
        return Echo(" ".join(words), ", ".join(words), others) if len(words) == 3 else Echo()

    def stories(self, keys: Sequence[int]) -> dict[int, int]:
        leaders: dict[str, int] = {}
        return {key: leaders.setdefault(self.story_of.get(key, str(key)), key) for key in keys}

    def compare(self, left: int, right: int, stale: Callable[[], bool] = lambda: False) -> Comparison:
        """What was made by hand for these two, else that nothing is shared. With a `gate`, once that is open."""
        self.threads.add(threading.current_thread().name)
        if self.gate is not None:
            self.gate.wait(30)
        one, other = self.article_by_key(left), self.article_by_key(right)
        return self.compared.get((left, right)) or Comparison(one, other, (), (), (), (), 0.0)

    def story_figures(self, keys: Sequence[int], stale: Callable[[], bool] = lambda: False) -> StoryFigures:
        self.threads.add(threading.current_thread().name)
        self.asked_figures.append(keys)
        return self.figures

    def version(self) -> object:
        return self.changes

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
