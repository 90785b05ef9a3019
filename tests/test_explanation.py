"""How a query was read, and its order as text: as the library tells the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.archive.filing import DumpFacts
from reader.archive.store import Archive
from reader.config import Config
from reader.errors import QueryError
from reader.library import Library
from reader.results import Diagnosis, SearchRequest
from tests.articles import make_article

FERRY = make_article("Ferry talks resume", "They talked in Brennvik. Both sides will talk again on Monday.")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    archive = Archive(tmp_path / "archive")
    archive.file_dump(Path("/dumps/a"), "march.txt", iter([FERRY]), lambda: DumpFacts("a", 1, "utf-8", "s", ()))
    archive.close()
    with Library(tmp_path / "archive", Config()) as library:
        library.update_index(lambda _: None, lambda: False)
        yield library


def test_each_part_has_its_meaning_its_count_and_what_its_words_stand_for(library: Library) -> None:
    found = library.explain(SearchRequest("talk brenn* -zebra the"))
    assert found.parsed == "(and talk (prefix brenn) (not zebra))"
    assert [(part.text, part.meaning, part.count) for part in found.parts] == [
        ("talk", "talk", 1),
        ("brenn*", "brenn*", 1),
        ("-zebra", "NOT zebra", 1),
    ]
    forms = {word.text: set(word.forms) for part in found.parts for word in part.words}
    assert forms == {"talk": {"talk", "talks", "talked"}, "brenn*": {"brennvik"}, "zebra": set()}
    assert "left out as very common: the; put them in quotes to search for them" in found.hints


def test_a_literal_word_stands_for_itself(library: Library) -> None:
    [part] = library.explain(SearchRequest("=talks")).parts
    assert [word.forms for word in part.words] == [("talks",)]


def test_a_query_that_cannot_be_read_is_not_explained(library: Library) -> None:
    with pytest.raises(QueryError):
        library.explain(SearchRequest("outlt:wire"))


def test_the_doctor_tells_each_part_as_it_is_counted(library: Library) -> None:
    told: list[Diagnosis] = []
    found = library.diagnose(SearchRequest("feri brennvik"), report=told.append)
    assert [len(each.parts) for each in told] == [1, 2]
    assert told[-1].parts == found.parts


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("ferry", "-date", "ferry sort:-date"),
        ("ferry sort:date", "-date", "ferry sort:-date"),
        ("ferry sort:outlet,-date", "title", "ferry sort:title"),
        ("sort:date ferry OR barge", "words", "ferry OR barge sort:words"),
        ('"sort:date" ferry', "date", '"sort:date" ferry sort:date'),
        ("", "title", "sort:title"),
    ],
)
def test_an_order_is_written_once_at_the_end(library: Library, text: str, order: str, expected: str) -> None:
    written = library.reordered(text, order)
    assert written == expected
    assert library.order_of(written) == order


def test_a_query_without_an_order_has_none(library: Library) -> None:
    assert library.order_of("ferry") == ""
