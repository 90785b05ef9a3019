"""The corpora that are measured are what they say, and broadsheet and a peer see the same in them."""

import json
from itertools import islice
from pathlib import Path

import pytest

from bench.__main__ import NAMES, main
from bench.archives import documents, kept_folders, open_archive
from bench.corpus import OUTLETS, Bodies, read_bodies, records, write_corpus
from bench.measure import SAMPLE
from bench.peers.interface import Document, Page, Question
from bench.peers.sqlite_fts5 import SqliteFts5
from bench.peers.sqlite_plain import SqlitePlain
from bench.questions import choose_questions
from bench.tables import median_and_95th, table
from reader.text import words


@pytest.fixture(scope="module")
def bodies() -> Bodies:
    return read_bodies(sorted(SAMPLE.glob("*.txt")))


def texts_of(record: dict[str, object]) -> list[str]:
    sections = record["sections"]
    assert isinstance(sections, list)
    return [block["text"] for section in sections for block in section["blocks"]]


def vocabulary(bodies: Bodies, count: int) -> int:
    texts = (text for record in records(bodies, count) for text in texts_of(record))
    return len({word.term for text in texts for word in words(text)})


def test_a_corpus_is_the_same_whenever_it_is_made(tmp_path: Path) -> None:
    first, second = (write_corpus(tmp_path / f"{name}.jsonl", 30) for name in ("first", "second"))
    assert first.read_bytes() == second.read_bytes()
    assert len(first.read_text(encoding="utf-8").splitlines()) == 30


def test_another_seed_makes_other_articles(bodies: Bodies) -> None:
    ours = {json.dumps(record) for record in records(bodies, 20, seed=1)}
    assert ours.isdisjoint(json.dumps(record) for record in records(bodies, 20, seed=2))


def test_a_longer_corpus_begins_as_a_shorter_one(bodies: Bodies) -> None:
    assert list(records(bodies, 10)) == list(islice(records(bodies, 1_000_000), 10))


def test_articles_have_about_six_hundred_words(bodies: Bodies) -> None:
    lengths = [sum(len(text.split()) for text in texts_of(record)) for record in records(bodies, 100)]
    assert 450 < sum(lengths) / len(lengths) < 800


def test_the_vocabulary_grows_as_heaps_law_says(bodies: Bodies) -> None:
    at_600, at_1800 = vocabulary(bodies, 600), vocabulary(bodies, 1_800)
    assert at_1800 / at_600 == pytest.approx(3**0.44, rel=0.1)
    assert at_1800 == pytest.approx(99_000 * (1_800 / 10_000) ** 0.44, rel=0.15)


def test_articles_have_every_outlet_and_many_days(bodies: Bodies) -> None:
    made = list(records(bodies, 200))
    assert {record["outlet"] for record in made} == set(OUTLETS)
    assert len({record["date"] for record in made}) > 150


class BothEngines:
    """Fifty articles in an archive and in FTS5."""

    def __init__(self, folder: Path) -> None:
        self.library = open_archive(folder, 50)
        self.documents: list[Document] = list(documents(self.library))
        self.peer = SqliteFts5()
        self.peer.build(iter(self.documents), folder)
        self.plain = SqlitePlain()
        for peer in (self.peer, self.plain):
            peer.open(folder)

    def ours(self, question: Question) -> Page:
        from bench.peers.broadsheet import Broadsheet

        engine = Broadsheet()
        engine.open(self.library.folder)
        try:
            return engine.page(question)
        finally:
            engine.close()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> "BothEngines":
    folder = tmp_path_factory.mktemp("bench")
    with kept_folders(folder):
        return BothEngines(folder)


def test_peers_get_what_the_archive_holds(both: BothEngines) -> None:
    assert len(both.documents) == 50
    assert all(document.day and document.outlet and document.body for document in both.documents)
    assert {topic for document in both.documents for topic in document.topics} >= {"fighting", "diplomacy"}


@pytest.mark.parametrize("word", ["brennvik", "karrow", "lindholm", "bridge", "ferry", "river", "ostrana", "friday"])
def test_a_page_of_ours_and_of_fts5_count_the_same(both: BothEngines, word: str) -> None:
    with kept_folders(both.library.folder.parent):
        ours = both.ours(Question("all", (word,)))
    theirs = both.peer.page(Question("all", (word,)))
    assert ours.total == theirs.total > 0
    assert (ours.outlets, ours.days, ours.topics) == (theirs.outlets, theirs.days, theirs.topics)
    assert len(ours.rows) == len(theirs.rows) == min(20, ours.total)


@pytest.mark.parametrize("narrow", [{"topic": "diplomacy"}, {"days": ("2024-06-01", "2025-12-31")}])
def test_filters_count_the_same(both: BothEngines, narrow: dict[str, object]) -> None:
    question = Question("all", ("brennvik",), **narrow)  # type: ignore[arg-type]
    with kept_folders(both.library.folder.parent):
        ours = both.ours(question)
    assert 0 < ours.total == both.peer.page(question).total < 50


@pytest.mark.parametrize("more", [{}, {"topic": "diplomacy"}, {"days": ("2024-06-01", "2025-12-31")}])
@pytest.mark.parametrize("kind", ["all", "any", "phrase", "prefix"])
def test_plain_statements_answer_as_the_fastest_do(both: BothEngines, kind: str, more: dict[str, object]) -> None:
    words = {"prefix": ("brenn",), "phrase": ("brennvik",)}.get(kind, ("brennvik", "ferry"))
    question = Question(kind, words, **more)  # type: ignore[arg-type]
    fastest, plain = both.peer.page(question), both.plain.page(question)
    assert fastest.total > 0
    assert (plain.total, plain.topics, plain.outlets, plain.days) == (
        fastest.total, fastest.topics, fastest.outlets, fastest.days,
    )  # fmt: skip
    assert {row.title for row in plain.rows} == {row.title for row in fastest.rows} or plain.total > 20


def test_without_a_name_the_measurements_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    listed = capsys.readouterr().out
    assert all(f"\n  {name} " in listed for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_every_measurement_says_what_it_takes(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main([name, "--help"])
    assert ended.value.code == 0
    assert f"python -m bench {name}" in capsys.readouterr().out


def test_no_question_is_asked_twice(both: BothEngines) -> None:
    asked = [question for each in choose_questions(both.library).values() for question in each]
    assert len(asked) == len(set(asked)) > 40


def test_tables_are_markdown() -> None:
    assert table(["a", "b"], [["c", "1"]]) == "| a | b |\n| --- | --: |\n| c | 1 |"
    assert median_and_95th([0.001, 0.002, 0.003]) == "2.0 / 2.9"
