"""A query is read as its reference says, or refused with the column of what is wrong."""

from datetime import date
from pathlib import Path

import pytest

from reader.errors import QueryError
from reader.search.query.describe import canonical_error
from reader.search.query.fields import FIELDS, FieldRule, find_field
from reader.search.query.nearest import edits, find_nearest
from reader.search.query.parser import parse
from reader.search.query.tree import SortKey

DATA = Path(__file__).parent / "data" / "query"
TODAY = date(2031, 3, 19)


def cases(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    kept = [line.strip() for line in lines if line.strip() and not line.startswith("# ")]
    return list(zip(kept[::2], kept[1::2], strict=True))


def read(text: str) -> str:
    try:
        return parse(text, TODAY).canonical
    except QueryError as error:
        return canonical_error(error)


def refused(text: str) -> QueryError:
    with pytest.raises(QueryError) as caught:
        parse(text, TODAY)
    return caught.value


def test_there_are_forty_reference_parses() -> None:
    assert len(cases("parses.txt")) == 40


@pytest.mark.parametrize(("query", "expected"), cases("parses.txt"))
def test_reference_parses(query: str, expected: str) -> None:
    assert read(query) == expected


@pytest.mark.parametrize(("query", "expected"), cases("errors.txt"))
def test_errors_name_column_fault_and_repair(query: str, expected: str) -> None:
    assert read(query) == expected


@pytest.mark.parametrize(
    ("form", "first", "last"),
    [
        ("2031-03-14", "2031-03-14", "2031-03-14"),
        ('"14 March 2031"', "2031-03-14", "2031-03-14"),
        ("14-mar-2031", "2031-03-14", "2031-03-14"),
        ("14–Mar–2031", "2031-03-14", "2031-03-14"),
        ("2031-03", "2031-03-01", "2031-03-31"),
        ("march-2031", "2031-03-01", "2031-03-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("2031-W11", "2031-03-10", "2031-03-16"),
        ("7d", "2031-03-12", "2031-03-12"),
        ("2w", "2031-03-05", "2031-03-05"),
        ("3m", "2030-12-19", "2030-12-19"),
        ("1y", "2030-03-19", "2030-03-19"),
        ("today", "2031-03-19", "2031-03-19"),
        ("Yesterday", "2031-03-18", "2031-03-18"),
        ("monday", "2031-03-17", "2031-03-17"),
        ("wednesday", "2031-03-19", "2031-03-19"),
        ("thursday", "2031-03-13", "2031-03-13"),
        ("this-week", "2031-03-17", "2031-03-23"),
        ("last-week", "2031-03-10", "2031-03-16"),
        ('"last week"', "2031-03-10", "2031-03-16"),
        ("this-month", "2031-03-01", "2031-03-31"),
        ("last-month", "2031-02-01", "2031-02-28"),
        ("this-year", "2031-01-01", "2031-12-31"),
        ("last-year", "2030-01-01", "2030-12-31"),
        ("2031-03-01/2031-03-14", "2031-03-01", "2031-03-14"),
        ("2031-02..2031-03", "2031-02-01", "2031-03-31"),
        ('"10 March 2031".."14 March 2031"', "2031-03-10", "2031-03-14"),
        ("..2031-03-14", "*", "2031-03-14"),
        ("[* TO 2031-03-14]", "*", "2031-03-14"),
    ],
)
def test_date_forms(form: str, first: str, last: str) -> None:
    assert read(f"date:{form}") == f"(date {first} {last})"


def test_a_day_that_a_shorter_month_lacks_becomes_its_last() -> None:
    assert parse("date:1m", date(2031, 3, 31)).canonical == "(date 2031-02-28 2031-02-28)"
    assert parse("date:1y", date(2032, 2, 29)).canonical == "(date 2031-02-28 2031-02-28)"


@pytest.mark.parametrize("form", ["9999y", "0000", "0000-01", "2031-13", "2031-W54", "2031-W00", "31-feb-2031"])
def test_days_that_do_not_exist_are_refused(form: str) -> None:
    assert refused(f"date:{form}").column == 6


def test_after_and_before_include_the_day_or_span_named() -> None:
    assert read("newer:2031-03 older:2031-03") == "(and (date 2031-03-01 *) (date * 2031-03-31))"


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200b", "*"])
def test_an_empty_query_is_everything(text: str) -> None:
    query = parse(text, TODAY)
    assert (query.canonical, query.read_as, query.words_only) == ("*", "every article", False)


@pytest.mark.parametrize(
    ("query", "canonical"),
    [
        ("Lindholm: talks", "(and (exact lindholm) talks)"),
        ("10:30", '(phrase "10 30")'),
        ("topic: aid", "(and topic aid)"),
        ("the ferry", "ferry"),
        ("the of", "(and the of)"),
        ("the (of a) ferry", "ferry"),
        ('"the ferry"', '(phrase "the ferry")'),
        ("=the ferry", "(and (literal the) ferry)"),
        ("ferry -the", "ferry"),
        ("WHO said", "(and (exact who) said)"),
        ("loan NEAR the", "(near 10 loan the)"),
        ("title:the ferry", "(and (title the) ferry)"),
        ("title:(the ferry)", "(title ferry)"),
        ("title:(loan NEAR/3 crowns)", "(title (near 3 loan crowns))"),
        ("title:=strike", "(title (literal strike))"),
        ("=cease-fire", '(phrase "cease fire")'),
        ("Maren’s", "(exact maren)"),
        ("U.S.", "(exact us)"),
        ("ferry's 1,396 105.5", "(and ferry 1396 105.5)"),
        ("ＦＥＲＲＹ", "(exact ferry)"),
        ("„frozen assets“ «two words»", '(and (phrase "frozen assets") (phrase "two words"))'),
        ("ferry –barge −toll", "(and ferry (not barge) (not toll))"),
        ("ferry - barge", "(and ferry barge)"),
        ("--ferry", "ferry"),
        ("NOT NOT NOT ferry", "(not ferry)"),
        ("loan NEAR crowns NEAR barge", "(near 10 loan crowns barge)"),
        ("loan NEAR crowns ADJ/2 barge", "(adj 2 (near 10 loan crowns) barge)"),
        ("topic:(aid -other)", "(and (topic aid) (not (topic other)))"),
        ("day:(391 OR 1,396)", "(or (day 391 391) (day 1396 1396))"),
        ("series:1,396", "(day 1396 1396)"),
        ("words:300..600 words:<=9 day:>=5", "(and (words 300 600) (words * 9) (day 5 *))"),
        ('place:"Karrow, Upper"', "(place karrow-upper)"),
        ("place:karrow,upper", "(or (place karrow) (place upper))"),
        ("OUTLET:Harbour-Wire", "(outlet harbour-wire)"),
        ("outlet:harb*", "(outlet harb*)"),
        ("is:dup is:flagged is:new", "(and (is duplicate) (is starred) (new))"),
        ("is:unread,starred", "(or (is unread) (is starred))"),
        ('dump:"my file.txt" id:A7c', '(and (dump "my file.txt") (id A7c))'),
        ("same:section( brennvik topic:aid )", "(same section (and brennvik (topic aid)))"),
        ("any:(ferry OR toll)", "(any ferry toll)"),
        ("ferry sort:outlet,-date", "(sort outlet,-date ferry)"),
        ("sort:date", "(sort date *)"),
        ("who (if any) pays ?", "(and any pays)"),
    ],
)
def test_details_of_reading(query: str, canonical: str) -> None:
    assert read(query) == canonical


@pytest.mark.parametrize("rule", [rule for rule in FIELDS if rule.aliases], ids=lambda rule: rule.name)
def test_aliases_are_the_field(rule: FieldRule) -> None:
    assert all(find_field(alias) is rule for alias in rule.aliases)


@pytest.mark.parametrize("rule", FIELDS, ids=lambda rule: rule.name)
def test_every_example_in_the_table_of_fields_can_be_read(rule: FieldRule) -> None:
    assert rule.sentence.endswith(".") and parse(rule.example, TODAY).read_as


def test_words_for_people_show_every_bracket() -> None:
    query = parse("brennvik topic:fighting,diplomacy date:2031-03-10..2031-03-16", TODAY)
    assert query.read_as == "brennvik AND (fighting OR diplomacy) AND 10 to 16 March 2031"
    assert parse("port ferry OR barge sort:-date", TODAY).read_as == "(port AND ferry) OR barge · oldest first"


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("date:2031-03", "March 2031"),
        ("date:2031", "2031"),
        ("date:2031-03-14", "14 March 2031"),
        ("date:2031-02-28..2031-03-02", "28 February to 2 March 2031"),
        ("date:2030-12-30..2031-01-02", "30 December 2030 to 2 January 2031"),
        ("after:2031-03-10", "from 10 March 2031"),
        ("before:2031-03-14", "until 14 March 2031"),
        ("words:>800", "801 or more words"),
        ("day:1391..1396", "day 1,391 to 1,396"),
    ],
)
def test_spans_in_words(query: str, words: str) -> None:
    assert parse(query, TODAY).read_as == words


@pytest.mark.parametrize("query", ["ferry", "ferry talks", '"frozen assets" Lindholm', "=strike (ferry talks)", "the"])
def test_words_and_phrases_are_words_only(query: str) -> None:
    assert parse(query, TODAY).words_only


@pytest.mark.parametrize("query", ["ferry OR barge", "-fog", "fer ferr*", "title:ferry", "any:(a b)", "topic:aid", "*"])
def test_anything_else_is_not_words_only(query: str) -> None:
    assert not parse(query, TODAY).words_only


@pytest.mark.parametrize(
    ("query", "remark"),
    [
        ("port ferry OR barge", "AND goes before OR"),
        ("talks or truce", "or is a word here"),
        ("topic: aid", "topic: is a word here"),
        ("the ferry", "left out as very common: the"),
        ("ferry -- barge", "left out, no letters or digits: --"),
        ("outlet:wire outlet:meridian", "outlet:wire,meridian means either"),
        ('"brennv*"', "in quotes * stands for nothing"),
        ("/boat/ ferry", "not as a regular expression"),
    ],
)
def test_what_may_surprise_is_said(query: str, remark: str) -> None:
    assert any(remark in hint for hint in parse(query, TODAY).hints)


def test_a_plain_query_has_no_hint() -> None:
    assert parse("ferry talks (port OR barge) topic:aid .", TODAY).hints == ()


@pytest.mark.parametrize(
    ("query", "column", "said"),
    [
        ("a" * 513, 513, "512 characters"),
        ("a" * 100_000, 513, "512 characters"),
        ("ferry " * 5_000, 513, "512 characters"),
        ("(" * 2_000, 513, "512 characters"),
        ("(" * 21 + "a" + ")" * 21, 21, "20 brackets"),
        ("topic:(" * 21, 147, "20 brackets"),
        ("ferry " + "a" * 129, 7, "128 characters"),
        ("outlet:" + "a" * 129, 8, "128 characters"),
        ("b " * 201, 401, "200 terms"),
        ('"' + "b " * 201 + '"', 1, "200 terms"),
    ],
)
def test_limits(query: str, column: int, said: str) -> None:
    error = refused(query)
    assert error.column == column and said in error.fault


def test_what_is_within_the_limits_is_read() -> None:
    assert read("(" * 20 + "ferry" + ")" * 20) == "ferry"
    assert read("b " * 200).count("b") == 200
    assert read("a" * 128) == "a" * 128
    assert read("NOT " * 127 + "a") == "(not a)"
    assert read("-" * 511 + "b") == "(not b)"


def test_columns_count_what_was_typed() -> None:
    assert refused("“ferry” outlt:wire").column == 9
    assert refused("fer\u200bry outlt:wire").column == 8


def test_sort_keys() -> None:
    assert parse("sort:Title,-words", TODAY).sort == (SortKey("title"), SortKey("words", reverse=True))


@pytest.mark.parametrize(
    ("left", "right", "distance"),
    [("unraed", "unread", 1), ("outlt", "outlet", 1), ("a", "a", 0), ("", "ab", 2), ("ferry", "barge", 3)],
)
def test_swapped_neighbours_count_one_edit(left: str, right: str, distance: int) -> None:
    assert edits(left, right) == edits(right, left) == distance


def test_nearest_prefers_what_begins_alike_and_never_guesses_wildly() -> None:
    assert find_nearest("dat", ("day", "date")) == "date"
    assert find_nearest("xy", ("is", "id")) == ""
