"""Conditions on what a reader did: `is:`, `tag:` and `has:`, their facet, and what a change makes of answers."""

from collections.abc import Iterator

import pytest

from reader.results import SearchRequest
from reader.search.repair.doctor import diagnose
from reader.search.typing.completion import complete
from tests.language_desk import TODAY, Desk, article_of

TEXTS = ("Envoys took the ferry.", "The ferry stayed.", "A bridge was built.", "Fog.", "The ferry burned.")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    articles = [article_of("T", (None, ("aid",) if n % 2 else (), (text,))) for n, text in enumerate(TEXTS)]
    facts = [{"outlet": "Harbour Wire"}, {"outlet": "The Meridian"}]
    return Desk(tmp_path_factory.mktemp("state"), articles, facts)


@pytest.fixture
def desk(built: Desk) -> Iterator[Desk]:
    built.kept.states, built.kept.tags, built.kept.saved = {}, {}, {}
    built.kept.did(read={1, 4}, starred={2}, marked={1, 2, 3}, note={5})
    built.kept.tag(check={1, 2}, To_check={3}, to_Chéck={4})
    yield built


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("is:read", {1, 4}),
        ("is:unread", {2, 3, 5}),
        ("-is:unread", {1, 4}),
        ("is:starred", {2}),
        ("is:flagged", {2}),
        ("is:marked ferry", {1, 2}),
        ("is:read,starred", {1, 2, 4}),
        ("is:(read OR starred) -is:marked", {4}),
        ("has:note", {5}),
        ("has:note is:unread ferry", {5}),
        ("tag:check", {1, 2, 3, 4}),
        ("#check", {1, 2, 3, 4}),
        ("label:CHECK", {1, 2, 3, 4}),
        ("tag:=check", {1, 2}),
        ('tag:"to check"', {3, 4}),
        ("tag:To-Check", {3, 4}),
        ("tag:che*", {1, 2, 3, 4}),
        ("tag:=check,to-check", {1, 2, 3, 4}),
        ("tag:heck", set()),
        ("-tag:=check", {3, 4, 5}),
        ("ferry -#to-check", {1, 2, 5}),
        ("tag:check tag:to-check", {3, 4}),
        ("section:( topic:aid is:read )", {4}),
    ],
)
def test_what_a_condition_finds(desk: Desk, query: str, found: set[int]) -> None:
    assert desk.finds(query) == found


def test_an_article_may_have_several_tags(desk: Desk) -> None:
    desk.kept.tag(check={1, 2, 5}, ferry={2, 5})
    assert desk.finds("tag:=check tag:ferry") == {2, 5}
    assert desk.finds("tag:=check -tag:ferry") == {1}


def test_without_any_state_everything_is_unread(desk: Desk) -> None:
    desk.kept.states, desk.kept.tags = {}, {}
    desk.kept.did()
    assert desk.finds("is:unread") == {1, 2, 3, 4, 5}
    assert desk.finds("is:starred") == desk.finds("has:note") == desk.finds("#check") == set()
    assert desk.page("").facets.tag == ()


def test_state_of_articles_that_are_gone_counts_for_nothing(desk: Desk) -> None:
    desk.kept.did(starred={2, 99})
    desk.kept.tag(gone={99})
    assert desk.finds("is:starred") == {2}
    assert "gone" not in {value.value for value in desk.page("").facets.tag}


def counts(desk: Desk, query: str) -> dict[str, int]:
    return {value.value: value.count for value in desk.page(query).facets.tag}


def test_tags_are_counted_over_the_hits_without_their_own_condition(desk: Desk) -> None:
    assert counts(desk, "") == {"check": 2, "to Chéck": 2}
    assert counts(desk, "ferry") == {"check": 2}
    assert counts(desk, "ferry #to-check") == {"check": 2}
    assert counts(desk, "-tag:=check") == {"check": 2, "to Chéck": 2}
    assert counts(desk, "outlet:meridian tag:nothing") == {"check": 1}


def test_a_facet_counts_what_its_value_would_leave(desk: Desk) -> None:
    desk.kept.tag(**{f"tag_{n}": {n, n + 1, 5} for n in range(1, 5)})
    for query in ("", "ferry", "is:unread", "topic:aid", "ferry -is:marked"):
        for value in desk.page(query).facets.tag:
            assert value.count == len(desk.finds(f'{query} tag:="{value.value}"')), (query, value)


def test_a_change_is_in_the_next_answer_though_the_query_is_the_same(desk: Desk) -> None:
    assert (desk.finds("ferry is:unread"), counts(desk, "ferry")) == ({2, 5}, {"check": 2})
    desk.kept.did(read={2, 5})
    desk.kept.tag(check={5})
    assert (desk.finds("ferry is:unread"), counts(desk, "ferry")) == ({1}, {"check": 1})
    desk.kept.did(note=set())
    assert desk.finds("has:note") == set()


def test_nothing_is_asked_again_without_a_change(desk: Desk) -> None:
    desk.finds("is:unread")
    before = list(desk.kept.asked)
    assert desk.finds("is:read ferry") == {1} and desk.finds("is:unread fog") == set()
    assert desk.kept.asked == before


def test_only_what_a_query_asks_for_is_looked_up(desk: Desk) -> None:
    desk.kept.asked.clear()
    desk.kept.did()
    desk.page("ferry topic:aid")
    assert desk.kept.asked == []


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("is:", [("unread", 3), ("read", 2), ("starred", 1), ("marked", 3), ("undated", 5), ("duplicate", 0)]),
        ("has:", [("note", 1)]),
        ("tag:", [("=check", 2), ("to-check", 2)]),
        ("#to", [("to-check", 2)]),
        ("#che", [("=check", 2), ("to-check", 2)]),
    ],
)
def test_values_are_offered_with_their_counts(desk: Desk, typed: str, offered: list[tuple[str, int]]) -> None:
    assert [(each.text, each.count) for each in complete(typed, len(typed), desk.engine, TODAY)] == offered


def test_offered_tags_follow_a_change(desk: Desk) -> None:
    complete("tag:", 4, desk.engine, TODAY)
    desk.kept.tag(harbour={1})
    assert "harbour" in [each.text for each in complete("tag:", 4, desk.engine, TODAY)]


def test_the_doctor_says_what_failed_and_mends_a_tag(desk: Desk) -> None:
    found = diagnose(SearchRequest("ferry #chekc has:note is:starred"), desk.engine, TODAY, desk.read)
    assert [(part.text, part.count, part.note) for part in found.parts] == [
        ("ferry", 3, ""),
        ("#chekc", 0, "no such tag here"),
        ("has:note", 1, ""),
        ("is:starred", 1, ""),
    ]
    desk.kept.did(starred=set(), read=set(), marked=set(), note=set())
    found = diagnose(SearchRequest("is:starred is:read has:note"), desk.engine, TODAY, desk.read)
    assert [part.note for part in found.parts] == ["nothing is starred", "nothing was read yet", "there are no notes"]
    found = diagnose(SearchRequest("ferry #chekc"), desk.engine, TODAY, desk.read)
    assert ("ferry #check", 2) in [(repair.query, repair.count) for repair in found.repairs]
