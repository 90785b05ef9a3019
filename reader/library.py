"""The one facade: the command line and the desk know this, and nothing of how anything is done."""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.store import Archive
from reader.article import Article
from reader.config import Config, load_config
from reader.errors import Cancelled, UsageError
from reader.following import Following
from reader.keeping import Keeping
from reader.paths import bundled, config_folder, default_archive, index_folder, sample_archive
from reader.query_editing import QueryEditing
from reader.reading_on import ReadingOn
from reader.results import (
    AddedFile,
    AddReport,
    Diagnosis,
    DumpInfo,
    Explanation,
    Hit,
    IndexState,
    NameFacets,
    Progress,
    Reading,
    Related,
    RollPart,
    SearchPage,
    SearchRequest,
    Timeline,
    TimeUnit,
)
from reader.taking_away import TakingAway
from reader.writing_out import WritingOut

if TYPE_CHECKING:
    from reader.labelling import Labelling
    from reader.relating import Relating
    from reader.search.index.process import IndexRun
    from reader.searching import Searching
    from reader.topic_results import TopicTrial

Report = Callable[[Progress], None]


def open_library(archive: Path | None = None, config: Config | None = None, *, sample: bool = False) -> "Library":
    """Open an archive folder (the user's own where none is named), or that of the sample corpus.

    Raises ArchiveError.
    """
    folder = sample_archive() if sample else archive or default_archive()
    if not sample:
        return Library(folder, config or load_config())
    corpus = bundled("sample_corpus")
    library = Library(folder, config or load_config(), rules=corpus)
    library.add(sorted(corpus.glob("*.txt")))
    return library


class Library(QueryEditing, ReadingOn, Keeping, Following, TakingAway, WritingOut):
    """An archive, its index, and all that can be asked of them. Methods raise ReaderError kinds.

    `rules` is a folder whose `dumps.toml` adds to the user's own.
    """

    def __init__(self, folder: Path, config: Config, *, rules: Path | None = None) -> None:
        self.folder = folder
        self._rule_folders = [config_folder(), *([rules] if rules else [])]
        self.index_folder = index_folder(folder)
        self.config = config
        self._archive = Archive(folder)
        self._searching: Searching | None = None
        self._relating: Relating | None = None

    def __enter__(self) -> "Library":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive and the index."""
        if self._searching:
            self._searching.close()
        self._archive.close()

    # the archive

    def add(
        self,
        paths: Sequence[Path],
        *,
        encoding: str | None = None,
        progress: Report | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> AddReport:
        """File the articles of files and folders; indexing is a step of its own. What cannot be read is in the report.

        After a cancellation the report tells of the files that were done before it.
        """
        from reader.adding import Adder

        adder = Adder(
            self._archive,
            self._rule_folders,
            encoding=encoding,
            progress=progress or (lambda _: None),
            cancelled=cancelled or (lambda: False),
        )
        files: list[AddedFile] = []
        for path in paths:
            try:
                for added in adder.add_all(path):
                    files.append(added)  # one by one: a cancellation keeps what is done
            except Cancelled:
                break
        return AddReport(tuple(files), adder.problems, adder.passed_over)

    def rule_problems(self) -> list[str]:
        """What is wrong with the user's `dumps.toml` and `topics.toml`."""
        from reader.adding import rule_problems

        return rule_problems(self._rule_folders)

    def dumps(self) -> list[DumpInfo]:
        """Every dump in the archive, in the order in which they were added."""
        return self._archive.dumps()

    def count(self) -> int:
        """The number of articles, each content once."""
        return self._archive.count()

    def article(self, id: str) -> Article:
        """The article of that id, or of the only id that begins so."""
        return self.article_by_key(self.key_of(id))

    def key_of(self, id: str) -> int:
        """The archive's key of the article of that id."""
        return self._archive.find_key(id)

    def all_keys(self) -> list[int]:
        """The keys of all articles, in the order of the dumps."""
        return self._archive.keys_in_order()

    def article_by_key(self, key: int) -> Article:
        """The article of that key. Raises UsageError where it is gone."""
        for article in self._archive.articles([key]):
            return article
        raise UsageError("this article is no longer in the archive")

    def raw(self, article: Article) -> str:
        """The article as its dump has it, residue included; where the dump has changed, what the archive kept of it."""
        from reader.raw import raw_text

        return raw_text(self._archive, article)

    def forget(self, dump: str) -> int:
        """Take a dump out of the archive; the number of articles it had. The file itself is never touched."""
        return self._archive.forget(dump)

    def keep_visit(self) -> None:
        """Take down that the reader has been here until now: `new:` is what comes after. Raises ArchiveError."""
        self._archive.keep_visit(int(time.time()))

    # topics

    @cached_property
    def _labelling(self) -> "Labelling":
        from reader.labelling import Labelling

        return Labelling(self._archive, self._rule_folders)

    def correct_topic(self, key: int, section: int, topic: str, wanted: bool | None) -> Article:
        """Say that a section, counted from 0, has a topic or has it not; None takes back what was said.

        Raises UsageError for a section or a topic that there is not.
        """
        return self._labelling.correct(key, self.article_by_key(key), section, topic, wanted)

    def topics_by_hand(self, key: int, section: int) -> dict[str, bool]:
        """The topics that a section, counted from 0, has, or has not, because a person says so."""
        sections = self.article_by_key(key).sections
        return self._labelling.said(sections[section]) if 0 <= section < len(sections) else {}

    def try_topics(self, rules: Path | None, dump: Path | None, limit: int) -> "TopicTrial":
        """What topic rules (those in force where no file is named) make of a dump, or of the archive.

        At most `limit` of the sections whose topics change are told one by one. Nothing is kept. Raises InputError.
        """
        return self._labelling.examine(rules, dump, limit)

    # search: on one thread at a time

    @property
    def _search(self) -> "Searching":
        if self._searching is None:
            from reader.naming import other_spellings
            from reader.searching import Searching

            self._searching = Searching(
                self._archive,
                self.index_folder,
                lambda key: self._relate.like(key),
                lambda term: other_spellings(self._archive, term),
            )
        return self._searching

    def check(self, request: SearchRequest) -> None:
        """Raise QueryError where the query cannot be read, or not be answered yet."""
        self._search.read_query(request)

    def needs_index(self, request: SearchRequest) -> bool:
        """Whether the request asks for words; filters are answered without the index."""
        return self._search.needs_index(request)

    def search(self, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> SearchPage:
        """Answer a request. Raises QueryError, StaleSearch once `stale` says so, IndexFault for a damaged index."""
        return self._search.search(request, stale)

    def hits(
        self,
        page: SearchPage,
        start: int,
        stop: int,
        stale: Callable[[], bool] = lambda: False,
        *,
        snippets: bool = True,
    ) -> list[Hit]:
        """Rows [start, stop) of an answer, for the screen. Raises StaleSearch once `stale` says so."""
        return self._search.hits(page, start, stop, snippets=snippets, stale=stale)

    def diagnose(
        self,
        request: SearchRequest,
        stale: Callable[[], bool] = lambda: False,
        report: Callable[[Diagnosis], None] = lambda _: None,
    ) -> Diagnosis:
        """Why a request finds nothing, and repairs that find something. Raises QueryError, StaleSearch.

        `report` is told what is known so far, each time that a part has been counted.
        """
        return self._search.diagnose(request, stale, report)

    def explain(self, request: SearchRequest, stale: Callable[[], bool] = lambda: False) -> Explanation:
        """How a request's query is read, and what its words stand for. Raises QueryError, StaleSearch."""
        return self._search.explain(request, stale)

    def read(self, key: int, request: SearchRequest | None = None) -> Reading:
        """An article with what answers the request lit. Raises UsageError where it is gone."""
        return self._search.read(self.article_by_key(key), request)

    def timeline(
        self,
        request: SearchRequest,
        unit: TimeUnit | None = None,
        most: int = 30,
        stale: Callable[[], bool] = lambda: False,
    ) -> Timeline:
        """The answer to a request over time, without its own conditions on the date.

        Without a `unit` it is the smallest one by which the days asked for take at most `most` buckets.
        """
        return self._search.timeline(request, unit, most, stale)

    def on_topic(self, page: SearchPage, topic: str) -> list[int]:
        """The keys of an answer's articles with a section on a topic, the oldest first, undated ones last."""
        return self._search.on_topic(page, topic)

    def roll(self, keys: Sequence[int], topic: str) -> list[RollPart]:
        """The sections on a topic of these articles, in their order."""
        return [
            RollPart(key, article.title, article.outlet, article.date, number, section, label.reason)
            for key, article in self._archive.keyed_articles(keys)
            for number, section in enumerate(article.sections)
            for label in section.labels
            if label.topic == topic
        ]

    def name_facets(
        self, request: SearchRequest, limit: int = 50, stale: Callable[[], bool] = lambda: False
    ) -> NameFacets:
        """The commonest people, places and organisations of an answer, exactly counted. Raises as `search` does."""
        return self._search.name_facets(request, limit, stale)

    def topic_signs(self) -> dict[str, str]:
        """Each topic's sign of one letter, in the order of the rules."""
        return {topic.name: topic.sign for topic in self._labelling.rules.topics}

    def topic_sentences(self) -> dict[str, str]:
        """What each topic covers, in the order of the rules."""
        return {topic.name: topic.sentence for topic in self._labelling.rules.topics}

    # related articles: on the thread of the searches

    @property
    def _relate(self) -> "Relating":
        if self._relating is None:
            from reader.relating import Relating

            self._relating = Relating(self._archive, self._search)
        return self._relating

    def related(self, key: int, limit: int = 10) -> list[Related]:
        """Articles like one, those that report the same event first; at most 40. Raises UsageError where it is gone."""
        return self._relate.related(key, limit)

    def related_all(self, limit: int = 10) -> Iterator[tuple[str, list[Related]]]:
        """Every article's id with what is related to it, one at a time, in the order of the dumps."""
        return self._relate.related_all(limit)

    def like(self, key: int) -> list[tuple[int, float]]:
        """The keys of at most 200 articles that are truly like one, best first, each with its likeness from 0 to 1."""
        return self._relate.like(key)

    def stories(self, keys: Sequence[int]) -> dict[int, int]:
        """For each of up to a few hundred keys that of the article leading its story, the first of it in this order."""
        return self._relate.stories(keys)

    # the index

    def index_state(self) -> IndexState:
        """How much of the archive can be searched."""
        return self._search.state()

    def version(self) -> object:
        """What archive and index are at now: another value than before says that someone has changed one of them."""
        return self._search.version()

    def start_indexing(self, *, rebuild: bool = False) -> "IndexRun | None":
        """Index what is not indexed yet, or all anew, in a process of its own; None where nothing is to be done."""
        return self._search.start_indexing(self.folder, rebuild=rebuild)

    def indexing_elsewhere(self) -> bool:
        """Whether another process is indexing this archive."""
        return self._search.indexing_elsewhere()

    def update_index(self, progress: Report, cancelled: Callable[[], bool], *, rebuild: bool = False) -> None:
        """Index what is not indexed yet, or all anew, here and now: what the indexing process runs."""
        self._search.update(progress, cancelled, rebuild=rebuild)

    def damaged_index_files(self) -> list[str]:
        """Files of the index that are not as they were written. Reads all of it. Raises IndexFault."""
        return self._search.damaged_files()
