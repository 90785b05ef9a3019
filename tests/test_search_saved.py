"""Saved searches inside queries: `query:NAME` is what is saved under that name, as if it stood in brackets."""

from collections.abc import Iterator

import pytest

from reader.errors import QueryError
from reader.results import SearchRequest
from reader.search.explanation import explain
from reader.search.query.facet_edit import exclude, toggle
from reader.search.query.narrowing import chips, without_filters
from reader.search.repair.doctor import diagnose
from reader.search.saved_queries import MOST_NESTED, read_query
from reader.search.typing.completion import complete
from tests.language_desk import TODAY, Desk, article_of

TEXTS = (
    "The ferry left the harbour.",
    "The barge stayed.",
    "The ferry and the barge met at the harbour.",
    "Fog over the harbour.",
    "Envoys spoke of the loan.",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    articles = [article_of("T", (None, ("aid",) if n < 3 else ("diplomacy",), (text,))) for n, text in enumerate(TEXTS)]
    facts = [{"outlet": outlet} for outlet in ("Harbour Wire", "The Meridian", "Harbour Wire", "The Meridian", None)]
    return Desk(tmp_path_factory.mktemp("saved"), articles, facts)


@pytest.fixture
def desk(built: Desk) -> Iterator[Desk]:
    built.kept.saved = {}
    built.kept.save("boats", "ferry OR barge")
    built.kept.save("wire", "outlet:harbour-wire sort:-date")
    built.kept.save("port-watch", "harbour query:boats -is:read")
    built.kept.save("some", "ferry fog", "any")
    built.kept.save("all", "")
    yield built


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("query:boats", {1, 2, 3}),
        ("search:boats", {1, 2, 3}),
        ("QUERY:Boats", {1, 2, 3}),
        ("harbour query:boats", {1, 3}),
        ("-query:boats", {4, 5}),
        ("query:boats -barge", {1}),
        ("loan OR query:boats", {1, 2, 3, 5}),
        ("query:wire", {1, 3}),
        ("query:boats query:wire", {1, 3}),
        ("query:boats,some", {1, 2, 3, 4}),
        ("query:(boats OR some) harbour", {1, 3, 4}),
        ("query:port-watch", {1, 3}),
        ('query:"port watch"', {1, 3}),
        ("query:some", {1, 3, 4}),
        ("query:all fog", {4}),
        ("section:( query:boats topic:aid )", {1, 2, 3}),
        ("same:sentence( query:port-watch )", {1, 3}),
    ],
)
def test_what_a_saved_search_finds_in_a_query(desk: Desk, query: str, found: set[int]) -> None:
    assert desk.finds(query) == found


def test_words_of_a_saved_search_rank_and_its_order_does_not_count(desk: Desk) -> None:
    page = desk.page("query:boats")
    assert page.keys[0] == 3 and page.scores[0] > page.scores[1] > 0
    assert list(desk.page("query:wire").keys) == list(desk.page("outlet:harbour-wire").keys)


def test_any_takes_a_saved_search_as_one_term(desk: Desk) -> None:
    assert desk.finds("fog query:port-watch", match="any") == {1, 3, 4}


def test_how_it_is_read(desk: Desk) -> None:
    page = desk.page("query:Port-Watch new:")
    assert page.parsed == "(and (query port-watch) (new))"
    assert page.read_as == (
        "saved search port-watch (harbour AND (ferry OR barge) AND NOT read) AND new since your last visit"
    )
    found = explain(SearchRequest("query:boats loan"), desk.engine, desk.read)
    assert [(part.text, part.count) for part in found.parts] == [("query:boats", 3), ("loan", 1)]
    assert found.parts[0].meaning == "saved search boats (ferry OR barge)"
    assert [word.text for word in found.parts[0].words] == ["ferry", "barge"]


def test_its_filters_are_not_those_of_the_query(desk: Desk) -> None:
    """Choosing another outlet writes a term beside it, so the counts keep its own outlet."""
    page = desk.page("query:wire")
    assert [(value.value, value.count) for value in page.facets.outlet] == [("Harbour Wire", 2)]
    assert chips("ferry query:wire topic:aid", TODAY) == ("topic:aid",)
    assert without_filters("query:wire topic:aid", TODAY) == "query:wire"
    assert toggle("query:wire", "outlet", "The Meridian", TODAY) == "query:wire outlet:the-meridian"
    assert exclude("query:wire", "topic", "aid", TODAY) == "query:wire -topic:aid"


def refused(desk: Desk, query: str) -> tuple[int, str, str]:
    with pytest.raises(QueryError) as caught:
        desk.page(query)
    return caught.value.column, caught.value.fault, caught.value.repair


def test_an_unknown_name_is_an_error_with_its_place_and_the_nearest(desk: Desk) -> None:
    assert refused(desk, "fog query:boast") == (11, "no saved search boast", "boats")
    assert refused(desk, "query:boats,elephants") == (13, "no saved search elephants", "")
    assert refused(desk, "-query:(boats OR wires)") == (18, "no saved search wires", "wire")
    desk.kept.saved = {}
    assert refused(desk, "query:boats") == (7, "no search has been saved", "")


def test_a_ring_is_named(desk: Desk) -> None:
    desk.kept.save("a", "fog query:b")
    desk.kept.save("b", "query:c")
    desk.kept.save("c", "query:a")
    desk.kept.save("own", "query:own")
    said = "saved searches ask for each other in a ring: "
    assert refused(desk, "fog query:a") == (11, said + "a → b → c → a", "")
    assert refused(desk, "query:own") == (7, said + "own → own", "")
    with pytest.raises(QueryError, match="new → boats → new"):
        desk.kept.save("boats", "query:new")
        read_query("query:boats", TODAY, desk.kept.queries, inside=("new",))


def test_how_deep_they_may_stand_in_each_other(desk: Desk) -> None:
    desk.kept.save("s0", "fog")
    for n in range(1, MOST_NESTED + 1):
        desk.kept.save(f"s{n}", f"query:s{n - 1}")
    assert desk.finds(f"query:s{MOST_NESTED - 1}") == {4}
    column, fault, _ = refused(desk, f"query:s{MOST_NESTED}")
    assert column == 7 and fault.startswith("saved searches stand in each other more than 10 deep: s10 → s9")


def test_one_that_cannot_be_read_says_why(desk: Desk) -> None:
    desk.kept.save("broken", "fog outlt:wire")
    desk.kept.save("dangling", "query:gone")
    assert refused(desk, "query:broken") == (7, "the saved search broken cannot be read: column 5: no field outlt", "")
    assert refused(desk, "a query:dangling")[:2] == (9, "the saved search dangling asks for gone, which is not saved")


def test_the_limits_hold_for_all_of_it(desk: Desk) -> None:
    desk.kept.save("many", " OR ".join(f"w{n}" for n in range(60)))
    assert desk.finds("query:many") == set()
    column, fault, _ = refused(desk, "query:many,many,many,many")
    assert column and "at most 200 terms" in fault
    desk.kept.save("twice", "query:many query:many")
    desk.kept.save("often", "query:twice query:twice query:twice query:twice")
    assert "at most 200 terms" in refused(desk, "query:often")[1]
    desk.kept.save("deep", "(" * 12 + "fog" + ")" * 12)
    assert desk.finds("query:deep") == {4}
    assert "more than 20 deep" in refused(desk, "(" * 9 + "query:deep" + ")" * 9)[1]


def test_what_is_too_broad_in_it_is_said_at_its_name(desk: Desk) -> None:
    desk.kept.save("like-it", "like:none")
    column, fault, _ = refused(desk, "fog query:like-it")
    assert (column, fault) == (11, "no article has the id 'none'")


def test_relative_days_of_a_saved_search_count_from_today(desk: Desk) -> None:
    desk.kept.save("week", "date:7d..")
    assert "12 March 2031" in desk.page("query:week").read_as


def test_names_are_offered_with_what_they_find(desk: Desk) -> None:
    offered = [(each.text, each.count) for each in complete("query:", 6, desk.engine, TODAY)]
    assert offered == [("boats", 3), ("wire", 2), ("port-watch", 2), ("some", 3), ("all", 5)]
    assert [each.text for each in complete("fog query:boats,w", 17, desk.engine, TODAY)] == ["wire", "port-watch"]
    desk.kept.save("broken", "outlt:x")
    assert [(each.text, each.count) for each in complete("query:bro", 9, desk.engine, TODAY)] == [("broken", None)]


def test_the_doctor_counts_it_as_one_part(desk: Desk) -> None:
    found = diagnose(SearchRequest("loan query:boats"), desk.engine, TODAY, desk.read)
    assert [(part.text, part.count, part.note) for part in found.parts] == [("loan", 1, ""), ("query:boats", 3, "")]
    desk.kept.save("far", "elephants OR whales")
    (part,) = diagnose(SearchRequest("query:far"), desk.engine, TODAY, desk.read).parts
    assert (part.text, part.count, part.note) == ("query:far", 0, "it asks for elephants OR whales")
    assert ("query:boats", 3) in [(repair.query, repair.count) for repair in found.repairs]


def test_an_edited_saved_search_is_in_the_next_answer(desk: Desk) -> None:
    assert desk.finds("query:boats harbour") == {1, 3}
    desk.kept.save("boats", "fog")
    assert desk.finds("query:boats harbour") == {4}
