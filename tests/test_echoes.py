"""From a real archive: the numbers of a running series, and where else a passage stands."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.archive.filing import DumpFacts
from reader.archive.store import Archive
from reader.article import Series
from reader.config import Config
from reader.library import Library
from reader.results import SearchRequest
from tests.articles import make_article

SHELLS = "Shells fired from across the Osk set a grain store in Brennvik on fire, the port office said."
AGAIN = "A grain store in Brennvik was set on fire by shells fired across the Osk on Thursday, said the port office."
CALM = "No shots were heard along the river, monitors from Lindholm reported at dawn."


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    archive = Archive(tmp_path / "archive")
    articles = [
        make_article(f"Border diary, day {day:,}", text, outlet=outlet, series=Series("Border diary", day))
        for day, text, outlet in (
            (1394, CALM, "Harbour Wire"),
            (1396, SHELLS, "Harbour Wire"),
            (1399, f"{CALM} Again.", "The Meridian"),
            (1399, AGAIN, "Harbour Wire"),
        )
    ]
    more = make_article("Ferry talks resume", "Talks on the ferry resumed.")
    archive.file_dump(Path("/dumps/a"), "a", iter([*articles, more]), lambda: DumpFacts("a", 1, "utf-8", "s", ()))
    archive.close()
    with Library(tmp_path / "archive", Config()) as library:
        library.update_index(lambda _: None, lambda: False)
        yield library


def test_numbers_follow_each_other_over_gaps_in_the_same_outlet(library: Library) -> None:
    first, second, other, last, _ = library.all_keys()
    series, found = library.in_series(first, 1)
    assert series is not None and series.number == 1394
    assert found is not None and (found.key, found.number) == (second, 1396)
    assert (found := library.in_series(second, 1)[1]) is not None and found.key == last
    assert (found := library.in_series(last, -1)[1]) is not None and found.key == second
    assert (found := library.in_series(other, -1)[1]) is not None and found.key == second
    assert library.in_series(last, 1)[1] is None
    assert library.in_series(first, -1)[1] is None


def test_an_article_that_is_gone_or_in_no_series_has_no_numbers(library: Library) -> None:
    assert library.in_series(999, 1) == (None, None)
    assert library.in_series(library.all_keys()[-1], 1) == (None, None)


def test_a_passage_is_found_where_it_stands_in_other_words(library: Library) -> None:
    _, second, _, last, _ = library.all_keys()
    echo = library.find_echo(second, SHELLS)
    assert echo.others >= 1
    assert last in library.search(SearchRequest(echo.query)).keys
    assert "Brennvik" in echo.words


def test_a_passage_that_stands_nowhere_else_finds_nothing(library: Library) -> None:
    second = library.all_keys()[1]
    assert library.find_echo(second, "Nobody knows what a quokka eats.").query == ""


@pytest.mark.parametrize(
    "passage", ["", "the of and", 'OR AND ) "( NEAR/5', "\x1b[31m Brennvik grain fire", "x" * 5000]
)
def test_any_passage_can_be_asked_for(library: Library, passage: str) -> None:
    echo = library.find_echo(library.all_keys()[0], passage)
    assert len(echo.query) <= 512
