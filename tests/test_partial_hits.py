"""Articles with some of the words: below the hits, in no count, in the order of `any:( … )`."""

import json
import random
from datetime import date
from pathlib import Path

import pytest

from reader.results import SearchPage, SearchRequest
from reader.search.index.document import IndexDocument
from reader.search.partial import FEW, MOST
from reader.search.query.parser import parse
from tests.filing import file_dumps
from tests.search_corpus import OUTLETS, World, dated, row, world_of
from tests.test_cli import DUMP, Desk

TODAY = date(2031, 3, 19)
WORDS = (
    "ferry",
    "talks",
    "tranche",
    "loan",
    "Brennvik",
    "Karrow",
    "crowns",
    "=toll",
    '"new bridge"',
    "ministers",
    "of",
)
TEXT = ("ferries", "talked", "tranche", "loans", "Brennvik", "Karrow", "crown", "toll", "new bridge", "minister", "of",
        "barge", "shells", "Lindholm", "harbour", "the", "said", "road")  # fmt: skip


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Three hundred articles of a few words each, so that few have all of a query."""
    chance = random.Random(3)
    articles = []
    for key in range(1, 301):
        title, text = (" ".join(chance.choices(TEXT, k=chance.randint(1, 4))) for _ in range(2))
        document = IndexDocument(key, title, (text,))
        topics = ((chance.choice(("aid", "fighting")), 1),)
        day = dated(f"2031-03-{chance.randint(1, 28):02}")
        articles.append((document, row(key, document, topics=topics, outlet=chance.choice(OUTLETS), **day)))
    return World(tmp_path_factory.mktemp("crowd"), articles)


def ask(world: World, text: str, **request: object) -> SearchPage:
    return world.engine.search(parse(text, TODAY), SearchRequest(text, **request))  # type: ignore[arg-type]


@pytest.mark.parametrize("seed", range(40))
def test_what_follows_is_what_any_finds_in_its_order(crowd: World, seed: int) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.sample(WORDS[:-1], k=chance.randint(3, 6)))
    page, either = ask(crowd, text), ask(crowd, f"any:( {text} )")
    assert page.total < FEW
    hits = set(page.keys)
    expected = [(key, score) for key, score in zip(either.keys, either.scores, strict=True) if key not in hits][:MOST]
    assert [key for key, _ in expected] == list(page.some)
    assert [score for _, score in expected] == pytest.approx(list(page.some_scores))
    assert page.rows == page.total + len(page.some)
    assert [page.key_at(n) for n in range(page.rows)] == [*page.keys, *page.some]


def test_many_hits_stand_alone(tmp_path: Path) -> None:
    for hits in (FEW - 1, FEW):
        articles = [("Ferry", f"A loan, report {n}.") for n in range(hits)]
        page = ask(world_of(tmp_path / str(hits), *articles, ("Barge", "A loan.")), "ferry loan")
        assert (page.total, len(page.some)) == (hits, int(hits < FEW))


def test_at_most_so_many_follow(tmp_path: Path) -> None:
    world = world_of(tmp_path, *[("Ferry", f"report {n}") for n in range(MOST + 30)], ("Barge", "A loan."))
    page = ask(world, "ferry loan")
    assert (page.total, len(page.some)) == (0, MOST)


def test_counts_and_facets_are_those_of_the_hits(crowd: World) -> None:
    alone, conditions = ask(crowd, "ferry loan tranche toll"), ask(crowd, "ferry AND loan AND tranche AND toll AND *")
    assert alone.some and not conditions.some
    assert (alone.total, alone.sections, alone.facets) == (conditions.total, conditions.sections, conditions.facets)


@pytest.mark.parametrize(
    "text",
    [
        *("ferry", "the of", "ferry OR loan", "ferry -loan tranche", "ferry topic:aid loan", "any:( ferry loan )"),
        *("brid* loan", "loan NEAR crowns", "title:ferry loan"),
    ],
)
def test_only_queries_of_several_words_and_phrases_go_on(tmp_path: Path, text: str) -> None:
    world = world_of(tmp_path, ("Ferry", "the bridges"), ("Loan", "crowns of a tranche"))
    assert not ask(world, text).some


def test_match_any_has_no_partial_hits(crowd: World) -> None:
    assert not ask(crowd, "ferry loan tranche toll", match="any").some


def test_the_order_asked_for_is_that_of_the_hits_and_what_follows_stays_best_first(crowd: World) -> None:
    ranked, dated_ = ask(crowd, "ferry loan tranche toll"), ask(crowd, "ferry loan tranche toll", sort="date")
    assert dated_.some == ranked.some


def test_the_latest_of_articles_with_the_same_words_goes_first(tmp_path: Path) -> None:
    texts = [
        ("Border diary", "The diary of the border, a diary.", "2031-03-10"),
        ("Border diary", "Notes.", "2031-03-12"),
        ("Harbour", "The latest report.", "2031-03-14"),
    ]
    documents = [(IndexDocument(n, title, (text,)), day) for n, (title, text, day) in enumerate(texts, 1)]
    world = World(tmp_path, [(each, row(each.key, each, **dated(day))) for each, day in documents])
    page = ask(world, "latest border diary")
    assert list(page.some) == [2, 1, 3]
    assert any("newest" in hint for hint in page.hints)
    assert list(ask(world, "border diary zeppelin").some) == [1, 2]


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    dump = tmp_path / "march.txt"
    dump.write_text(DUMP, encoding="utf-8")
    file_dumps(tmp_path / "archive", dump)
    return Desk(tmp_path, capsys)


def test_the_command_line_marks_rows_and_separates_them(desk: Desk) -> None:
    assert desk("search", "shells ferry") == 0
    lines = desk.out.splitlines()
    assert lines[0].startswith("all  ")
    (line,) = [number for number, each in enumerate(lines) if "some of the words" in each]
    assert lines[line] == "── some of the words · 1 ──" and lines[line + 1].startswith("some ")
    desk("search", "shells")
    assert not any(each.startswith(("all ", "some ")) for each in desk.out.splitlines())


def test_records_say_which_hits_are_partial(desk: Desk) -> None:
    record = desk.json("search", "shells ferry")
    assert record["total"] == 1 and [hit.get("partial") for hit in record["hits"]] == [None, True]
    assert len(desk.json("search", "shells ferry", "--limit", "1")["hits"]) == 1
    desk("search", "shells ferry", "--format", "jsonl")
    assert [json.loads(line).get("partial") for line in desk.out.splitlines()] == [None, True]


def test_partial_hits_are_in_no_exit_code_export_list_or_count(desk: Desk) -> None:
    assert desk("search", "shells zeppelin") == 1 and "some of the words" in desk.out
    assert desk("count", "shells zeppelin") == 1 and desk.out == "0\n"
    assert desk("export", "shells zeppelin") == 1 and desk.out == ""
    assert desk("list", "shells zeppelin", "--limit", "5") == 1 and desk.out == ""
