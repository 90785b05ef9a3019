"""Indexing in several processes: the same index, and never a wrong one, whoever dies."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reader.errors import ArchiveError
from reader.library import open_library
from reader.results import Progress, SearchRequest
from reader.search.index.document import IndexDocument
from reader.search.index.merging import LARGEST_SMALL, MOST_SMALL, due_for_merging
from reader.search.index.process import worker_command
from reader.search.index.share import SegmentFacts, write_segments
from reader.search.index.store import IndexStore
from reader.search.index.update import Shares
from reader.search.index.workers import FIRST_SHARE, SHARE, WORTH_WORKERS, cut_shares, worker_count
from reader.searching import documents_of
from tests.fake_share_worker import COUNT, documents
from tests.test_search_index import at_look, content
from tests.test_search_process import alive, until


@pytest.fixture(autouse=True)
def small_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.index.workers.FIRST_SHARE", 20)
    monkeypatch.setattr("reader.search.index.workers.SHARE", 100)


def shares(tmp_path: Path, name: str = "archive", keys: list[int] | None = None) -> Shares:
    (tmp_path / name).mkdir(exist_ok=True)
    command = worker_command(tmp_path / name, "share", module="tests.fake_share_worker")
    # Given as a path: with -P the current folder is no place to find modules in.
    return Shares(sorted(documents()) if keys is None else keys, (*command[:1], *command[2:]), 2)


def postings(store: IndexStore) -> list[str]:
    """What the index says of each article, whatever segment it is in."""
    return sorted(repr(entry) for entry in content(store.open()) if len(entry) == 4)


def nothing_left(tmp_path: Path, store: IndexStore) -> None:
    for folder in tmp_path.glob("*/pids"):
        for pid in folder.read_text().split():
            until(lambda pid=pid: not alive(int(pid)))  # type: ignore[misc]
    assert not list(store.folder.glob("parts-*"))
    assert store.holder() is None


def test_several_processes_write_the_index_that_one_writes(tmp_path: Path) -> None:
    one, many = IndexStore(tmp_path / "one"), IndexStore(tmp_path / "many")
    told: list[Progress] = []
    one.update("archive", "1", documents().values())
    assert many.update("archive", "1", [], shares=shares(tmp_path), total=COUNT, progress=told.append)
    assert many.keys() == set(documents())
    assert postings(many) == postings(one)
    state = many.state()
    assert state is not None
    assert (state.stamp, state.articles) == ("1", COUNT)
    assert many.damaged() == []
    assert [progress.done for progress in told] == sorted(progress.done for progress in told)
    assert told[-1].done == COUNT
    assert len((tmp_path / "archive" / "pids").read_text().split()) > 2
    assert len(set((tmp_path / "archive" / "pids").read_text().split())) == 2
    nothing_left(tmp_path, many)


def test_what_workers_have_written_can_be_searched_before_the_end(tmp_path: Path) -> None:
    store, seen = IndexStore(tmp_path / "index"), set()

    def look(progress: Progress) -> None:
        if state := store.state():
            assert len(store.keys()) == state.articles
            seen.add(state.articles)

    store.update("archive", "1", [], shares=shares(tmp_path), progress=look)
    assert len(seen) > 2


def test_workers_replace_and_remove(tmp_path: Path) -> None:
    store, every = IndexStore(tmp_path / "index"), sorted(documents())
    store.update("archive", "1", [documents()[key] for key in every[:100]])
    store.update("archive", "2", [], every[:60], shares=shares(tmp_path, keys=every[50:60] + every[100:]))
    assert store.keys() == set(every[50:])
    store.update("archive", "3", [], every[50:70], shares=shares(tmp_path, keys=[]))
    assert store.keys() == set(every[70:])


def test_a_rebuild_by_workers_leaves_the_old_index_until_it_is_done(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", [documents()[3]])
    before = store.state()
    held = Shares(shares(tmp_path).keys, shares(tmp_path).command, 2)
    assert not store.update("archive", "2", [], shares=held, rebuild=True, cancelled=at_look(8))
    assert store.state() == before
    nothing_left(tmp_path, store)
    assert store.update("archive", "2", [], shares=held, rebuild=True)
    assert store.keys() == set(documents())
    assert [folder.name for folder in store.folder.glob("gen-*")] == ["gen-2"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("dies", "ended unexpectedly"),
        ("breaks", "ZeroDivisionError"),
        ("fails", "the archive cannot be read"),
        ("lies", "said what it should not"),
    ],
)
def test_a_worker_that_fails_ends_the_run_with_what_was_committed(tmp_path: Path, name: str, says: str) -> None:
    store = IndexStore(tmp_path / "index")
    with pytest.raises(ArchiveError, match=says):
        store.update("archive", "1", [], shares=shares(tmp_path, name))
    nothing_left(tmp_path, store)
    keys = store.keys()
    assert keys < set(documents())
    assert store.update("archive", "2", [], shares=shares(tmp_path, keys=sorted(set(documents()) - keys)))
    assert store.keys() == set(documents())


def test_a_cancelled_run_ends_its_workers(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    pids = tmp_path / "lasts" / "pids"
    both: Callable[[], bool] = lambda: pids.exists() and len(pids.read_text().split()) > 2  # noqa: E731
    assert not store.update("archive", "1", [], shares=shares(tmp_path, "lasts"), cancelled=both)
    nothing_left(tmp_path, store)
    state = store.state()
    assert state is not None
    assert (state.articles, state.stamp) == (20, "")
    assert store.damaged() == []


def test_workers_die_with_a_run_that_is_killed(tmp_path: Path) -> None:
    shares(tmp_path, "lasts")
    code = (
        "import sys; from tests.test_search_workers import *; from reader.search.index import workers;"
        "workers.FIRST_SHARE, workers.SHARE = 20, 100;"
        "IndexStore(Path(sys.argv[1]) / 'index').update('archive', '1', [], shares=shares(Path(sys.argv[1]), 'lasts'))"
    )
    run = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)])
    store, pids = IndexStore(tmp_path / "index"), tmp_path / "lasts" / "pids"
    until(lambda: pids.exists() and len(set(pids.read_text().split())) == 2)
    run.send_signal(signal.SIGKILL)
    run.wait()
    for pid in pids.read_text().split():
        until(lambda pid=pid: not alive(int(pid)))  # type: ignore[misc]
    left = set(documents()) - store.keys()
    assert store.update("archive", "2", [], shares=shares(tmp_path, keys=sorted(left)))
    assert store.keys() == set(documents())
    nothing_left(tmp_path, store)


def test_the_worker_of_the_product_indexes_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.index.workers.worker_count", lambda articles: 2)
    told: list[str] = []
    with open_library(sample=True) as library:
        library.update_index(lambda progress: told.append(progress.phase), lambda: False)
        assert "indexing" in told
        assert library.index_state().indexed == library.count() > 0
        assert library.search(SearchRequest("the")).total > 0
        assert library.damaged_index_files() == []


def test_memory_bounds_a_segment(tmp_path: Path) -> None:
    given = list(documents().values())[:30]
    written = list(write_segments(tmp_path, given, 20_000))
    assert len(written) > 2
    assert sum(facts.documents for facts in written) == 30


ID = "a" * 16
NO_FACTS: list[object] = [
    *(None, [], {}, {"id": ID}, {"id": "A" * 16, "documents": 1, "lengths": {}}),
    *({"id": ID, "documents": count, "lengths": {}} for count in (-1, 1.5, True, "1", None)),
    *({"id": ID, "documents": 1, "lengths": {"body": length}} for length in ("1", -1, None)),
    *({"id": ID, "documents": 1, "lengths": lengths} for lengths in (0, None)),
]


@pytest.mark.parametrize("said", NO_FACTS, ids=str)
def test_facts_of_another_shape_are_refused(said: object) -> None:
    with pytest.raises(ValueError, match="facts"):
        SegmentFacts.read(said)


@pytest.mark.parametrize("workers", [1, 2, 3, 4])
@pytest.mark.parametrize("count", [0, 1, 20, 21, 119, 120, 121, 1000, 1001])
def test_every_article_is_in_one_share(count: int, workers: int) -> None:
    keys = list(range(count))
    cut = cut_shares(keys, workers)
    assert [key for share in cut for key in share] == keys
    assert all(len(share) <= 100 for share in cut)
    assert len(cut) == 1 or (len(cut) - 1) % workers == 0 or count < 20 + 100


def test_few_articles_or_one_core_need_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)
    assert worker_count(WORTH_WORKERS - 1) == 1
    assert worker_count(WORTH_WORKERS) == 3
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {5}, raising=False)
    assert worker_count(100_000) == 1
    assert FIRST_SHARE < SHARE


@dataclass
class Segment:
    """The number of articles in a segment, and of those deleted."""

    articles: int
    deleted: int = 0

    def doc_count_all(self) -> int:
        return self.articles

    def deleted_count(self) -> int:
        return self.deleted


def merged(segments: list[Segment]) -> int:
    """Merge while something is due; the number of articles written again."""
    written = 0
    while chosen := due_for_merging(segments):
        live = sum(each.articles - each.deleted for each in chosen)
        segments[:] = [each for each in segments if each not in chosen] + ([Segment(live)] if live else [])
        written += live
    return written


@pytest.mark.parametrize("sizes", [(100, 100), (1, 3), (1, 2000), (1, 20)])
def test_segments_stay_few_and_little_is_written_again(sizes: tuple[int, int]) -> None:
    chance = random.Random(5)
    segments, added, written = [Segment(24_500) for _ in range(4)], 0, 0
    for _ in range(300):
        segments.append(Segment(chance.randint(*sizes)))
        added += segments[-1].articles
        written += merged(segments)
        large = [each for each in segments if each.articles > LARGEST_SMALL]
        assert len(segments) - len(large) <= MOST_SMALL
        assert len(large) <= 4 + added / LARGEST_SMALL
    assert written < 12 * added


def test_segments_that_lost_half_are_written_again_and_empty_ones_dropped() -> None:
    segments = [Segment(90, 90), Segment(50_000, 30_000), Segment(60_000, 29_000), Segment(70)]
    assert merged(segments) == 20_000
    assert sorted(each.articles for each in segments) == [70, 20_000, 60_000]


def test_an_article_without_words_is_indexed(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", [IndexDocument(1, "", ()), IndexDocument(2, "ʼ ferry ʼ ferry", ("ʼ", ""))])
    assert store.keys() == {1, 2}
    places = [entry for entry in content(store.open()) if entry[0] == 2 and len(entry) == 4]
    assert (2, 2.0, (0, 1), 2) in places


def test_the_index_takes_the_parts_that_are_read() -> None:
    with open_library(sample=True) as library:
        keys = library.all_keys()
        for key, document in zip(keys, documents_of(library._archive, [*keys, 99_999]), strict=True):
            parts = library.article_by_key(key).parts()
            assert (document.key, document.title, *document.parts) == (key, *(part.text for part in parts))
            for number, before in enumerate(document.sections):
                assert all((part.section is not None and part.section >= number) for part in parts[before + 1 :])
                assert all((part.section is None or part.section < number) for part in parts[1 : before + 1])
