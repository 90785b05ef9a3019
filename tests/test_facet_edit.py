"""A facet changes its own top-level terms in the query's text and leaves everything else as it was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.search.query.describe import canonical
from reader.search.query.facet_edit import clear, exclude, only, toggle
from reader.search.query.narrowing import chips, filters_of, narrowed, without_filters
from reader.search.query.parser import parse
from reader.search.query.tree import And, Everything, Node

TODAY = date(2031, 3, 19)


@pytest.mark.parametrize(
    ("text", "field", "value", "expected"),
    [
        ("", "topic", "aid", "topic:aid"),
        ("ferry", "topic", "aid", "ferry topic:aid"),
        ("ferry topic:aid", "topic", "diplomacy", "ferry topic:aid,diplomacy"),
        ("ferry topic:aid,diplomacy", "topic", "aid", "ferry topic:diplomacy"),
        ("ferry topic:aid", "topic", "aid", "ferry"),
        ("topic:aid  ferry  talks", "topic", "aid", "ferry  talks"),
        ("ferry AND topic:aid AND talks", "topic", "aid", "ferry AND talks"),
        ("topic:aid AND ferry", "topic", "aid", "ferry"),
        ("ferry -topic:aid", "topic", "aid", "ferry topic:aid"),
        ("ferry NOT topic:aid,other", "topic", "aid", "ferry NOT topic:other topic:aid"),
        ("ferry OR barge", "topic", "aid", "(ferry OR barge) topic:aid"),
        ("ferry OR barge sort:-date", "topic", "aid", "(ferry OR barge) sort:-date topic:aid"),
        ("ferry OR topic:aid", "topic", "aid", "(ferry OR topic:aid) topic:aid"),
        ("(ferry topic:aid)", "topic", "aid", "(ferry topic:aid) topic:aid"),
        ("topic:(aid OR diplomacy)", "topic", "other", "topic:(aid OR diplomacy OR other)"),
        ("topic:(aid OR diplomacy)", "topic", "aid", "topic:(diplomacy)"),
        ("topic:(aid -other)", "topic", "aid", "topic:(aid -other) topic:aid"),
        ('source:"Harbour Wire" ferry', "outlet", "meridian", 'source:"Harbour Wire",meridian ferry'),
        ('source:"Harbour Wire",meridian', "outlet", "Harbour Wire", "source:meridian"),
        ("“frozen assets” Ferry", "outlet", "Harbour Wire", "“frozen assets” Ferry outlet:harbour-wire"),
        ("ferry", "outlet", "=Wire", "ferry outlet:=wire"),
        ("ferry outlet:=wire", "outlet", "wire", "ferry"),
        ("ferry", "dump", "march.txt", "ferry dump:march.txt"),
        ("ferry", "dump", "my file (2), new.txt", 'ferry dump:"my file (2), new.txt"'),
        ("ferry", "date", "2031-03-14", "ferry date:2031-03-14"),
        ('date:"14 March 2031" ferry', "date", "2031-03-14", "ferry"),
        ("date:2031-03-14", "date", "2031-03-15", "date:2031-03-14,2031-03-15"),
        ("#check ferry", "tag", "check", "ferry"),
        ("#check ferry", "tag", "later", "#check,later ferry"),
        ("ferry", "agency", "=North Line", "ferry agency:=north-line"),
        ("wire:northline", "agency", "courier", "wire:northline,courier"),
        ("ferry", "series", "Border diary", "ferry series:border-diary"),
        ("ferry", "series", "1396", 'ferry series:"1396"'),
        ('series:"1396" ferry', "series", "1396", "ferry"),
        ("series:1396 ferry", "series", "Border diary", "series:1396,border-diary ferry"),
        ("ferry kind:news", "kind", "key-events", "ferry kind:news,key-events"),
        ("ferry", "people", "=Ilse Maren", "ferry people:=ilse-maren"),
        ("person:maren", "people", "Ilse Maren", "person:maren,ilse-maren"),
        ("ferry", "place", "=Karrow, Upper", "ferry place:=karrow-upper"),
        ('place:"Karrow, Upper" ferry', "place", "karrow upper", "ferry"),
        ("ferry", "org", "Straits Council", "ferry org:straits-council"),
        ("organisation:council ferry", "org", "council", "ferry"),
    ],
)
def test_toggle(text: str, field: str, value: str, expected: str) -> None:
    assert toggle(text, field, value, TODAY) == expected
    parse(expected, TODAY)


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("ferry", "aid", "ferry -topic:aid"),
        ("ferry -topic:aid", "aid", "ferry"),
        ("ferry -topic:aid", "other", "ferry -topic:aid -topic:other"),
        ("ferry topic:aid,diplomacy", "aid", "ferry topic:diplomacy -topic:aid"),
        ("ferry OR barge", "aid", "(ferry OR barge) -topic:aid"),
        ("", "aid", "-topic:aid"),
    ],
)
def test_exclude(text: str, value: str, expected: str) -> None:
    assert exclude(text, "topic", value, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("topic:aid ferry -topic:other topic:diplomacy", "topic", "ferry"),
        ("after:2031-03-10 ferry before:2031-03-14 date:2031", "date", "ferry"),
        ("topic:aid AND topic:aid ferry", "topic", "ferry"),
        ("(topic:aid) ferry", "topic", "(topic:aid) ferry"),
        ("ferry OR topic:aid", "topic", "ferry OR topic:aid"),
    ],
)
def test_clear(text: str, field: str, expected: str) -> None:
    assert clear(text, field, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "field", "value", "expected"),
    [
        ("outlet:wire,meridian ferry -outlet:courier", "outlet", "=Harbour Wire", "ferry outlet:=harbour-wire"),
        ("outlet:meridian ferry", "outlet", "meridian", "outlet:meridian ferry"),
        ("ferry date:7d..", "date", "2031-03-10..2031-03-16", "ferry date:2031-03-10..2031-03-16"),
        ("after:2031-03-10 ferry", "date", "2031-03-10..", "after:2031-03-10 ferry"),
    ],
)
def test_only(text: str, field: str, value: str, expected: str) -> None:
    assert only(text, field, value, TODAY) == expected


def values(text: str, field: str) -> tuple[set[str], set[str]]:
    found = filters_of(text, [field], TODAY)
    return set(found.included[field]), set(found.excluded[field])


def test_included_and_excluded_values() -> None:
    text = 'ferry topic:aid,Diplomacy -topic:other (topic:weather) source:"Harbour Wire" date:last-week'
    assert values(text, "topic") == ({"aid", "diplomacy"}, {"other"})
    assert values(text, "outlet") == ({"harbour-wire"}, set())
    assert values(text, "date") == ({"2031-03-10..2031-03-16"}, set())
    assert values("ferry OR topic:aid", "topic") == (set(), set())


FILTERED = "topic:aid ferry -outlet:wire AND day:1396 title:talks #check new: is:undated date:7d.. sort:-date"


def test_chips_are_the_filters_as_typed() -> None:
    assert chips(FILTERED, TODAY) == (
        "topic:aid", "-outlet:wire", "day:1396", "#check", "new:", "is:undated", "date:7d..",
    )  # fmt: skip
    assert chips("ferry NOT topic:(aid -other) -section:(a topic:x)", TODAY) == ("NOT topic:(aid -other)",)
    assert chips("ferry OR topic:aid", TODAY) == chips("(topic:aid) any:(a b)", TODAY) == ()
    assert chips("like:a7c1 id:b query:x ferry", TODAY) == ()
    assert chips("“frozen assets” source:“Harbour Wire” –topic:aid", TODAY) == ("source:“Harbour Wire”", "–topic:aid")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FILTERED, "ferry title:talks sort:-date"),
        ("topic:aid", ""),
        ("ferry AND topic:aid AND -topic:other AND talks", "ferry AND talks"),
        ("ferry OR topic:aid", "ferry OR topic:aid"),
        ("(ferry OR barge) topic:(aid OR other)", "(ferry OR barge)"),
        ("like:a7c1 topic:aid", "like:a7c1"),
        ("", ""),
    ],
)
def test_lifting_all_filters(text: str, expected: str) -> None:
    assert without_filters(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "more", "expected"),
    [
        ("ferry", "talks", "ferry talks"),
        ("", "talks", "talks"),
        ("ferry", " ", "ferry"),
        ("ferry OR barge", "talks", "(ferry OR barge) talks"),
        ("ferry", "talks OR truce", "ferry (talks OR truce)"),
        ("ferry OR barge sort:date", "talks", "(ferry OR barge) talks sort:date"),
        ("ferry sort:date", "talks sort:words", "ferry talks sort:words"),
        ("ferry -talks", "-fog", "ferry -talks -fog"),
        ("any:(a b)", "topic:aid,other", "any:(a b) topic:aid,other"),
    ],
)
def test_narrowing_asks_for_both(text: str, more: str, expected: str) -> None:
    assert narrowed(text, more, TODAY) == expected


@pytest.mark.parametrize(("text", "more"), [("ferry", "outlt:wire"), ("(ferry", "talks"), ("a " * 200, "b " * 200)])
def test_narrowing_by_what_cannot_be_read_is_an_error(text: str, more: str) -> None:
    with pytest.raises(QueryError):
        narrowed(text, more, TODAY)


def test_a_value_that_no_query_can_name_is_refused() -> None:
    for value in ("!!!", ""):
        with pytest.raises(QueryError):
            toggle("ferry", "outlet", value, TODAY)
    with pytest.raises(QueryError):
        toggle("ferry", "title", "talks", TODAY)


BASES = st.sampled_from(
    ["", "ferry", "ferry talks", "port (ferry OR barge)", "-topic:other", "“frozen assets” Lindholm", "outlet:wire",
     "title:ferry NOT fog", "sort:date ferry", "#check", "any:( ferry toll )", "topic:aid", "ferry AND outlet:=wire"],
)  # fmt: skip
VALUES = st.text(min_size=1, max_size=20).filter(lambda text: any(c.isalnum() for c in text))


@given(
    BASES, st.sampled_from(["outlet", "topic", "dump", "agency", "series", "kind", "people", "place", "org"]), VALUES
)
def test_the_same_key_takes_a_value_out_again(text: str, field: str, value: str) -> None:
    try:
        once = toggle(text, field, value, TODAY)
    except QueryError:
        return
    wanted, _ = values(once, field)
    if len(wanted) > len(values(text, field)[0]):
        again = toggle(once, field, value, TODAY)
        assert parse(again, TODAY).canonical == parse(text, TODAY).canonical


@given(BASES, st.sampled_from(["outlet", "topic"]), VALUES)
def test_excluding_twice_is_nothing(text: str, field: str, value: str) -> None:
    try:
        once = exclude(text, field, value, TODAY)
    except QueryError:
        return
    if values(text, field)[0] == values(once, field)[0]:
        assert parse(exclude(once, field, value, TODAY), TODAY).canonical == parse(text, TODAY).canonical


PARTS = st.lists(
    st.sampled_from(
        ["ferry", "talks OR truce", "-fog", "topic:aid", "(a OR b) c", "title:ferry", "NOT outlet:=wire", "sort:date",
         '"frozen assets"', "loan NEAR crowns", "any:( a b )", "section:( a OR b )", "a AND b", "date:7d.."]
    ),
    max_size=3,
).map(" ".join)  # fmt: skip


def operands(tree: Node) -> tuple[Node, ...]:
    if isinstance(tree, And):
        return tuple(each for operand in tree.operands for each in operands(operand))
    return () if isinstance(tree, Everything) else (tree,)


@given(PARTS, PARTS)
def test_a_narrowed_query_means_both(text: str, more: str) -> None:
    try:
        wanted = [query.canonical for query in (parse(text, TODAY), parse(more, TODAY)) if operands(query.tree)]
    except QueryError:  # an order twice
        return
    found = parse(narrowed(text, more, TODAY), TODAY)
    both = [canonical(each) for part in (text, more) for each in operands(parse(part, TODAY).tree)]
    assert [canonical(each) for each in operands(found.tree)] == both
    assert bool(wanted) == (found.tree != Everything())
