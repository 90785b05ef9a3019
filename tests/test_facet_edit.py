"""A facet changes its own top-level terms in the query's text and leaves everything else as it was typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.search.query.facet_edit import clear, exclude, included, only, toggle
from reader.search.query.parser import parse

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


def test_included_and_excluded_values() -> None:
    text = 'ferry topic:aid,Diplomacy -topic:other (topic:weather) source:"Harbour Wire" date:last-week'
    assert included(text, "topic", TODAY) == ({"aid", "diplomacy"}, {"other"})
    assert included(text, "outlet", TODAY) == ({"harbour-wire"}, set())
    assert included(text, "date", TODAY) == ({"2031-03-10..2031-03-16"}, set())
    assert included("ferry OR topic:aid", "topic", TODAY) == (set(), set())


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


@given(BASES, st.sampled_from(["outlet", "topic", "dump"]), VALUES)
def test_the_same_key_takes_a_value_out_again(text: str, field: str, value: str) -> None:
    try:
        once = toggle(text, field, value, TODAY)
    except QueryError:
        return
    wanted, _ = included(once, field, TODAY)
    if len(wanted) > len(included(text, field, TODAY)[0]):
        again = toggle(once, field, value, TODAY)
        assert parse(again, TODAY).canonical == parse(text, TODAY).canonical


@given(BASES, st.sampled_from(["outlet", "topic"]), VALUES)
def test_excluding_twice_is_nothing(text: str, field: str, value: str) -> None:
    try:
        once = exclude(text, field, value, TODAY)
    except QueryError:
        return
    if included(text, field, TODAY)[0] == included(once, field, TODAY)[0]:
        assert parse(exclude(once, field, value, TODAY), TODAY).canonical == parse(text, TODAY).canonical
