"""The query doctor: what each part finds, and repairs that are true to their count."""

import random
from datetime import date
from pathlib import Path

import pytest

from reader.errors import QueryError, StaleSearch
from reader.results import Diagnosis, SearchRequest
from reader.search.index.document import IndexDocument
from reader.search.query.parser import parse
from reader.search.query.tree import Query
from reader.search.repair.doctor import MOST_REPAIRS, diagnose
from tests.search_corpus import World, dated, row

TODAY = date(2031, 3, 19)
ARTICLES = (
    ("Shells hit Brennvik harbour", "Shells fell on Brennvik. The ferry had left.", "2031-03-13", "Harbour Wire"),
    ("Ferry talks in Lindholm", "Envoys spoke of the ceasefire on the Karrow ferry.", "2031-03-14", "The Meridian"),
    ("Pause at Brennvik holds", "A ceasefire holds. The frozen assets stay.", "2031-03-16", "Capital Desk"),
    ("Who pays for the Karrow road", "The loan of crowns pays. Assets are frozen. A cease fire holds.", None, None),
    ("Strikes on the harbour", "Dock workers struck for a day in Karrow.", "2031-03-10", "Lindholm Courier"),
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    articles = []
    for key, (title, text, day, outlet) in enumerate(ARTICLES, 1):
        document = IndexDocument(key, title, (text,))
        topics = (("diplomacy", 1),) if key in (2, 3) else (("fighting", 1),)
        facts = (dated(day) if day else {}) | {"outlet": outlet, "topics": topics, "dump": "march.txt"}
        articles.append((document, row(key, document, **facts)))
    return World(tmp_path_factory.mktemp("doctor"), articles)


def read(request: SearchRequest) -> Query:
    return parse(request.query, TODAY)


def examine(world: World, query: str) -> Diagnosis:
    return diagnose(SearchRequest(query), world.engine, TODAY, read)


def repairs(world: World, query: str) -> dict[str, int]:
    return {repair.query: repair.count for repair in examine(world, query).repairs}


def test_each_part_is_counted_alone_with_what_is_wrong_with_it(world: World) -> None:
    found = examine(world, "brenvik the ferry -topic:aid topic:weather date:2031-03-14..")
    assert [(part.text, part.count, part.note) for part in found.parts] == [
        ("brenvik", 0, "no such word here"),
        ("ferry", 2, ""),
        ("-topic:aid", 5, ""),
        ("topic:weather", 0, "no such topic here"),
        ("date:2031-03-14..", 2, "newest article: 16 March, 1 undated left out"),
    ]


@pytest.mark.parametrize(
    ("query", "note"),
    [
        ('"crowns loan"', "the words are here, not in a row"),
        ('"frozen barges"', "no such word here: barges"),
        ("=ferries", "this very form is not here"),
        ("zeppel*", "no word begins so"),
        ("title:assets", "in no headline"),
        ("date:2029", "oldest article: 10 March 2031, 1 undated left out"),
    ],
)
def test_a_part_that_finds_nothing_says_why(world: World, query: str, note: str) -> None:
    (part,) = examine(world, query).parts
    assert (part.count, part.note) == (0, note)


def test_the_nearest_spelling_comes_first_and_what_is_left_out_later(world: World) -> None:
    found = examine(world, "brenvik ferry").repairs
    assert (found[0].label, found[0].query, found[0].count) == ("brenvik → brennvik", "brennvik ferry", 1)
    assert ("leave out brenvik", "ferry", 2) in [(each.label, each.query, each.count) for each in found]
    assert "some of the words" not in {each.label for each in found}, "it would find what is left without brenvik"


@pytest.mark.parametrize(
    ("query", "repaired", "count"),
    [
        ("rbennvik", "brennvik", 2),
        ("Brenvik", "Brennvik", 2),
        ("title:brenvik", "title:brennvik", 2),
        ("title:(brenvik OR zeppelin)", "title:(brennvik OR zeppelin)", 2),
        ("cease -fire ceasfire", "cease -fire ceasefire", None),
        ("frry OR zeppelin", "ferry OR zeppelin", 2),
        ("Karow   ferrry", "Karrow   ferry", 1),
        ("cease fires Lindholm", "ceasefires Lindholm", None),
        ("cease-fire Lindholm", "ceasefire Lindholm", 1),
        ('"cease fire" Lindholm', '"ceasefire" Lindholm', 1),
        ("cease fire Lindholm", "ceasefire Lindholm", 1),
        ("frozenassets", '"frozen assets"', 1),
        ("outlet:harbor-wire", "outlet:harbour-wire", 1),
        ('outlet:"Harbor Wire" ferry', 'outlet:"Harbour Wire" ferry', 1),
        ("source:harbourwire", "source:harbour-wire", 1),
        ("topic:(diplomcy OR aid)", "topic:(diplomacy OR aid)", 2),
        ("topic:diplo ferry", "topic:diplomacy ferry", 1),
        ("outlet:meridian outlet:capital-desk", "outlet:meridian,capital-desk", 2),
        ("outlet:meridian ferry outlet:capital-desk,wire", "outlet:meridian,capital-desk,wire ferry", 2),
        ('"assets frozen"', '"assets frozen"~10', 2),
        ('"harbour shells"', '"harbour shells"~10', 1),
        ("=strike", "strike", 1),
        ("Ferries", "ferries", 2),
        ("outlet:=wire", "outlet:wire", 1),
        ("shells (ferry OR barge) zeppelin", "shells (ferry OR barge)", 1),
    ],
)
def test_a_repair_edits_the_typed_text_in_place(world: World, query: str, repaired: str, count: int | None) -> None:
    found = repairs(world, query)
    assert found.get(repaired) == count, found


@pytest.mark.parametrize(
    ("query", "repaired"),
    [
        ("shells NEAR/1 ferry", {"shells NEAR/10 ferry": 1, "shells AND ferry": 1}),
        ("ferry ADJ/2 shells", {"ferry NEAR/10 shells": 1, "ferry AND shells": 1}),
        ("(barge OR ferry) NEAR/2 left NEAR/2 shells", {"(barge OR ferry) NEAR/10 left NEAR/10 shells": 1}),
        ("envoys NEAR frozen", {}),
    ],
)
def test_words_that_are_not_so_near_are_sought_further_apart(
    world: World, query: str, repaired: dict[str, int]
) -> None:
    found = repairs(world, query)
    assert repaired.items() <= found.items()
    assert repaired or not [each for each in found if "NEAR" in each or "AND" in each]


def test_what_is_left_out_is_not_sought_further_apart(world: World) -> None:
    assert not [each for each in repairs(world, "zeppelin NOT shells NEAR/1 ferry") if "NEAR/10" in each]


def test_a_number_that_no_article_has_names_those_there_are_and_the_nearest(tmp_path: Path) -> None:
    articles = []
    for key, number in enumerate((1391, 1392, 1396, None), 1):
        document = IndexDocument(key, "Day of the ferry", ("The ferry left.",))
        articles.append((document, row(key, document, number=number, series="border-diary")))
    world = World(tmp_path, articles)
    (part,) = examine(world, "day:9999").parts
    assert (part.count, part.note) == (0, "numbers here: 1,391 to 1,396")
    assert repairs(world, "day:9999") == {"day:1396": 1}
    assert repairs(world, "ferry series:<5") == {"ferry series:1391": 1, "ferry": 4}
    assert list(repairs(world, "day:1394..1395"))[:2] == ["day:1396", "day:1392"]


def test_two_misspelt_words_are_mended_together_and_a_hopeless_one_left_out(world: World) -> None:
    assert examine(world, "brenvik harbor").repairs[0].query == "brennvik harbour"
    first = examine(world, "brenvik zzyzx harbour").repairs[0]
    assert (first.query, first.count) == ("brennvik harbour", 1)
    assert first.label == "brenvik → brennvik, leave out zzyzx"


def test_a_relative_date_is_counted_from_the_newest_article_where_the_archive_ends_earlier(world: World) -> None:
    later = date(2031, 6, 1)
    given = SearchRequest("brennvik date:last-week")

    def read_later(request: SearchRequest) -> Query:
        return parse(request.query, later)

    found = diagnose(given, world.engine, later, read_later)
    assert found.parts[1].note == "newest article: 16 March, 1 undated left out"
    weeks = diagnose(SearchRequest("date:this-week"), world.engine, later, read_later).repairs
    assert [(each.label, each.query, each.count) for each in weeks] == [
        ("date:this-week → 10 to 16 March 2031", "date:2031-03-10..2031-03-16", 4)
    ]


def test_words_only_offers_some_of_them_and_filters_do_not(world: World) -> None:
    assert examine(world, "shells envoys sort:date").repairs[-1].query == "any:( shells envoys ) sort:date"
    assert not any(each.label == "some of the words" for each in examine(world, "shells envoys topic:aid").repairs)


def test_what_is_excluded_is_never_respelt(world: World) -> None:
    assert not any("brennvik" in query for query in repairs(world, "zeppelin -brenvik"))


QUERY_WORDS = (
    *("brenvik", "ferry", "Karow", "the", "OR", "AND", "-shells", '"frozen assets"', "=strikes", "topic:diplomcy"),
    *("outlet:wire", "outlet:=desk", "(", ")", "date:2030", "zeppelin*", "any:(", "title:(", "sort:date", "“road”"),
)


def random_query(chance: random.Random) -> str:
    while True:
        text = " ".join(chance.choices(QUERY_WORDS, k=chance.randint(1, 7)))
        try:
            read(SearchRequest(text))
        except QueryError:
            continue
        return text


@pytest.mark.parametrize("seed", range(100))
def test_every_repair_finds_exactly_what_it_says(world: World, seed: int) -> None:
    text = random_query(random.Random(seed))
    query = read(SearchRequest(text))
    found = diagnose(SearchRequest(text), world.engine, TODAY, read)
    assert len(found.repairs) <= MOST_REPAIRS
    for repair in found.repairs:
        again = world.engine.search(read(SearchRequest(repair.query)), SearchRequest(repair.query))
        assert again.total == repair.count > 0
        assert again.parsed != query.canonical
    for part in found.parts:
        assert part.text in text


def test_a_diagnosis_that_nobody_waits_for_stops(world: World) -> None:
    with pytest.raises(StaleSearch):
        diagnose(SearchRequest("brenvik ferry"), world.engine, TODAY, read, lambda: True)


def test_a_part_that_takes_too_long_says_so(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reader.search.repair.trial.PART_SECONDS", -1.0)
    found = examine(world, "brenvik ferry")
    assert [part.note for part in found.parts] == ["too slow", "too slow"]
    assert found.repairs == ()


def test_the_request_is_counted_as_it_was_asked(world: World) -> None:
    given = SearchRequest("envoys zeppelin topic:fighting", match="any")
    found = diagnose(given, world.engine, TODAY, read)
    assert found.request == given
    for repair in found.repairs:
        asked = SearchRequest(repair.query, match="any")
        assert world.engine.search(read(asked), asked).total == repair.count


def test_without_an_index_filters_are_repaired_all_the_same(tmp_path: Path) -> None:
    document = IndexDocument(1, "Shells hit Brennvik harbour", ("Shells fell.",))
    empty = World(tmp_path, [])
    empty.catalogue = type(empty.catalogue)([row(1, document, outlet="Harbour Wire")])
    empty.engine.refresh(empty.catalogue)
    assert repairs(empty, "outlet:harbor-wire") == {"outlet:harbour-wire": 1}
    assert [part.count for part in examine(empty, "shels").parts] == [0]
