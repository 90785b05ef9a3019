"""The order of hits and their scores, beside a plain reckoning of both from the texts."""

import random
import threading
from collections import Counter
from math import log
from pathlib import Path

import pytest
from whoosh.util.numeric import byte_to_length, length_to_byte

from reader.search import bounds, ranking, worth
from reader.search.catalogue import Catalogue, CatalogueRow
from reader.search.evaluate import conditions
from reader.search.index.document import IndexDocument
from reader.search.query.tree import And, Any, Exact, Field, Literally, Node, Or, Phrase, Prefix, Title, Word
from reader.search.stems import stem_of
from reader.text import words
from tests.search_corpus import World, random_articles, random_tree

K1, B = 1.2, 0.75


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Articles in several segments, some of them replaced and some forgotten, so that few have their number as key."""
    articles = random_articles(5, 260)
    world = World(tmp_path_factory.mktemp("crowd"), articles[:100])
    world.store.update("archive", "2", [document for document, _ in articles[100:]])
    again = [document for document, _ in articles[40:60]]
    world.store.update("archive", "3", again, [document.key for document in again])
    kept = [pair for number, pair in enumerate(articles) if number % 13]
    world.documents = {document.key: document for document, _ in kept}
    world.rows = [row for _, row in kept]
    world.catalogue = Catalogue(world.rows)
    world.engine.refresh(world.catalogue)
    return world


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Steps so small that every seam between two of them is crossed."""
    monkeypatch.setattr(ranking, "AT_ONCE", 7)
    monkeypatch.setattr(ranking, "_RUN", 10)
    monkeypatch.setattr(ranking, "_AROUND", 3)
    monkeypatch.setattr(ranking, "_MOST_ROWS", 20)
    monkeypatch.setattr(worth, "_RUN", 10)
    monkeypatch.setattr(worth, "_WORTH_BOUNDING", 14)
    monkeypatch.setattr(bounds, "_SAMPLE", 2)


def terms_of(texts: tuple[str, ...]) -> list[str]:
    return [word.term for text in texts for word in words(text)]


def fields_of(document: IndexDocument) -> dict[str, list[str]]:
    return {"body": terms_of(document.parts), "title": terms_of((document.title,))}


def count(node: Node, terms: list[str]) -> int:
    match node:
        case Word(text=text):
            return sum(term == text or stem_of(term) == stem_of(text) for term in terms)
        case Exact(text=text) | Literally(text=text) | Phrase(terms=(text,)):
            return Counter(terms)[text]
        case Prefix(stem=stem):
            return sum(term.startswith(stem) for term in terms)
    raise TypeError(node)


def bm25(world: World, indexed: list[IndexDocument], node: Node) -> dict[int, float]:
    """What each article is worth by one word; `indexed` are the documents that the averages are taken of."""
    fields = ("title",) if isinstance(node, Title) else ("body", "title")
    inner = node.operand if isinstance(node, Title) else node
    total: dict[int, float] = Counter()  # type: ignore[assignment]
    for field in fields:
        length = {d.key: byte_to_length(length_to_byte(len(fields_of(d)[field]))) for d in indexed}
        average = sum(length.values()) / len(indexed)
        for key, document in world.documents.items():
            if often := count(inner, fields_of(document)[field]):
                share = often * (K1 + 1) / (often + K1 * (1 - B + B * length[key] / average))
                total[key] += (1.5 if field == "title" else 1.0) * share
    idf = log(1 + (len(world.documents) - len(total) + 0.5) / (len(total) + 0.5))
    return {key: idf * share for key, share in total.items()}


TREES: tuple[Node, ...] = (
    Word("ferry"),
    Exact("ferries"),
    Title(Word("talk")),
    And((Word("strike"), Exact("karrow"))),
    Or((Word("toll"), Word("bridge"), Literally("loan"))),
    Any((Prefix("bri"), Word("news"))),
    And((Word("said"), Word("said"), Field("topic", "aid"))),
    Word("ferry", column=3),
)


@pytest.mark.parametrize("tree", TREES, ids=repr)
def test_scores_are_those_of_the_formula(tmp_path: Path, tree: Node) -> None:
    articles = random_articles(8, 90)
    world = World(tmp_path / "index", articles)
    page = world.search(tree)
    asked = [each for part in conditions(tree) for each in (part.operands if isinstance(part, Or | Any) else (part,))]
    worth = [bm25(world, list(world.documents.values()), each) for each in asked if not isinstance(each, Field)]
    assert page.total
    for key, score in zip(page.keys, page.scores, strict=True):
        assert score == pytest.approx(sum(each.get(key, 0.0) for each in worth), rel=1e-5)


@pytest.mark.parametrize("seed", range(60))
def test_hits_come_by_score_then_by_date_then_as_they_stand(crowd: World, seed: int) -> None:
    chance = random.Random(seed)
    tree = random_tree(chance)
    page = crowd.search(tree)
    row_of = {row.key: row for row in crowd.rows}

    def place(hit: tuple[int, float]) -> tuple[float, int, int]:
        key, score = hit
        return -score, -(row_of[key].date_first or 0), key

    first = page.keys[: chance.randint(0, 12)]
    hits = list(zip(page.keys, page.scores, strict=True))
    assert tuple(first) == tuple(page.keys)[: len(first)]
    assert [key for key, _ in hits] == [page.keys[at] for at in range(page.total)]
    assert hits == sorted(hits, key=place)
    assert len(set(page.keys)) == page.total == len(page.keys) == len(page.scores)


def test_rows_past_the_end_are_no_rows(crowd: World) -> None:
    page = crowd.search(Word("ferry"))
    assert page.total > 20
    assert page.keys[page.total :] == ()
    assert page.keys[-1] == list(page.keys)[-1]
    with pytest.raises(IndexError):
        page.keys[page.total]
    assert page.keys.index(list(page.keys)[15]) == 15
    with pytest.raises(ValueError):
        page.keys.index(-5)


def test_threads_may_look_at_later_hits_at_once(crowd: World) -> None:
    page = crowd.search(Or((Word("ferry"), Word("talks"))))
    expected = list(crowd.search(Any((Word("ferry"), Word("talks")))).keys)
    found: list[list[int]] = []
    threads = [threading.Thread(target=lambda: found.append(list(page.keys))) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [expected] * 6


def test_a_word_that_stands_very_often_counts_as_one_that_stands_often(tmp_path: Path) -> None:
    documents = [IndexDocument(1, "T", ("fog " * 300 + "x " * 10,)), IndexDocument(2, "T", ("fog " * 2 + "x " * 308,))]
    rows = [CatalogueRow(each.key, each.title, None, None, None, (), "d", 1) for each in documents]
    world = World(tmp_path / "index", list(zip(documents, rows, strict=True)))
    page = world.search(Word("fog"))
    assert list(page.keys) == [1, 2]
    assert page.scores[0] > page.scores[1] > 0
