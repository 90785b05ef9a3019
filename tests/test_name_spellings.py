"""Names in several spellings meet each other in a search, also those that no table holds."""

from collections.abc import Iterator

import pytest

from reader.library import Library, open_library
from reader.results import SearchRequest

PIECES = {
    "first": "Envoy Oleg Dravenko spoke in Karrow on Friday. Dravenko said the talks in Kyiv would go on.",
    "second": "Mr Oleg Dravenka said on Monday that the ferry had left. The minister met Dravenka in Kiev.",
    "third": "The harbour office said that prices of grain rose. Nobody named a minister in the capital.",
    "fourth": "Governor Sergei Bulavin told reporters in Lindholm that Bulavin, he said of himself, was tired.",
    "fifth": "Governor Sergey Bulavin told the Harbour Wire in Lindholm that he would stay, Bulavin said.",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("names")
    dump = folder / "march.txt"
    dump.write_text(
        "".join(f"Report number {name}\n14 March 2031\n\n{text}\nSource link\n" for name, text in PIECES.items()),
        encoding="utf-8",
    )
    with pytest.MonkeyPatch.context() as patch:
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            patch.setenv(f"XDG_{kind}_HOME", str(folder / kind.lower()))
        with open_library(folder / "archive") as found:
            found.add([dump])
            found.update_index(lambda _: None, lambda: False)
            yield found


def found(library: Library, query: str) -> set[str]:
    page = library.search(SearchRequest(query))
    return {hit.title.removeprefix("Report number ") for hit in library.hits(page, 0, page.total)}


@pytest.mark.parametrize("query", ["Dravenko", "Dravenka", "dravenko", "dravenka"])
def test_a_name_that_no_table_holds_meets_its_other_spelling(library: Library, query: str) -> None:
    assert found(library, query) == {"first", "second"}


@pytest.mark.parametrize("query", ["Kyiv", "Kiev", "kiev"])
def test_spellings_of_the_table_meet(library: Library, query: str) -> None:
    assert found(library, query) == {"first", "second"}


@pytest.mark.parametrize("query", ["=Dravenko", "=dravenko", '"Oleg Dravenko"'])
def test_the_very_form_is_had_by_a_sign(library: Library, query: str) -> None:
    assert found(library, query) == {"first"}


def test_first_names_meet_too(library: Library) -> None:
    assert found(library, "Sergei Bulavin") == {"fourth", "fifth"}


def test_a_place_is_asked_for_in_either_spelling(library: Library) -> None:
    assert found(library, "place:kiev") == found(library, "place:kyiv") == {"first", "second"}


def test_words_that_are_no_names_keep_to_themselves(library: Library) -> None:
    assert found(library, "grain") == {"third"}
    assert found(library, "tired") == {"fourth"}


def test_names_are_in_the_record(library: Library) -> None:
    people = {name for key in library.all_keys() for name in library.article_by_key(key).names.people}
    assert {"Oleg Dravenko", "Oleg Dravenka"} <= people
