"""The search engine over a real archive: what it asks there comes back right."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.archive.filing import DumpFacts
from reader.archive.store import Archive
from reader.article import Article, Names, Series
from reader.errors import QueryError
from reader.results import SearchRequest
from reader.searching import Searching
from tests.articles import make_article

DIARY = make_article(
    "Border diary",
    headed=[
        ("Fighting", ["fighting"], ["Shells fell on Brennvik. Four were killed."]),
        ("Aid", ["aid"], ["A loan of 30 crowns for Brennvik."]),
    ],
    standfirst="The loan was paid",
    kind="key-events",
    agency="Northline",
    series=Series("Border diary", 1396),
    names=Names(("Ilse Maren",), ("Brennvik", "Karrow, Upper"), ("Straits Council",)),
)
FERRY = make_article(
    "Ferry talks", "Talks on the ferry. It sails again.", names=Names(("Anton Maren",), ("Brennvik",)), kind="news"
)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    made = Archive(tmp_path / "archive")
    yield made
    made.close()


@pytest.fixture
def searching(archive: Archive, tmp_path: Path) -> Iterator[Searching]:
    file(archive, "march.txt", DIARY, FERRY)
    file(archive, "april.txt", FERRY)
    made = Searching(archive, tmp_path / "index")
    made.update(lambda _: None, lambda: False)
    yield made
    made.close()


def file(archive: Archive, dump: str, *articles: Article) -> None:
    archive.file_dump(Path("/dumps") / dump, dump, iter(articles), lambda: DumpFacts(dump, 1, "utf-8", "s", ()))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("section:( brennvik topic:aid )", {"Border diary"}),
        ("section:( shells topic:aid )", set()),
        ("section:( brennvik -topic:aid )", {"Border diary"}),
        ("same:sentence( killed four )", {"Border diary"}),
        ("same:sentence( killed shells )", set()),
        ("same:paragraph( killed shells )", {"Border diary"}),
        ("same:sentence( ferry talks )", {"Ferry talks"}),
        ("same:paragraph( loan paid )", {"Border diary"}),
        ("section:( loan paid )", set()),
        ("agency:northline kind:key-events day:1,396", {"Border diary"}),
        ("people:maren", {"Border diary", "Ferry talks"}),
        ('place:"Karrow, Upper"', {"Border diary"}),
        ("name:straits-council", {"Border diary"}),
        ("is:duplicate", {"Ferry talks"}),
        ("since:today", {"Border diary", "Ferry talks"}),
        ("since:today new:", {"Border diary", "Ferry talks"}),
        (f"id:{FERRY.id}", {"Ferry talks"}),
        (f"id:{FERRY.id[:9].upper()}", {"Ferry talks"}),
        ("id:0123456789abcdef", set()),
        ("id:zz", set()),
    ],
)
def test_every_kind_of_question(searching: Searching, archive: Archive, text: str, found: set[str]) -> None:
    page = searching.search(SearchRequest(text), lambda: False)
    assert {article.title for article in archive.articles(list(page.keys))} == found


def test_new_is_what_came_after_the_last_visit(searching: Searching, archive: Archive) -> None:
    archive.keep_visit(2_000_000_000_000)
    assert searching.search(SearchRequest("new:"), lambda: False).total == 0


def test_names_are_counted(searching: Searching) -> None:
    names = searching.name_facets(SearchRequest("brennvik OR ferry"), 10, lambda: False)
    assert [(each.value, each.count) for each in names.place] == [("Brennvik", 2), ("Karrow, Upper", 1)]
    assert names.distinct == (2, 2, 1)


def test_like_asks_for_what_is_related(archive: Archive, tmp_path: Path) -> None:
    file(archive, "march.txt", DIARY, FERRY)
    keys = archive.keys_in_order()
    searching = Searching(archive, tmp_path / "index", lambda key: [(key, 0.9)])
    assert list(searching.search(SearchRequest(f"like:{FERRY.id}"), lambda: False).keys) == [keys[1]]
    assert searching.search(SearchRequest("like:0123456789abcdef"), lambda: False).total == 0
    searching.close()


def test_like_without_related_articles_is_an_error_with_its_column(searching: Searching) -> None:
    with pytest.raises(QueryError, match="like:") as caught:
        searching.search(SearchRequest(f"ferry like:{FERRY.id}"), lambda: False)
    assert caught.value.column == 7


def test_a_hit_opens_at_the_section_that_was_asked_for(searching: Searching, archive: Archive) -> None:
    request = SearchRequest("section:( brennvik topic:aid )")
    page = searching.search(request, lambda: False)
    (article,) = archive.articles(list(page.keys))
    reading = searching.read(article, request)
    assert article.parts()[reading.opens_at].text == "A loan of 30 crowns for Brennvik."


def test_the_text_of_a_query_is_edited(searching: Searching) -> None:
    assert searching.narrow("ferry OR barge", "talks") == "(ferry OR barge) talks"
    assert searching.without_filters("ferry topic:aid people:maren") == "ferry"
    assert searching.chips("ferry topic:aid -people:maren") == ("topic:aid", "-people:maren")
    assert searching.edit_query("ferry", "include", "people", "=Ilse Maren") == "ferry people:=ilse-maren"
    filters = searching.filters("ferry org:council -place:karrow")
    assert filters.included["org"] == {"council"} and filters.excluded["place"] == {"karrow"}
    assert filters.chips == ("org:council", "-place:karrow")


def lit(searching: Searching, article: Article, text: str) -> list[str]:
    reading = searching.read(article, SearchRequest(text))
    parts = article.parts()
    return [parts[mark.part].text[mark.start : mark.end] + f" {mark.part}" for mark in reading.marks]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("brennvik", ["Brennvik 3", "Brennvik 5"]),
        ("section:( brennvik topic:aid )", ["Brennvik 5"]),
        ("section:( brennvik shells )", ["Shells 3", "Brennvik 3"]),
        ("section:( brennvik -loan )", ["Brennvik 3"]),
        ("section:( brennvik -topic:fighting )", ["Brennvik 5"]),
        ("section:( brennvik -outlet:meridian )", ["Brennvik 3", "Brennvik 5"]),
        ("section:( brennvik topic:aid ) brennvik", ["Brennvik 3", "Brennvik 5"]),
        ("same:sentence( killed four )", ["Four 3", "killed 3"]),
        ("same:sentence( shells OR four )", ["Shells 3", "Four 3"]),
        ("same:sentence( (shells OR four) -killed )", ["Shells 3"]),
        ("same:paragraph( loan paid )", ["loan 1", "paid 1"]),
        ("section:( title:diary loan )", ["diary 0", "loan 5"]),
        ("fell NEAR/2 brennvik", ["fell 3", "Brennvik 3"]),
        ("fell NEAR/1 brennvik", []),
    ],
)
def test_what_lights_up_stands_where_it_was_asked_for(searching: Searching, text: str, marks: list[str]) -> None:
    assert lit(searching, DIARY, text) == marks
