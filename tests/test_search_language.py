"""The rows of the query language against a small archive."""

from datetime import datetime
from pathlib import Path

import pytest

from reader.errors import QueryError
from reader.search.query.tree import Exact, Literally, Phrase, Prefix, Word
from tests.language_desk import Desk, article_of, written

# words near each other


def test_near_and_adj_join_words_phrases_and_brackets(tmp_path: Path) -> None:
    desk = written(
        tmp_path,
        "the loan of thirty million crowns was paid",
        "crowns and a loan",
        "Maren has now resigned",
        "the resigned Maren",
    )
    assert desk.finds("loan NEAR/4 crowns") == {1, 2}
    assert desk.finds("loan NEAR/3 crowns") == {2}
    assert desk.finds('"loan crowns"~4') == {1, 2}
    assert desk.finds("loan ADJ/4 crowns") == {1}
    assert desk.finds('loan NEAR/3 "million crowns"') == {1}
    assert desk.finds('loan NEAR/2 "million crowns"') == set()
    assert desk.finds("loan NEAR (money OR crowns)") == {1, 2}
    assert desk.finds("Maren ADJ/3 resigned") == {3}
    assert desk.finds("Maren NEAR resigned") == {3, 4}
    assert desk.finds("-loan NEAR crowns") == {3, 4}
    assert desk.finds("loan NEAR loan") == set()


def test_near_takes_a_place_for_each_of_its_words(tmp_path: Path) -> None:
    desk = written(tmp_path, "frozen assets", "assets of frozen assets", "ferry toll", "ferry toll ferry")
    assert desk.finds('"frozen assets" NEAR/5 assets') == {2}
    assert desk.finds("ferry NEAR ferry NEAR toll") == {4}
    assert desk.finds("(ferry OR toll) NEAR (ferry OR toll) NEAR (ferry OR toll)") == {4}


def test_near_stays_in_one_paragraph_and_in_the_title(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path,
        [
            article_of("The loan", (None, (), ("crowns were paid", "a loan", "talks"))),
            article_of("A loan in crowns", (None, (), ("x",))),
        ],
    )
    assert desk.finds("loan NEAR/100 crowns") == {2}
    assert desk.finds("title:(loan NEAR/2 crowns)") == {2}
    assert desk.finds("title:(loan NEAR/1 crowns)") == set()
    assert desk.finds('title:("loan crowns"~2)') == {2}


# what is known of an article


def at(day: str, hour: int = 12) -> int:
    """Seconds since 1970 at an hour of a day, where the computer stands."""
    return int(datetime.fromisoformat(f"{day}T{hour:02}:00").timestamp())


@pytest.fixture
def known(tmp_path: Path) -> Desk:
    facts = [
        {"agency": "Northline", "kind": "key-events", "series": "Border diary", "number": 1396,
         "added": at("2031-03-09")},
        {"agency": "North Line", "kind": "news", "series": "Border diary", "number": 391,
         "added": at("2031-03-10", 0)},
        {"kind": "opinion", "series": "1396", "number": 1396, "dump": "march.txt\napril.txt", "words": 900,
         "added": at("2031-03-12")},
        {"kind": "news", "places": 2, "words": 300, "added": at("2031-03-14"), "date_first": 741000},
    ]  # fmt: skip
    texts = ("ferry", "ferry talks", "ferry ferry talks", "talks")
    articles = [
        article_of("T", (None, (), (text,)), id=id)
        for text, id in zip(texts, ("a7c1", "a7d2", "b1", "b2"), strict=True)
    ]
    desk = Desk(tmp_path, articles, facts)
    desk.names = {1: (1, 2), 2: (4, 5, 6), 3: (3,)}
    desk.visit = at("2031-03-11")
    return desk


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("agency:northline", {1}),
        ("wire:north-line", {2}),
        ("agency:north*", {1, 2}),
        ("agency:northline,north-line", {1, 2}),
        ("kind:key-events", {1}),
        ("kind:=news", {2, 4}),
        ("kind:news,opinion", {2, 3, 4}),
        ("-kind:news", {1, 3}),
        ("series:border-diary", {1, 2}),
        ("series:diary day:1391..1396", {1}),
        ("day:1,396", {1, 3}),
        ("series:1396", {1, 3}),
        ('series:"1396"', {3}),
        ("day:(391 OR 1396)", {1, 2, 3}),
        ("day:>391", {1, 3}),
        ("day:<=391", {2}),
        ("day:..400", {2}),
        ("day:<391", set()),
        ("-day:1396", {2, 4}),
        ("words:>800", {3}),
        ("words:300..600", {4}),
        ("words:<=1", {1}),
        ("words:(2 OR 300 OR 900)", {2, 3, 4}),
        ("dump:april.txt", {3}),
        ("is:undated", {1, 2, 3}),
        ("is:duplicate", {3, 4}),
        ("is:dup -is:undated", {4}),
        ("is:undated,duplicate", {1, 2, 3, 4}),
        ("id:a7c1", {1}),
        ("id:b1,b2", {3, 4}),
        ("id:c", set()),
        ("since:2031-03-10", {2, 3, 4}),
        ("since:2031-03", {1, 2, 3, 4}),
        ("since:7d", {3, 4}),
        ("-since:2031-03-10", {1}),
        ("new:", {3, 4}),
        ("is:new ferry", {3}),
        ("people:maren", {1, 2}),
        ('name:"Ilse Maren"', {1}),
        ("people:=maren", set()),
        ("place:karrow", {1, 2}),
        ("place:=karrow", {1}),
        ('place:"Karrow, Upper"', {2}),
        ("people:karrow", {2}),
        ("name:karrow -people:karrow", {1}),
        ("org:straits-council", {3}),
        ("organisation:council,nobody", {3}),
        ("person:mar*", {1, 2}),
        ("-name:karrow", {3, 4}),
        ("like:b1", {2, 3}),
        ("like:b1 ferry", {2, 3}),
    ],
)
def test_filters(known: Desk, text: str, found: set[int]) -> None:
    assert known.finds(text) == found


def test_like_ranks_by_likeness(known: Desk) -> None:
    page = known.page("like:b1")
    assert (list(page.keys), [round(score, 1) for score in page.scores]) == ([3, 2], [90.0, 30.0])
    assert list(known.page("like:b1 sort:words").keys) == [3, 2]
    assert list(known.page("like:b1 sort:-words").keys) == [2, 3]


@pytest.mark.parametrize(
    ("text", "column", "fault"),
    [
        ("ferry id:a7", 7, "several articles have an id that begins with a7"),
        ("ferry like:none", 7, "no article has the id"),
    ],
)
def test_an_id_that_is_not_clear_is_an_error_with_its_column(known: Desk, text: str, column: int, fault: str) -> None:
    with pytest.raises(QueryError, match=fault) as caught:
        known.page(text)
    assert caught.value.column == column


def test_facets_of_every_field_are_counted_without_its_own_terms(known: Desk) -> None:
    facets = known.page("ferry kind:key-events").facets
    assert [(each.value, each.count) for each in facets.kind] == [("key-events", 1), ("news", 1), ("opinion", 1)]
    assert [(each.value, each.count) for each in facets.agency] == [("Northline", 1)]
    assert [(each.value, each.count) for each in facets.series] == [("Border diary", 1)]
    facets = known.page("ferry dump:april.txt").facets
    assert [(each.value, each.count) for each in facets.dump] == [("march.txt", 3), ("april.txt", 1)]


def test_names_are_counted_without_their_own_terms(known: Desk) -> None:
    names = known.names_in("")
    assert [(each.value, each.count) for each in names.people] == [("Anton Maren", 1), ("Ilse Maren", 1), ("Karrow", 1)]
    assert names.distinct == (3, 2, 1)
    names = known.names_in("people:=ilse-maren", 1)
    assert [(each.value, each.count) for each in names.people] == [("Anton Maren", 1)]
    assert [(each.value, each.count) for each in names.place] == [("Karrow", 1)]
    assert names.distinct == (3, 1, 0)
    assert known.names_in("talks -ferry").distinct == (0, 0, 0)


# words


def test_a_word_meets_the_other_spellings_of_a_name(tmp_path: Path) -> None:
    desk = written(tmp_path, "Karrow fell", "Karou fell", "the karous", "Karow", "in old Karou")
    desk.spelled = {"karrow": ("karou", "karow", "caro"), "karou": ("karrow",)}
    assert desk.finds("Karrow") == desk.finds("karrow") == {1, 2, 4, 5}
    assert desk.finds("Karou") == {1, 2, 5}
    assert desk.finds("=karrow") == desk.finds('"karrow"') == {1}
    assert desk.finds('"karrow fell"') == {1}
    assert desk.finds("old NEAR/1 Karrow") == {5}
    assert desk.finds("title:Karrow") == set()
    assert desk.engine.stands_for(Exact("karrow")) == ("karrow", "karou", "karow")
    assert desk.engine.stands_for(Word("fell")) == ("fell",)
    assert desk.engine.stands_for(Literally("karrow")) == ("karrow",)
    assert set(desk.engine.stands_for(Prefix("kar"))) == {"karrow", "karou", "karous", "karow"}
    assert desk.engine.stands_for(Phrase(("old", "karou"))) == desk.engine.stands_for(Word("nowhere")) == ()


def test_a_repeated_word_counts_each_time(tmp_path: Path) -> None:
    desk = written(tmp_path, "ferry talks more", "talks more words", "fog more words")
    once, twice = desk.page("ferry talks"), desk.page("ferry talks ferry")
    assert twice.scores[0] > once.scores[0]
    assert desk.finds("any:( ferry fog )") == {1, 3}
    assert desk.finds("ferry fog", match="any") == {1, 3}
    assert desk.page("any:( ferry talks fog )").keys[0] == 1


def test_a_prefix_of_too_many_words_says_how_many_and_what_would_help(tmp_path: Path) -> None:
    desk = written(tmp_path, " ".join(f"bren{n}" for n in range(1500)), "brennvik")
    with pytest.raises(QueryError, match=r"`bre\*` is too broad: it stands for 1,501 words.*add a letter") as caught:
        desk.page("ferry bre*")
    assert caught.value.column == 7
    assert desk.finds("brenn*") == {2}
