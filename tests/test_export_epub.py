"""Articles as books: what the checker of the format accepts, the same bytes each time, and every text as it is."""

import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Article, PublicationDate
from reader.export.article_epub import export_epub
from reader.export.book_archive import BookArchive
from reader.export.characters import xml_text
from reader.kept import TextSpan
from reader.taking import Selection, Taken
from tests.articles import make_article
from tests.exports import FERRY, NOTED, PORT, chosen, hostile_selection, hostile_texts, note, one
from tests.markdown_files import TITLED, Write
from tests.test_export_markdown import RICH

DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
BEFORE = [
    "mimetype", "META-INF/container.xml", "EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/toc.ncx", "EPUB/style.css",
]  # fmt: skip


def book_of(selection: Selection) -> bytes:
    return b"".join(export_epub(selection))


def opened(selection: Selection) -> zipfile.ZipFile:
    archive = zipfile.ZipFile(io.BytesIO(book_of(selection)))
    assert archive.testzip() is None
    return archive


def tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(f"EPUB/{name}"))


def metadata(selection: Selection, name: str) -> list[str]:
    return [each.text or "" for each in tree(opened(selection), "package.opf").iter(f"{DC}{name}")]


def texts(page: ElementTree.Element, tag: str) -> list[str]:
    return ["".join(each.itertext()) for each in page.iter(f"{XHTML}{tag}")]


def test_the_entries_stand_in_the_order_of_the_format() -> None:
    archive = opened(chosen([FERRY, PORT]))
    entries = archive.infolist()
    assert [entry.filename for entry in entries] == [*BEFORE, "EPUB/a0001.xhtml", "EPUB/a0002.xhtml"]
    first = entries[0]
    assert (first.compress_type, first.extra, first.flag_bits) == (zipfile.ZIP_STORED, b"", 0)
    assert book_of(chosen([FERRY]))[30:58] == b"mimetypeapplication/epub+zip"
    assert {entry.compress_type for entry in entries[1:]} == {zipfile.ZIP_DEFLATED}
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    foreword = opened(chosen([FERRY], title="Port watch", foreword="Mine."))
    assert [entry.filename for entry in foreword.infolist()] == [*BEFORE, "EPUB/foreword.xhtml", "EPUB/a0001.xhtml"]


def test_the_same_choice_gives_the_same_bytes() -> None:
    selection = chosen([FERRY, PORT, Taken(FERRY, ("ferry",))], query="port", options=NOTED)
    book = book_of(selection)
    assert book == book_of(selection)
    assert metadata(selection, "identifier") == metadata(replace(selection, title="Other"), "identifier")
    assert metadata(selection, "identifier") != metadata(replace(selection, query="other"), "identifier")
    assert metadata(selection, "identifier")[0].startswith("urn:uuid:")


def test_the_pieces_of_an_archive_are_those_of_the_whole() -> None:
    whole, pieces = BookArchive(), BookArchive()
    taken = []
    for number in range(5):
        for archive in (whole, pieces):
            archive.add(f"{number}.txt", b"ferry " * 1000 * number)
        taken.append(pieces.take())
    whole.close()
    pieces.close()
    assert b"".join([*taken, pieces.take()]) == whole.take()


def test_what_is_known_is_told_and_nothing_else() -> None:
    assert metadata(one(FERRY), "title") == [FERRY.title]
    assert metadata(one(FERRY), "source") == ["Harbour Wire"]
    assert metadata(one(FERRY), "date") == ["2031-03-14"]
    assert metadata(one(FERRY), "language") == ["und"]
    assert metadata(one(FERRY), "creator") == [], "an outlet is never made an author"
    assert metadata(one(PORT), "creator") == ["Mira Tolland"]
    assert metadata(one(PORT), "date") == metadata(one(PORT), "source") == []
    both = chosen([FERRY, PORT, FERRY], query="port")
    assert metadata(both, "title") == ["port"]
    assert metadata(both, "date") == metadata(both, "creator") == []
    assert metadata(both, "source") == ["Harbour Wire"]
    (modified,) = [
        each.text
        for each in tree(opened(both), "package.opf").iter("{http://www.idpf.org/2007/opf}meta")
        if each.get("property") == "dcterms:modified"
    ]
    assert modified == "2031-03-17T08:00:00Z"


@pytest.mark.parametrize(
    ("first", "last", "precision", "told"),
    [
        ("2031-03-01", "2031-03-31", "month", ["2031-03"]),
        ("2031-01-01", "2031-12-31", "year", ["2031"]),
        ("2031-03-13", "2031-03-14", "span", ["2031-03"]),
        ("2031-12-31", "2032-01-01", "span", []),
    ],
)
def test_a_date_has_the_precision_known(first: str, last: str, precision: str, told: list[str]) -> None:
    dated = replace(FERRY, date=PublicationDate(first, last, precision, "its place"))  # type: ignore[arg-type]
    assert metadata(one(dated), "date") == told


def test_the_contents_have_articles_and_sections() -> None:
    archive = opened(chosen([FERRY, PORT], title="Port watch", foreword="Mine."))
    nav, ncx = tree(archive, "nav.xhtml"), tree(archive, "toc.ncx")
    titles = ["Port watch", FERRY.title, "Diplomacy", PORT.title, "Aid", "Trade"]
    assert texts(nav, "a") == titles
    assert [each.text for each in ncx.iter("{http://www.daisy.org/z3986/2005/ncx/}text")] == ["Port watch", *titles]
    for link in nav.iter(f"{XHTML}a"):
        file, _, anchor = str(link.get("href")).partition("#")
        page = tree(archive, file)
        assert not anchor or [each for each in page.iter() if each.get("id") == anchor]


def test_notes_stand_at_their_passages() -> None:
    taken = Taken(FERRY, ("ferry",), (note("On it", "Karrow ferry", TextSpan(2, 13, 25)),), "Why")
    page = tree(opened(one(taken, options=NOTED)), "a0001.xhtml")
    assert texts(page, "mark") == ["Karrow ferry"]
    assert texts(page, "aside") == ["Why", "On it"]


def check(selection: Selection) -> None:
    """Every page is well-formed, and every text stands in it as the article has it."""
    archive = opened(selection)
    for entry in archive.namelist()[1:]:
        if not entry.endswith(".css"):
            ElementTree.fromstring(archive.read(entry))
    for number, taken in enumerate(selection.articles(), 1):
        page = tree(archive, f"a{number:04}.xhtml")
        assert texts(page, "h1") == [xml_text(taken.article.title)]
        told = texts(page, "p")
        for section in taken.article.sections:
            for block in section.blocks:
                assert xml_text(block.text) in told


def test_hostile_text_stays_text(shared: Path) -> None:
    check(hostile_selection(hostile_texts(shared)[::20]))
    found = hostile_texts(shared)
    check(one(make_article("All", *found, headed=[(text, [], ["x"]) for text in found])))


@settings(deadline=None)
@given(st.text(max_size=40).map(str.strip))
def test_any_text_stays_text(text: str) -> None:
    if "\r" not in text and "\n" not in text:
        check(
            chosen([make_article(text, text, headed=[(text, [text], [text])], outlet=text)], title=text, foreword=text)
        )


def epubcheck(book: Path) -> subprocess.CompletedProcess[str]:
    """What the checker of the format's makers says (Debian's epubcheck, a Java archive that not every shell starts)."""
    command = shutil.which("epubcheck")
    if command is None or shutil.which("java") is None:
        why = "epubcheck is not installed (Debian: apt-get install epubcheck)"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    start = ["java", "-XX:TieredStopAtLevel=1", "-jar"] if Path(command).read_bytes()[:2] == b"PK" else []
    return subprocess.run([*start, os.path.realpath(command), str(book)], capture_output=True, text=True, check=False)


def test_the_checker_of_the_format_finds_no_fault(tmp_path: Path) -> None:
    """One book of everything, and one of a single article: a run takes seconds."""
    rich = Write(tmp_path)(RICH)
    notes = (note("On it", "Karrow ferry", TextSpan(2, 13, 25)), note("Whole\nof it", "", None, 2))
    empty = make_article("", day="2031-02-31", outlet=None)
    hostile = [*hostile_selection(hostile_texts()).articles()]
    everything: list[Article | Taken] = [
        Taken(FERRY, ("ferry",), notes, "Why"),
        PORT,
        rich,
        Write(tmp_path)(TITLED + "x"),
        empty,
        *hostile,
    ]
    books = {
        "set.epub": chosen(everything, title="Port & <watch>", foreword="Mine.\n\nMore.", query="port", options=NOTED),
        "single.epub": one(FERRY),
    }
    for name, selection in books.items():
        (tmp_path / name).write_bytes(book_of(selection))
        done = epubcheck(tmp_path / name)
        assert done.returncode == 0, done.stdout + done.stderr
        assert "0 errors / 0 warnings" in done.stdout + done.stderr


def test_an_empty_set_is_a_book_too(tmp_path: Path) -> None:
    assert texts(tree(opened(chosen([])), "foreword.xhtml"), "h1") == ["0 articles"]
