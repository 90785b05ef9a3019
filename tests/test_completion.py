"""Completion: fields, values with exact counts, dates and words, at any place of an unfinished query."""

import random
from datetime import date
from pathlib import Path

import pytest

from reader.library import open_library
from reader.results import Completion, SearchRequest
from reader.search.engine import Engine
from reader.search.index.document import IndexDocument
from reader.search.query.parser import parse
from reader.search.sources import NumberedNames, Sources
from reader.search.typing.completion import MOST, complete
from reader.search.typing.unfinished import find_unfinished
from tests.search_corpus import World, dated, row
from tests.test_cli import DUMP
from tests.test_search_doctor import ARTICLES, repairs

TODAY = date(2031, 3, 19)
MORE = (("Harbour dues rise", "The dues of the harbour rise again.", "2029-12-31", "Harbour Wire"),)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    articles = []
    for key, (title, text, day, outlet) in enumerate((*ARTICLES, *MORE), 1):
        document = IndexDocument(key, title, (text,))
        topics = (("diplomacy", 2),) if key in (2, 3) else (("fighting", 1), ("aid", 1))
        facts = (dated(day) if day else {}) | {"outlet": outlet, "topics": topics}
        facts |= {"dump": "march.txt" if key < 4 else "a dump.txt", "kind": "key-events" if key == 5 else "news"}
        facts |= {"series": "Border diary", "number": 1390 + key} if key > 4 else {}
        articles.append((document, row(key, document, **facts)))
    articles.append((IndexDocument(7, "x", ("y",)), row(7, IndexDocument(7, "x", ("y",)), outlet="Wire")))
    return World(tmp_path_factory.mktemp("completion"), articles)


def at(world: World, typed: str) -> tuple[Completion, ...]:
    """The completions where `|` stands, or at the end."""
    cursor = typed.find("|") if "|" in typed else len(typed)
    return complete(typed.replace("|", ""), cursor, world.engine, TODAY)


def results(world: World, typed: str) -> list[tuple[str, int | None]]:
    """The whole query after each completion, with its count."""
    text = typed.replace("|", "")
    return [(text[: each.start] + each.text + text[each.end :], each.count) for each in at(world, typed)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("topic:", [("topic:aid", 4), ("topic:fighting", 4), ("topic:diplomacy", 2)]),
        ("TOPIC:D", [("TOPIC:diplomacy", 2)]),
        ("topic:aid,", [("topic:aid,fighting", 4), ("topic:aid,diplomacy", 2)]),
        ("topic:aid,d| ferry", [("topic:aid,diplomacy ferry", 2)]),
        ("-topic:f", [("-topic:fighting", 4)]),
        ("topic:(aid OR d", [("topic:(aid OR diplomacy", 2)]),
        ("topic:a|d ferry", [("topic:aid ferry", 4)]),
        ("source:mer", [("source:the-meridian", 1)]),
        ('outlet:"the m', [('outlet:"The Meridian"', 1)]),
        ('outlet:"the m|x" ferry', [('outlet:"The Meridian" ferry', 1)]),
        ("outlet:wi", [("outlet:=wire", 1), ("outlet:harbour-wire", 2)]),
        ("outlet:=wi", [("outlet:=wire", 1), ("outlet:=harbour-wire", 2)]),
        ("kind:k", [("kind:key-events", 1)]),
        ("series:", [("series:border-diary", 2)]),
        ("dump:a", [('dump:"a dump.txt"', 3)]),
        ("is:un", [("is:unread", 7), ("is:undated", 2)]),
        ("sort:da", [("sort:date", None)]),
        ("sort:outlet,-d", [("sort:outlet,-date", None)]),
        ("same:sen", [("same:sentence(", None)]),
        ("date:2031-03-1", [("date:2031-03-16", 1), ("date:2031-03-14", 1), ("date:2031-03-13", 1),
                            ("date:2031-03-10", 1)]),
        ("date:20", [("date:2031", 4), ("date:2029", 1)]),
        ("date:2031", [("date:2031", 4), ("date:2031-03", 4)]),
        ("date:last-w", [("date:last-week", 4)]),
        ("date:7", [("date:7d..", 3)]),
        ("date:2029..2031-", [("date:2029..2031-03", 5)]),
        ("before:20", [("before:2031", 5), ("before:2029", 1)]),
        ("brenn", [("brennvik", 2)]),
        ("Brenn", [("Brennvik", 2)]),
        ("(shells OR brenn", [("(shells OR brennvik", 2)]),
        ("=brenn", [("=brennvik", 2)]),
        ("title:har", [("title:harbour", 3)]),
        ("title:ass", []),
        ("brenn|x shells", [("brennvik shells", 2)]),
        ("top", [("topic:", None)]),
        ("sou", [("outlet:", None)]),
        ("an", [("any:( ", None)]),
        ('"frozen as', []),
        ("nosuchfield:a", []),
        ("", []),
        ("ferry ", []),
    ],
)  # fmt: skip
def test_what_is_offered_at_a_place(world: World, typed: str, expected: list[tuple[str, int | None]]) -> None:
    assert results(world, typed) == expected


def test_a_field_comes_with_its_sentence(world: World) -> None:
    (first, *_) = at(world, "topi")
    assert first.label == "topic: A section has this topic, and the article opens there."


def test_words_are_offered_by_how_many_articles_have_them(world: World) -> None:
    found = [(each.label, each.count) for each in at(world, "ha") if each.count is not None]
    assert found == [("harbour", 3)]  # `had` is one of the very common words


@pytest.mark.parametrize(
    "typed", ["topic:", "outlet:", "outlet:=w", "kind:", "series:", "dump:", "date:", "is:", "after:"]
)
def test_a_count_is_what_the_completed_query_finds(world: World, typed: str) -> None:
    found = results(world, typed)
    assert found
    for text, count in found:
        assert world.engine.search(parse(text, TODAY), SearchRequest(text)).total == count, text


def test_names_are_offered_by_kind_and_mended_by_the_doctor(tmp_path: Path) -> None:
    names = {
        1: ("people", "Ilse Maren"),
        2: ("places", "Karrow"),
        3: ("places", "Karrow, Upper"),
        4: ("people", "Maro"),
    }
    articles = [(n, numbers) for n, numbers in enumerate(((1, 2), (1, 3), (4,)), 1)]
    documents = [IndexDocument(n, "Report", ("Envoys met.",)) for n, _ in articles]
    world = World(tmp_path, [(each, row(each.key, each)) for each in documents])
    sources = Sources(names=lambda: NumberedNames(names, iter(articles)))
    world.engine = Engine(tmp_path, world.catalogue, sources)
    assert results(world, "people:mar") == [("people:maro", 1), ("people:ilse-maren", 2)]
    assert results(world, "place:k") == [("place:=karrow", 1), ("place:karrow-upper", 1)]
    assert results(world, 'place:"karrow, u') == [('place:"Karrow, Upper"', 1)]
    assert results(world, "name:il") == [("name:ilse-maren", 2)]
    assert repairs(world, "people:marn") == {"people:maro": 1, "people:ilse-maren": 2}
    assert repairs(world, "person:maren-ilse") == {"person:ilse-maren": 2}
    assert repairs(world, "people:karrow") == {"place:karrow": 2, "name:karrow": 2}


PIECES = (
    "topic:",
    "outlet:=",
    '"',
    "“",
    ",",
    "(",
    ")",
    "-",
    "#",
    "=",
    " ",
    "2031-",
    "..",
    "fer",
    "Brenn",
    "\u200b",
    "é",
)


@pytest.mark.parametrize("seed", range(200))
def test_anything_may_be_typed(world: World, seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(PIECES, k=chance.randint(1, 8)))
    for cursor in (-1, *range(len(text) + 2)):
        found = complete(text, cursor, world.engine, TODAY)
        assert len(found) <= MOST
        for each in found:
            assert 0 <= each.start <= max(0, min(cursor, len(text))) <= each.end <= len(text)


def test_the_library_completes_and_diagnoses_what_was_added(tmp_path: Path) -> None:
    dump = tmp_path / "march.txt"
    dump.write_text(DUMP, encoding="utf-8")
    with open_library(tmp_path / "archive") as library:
        library.add([dump])
        library.update_index(lambda _: None, lambda: False)
        assert [(each.text, each.count) for each in library.complete("topic:ai", 8)] == [("aid", 1)]
        assert [each.text for each in library.complete("fer", 3)] == ["ferry"]
        request = SearchRequest("brenvik shells")
        assert library.diagnose(request).repairs[0].query == "brennvik shells"
        page = library.search(SearchRequest("shells lorries"))
        hits = library.hits(page, 0, 5)
        assert (page.total, [hit.partial for hit in hits]) == (1, [False, True])


def test_without_an_index_values_are_offered_and_words_are_not(tmp_path: Path) -> None:
    world = World(tmp_path, [])
    document = IndexDocument(1, "Shells hit Brennvik harbour", ("Shells fell.",))
    world.catalogue = type(world.catalogue)([row(1, document, outlet="Harbour Wire")])
    world.engine.refresh(world.catalogue)
    assert results(world, "outlet:h") == [("outlet:harbour-wire", 1)]
    assert results(world, "shel") == []


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("ferry topic:", 13),
        ("ferry (-Source: ", 16),
        ("date:", 6),
        ("any:", 5),
        ("new:", None),
        ("ferry topic: aid", None),
        ("Lindholm:", None),
        ("topic", None),
        ('"topic:', None),
        ('"topic:"', None),
        ("", None),
    ],
)
def test_a_field_at_the_end_waits_for_its_value(text: str, column: int | None) -> None:
    fault = find_unfinished(text)
    assert (fault and fault.column) == column
