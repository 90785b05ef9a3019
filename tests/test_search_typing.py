"""The word that is being typed counts as the beginning of a word too; once it is whole it is the word itself."""

from pathlib import Path

import pytest

from reader.results import SearchRequest
from reader.search.index.snapshot import MOST_EXPANSIONS
from reader.search.repair.doctor import diagnose
from tests.language_desk import TODAY, Desk, article_of, written

TEXTS = (
    "Karrow is quiet.",
    "The Karrowmen spoke. The Karrowmen left. The Karrowmen of Karrowdale spoke again.",
    "Talks went on in Karrowdale.",
    "Fog over the harbour.",
    "They talked of fog in the harbours of Karrow and Karrowdale.",
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    articles = [article_of("T", (None, ("aid",), (text,))) for text in TEXTS]
    return Desk(tmp_path_factory.mktemp("typing"), articles, [{"outlet": "Harbour Wire"}] * 3)


@pytest.mark.parametrize(
    ("query", "found", "read_as"),
    [
        ("kar", {1, 2, 3, 5}, "kar…"),
        ("Kar", {1, 2, 3, 5}, "Kar…"),
        ("karrowd", {2, 3, 5}, "karrowd…"),
        ("fog kar", {5}, "fog AND kar…"),
        ("fog OR karrowd", {2, 3, 4, 5}, "fog OR karrowd…"),
        ("outlet:wire ( karrowm )", {2}, "outlet wire AND karrowm…"),
        ("any:( fog karrowm )", {2, 4, 5}, "any of (fog, karrowm…)"),
        ("same:sentence( talk karr )", {3, 5}, "in one sentence (talk AND karr…)"),
        ("talk", {3, 5}, "talk…"),  # its own forms, whether they begin so or not
        ("ka", set(), "ka"),
        ("kar OR fog sort:date", {4, 5}, "kar OR fog · newest first"),
        ("kar topic:aid", set(), "kar AND aid"),
        ("-karrowd", {1, 2, 3, 4, 5}, "NOT karrowd"),
        ("=kar", set(), "=kar"),
        ("title:kar", set(), "kar in the title"),
        ("fog NEAR kar", set(), "fog NEAR/10 kar"),
        ('fog "in kar"', set(), 'fog AND "in kar"'),
        ("kar.", set(), "kar"),
        ("kar*", {1, 2, 3, 5}, "kar*"),
    ],
)
def test_what_is_found_while_typing(desk: Desk, query: str, found: set[int], read_as: str) -> None:
    page = desk.page(query, typing=True)
    assert (set(page.keys), page.read_as) == (found, read_as)
    assert page.total == len(found) and page.request.query == query


def test_the_whole_word_comes_first_in_its_own_order(desk: Desk) -> None:
    whole, typed = desk.page("karrow"), desk.page("karrow", typing=True)
    assert set(whole.keys) == {1, 5}
    assert list(typed.keys)[:2] == list(whole.keys) and set(typed.keys[2:]) == {2, 3}
    assert typed.keys[2] == 2  # the one that has words which begin so most often
    assert desk.page("karrow", typing=True, match="any").keys == typed.keys
    assert desk.page("karrow sort:date").total == 2


def test_a_long_answer_goes_on_behind_the_whole_words(tmp_path: Path) -> None:
    texts = ["ferry boat " * (n % 3 + 1) for n in range(300)] + ["ferryman boat " * (n % 5 + 1) for n in range(300)]
    desk = written(tmp_path, *texts)
    whole, typed = desk.page("ferry"), desk.page("ferry", typing=True)
    assert typed.total == 600 and sorted(typed.keys) == list(range(1, 601))
    assert list(typed.keys)[:300] == list(whole.keys) and typed.keys[450] > 300
    assert list(typed.keys)[300:] == list(desk.page("ferrym*").keys)
    assert typed.keys.index(600) == list(typed.keys).index(600) and 601 not in typed.keys


def test_counts_go_by_what_is_listed(desk: Desk) -> None:
    page = desk.page("karrowd", typing=True)
    assert [(value.value, value.count) for value in page.facets.outlet] == [("Harbour Wire", 2)]
    request = SearchRequest("karrowd", typing=True)
    assert desk.engine.count(desk.read(request), request) == 3
    assert desk.page("karrowd").total == 0


def test_a_beginning_of_too_many_words_is_the_word_alone(tmp_path: Path) -> None:
    many = " ".join(f"kar{n:04}x" for n in range(MOST_EXPANSIONS + 1))
    desk = written(tmp_path, many, "A kar stood there.")
    page = desk.page("kar", typing=True)
    assert (set(page.keys), page.read_as) == ({2}, "kar")
    assert desk.finds("kar00", typing=True) == {1}


def test_saved_searches_stand_beside_the_word(desk: Desk) -> None:
    desk.kept.save("kar", "fog")
    assert desk.finds("query:kar karrowd", typing=True) == {5}
    assert desk.finds("query:kar", typing=True) == {4, 5}
    assert str(TODAY.year) not in desk.page("query:kar", typing=True).read_as


def test_half_a_word_that_was_run_is_mended_to_what_it_begins(desk: Desk) -> None:
    desk.kept.saved = {}
    request = SearchRequest("Karrowd")
    found = diagnose(request, desk.engine, TODAY, desk.read)
    assert (found.repairs[0].query, found.repairs[0].count) == ("Karrowd*", 3)
    found = diagnose(SearchRequest("karrowd fog elephants"), desk.engine, TODAY, desk.read)
    assert ("karrowd* fog", 1) in [(repair.query, repair.count) for repair in found.repairs]
