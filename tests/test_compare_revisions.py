"""Two texts of one article, met in two dumps: when they are compared it is known which is the earlier."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from reader.library import Library
from tests.keepers import FERRY, FERRY_AGAIN, FERRY_CORRECTED, SHELLS, open_at, write_dump


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Three dumps, each with a text of the same article; beside it another one."""
    with open_at(tmp_path) as opened:
        for name, fields in (("one", FERRY), ("two", FERRY_CORRECTED), ("three", FERRY_AGAIN)):
            opened.add([write_dump(tmp_path / f"{name}.jsonl", fields, SHELLS)])
        yield opened


def texts_of(library: Library) -> list[int]:
    """The keys of the three texts, the earliest first."""
    found = [key for key in library.all_keys() if library.article_by_key(key).title == FERRY[0]]
    return sorted(found, key=lambda key: library.article_by_key(key).words)


def test_the_later_of_two_texts_is_known_whichever_side_it_is_on(library: Library) -> None:
    first, second, _ = texts_of(library)
    for pair in ((first, second), (second, first)):
        revision = library.compare(*pair).revision
        assert revision is not None
        assert revision.later == library.article_by_key(second).id
        assert revision.day == datetime.now(UTC).date().isoformat()


def test_it_is_known_over_several_corrections(library: Library) -> None:
    first, _, third = texts_of(library)
    revision = library.compare(third, first).revision
    assert revision is not None
    assert revision.later == library.article_by_key(third).id


def test_a_correction_keeps_its_day_when_other_rules_read_the_text_anew(library: Library) -> None:
    first, _, third = texts_of(library)
    assert library._archive is not None
    with library._archive.database.writing() as connection:
        newest = "UPDATE revisions SET seconds = 0 WHERE number = (SELECT max(number) FROM revisions)"
        assert connection.execute(newest).rowcount == 1
    revision = library.compare(first, third).revision
    assert revision is not None
    assert revision.day == datetime.now(UTC).date().isoformat()


def test_two_reports_are_no_texts_of_one_article(library: Library) -> None:
    (shells,) = [key for key in library.all_keys() if library.article_by_key(key).title == SHELLS[0]]
    assert library.compare(texts_of(library)[0], shells).revision is None


@pytest.mark.parametrize("name", ["text", "markdown", "html"])
def test_it_is_written_in_the_heads(library: Library, name: str) -> None:
    first, second, _ = texts_of(library)
    written = "".join(library.comparison_pieces(library.compare(first, second), name))
    assert written.index("earlier text") < written.index("corrected text added ")
