"""What is read of each number: its value, unit, what it counts and its role."""

from datetime import date

import pytest

from reader.compare.quantities import find_quantities
from reader.compare.quantity import Quantity

FRIDAY = date(2031, 3, 14)


def only(text: str) -> Quantity:
    (found,) = find_quantities(text, FRIDAY)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It cost $105bn.", 105e9, "USD"),
        ("It cost $105 billion.", 105e9, "USD"),
        ("It cost $105 billon.", 105e9, "USD"),
        ("It cost US$5m.", 5e6, "USD"),
        ("It cost $US1.5 million.", 1.5e6, "USD"),
        ("It cost A$3.20.", 3.2, "AUD"),
        ("It cost 90 billion euros.", 90e9, "EUR"),
        ("It cost \u20ac90 billion.", 90e9, "EUR"),
        ("It cost EUR 90bn.", 90e9, "EUR"),
        ("It cost 3.2 mln dlrs.", 3.2e6, "USD"),
        ("It cost 38m crowns.", 38e6, "crown"),
        ("It cost half a million pounds.", 5e5, "GBP"),
        ("It rose 3-1/2 pct.", 3.5, "%"),
        ("It rose 3\u00bd percent.", 3.5, "%"),
        ("It fell 0.5 percentage points.", 0.5, "percentage point"),
        ("A third of the town is dark.", 100 / 3, "%"),
        ("It weighs 1,200 tonnes.", 1200, "tonne"),
        ("It is a 300-km road.", 300, "km"),
        ("It is 20 miles off.", 20, "mile"),
        ("It makes 450 MW.", 450, "MW"),
        ("It took nineteen hours.", 19, "hour"),
        ("It was 12 degrees.", 12, "degree"),
        ("A quake of magnitude 6.1 struck.", 6.1, "magnitude"),
        ("The quake measured 6.1 and was felt.", 6.1, "magnitude"),
        ("The sack weighs 6.6 pounds.", 6.6, "lb"),
        ("The sack costs 6.6 pounds.", 6.6, "GBP"),
        ("The reserves are 51 billion U.S. dollars.", 51e9, "USD"),
        ("A 6.1-magnitude quake struck.", 6.1, "magnitude"),
    ],
)
def test_a_measure_has_a_value_and_a_unit(text: str, value: float, unit: str) -> None:
    found = only(text)
    assert (found.kind, found.unit) == ("measure", unit)
    assert found.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "value", "label"),
    [
        ("It killed seven people.", 7, "killed"),
        ("The number of people killed by the fever stood at 61.", 61, "killed"),
        ("Passengers on the line numbered 2.9 million.", 2.9e6, "passenger"),
        ("The barge had a crew of twelve.", 12, "crew"),
        ("The wounded, 16 in all, went home.", 16, "wounded"),
        ("Twelve of the miners were killed.", 12, "miner killed"),
        ("Five were rushed to a clinic nearby.", 5, "hospitalised"),
        ("Five went to the hospital.", 5, "number"),
        ("Fifty people suffered minor injuries.", 50, "wounded"),
        ("Fifty people suffered, and injuries grew.", 50, "people"),
        ("About 1987 envoys came.", 1987, "envoy"),
        ("2,031 envoys came.", 2031, "envoy"),
        ("Killing four, it went on.", 4, "killed"),
        ("There were 8 dead.", 8, "killed"),
        ("It claimed the lives of six.", 6, "killed"),
        ("The deaths of eight were told.", 8, "killed"),
        ("The death toll stands at 41.", 41, "killed"),
        ("The death toll in the valley has climbed to forty-one.", 41, "killed"),
        ("Sixteen miners were killed.", 16, "miner killed"),
        ("It left 27 others hurt.", 27, "wounded"),
        ("Some two hundred and five houses were damaged.", 205, "house damaged"),
        ("They shot down 51 drones.", 51, "drone shot down"),
        ("A dozen long-range missiles came.", 12, "missile"),
        ("12 300 envoys came.", 12300, "envoy"),
        ("They freed 175 prisoners.", 175, "prisoner freed"),
        ("1.2 million people fled.", 1.2e6, "people"),
        ("30 wounded soldiers came.", 30, "soldier wounded"),
        ("A hundred and fifty-one people died.", 151, "killed"),
        ("Police put the number of missiles at four.", 4, "missile"),
        ("The number of injured rose to 32.", 32, "wounded"),
        ("The injured number 61.", 61, "wounded"),
        ("Confirmed cases climbed to 597.", 597, "infected"),
        ("Arrests rose to 40.", 40, "detained"),
        ("It was 15 people who lost their lives.", 15, "killed"),
        ("Three nurses are known to have died of the fever.", 3, "nurse killed"),
        ("Two nurses at the hospital in Pell are among the dead.", 2, "nurse killed"),
        ("Forty stalls went up in flames.", 40, "stall burned"),
        ("Debris set two silos alight.", 2, "silo burned"),
        ("Another 19 were taken to hospital.", 19, "hospitalised"),
        ("50 people are to be freed.", 50, "people"),
        ("Envoys went to 12 schools.", 12, "school"),
        ("12 people lost their homes.", 12, "people"),
        ("30 envoys sat with the wounded, among the dead lay more.", 30, "envoy"),
    ],
)
def test_a_count_says_what_it_counts(text: str, value: float, label: str) -> None:
    found = only(text)
    assert (found.kind, found.value, found.label) == ("count", value, label)


@pytest.mark.parametrize(
    "text",
    [
        "Border diary, day 1,396.",
        "Net of 1987 earnings fell.",
        "The Osk-27 jet landed.",
        "The Pell 300 landed.",
        "No one came.",
        "It is a 4x4.",
        "Flight 17 landed.",
        "They wrote H5N1 and G7.",
        "The code is 123456789012345678901234567890.",
        "It was the first half.",
        "The room is number 61.",
        "The wounded bus number 12 left.",
    ],
)
def test_numbers_that_are_names_are_no_quantities(text: str) -> None:
    assert [each for each in find_quantities(text, FRIDAY) if each.kind not in {"rank"}] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("It cost 45-50 billion crowns.", 45e9, 50e9),
        ("It cost between $45 and $50 billion.", 45e9, 50e9),
        ("It killed between three and five people.", 3, 5),
        ("It killed two or three people.", 2, 3),
        ("It killed at least 30 people.", 30, 45),
        ("It killed up to 30 people.", 15, 30),
    ],
)
def test_ranges_and_limits_have_two_ends(text: str, low: float, high: float) -> None:
    found = only(text)
    assert (found.low, found.high) == (low, high)
    assert not found.exact


def test_what_it_rose_from_is_an_earlier_state() -> None:
    before, now = find_quantities("The death toll rose from seven to eight.")
    assert (before.value, before.role, before.label) == (7, "earlier", "killed")
    assert (now.value, now.role, now.label) == (8, "grown", "killed")


def test_a_level_after_the_record_is_what_it_was() -> None:
    now, before = find_quantities("The rate rose to a record 3.0 percent, up from the previous record 2.9 percent.")
    assert (now.role, before.role) == ("grown", "earlier")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Rye went at 4,400 and 4,415 dollars.", ["USD", "USD"]),
        ("It owes 24 billion crowns now and 29 billion in spring.", ["crown", "crown"]),
        ("It owes 24 billion crowns and feeds 2 million people.", ["crown", None]),
        ("It has four boats and 15 crowns.", [None, "crown"]),
    ],
)
def test_a_unit_told_once_holds_for_two_numbers(text: str, units: list[str | None]) -> None:
    assert [each.unit for each in find_quantities(text)] == units


@pytest.mark.parametrize(
    ("text", "anchors"),
    [
        ("He was jailed for seven years.", {"sentence"}),
        ("They asked that he be jailed for seven years.", set()),
        ("It was built in seven years.", set()),
    ],
)
def test_what_a_court_gave_is_a_time_of_its_own(text: str, anchors: set[str]) -> None:
    assert only(text).anchors == anchors


def test_an_age_needs_no_hyphens() -> None:
    assert only("They found 27 year old Anna Holm guilty.").kind == "age"


def test_a_sum_told_again_in_brackets_is_one_sum() -> None:
    euros, dollars = find_quantities("A loan of 90 billion euros ($105bn) was agreed.")
    assert (euros.unit, dollars.unit) == ("EUR", "USD")
    assert euros.sum == dollars.sum


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Money supply rose 2.1 billion crowns.", "supply"),
        ("Profit fell sharply to 12 million crowns.", "profit"),
    ],
)
def test_a_sum_is_of_a_noun_and_not_of_an_adverb(text: str, noun: str) -> None:
    assert only(text).noun == noun


def test_some_of_a_number_are_a_part_of_it() -> None:
    roles = [
        each.role for each in find_quantities("It killed seven people, including two children, three of them boys.")
    ]
    assert roles == ["now", "part", "part"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It fell on Thursday.", "2031-03-13", "2031-03-13"),
        ("It fell on Friday.", "2031-03-14", "2031-03-14"),
        ("It will fall on Monday.", "2031-03-17", "2031-03-17"),
        ("It fell yesterday.", "2031-03-13", "2031-03-13"),
        ("It fell on 18 December.", "2030-12-18", "2030-12-18"),
        ("It fell on December 18, 2029.", "2029-12-18", "2029-12-18"),
        ("It fell on Dec. 18.", "2030-12-18", "2030-12-18"),
        ("It fell on Thursday, 6 March.", "2031-03-06", "2031-03-06"),
        ("It fell on 2031-02-03.", "2031-02-03", "2031-02-03"),
        ("It fell between 14 and 15 March.", "2031-03-14", "2031-03-15"),
        ("It fell in March 2030.", "2030-03-01", "2030-03-31"),
        ("It fell in 2029.", "2029-01-01", "2029-12-31"),
    ],
)
def test_dates_are_days(text: str, first: str | None, last: str | None) -> None:
    found = [each for each in find_quantities(text, FRIDAY) if each.kind in {"date", "year"}]
    days = [
        (date.fromordinal(int(each.low) + 1).isoformat(), date.fromordinal(int(each.high) + 1).isoformat())
        for each in found
    ]
    assert days == ([(first, last)] if first else [])


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_ends_of_the_calendar_are_no_fault(day: date) -> None:
    for text in (
        "It fell on Friday, 29 February and in May.",
        "It fell yesterday and will fall tomorrow, next Monday or on 31 December.",
        "It fell between 0001-01-01 and 9999-12-31, and on 1 January 2999.",
    ):
        assert all(0 <= each.low <= each.high < date.max.toordinal() for each in find_quantities(text, day))


def test_characters_are_those_of_the_whole_text() -> None:
    text = "Talks resumed. Seven people died in Karrow. It cost \u20ac90 billion."
    assert [text[each.start : each.end] for each in find_quantities(text)] == ["Seven", "\u20ac90 billion"]
