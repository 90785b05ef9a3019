"""The index on disk: what is written, what survives, who may write."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.util.numeric import byte_to_length

from reader.errors import ArchiveError, IndexFault
from reader.paths import write_json
from reader.results import Progress
from reader.search.index import unpickle
from reader.search.index.backend import create_index, keys_of, leaves, open_index
from reader.search.index.document import IndexDocument, cut_words, layout, positions
from reader.search.index.lock import indexing_lock
from reader.search.index.postings import Segment
from reader.search.index.store import IndexStore
from reader.search.index.writer import ArticleWriter, delete_articles
from reader.text import WORD, words
from tests.search_corpus import random_articles, terms

HOSTILE = (
    "",
    "   ",
    "no-break\u00a0space and “curly” quotes’",
    "\ud800 lone surrogate \udfff",
    "NUL \x00 and ESC \x1b[31m",
    "a." * 3000 + "a",
    "x" * 5000 + " y",
    "e" + "\u0301" * 400 + "nd",
    "１９ ＡＢＣ ﬁre İstanbul straße п’ять 東京都",
    "U.S. 1,396 105.5 people's minister’s cease-fire _under_score_",
)


def at_look(number: int) -> Callable[[], bool]:
    """Something that says yes when it is asked for that time."""
    looks = iter(range(1, 10_000))
    return lambda: next(looks) >= number


def documents(count: int, seed: int = 3) -> list[IndexDocument]:
    return [document for document, _ in random_articles(seed, count)]


def content(index: Any) -> list[tuple[object, ...]]:
    """All that an index of ours says: one entry a posting, in order."""
    reader = index.reader()
    found: list[tuple[object, ...]] = []
    for leaf, _ in leaves(reader):
        keys, segment = keys_of(leaf), Segment(leaf, 0)
        for field in segment.fields:
            lengths = segment.lengths(field)
            for term, at in segment.beginning_with(field, ""):
                documents, counts, places = segment.postings(at).unpack()
                found.append(facts_of(leaf.term_info(field, term), field, term))
                assert at.documents == len(documents)
                start = 0
                for document, count in zip(documents, counts, strict=True):
                    stands = tuple(places[start : start + count])
                    if keys[document] is not None:
                        found.append((keys[document], count, stands, byte_to_length(lengths[document])))
                    start += count
                assert start == len(places)
    reader.close()
    return found


def facts_of(facts: Any, field: str, term: str) -> tuple[object, ...]:
    return field, term, facts.weight(), facts.doc_frequency(), facts.max_weight(), facts.min_id(), facts.max_id()


def stock_content(index: Any) -> list[tuple[object, ...]]:
    """The same of an index that the stock writer has written, through Whoosh's public reading interface."""
    reader = index.reader()
    found: list[tuple[object, ...]] = []
    for leaf, _ in leaves(reader):
        keys = keys_of(leaf)
        for field, term in leaf.all_terms():
            found.append(facts_of(leaf.term_info(field, term), field, term.decode()))
            matcher = leaf.postings(field, term)
            while matcher.is_active():
                length = leaf.doc_field_length(matcher.id(), field)
                stands = tuple(matcher.value_as("positions"))
                found.append((keys[matcher.id()], int(matcher.weight()), stands, length))
                matcher.next()
    reader.close()
    return found


def test_the_fast_writer_writes_what_the_stock_writer_writes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Terms, documents, counts, positions and lengths; each index is read by the reader that knows its postings."""
    # The stock writer's pickles spell bytes as a call of a codec.
    monkeypatch.setattr(unpickle, "ALLOWED", unpickle.ALLOWED | {("_codecs", "encode")})
    given = documents(700) + [IndexDocument(9000 + n, text, (text, text)) for n, text in enumerate(HOSTILE)]
    given.append(IndexDocument(9900, "Often", ("ferry " * 70_000, "ferry talks")))  # above what 1 and 2 bytes hold
    (tmp_path / "fast").mkdir()
    (tmp_path / "stock").mkdir()
    fast, stock = create_index(tmp_path / "fast"), create_index(tmp_path / "stock")
    writer = ArticleWriter(fast)
    usual = stock.writer(codec=W3Codec(), compound=False)
    for document in given:
        writer.add_article(document)
        built = layout(positions(document.parts)[2], document.sections)
        usual.add_document(key=document.key, title=(document.title,), body=document.parts, layout=built)
    writer.commit(merge=False)
    usual.commit(merge=False)
    assert content(fast) == stock_content(stock)


def test_merging_keeps_every_posting_and_drops_what_was_deleted(tmp_path: Path) -> None:
    given = documents(300)
    (tmp_path / "many").mkdir()
    (tmp_path / "one").mkdir()
    many, one = create_index(tmp_path / "many"), create_index(tmp_path / "one")
    for start in range(0, 300, 50):
        writer = ArticleWriter(many)
        for document in given[start : start + 50]:
            writer.add_article(document)
        writer.commit(merge=False)
    writer = ArticleWriter(many)
    assert delete_articles(writer, [document.key for document in given[::3]]) == 100
    writer.commit(optimize=True)
    writer = ArticleWriter(one)
    for number, document in enumerate(given):
        if number % 3:
            writer.add_article(document)
    writer.commit()
    assert content(many) == content(one)


def test_many_small_additions_leave_few_segments(tmp_path: Path) -> None:
    store, given = IndexStore(tmp_path / "index"), documents(60)
    for number, document in enumerate(given):
        store.update("archive", str(number), [document])
    assert store.keys() == {document.key for document in given}
    index = store.open()
    assert index is not None
    assert len(index._segments()) <= 12
    found = {entry for entry in content(index) if len(entry) == 4}
    whole = IndexStore(tmp_path / "whole")
    whole.update("archive", "1", given)
    assert found == {entry for entry in content(whole.open()) if len(entry) == 4}


@pytest.mark.parametrize("text", [*HOSTILE, "The ministers’ talks (in Karrow) ended, U.S. said: 1,396 days"])
def test_the_index_cuts_words_as_queries_do(text: str) -> None:
    cut, count, _ = positions([text, text])
    assert {at: term for term, places in cut.items() for at in places} == terms([text, text])
    assert count == 2 * len(list(words(text)))


def test_words_are_cut_as_the_pattern_of_words_cuts_them() -> None:
    chance = random.Random(11)
    for _ in range(20_000):
        text = "".join(chance.choices("aZbé9².,'’ʼ_- \u0301\u200d\u0483", k=chance.randint(1, 12)))
        assert cut_words(text) == WORD.findall(text), ascii(text)


def test_replacing_and_removing(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    assert store.state() is None
    assert store.keys() == set()
    assert store.update("archive", "1", documents(40))
    keys = sorted(store.keys())
    assert store.update("archive", "2", documents(40)[:5], [*keys[:10], 99999])
    assert store.keys() == {*keys[:5], *keys[10:]}
    state = store.state()
    assert state is not None
    assert (state.stamp, state.articles, state.generation) == ("2", 35, 1)
    assert store.update("archive", "3", [], keys)
    assert store.keys() == set()


def test_another_archive_or_a_rebuild_makes_a_new_generation(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(10))
    store.update("archive", "2", documents(20), rebuild=True)
    assert [folder.name for folder in store.folder.glob("gen-*")] == ["gen-2"]
    assert len(store.keys()) == 20
    store.update("another", "1", documents(5))
    assert [folder.name for folder in store.folder.glob("gen-*")] == ["gen-3"]
    assert len(store.keys()) == 5


def test_a_cancelled_rebuild_leaves_the_old_index(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(10))
    before = store.state()
    assert not store.update("archive", "2", documents(100), rebuild=True, cancelled=at_look(3))
    assert store.state() == before
    assert len(store.keys()) == 10
    store.update("archive", "3", documents(30), rebuild=True)
    assert [folder.name for folder in store.folder.glob("gen-*")] == ["gen-2"]


@pytest.mark.parametrize("point", range(1, 11))
def test_cancelling_at_any_point_leaves_a_whole_index(tmp_path: Path, point: int) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(10))
    phases: list[str] = []
    finished = store.update(
        "archive",
        "2",
        [IndexDocument(1000 + document.key, document.title, document.parts) for document in documents(200)],
        progress=lambda progress: phases.append(progress.phase),
        cancelled=at_look(point),
    )
    assert len(store.keys()) == (210 if finished else 10)
    assert finished == ("committing" in phases)
    assert store.update("archive", "3", [], [])


def test_the_first_articles_can_be_searched_before_the_last_are_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.search.index.update.FIRST_SHARE", 20)
    monkeypatch.setattr("reader.search.index.update.SHARE", 50)
    store, seen = IndexStore(tmp_path / "index"), set()

    def given() -> Iterator[IndexDocument]:
        for document in documents(150):
            state = store.state()
            if state:
                assert state.stamp == ""
                assert len(store.keys()) == state.articles
                seen.add(state.articles)
            yield document

    assert store.update("archive", "1", given())
    assert seen == {20, 70, 120}
    assert len(store.keys()) == 150


def test_a_second_run_names_the_holder(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(3))
    assert store.holder() is None
    with indexing_lock(store.folder):
        assert store.holder() == os.getpid()
        with pytest.raises(ArchiveError, match=f"process {os.getpid()}"):
            store.update("archive", "2", [])
        assert len(store.keys()) == 3
    assert store.holder() is None


def test_a_fault_in_the_articles_leaves_the_old_index_and_no_lock(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(3))

    def given() -> Iterator[IndexDocument]:
        yield IndexDocument(50, "a", ("b",))
        raise LookupError

    with pytest.raises(LookupError):
        store.update("archive", "2", given())
    assert len(store.keys()) == 3
    assert store.update("archive", "2", documents(5)[3:])


def test_every_write_that_fails_leaves_the_old_or_the_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(3))
    real = {name: getattr(os, name) for name in ("fsync", "rename", "replace")}
    failing = at = 0

    def counted(name: str) -> Any:
        def call(*arguments: Any, **options: Any) -> Any:
            nonlocal at
            at += 1
            if at == failing:
                raise OSError(28, "No space left on device")
            return real[name](*arguments, **options)

        return call

    for name in real:
        monkeypatch.setattr(os, name, counted(name))
    new = IndexDocument(500, "Ferry", ("x",))
    while True:
        failing, at = failing + 1, 0
        try:
            store.update("archive", "2", [new], [500])
            break
        except ArchiveError as fault:
            assert "No space left" in fault.message
        assert store.keys() in ({3, 6, 9}, {3, 6, 9, 500})
    assert store.keys() == {3, 6, 9, 500}
    assert failing > 5


def test_files_are_on_the_disk_before_anything_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: set[str] = set()
    real_fsync, real_rename, real_replace = os.fsync, os.rename, os.replace

    def fsync(handle: int) -> None:
        synced.add(os.readlink(f"/proc/self/fd/{handle}"))
        real_fsync(handle)

    def rename(source: str, target: str) -> None:
        folder = Path(target).parent
        assert {str(path) for path in folder.glob("MAIN_*.*") if path.suffix != ".toc"} <= synced
        real_rename(source, target)

    def replace(source: str, target: str) -> None:
        assert str(source) in synced
        assert {str(path) for path in Path(target).parent.glob("gen-*/*MAIN_*.*")} <= synced
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "rename", rename)
    monkeypatch.setattr(os, "replace", replace)
    IndexStore(tmp_path / "index").update("archive", "1", documents(10))
    assert any(name.endswith(".toc") for name in synced)


@pytest.mark.parametrize("kill", range(12))
def test_a_killed_run_leaves_the_old_index_or_the_new(tmp_path: Path, kill: int) -> None:
    child = subprocess.Popen(
        [sys.executable, "-m", "tests.fake_worker", str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert child.stdout is not None
    marks = ("indexing", "committing", "done")
    for line in child.stdout:
        said = json.loads(line)
        if str(said.get("phase", "")).startswith(marks[kill % 3]) and said["done"] >= 0:
            time.sleep(0.004 * kill)
            break
    child.send_signal(signal.SIGKILL)
    child.communicate()
    store = IndexStore(tmp_path / "index")
    keys = store.keys()
    assert len(keys) % 50 == 0
    assert store.holder() is None
    left = [document for document in documents(400, seed=7) if document.key not in keys]
    assert store.update("archive", "now", left)
    assert len(store.keys()) == 400


@pytest.mark.parametrize(
    "change",
    [{"format": "0/whoosh 2.7.5"}, {"format": ""}, {"generation": 7}],
    ids=["other versions", "none", "files gone"],
)
def test_an_outdated_index_is_a_fault_until_it_is_rebuilt(tmp_path: Path, change: dict[str, object]) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(5))
    manifest = store.folder / "manifest.json"
    write_json(manifest, json.loads(manifest.read_text()) | change)
    for ask in (store.state, store.keys, store.open, lambda: store.update("archive", "2", [])):
        with pytest.raises(IndexFault, match=r"outdated|damaged"):
            ask()
    assert store.update("archive", "2", documents(6), rebuild=True)
    assert len(store.keys()) == 6
    assert len(list(store.folder.glob("gen-*"))) == 1


@pytest.mark.parametrize("written", [b"", b"{", b"[]", b"null", b'{"format": 1}', b"\xff\xfe", b"[" * 100000])
def test_a_manifest_that_cannot_be_read_is_damage(tmp_path: Path, written: bytes) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(5))
    (store.folder / "manifest.json").write_bytes(written)
    with pytest.raises(IndexFault, match="damaged"):
        store.state()
    assert store.update("archive", "2", documents(5), rebuild=True)
    assert len(store.keys()) == 5


def test_a_cut_or_missing_file_is_damage_never_a_traceback(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(50))
    folder = next(store.folder.glob("gen-*"))
    for path in sorted(folder.iterdir()):
        whole = path.read_bytes()
        for damaged in (None, b"", whole[: len(whole) // 2], os.urandom(len(whole))):
            if damaged is None:
                path.unlink()
            else:
                path.write_bytes(damaged)
            try:
                found = store.keys()
            except IndexFault as fault:
                assert "damaged" in fault.message
            else:
                assert len(found) <= 50
            path.write_bytes(whole)
    assert len(store.keys()) == 50


def test_checksums_find_every_flipped_byte(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    assert store.damaged() == []
    store.update("archive", "1", documents(20))
    store.update("archive", "2", documents(25)[20:])
    assert store.damaged() == []
    folder = store.folder / "gen-1"
    names = {path.name for path in folder.iterdir() if path.suffix and path.name != "checksums.json"}
    for name in sorted(names):
        whole = (folder / name).read_bytes()
        if whole:
            middle = len(whole) // 2
            (folder / name).write_bytes(whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :])
            assert store.damaged() == [name]
        (folder / name).unlink()
        assert store.damaged() == [name]
        (folder / name).write_bytes(whole)
    assert store.damaged() == []


def test_a_folder_that_others_can_write_is_refused(tmp_path: Path) -> None:
    store = IndexStore(tmp_path / "index")
    store.update("archive", "1", documents(5))
    for folder in (store.folder, store.folder / "gen-1"):
        assert folder.stat().st_mode & 0o777 == 0o700
        folder.chmod(0o777)
        for ask in (store.keys, store.open, lambda: store.update("archive", "2", [])):
            with pytest.raises(ArchiveError, match="others can write"):
                ask()
        folder.chmod(0o700)
    assert open_index(store.folder / "gen-1").doc_count() == 5


def test_progress_counts_up_to_the_commit(tmp_path: Path) -> None:
    told: list[Progress] = []
    IndexStore(tmp_path / "index").update("archive", "1", documents(60), total=60, progress=told.append)
    assert [progress.done for progress in told] == [0, 25, 50, 60]
    assert {progress.total for progress in told} == {60}
    assert told[-1].phase == "committing"
