"""What a search answers, compared with a plain evaluation of the same query."""

import random
import subprocess
import sys
import threading
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from reader.errors import IndexFault, QueryError, StaleSearch, UsageError
from reader.results import SearchRequest
from reader.search.catalogue import Catalogue
from reader.search.engine import Engine
from reader.search.evaluate import conditions, field_of
from reader.search.index.document import IndexDocument
from reader.search.query.tree import (
    And,
    Any,
    DateRange,
    Everything,
    Exact,
    Field,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    SortKey,
    Title,
    Word,
)
from reader.text import slug
from tests.search_corpus import World, dated, holds, random_articles, random_tree, row, search, world_of


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Two hundred random articles, in several segments and with some replaced."""
    articles = random_articles(1, 200)
    world = World(tmp_path_factory.mktemp("crowd"), articles[:120])
    world.documents |= {document.key: document for document, _ in articles}
    world.rows = [row for _, row in articles]
    later = [document for document, _ in articles[120:]]
    world.store.update("archive", "2", later[:40])
    replaced = [document for document, _ in articles[:30]]
    world.store.update("archive", "3", later[40:] + replaced, [document.key for document in replaced])
    world.catalogue = Catalogue(world.rows)
    world.engine.refresh(world.catalogue)
    return world


def expected(world: World, tree: Node) -> list[int]:
    return [row.key for row in world.rows if holds(tree, world.documents[row.key], row)]


@pytest.mark.parametrize("seed", range(150))
def test_random_queries_find_what_a_plain_evaluation_finds(crowd: World, seed: int) -> None:
    tree = random_tree(random.Random(seed))
    assert sorted(crowd.search(tree).keys) == expected(crowd, tree), tree


@pytest.mark.parametrize("seed", range(60))
def test_a_facet_counts_the_articles_that_its_value_would_leave(crowd: World, seed: int) -> None:
    chance = random.Random(1000 + seed)
    tree = And(tuple(random_tree(chance, 1) for _ in range(3)))
    page = crowd.search(tree)
    for name in ("topic", "outlet", "date"):
        others = [node for node in conditions(tree) if field_of(node) != name]
        for value in getattr(page.facets, name):
            own = DateRange(value.value, value.value) if name == "date" else Field(name, slug(value.value), True)
            found = expected(crowd, And((*others, own)))
            assert value.count == len(found), (name, value)
            if name == "topic":
                rows = {row.key: dict(row.topics) for row in crowd.rows}
                assert value.sections == sum(rows[key][value.value] for key in found)
        counted = [value.count for value in getattr(page.facets, name)]
        assert 0 not in counted
        if name != "date":
            assert counted == sorted(counted, reverse=True)


def test_facets_leave_no_value_out(crowd: World) -> None:
    page = crowd.search(Everything())
    assert {value.value for value in page.facets.topic} == {"aid", "diplomacy", "fighting", "other"}
    outlets = Counter(row.outlet for row in crowd.rows if row.outlet)
    assert {value.value: value.count for value in page.facets.outlet} == outlets
    assert page.facets.undated == sum(row.date_first is None for row in crowd.rows)
    days = [value.value for value in page.facets.date]
    assert days == sorted({date.fromordinal(row.date_first).isoformat() for row in crowd.rows if row.date_first})


def test_inflections_answer_a_plain_word_only(tmp_path: Path) -> None:
    world = world_of(
        tmp_path / "index",
        ("One", "The ferries sailed."),
        ("Two", "A ferry sails."),
        ("Three", "New talks."),
        ("Four", "The news of the day."),
    )
    assert world.keys(Word("ferry")) == world.keys(Word("ferries")) == {1, 2}
    assert world.keys(Exact("ferry")) == {2}
    assert world.keys(Word("sailing")) == {1, 2}
    assert world.keys(Word("news")) == {4}
    assert world.keys(Word("new")) == {3}


@pytest.mark.parametrize(
    "text",
    [
        "the ministers’ talks in Karrow",
        "the MINISTER'S talks",
        "talks with the minister",
        "the\u00a0minister\u00a0spoke",
        "ＭＩＮＩＳＴＥＲ talks",
        "“minister”",
    ],
)
def test_case_quotes_width_and_blanks_hide_no_hit(tmp_path: Path, text: str) -> None:
    world = world_of(tmp_path / "index", ("A title", text), ("Another", "nothing of it"))
    assert world.keys(Word("minister")) == {1}


def test_accents_hide_no_hit(tmp_path: Path) -> None:
    world = world_of(
        tmp_path / "index",
        ("1", "Brännvik"),
        ("2", "Bra\u0308nnvik"),
        ("3", "BRANNVIK"),
        ("4", "Łódzka street, Ostrana"),
    )
    assert world.keys(Exact("brannvik")) == {1, 2, 3}
    assert world.keys(Exact("lodzka")) == {4}


def test_a_phrase_stays_within_one_part(tmp_path: Path) -> None:
    document = IndexDocument(1, "Frozen", ("assets of Veldmark", "the frozen", "assets"))
    world = World(tmp_path / "index", [(document, row(1, document))])
    assert world.keys(Phrase(("frozen", "assets"))) == set()
    assert world.keys(Phrase(("of", "veldmark"))) == {1}
    assert world.keys(Near(100, (Word("frozen"), Word("assets")))) == set()
    assert world.keys(And((Word("frozen"), Word("assets")))) == {1}


def test_near_takes_the_words_of_brackets_and_phrases(tmp_path: Path) -> None:
    world = world_of(
        tmp_path / "index", ("T", "the loan of thirty million crowns was paid"), ("T", "crowns and a loan")
    )
    million = Phrase(("million", "crowns"))
    assert world.keys(Near(3, (Word("loan"), million))) == {1}
    assert world.keys(Near(2, (Word("loan"), million))) == set()
    assert world.keys(Near(5, (Word("loan"), Or((Word("crowns"), Word("money")))), ordered=True)) == {1}
    assert world.keys(Near(9, (Word("loan"), Word("loan")))) == set()


def test_a_prefix_of_too_many_words_is_refused_with_the_number(tmp_path: Path) -> None:
    text = " ".join(f"abc{number}" for number in range(1100))
    world = world_of(tmp_path / "index", ("T", text), ("abc7 abd", "x"))
    said = r"`abc\*` is too broad: it stands for 1,100 words, more than 1,024"
    with pytest.raises(QueryError, match=said) as caught:
        world.search(And((Word("x"), Prefix("abc", column=9))))
    assert caught.value.column == 9
    assert world.keys(Title(Prefix("abc"))) == {2}
    assert world.keys(Prefix("abc10")) == {1}


def test_negations_range_over_what_is_indexed(tmp_path: Path) -> None:
    document = IndexDocument(1, "Ferry", ("x",))
    world = World(tmp_path / "index", [(document, row(1, document))])
    late = IndexDocument(2, "Not indexed yet", ("y",))
    world.engine.refresh(Catalogue([row(1, document), row(2, late, topics=(("aid", 1),))]))
    page = world.search(Not(Word("barge")))
    assert (list(page.keys), page.indexed, page.in_archive) == ([1], 1, 2)
    assert world.keys(Not(Field("topic", "other"))) == {1, 2}
    assert list(world.search(Everything()).keys) == [1, 2]


def test_articles_that_were_forgotten_are_no_hits(tmp_path: Path) -> None:
    world = world_of(tmp_path / "index", ("Ferry", "a"), ("Ferry", "b"))
    world.engine.refresh(Catalogue(world.rows[1:]))
    page = world.search(Word("ferry"))
    assert (list(page.keys), page.indexed) == ([2], 1)


def test_what_a_date_condition_left_out_undated_is_counted(tmp_path: Path) -> None:
    documents = [IndexDocument(key, "Ferry", ("x",)) for key in (1, 2, 3, 4)]
    facts = [dated("2031-03-02"), dated("2031-03-01", "2031-03-31"), {}, dated("2031-04-02")]
    rows = [row(document.key, document, **given) for document, given in zip(documents, facts, strict=True)]
    world = World(tmp_path / "index", list(zip(documents, rows, strict=True)))
    march = DateRange("2031-03-20", "2031-03-31")
    page = world.search(And((Word("ferry"), march)))
    assert (list(page.keys), page.left_out_undated) == ([2], 1)
    page = world.search(Not(march))
    assert (sorted(page.keys), page.left_out_undated) == ([1, 3, 4], 0)
    assert world.search(Word("ferry")).left_out_undated == 0
    assert [(value.value[-5:], value.count) for value in world.search(Everything()).facets.date] == [
        ("03-01", 1),
        ("03-02", 2),
        ("04-02", 1),
    ]


def test_orders(tmp_path: Path) -> None:
    documents = [
        IndexDocument(1, "Äpple", ("ferry",)),
        IndexDocument(2, "beta", ("ferry ferry ferry",)),
        IndexDocument(3, "Alpha", ("the ferry of Karrow",)),
        IndexDocument(4, "zeta", ("a b c d e f",)),
    ]
    facts: list[dict[str, object]] = [
        dated("2031-03-01") | {"outlet": "The Meridian"},
        dated("2031-03-03") | {"outlet": None},
        {"outlet": "Capital Desk"},
        dated("2031-03-03") | {"outlet": "Harbour Wire"},
    ]
    rows = [row(document.key, document, **given) for document, given in zip(documents, facts, strict=True)]
    world = World(tmp_path / "index", list(zip(documents, rows, strict=True)))

    def order(sort: str | None = None, tree: Node | None = None) -> list[int]:
        return list(world.search(tree or Everything(), sort=sort).keys)

    assert order() == order("date") == order("relevance") == [2, 4, 1, 3]
    assert order("-date") == [1, 2, 4, 3]
    assert order("words") == [4, 3, 2, 1]
    assert order("-words") == [1, 2, 3, 4]
    assert order("title") == [3, 1, 2, 4]
    assert order("-title") == [4, 2, 1, 3]
    assert order("outlet") == [3, 4, 1, 2]
    assert order("-outlet") == [1, 4, 3, 2]
    assert order("outlet,-date") == [3, 4, 1, 2]
    assert order(None, Word("ferry"))[0] == 2
    assert order("-relevance", Word("ferry"))[-1] == 2
    assert order("date", Word("ferry")) == [2, 1, 3]
    by_query = world.search(Everything(), (SortKey("title"),), sort="date")
    assert list(by_query.keys) == [3, 1, 2, 4]
    with pytest.raises(UsageError, match="no order 'size'"):
        order("size")


def test_a_word_of_the_headline_ranks_first(tmp_path: Path) -> None:
    world = world_of(
        tmp_path / "index", ("Talks", "of the ferry and of much else"), ("The ferry", "and of much else there")
    )
    page = world.search(Word("ferry"))
    assert list(page.keys) == [2, 1]
    assert page.scores[0] > page.scores[1] > 0
    assert list(world.search(Field("outlet", "x")).scores) == []
    assert list(world.search(Word("ferry"), sort="date").scores) == [0.0, 0.0]


def test_match_any_takes_one_of_the_words_and_keeps_the_conditions(tmp_path: Path) -> None:
    world = world_of(tmp_path / "index", ("Ferry toll", "x"), ("Ferry", "x"), ("Toll", "fog"), ("None", "x"))
    tree = And((Word("ferry"), Word("toll"), Not(Word("fog"))))
    page = world.search(tree, match="any")
    assert list(page.keys) == [1, 2]
    assert world.keys(tree) == {1}
    assert world.keys(Any((Word("ferry"), Word("toll")))) == {1, 2, 3}


def test_sections_are_those_of_the_topics_asked_for(tmp_path: Path) -> None:
    document = IndexDocument(1, "T", ("x",))
    world = World(tmp_path / "index", [(document, row(1, document, topics=(("aid", 3), ("other", 1))))])
    assert world.search(Field("topic", "aid")).sections == 3
    assert world.search(Everything()).sections == 4
    assert world.search(Not(Field("topic", "diplomacy"))).sections == 4


def test_values_match_by_their_words(tmp_path: Path) -> None:
    document = IndexDocument(1, "T", ("x",))
    world = World(tmp_path / "index", [(document, row(1, document, outlet="Härbour–Wire", dump="march.txt"))])
    for value, whole, found in (
        ("harbour-wire", False, True),
        ("wire", False, True),
        ("wire", True, False),
        ("harbour-wire", True, True),
        ("harb", False, False),
        ("harb*", False, True),
        ("our-wire", False, False),
    ):
        assert world.keys(Field("outlet", value, whole)) == ({1} if found else set()), value
    assert world.keys(Field("dump", "march.txt")) == {1}


def test_what_cannot_be_answered_is_an_error_with_its_column(crowd: World) -> None:
    with pytest.raises(QueryError, match="related") as caught:
        crowd.search(And((Word("ferry"), Field("like", "a7c1e04b", column=4))))
    assert caught.value.column == 4


def test_the_answer_carries_its_request_and_how_the_query_was_read(crowd: World) -> None:
    query = Query("ferry", Word("ferry"), (), "ferry", "ferry", True, ("a hint",))
    request = SearchRequest("ferry")
    for _ in range(2):
        page = crowd.engine.search(query, request)
        assert (page.request, page.parsed, page.hints) == (request, "ferry", ("a hint",))
        request = SearchRequest("again")


def test_a_search_that_nobody_waits_for_stops(crowd: World) -> None:
    query = Query("x", Or((Word("ferry"), Word("stale"))), (), "", "", True)
    with pytest.raises(StaleSearch):
        crowd.engine.search(query, SearchRequest(), lambda: True)
    assert crowd.engine.search(query, SearchRequest(), lambda: False).total


def test_an_engine_belongs_to_one_thread(crowd: World) -> None:
    crowd.search(Word("ferry"))
    caught: list[Exception] = []

    def elsewhere() -> None:
        try:
            crowd.search(Word("talks"))
        except Exception as fault:
            caught.append(fault)

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert [type(fault) for fault in caught] == [RuntimeError]


def test_engines_of_several_threads_agree(crowd: World) -> None:
    barrier, faults = threading.Barrier(4), []

    def work() -> None:
        engine = Engine(crowd.store.folder, crowd.catalogue)
        barrier.wait()
        for number in range(60):
            tree = random_tree(random.Random(number))
            if sorted(search(engine, tree).keys) != expected(crowd, tree):
                faults.append(tree)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_without_an_index_words_find_nothing_and_filters_all(tmp_path: Path) -> None:
    document = IndexDocument(1, "Ferry", ("x",))
    engine = Engine(tmp_path / "none", Catalogue([row(1, document)]))
    assert list(search(engine, Everything()).keys) == [1]
    page = search(engine, Word("ferry"))
    assert (list(page.keys), page.indexed, page.in_archive) == ([], 0, 1)
    assert not (tmp_path / "none").exists()


def test_an_empty_archive_is_searched_too(tmp_path: Path) -> None:
    engine = Engine(tmp_path / "none", Catalogue([]))
    for tree in (Everything(), Word("ferry"), Not(Field("topic", "aid")), DateRange("2031-03-01", None)):
        assert search(engine, tree).total == 0


def test_a_damaged_index_is_a_fault_with_a_way_out(tmp_path: Path) -> None:
    world = world_of(tmp_path / "index", ("Ferry", "x" * 50), ("Talks", "y"))
    world.engine.close()
    for path in (tmp_path / "index" / "gen-1").glob("*.pst"):
        path.write_bytes(b"\0" * path.stat().st_size)
    with pytest.raises(IndexFault, match="damaged") as caught:
        world.search(Word("ferry"))
    assert "built again" in caught.value.hint
    assert list(world.search(Everything()).keys) == [1, 2]


def test_a_reader_outlives_a_commit_and_picks_it_up_on_refresh(tmp_path: Path) -> None:
    world = world_of(tmp_path / "index", ("Ferry", "x"), ("Talks", "ferry"))
    assert world.keys(Word("ferry")) == {1, 2}
    late = IndexDocument(3, "Ferry", ("late",))
    world.store.update("archive", "2", [late], [1])
    assert world.keys(Word("talks")) == {2}
    assert world.keys(Phrase(("ferry",))) == {1, 2}
    world.engine.refresh(Catalogue([*world.rows, row(3, late)]))
    assert world.keys(Word("ferry")) == {2, 3}


def test_a_rebuild_under_an_open_engine_is_survived(tmp_path: Path) -> None:
    world = world_of(tmp_path / "index", ("Ferry", "x"), ("Talks", "ferry barge"))
    assert world.keys(Word("ferry")) == {1, 2}
    world.store.update("archive", "2", world.documents.values(), rebuild=True)
    assert world.keys(Word("barge")) == {2}
    world.engine.refresh(world.catalogue)
    assert world.keys(Prefix("bar")) == {2}


def test_importing_the_engine_does_not_import_whoosh() -> None:
    code = (
        "import sys, reader.search.engine, reader.search.index.store, reader.search.index.process, "
        "reader.search.snippets;"
        "sys.exit(any(name.split('.')[0] == 'whoosh' for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
