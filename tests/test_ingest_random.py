"""Random dumps are taken apart exactly, in every encoding and with every line end."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article
from reader.ingest.intake import open_intake
from tests.dump_generator import Dump, make_dump


def read(path: Path, encoding: str | None = None) -> tuple[list[Article], tuple[str, ...]]:
    with open_intake(path, encoding=encoding) as intake:
        return list(intake.articles()), intake.header


def check(dump: Dump, articles: list[Article], header: tuple[str, ...]) -> None:
    assert header == ((dump.header,) if dump.header else ())
    assert len(articles) == len(dump.articles)
    for got, want in zip(articles, dump.articles, strict=True):
        assert (got.title, got.kicker) == (want.title, want.kicker)
        assert (got.place.line_start, got.place.line_end) == (want.first, want.last)
        parts = [(part.kind, part.text, part.line) for part in got.parts()[1:]]
        assert parts == want.parts
        assert [(each.text, each.credit, each.line) for each in got.captions] == want.captions
        assert [each.line for each in got.removed] == want.removed


@pytest.mark.parametrize("seed", range(60))
def test_a_random_dump_is_taken_apart_exactly(seed: int, tmp_path: Path) -> None:
    dump = make_dump(seed)
    path = tmp_path / "dump.txt"
    path.write_bytes(dump.encoded())
    check(dump, *read(path))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_every_encoding_and_line_end_gives_the_same_articles(encoding: str, newline: str, tmp_path: Path) -> None:
    dump = make_dump(7, narrow=True)
    path, plain = tmp_path / "dump.txt", tmp_path / "plain.txt"
    path.write_bytes(dump.encoded(encoding, newline))
    plain.write_bytes(dump.encoded())
    articles, header = read(path)
    check(dump, articles, header)
    assert [article.id for article in articles] == [article.id for article in read(plain)[0]]
    data = path.read_bytes()
    for article in articles:
        place = article.place
        piece = data[place.byte_start : place.byte_end]
        assert hashlib.sha256(piece).hexdigest() == place.digest
        wide = {"utf-16": "utf-16-le", "utf-32": "utf-32-le"}.get(encoding, encoding)
        text = piece.decode("utf-8" if encoding == "utf-8-sig" else wide).strip()
        assert text.startswith(article.title) and text.endswith("Source link")


def test_the_same_seed_gives_the_same_dump() -> None:
    assert make_dump(3).encoded() == make_dump(3).encoded()


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=25), st.sampled_from(["\n", "\r\n", "\r"]))
def test_no_text_makes_it_stumble_or_lose_a_line(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], newline: str
) -> None:
    """Every line of hostile text comes out as a part, a caption or residue of some article, or as header."""
    texts = [text.replace("\r", " ").replace("\n", " ") for text in texts]
    path = tmp_path_factory.mktemp("hostile") / "dump.txt"
    body = newline.join(["A title that opens the dump", "", *texts, "", "Source link", ""])
    path.write_bytes(body.encode("utf-8", "replace"))
    with open_intake(path, encoding="utf-8") as intake:
        articles = list(intake.articles())
    assert articles
    for article in articles:
        lines = [part.line for part in article.parts()[1:]] + [each.line for each in article.removed]
        lines += [each.line for each in article.captions]
        assert len(lines) == len(set(lines))
        assert all(part.text for part in article.parts())
