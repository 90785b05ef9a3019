"""Files are opened safely, decoded with a stated fallback, and cut only with a notice."""

import os
import socket
import stat
from pathlib import Path

import pytest

from reader.article import Article
from reader.errors import InputError, UsageError
from reader.ingest import splitter
from reader.ingest.intake import Intake, file_digest, open_intake
from reader.results import Notice

ARTICLE = "Boats leave the harbour\n\nSøren Ångström said “no” on the quay – twice.\n\nSource link\n"


def write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read(path: Path, encoding: str | None = None) -> tuple[list[Article], list[Notice]]:
    with open_intake(path, encoding=encoding) as intake:
        return list(intake.articles()), intake.notices


def fault(path: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(path)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value) and caught.value.hint
    return caught.value.message


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to("loop")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)
        server.bind("socket")
        assert "a socket" in fault(tmp_path / "socket")
    assert "a pipe" in fault(tmp_path / "pipe")
    assert "a folder" in fault(tmp_path)
    assert "a device" in fault(Path("/dev/zero"))
    assert "no such file" in fault(tmp_path / "nothing")
    assert "cannot be opened" in fault(tmp_path / "loop")
    assert "cannot be opened" in fault(tmp_path / "a\0b")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt", ARTICLE)
    path.chmod(stat.S_IWUSR)
    assert "permission" in fault(path)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "is empty"),
        (b"PK\x03\x04 and so on", "a ZIP archive"),
        (b"%PDF-1.7 and so on", "a PDF"),
        (bytes(range(256)) * 64, "not text"),
        (ARTICLE.encode("utf-16-le"), "not text"),
        (b" \n\n\t\n", "holds no text"),
        (b"One article\n\nwith its text.\n", "no line 'Source link'"),
    ],
)
def test_a_file_that_is_no_dump_is_named_with_the_reason(data: bytes, told: str, tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt", data)
    assert told in fault(path) and str(path) in fault(path)


def test_a_missing_separator_is_told_with_the_way_to_add_one(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(write(tmp_path / "dump.txt", "One article\n\nwith its text.\n"))
    assert "dumps.toml" in caught.value.hint


def test_stray_control_characters_are_kept(tmp_path: Path) -> None:
    articles, _ = read(write(tmp_path / "dump.txt", ARTICLE.replace("twice", "tw\0ice \x1b]52;c;x\x07 \x9b31m")))
    assert "tw\0ice \x1b]52;c;x\x07 \x9b31m" in articles[0].sections[0].blocks[0].text


def test_text_that_is_not_utf8_is_read_with_a_notice(tmp_path: Path) -> None:
    plain, notices = read(write(tmp_path / "plain.txt", ARTICLE))
    assert notices == []
    other, notices = read(write(tmp_path / "other.txt", ARTICLE.encode("cp1252")))
    assert other[0].id == plain[0].id
    assert [(notice.line, "Windows-1252" in notice.text) for notice in notices] == [(3, True)]
    mixed = ARTICLE.encode() + ARTICLE.encode("cp1252").replace(b"Boats", b"Ships")
    both, _ = read(write(tmp_path / "mixed.txt", mixed))
    assert [article.sections[0].blocks[0].text for article in both] == [plain[0].sections[0].blocks[0].text] * 2
    assert read(write(tmp_path / "odd.txt", ARTICLE.encode("cp1252") + b"\n\x81\x8d"))[0][0].id == plain[0].id


def test_an_encoding_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt", ARTICLE.replace("Søren Ångström", "Торжан").encode("cp1251"))
    assert "Торжан" in read(path, "cp1251")[0][0].sections[0].blocks[0].text
    path = write(tmp_path / "wide.txt", ARTICLE.encode("utf-16-be"))
    assert read(path, "utf-16-be")[0][0].title == "Boats leave the harbour"
    articles, notices = read(write(tmp_path / "dump.txt", ARTICLE.encode("cp1252")), "utf-8")
    assert "\ufffd" in articles[0].sections[0].blocks[0].text and notices
    for name in ("klingon", "rot13", "hex"):
        with pytest.raises(UsageError):
            open_intake(path, encoding=name)


def test_a_huge_line_is_cut_and_said(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    with path.open("wb") as file:
        file.write(b"A title stands here\n\n")
        for _ in range(40):
            file.write("é".encode() * (1 << 16))
        file.write(b"\n\nSource link\n\nNext title here\n\nIts text ends here.\n\nSource link\n")
    articles, notices = read(path)
    assert [article.title for article in articles] == ["A title stands here", "Next title here"]
    text = articles[0].sections[0].blocks[0].text
    assert set(text) == {"é"} and len(text) <= 1 << 19
    assert [(notice.line, "cut" in notice.text) for notice in notices] == [(3, True)]
    place = articles[1].place
    assert path.read_bytes()[place.byte_start : place.byte_end].startswith(b"Next title")
    assert (place.line_start, place.line_end) == (7, 11)


def test_a_huge_article_is_cut_and_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(splitter, "MAX_ARTICLE", 1000)
    body = "\n\n".join(f"Line {number} of the text, the office said." for number in range(100))
    path = write(tmp_path / "dump.txt", f"A title here\n\n{body}\n\nSource link\n\n{ARTICLE}")
    articles, notices = read(path)
    assert len(articles) == 2 and len(articles[0].sections[0].blocks) < 40
    assert articles[0].place.line_end == 203
    assert sum("was cut here" in notice.text for notice in notices) == 1


def test_a_file_that_changes_while_it_is_read(tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt", ARTICLE * 40)
    for change in (lambda: write(path, ARTICLE * 41), lambda: os.replace(write(tmp_path / "new", ARTICLE * 40), path)):
        with open_intake(path) as intake:
            articles = intake.articles()
            next(articles)
            change()
            with pytest.raises(InputError, match="changed while it was read"):
                list(articles)


def test_digest_and_progress(tmp_path: Path) -> None:
    path = write(tmp_path / "dump.txt", ARTICLE)
    digest, size = file_digest(path)
    intake: Intake
    with open_intake(path) as intake:
        assert (intake.digest, intake.bytes_read, intake.size, intake.name) == ("", 0, size, "dump.txt")
        list(intake.articles())
        assert (intake.digest, intake.bytes_read) == (digest, size)
    assert path.read_bytes() == ARTICLE.encode()


def test_a_million_separators_cost_no_notice_each(tmp_path: Path) -> None:
    articles, notices = read(write(tmp_path / "dump.txt", ARTICLE + "Source link\n" * 50_000))
    assert len(articles) == 1 and len(notices) == 1 and "50,000" in notices[0].text
