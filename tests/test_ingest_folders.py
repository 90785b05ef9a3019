"""Markdown files and folders of files in an archive: added, known again, updated, and every failure named."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.archive.filing import DumpFacts
from reader.archive.store import Archive
from reader.library import Library, open_library
from reader.results import AddedFile
from tests.markdown_files import blocks, read_file, styles
from tests.test_ingest_markdown import DUMP


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with open_library(tmp_path / "archive") as made:
        yield made


def add(library: Library, *paths: Path) -> dict[str, AddedFile]:
    return {Path(file.path).name: file for file in library.add(paths).files}


def test_a_file_comes_back_from_the_archive_as_it_was_read(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "note.md"
    path.write_text("# T\n\n## *Aid* and flour\n\n- a **b**\n\n```\nx  y\n```\n\n|a|\n|-|\n|b|\n")
    read, _ = read_file(path)
    assert add(library, path)["note.md"].status == "added"
    kept = library.article(read.id)
    assert [(each.heading, each.markup) for each in kept.sections] == [
        (each.heading, each.markup) for each in read.sections
    ]
    assert [each.markup for each in blocks(kept)] == [each.markup for each in blocks(read)]
    assert library.raw(kept) == path.read_text()


def test_adding_again_changes_nothing_and_a_change_updates(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "note.md"
    path.write_text("# Talks\n\nBoth *came*.\n")
    assert add(library, path)["note.md"].status == "added"
    (key,) = library.all_keys()
    assert add(library, path)["note.md"].status == "unchanged"
    path.write_text("# Talks\n\nBoth **came**.\n")
    assert add(library, path)["note.md"].status == "updated"
    assert library.all_keys() == [key]
    assert styles(library.article_by_key(key).sections[0].blocks[0]) == [("strong", "came")]
    path.write_text("# Talks\n\nNobody came.\n")
    updated = add(library, path)["note.md"]
    assert (updated.status, updated.new, updated.gone) == ("updated", 1, 1)


def test_the_same_text_under_another_name_is_another_article(tmp_path: Path, library: Library) -> None:
    for day in ("2031-03-14", "2031-03-15"):
        (tmp_path / f"{day}.md").write_text("Nothing new on the quay.")
    assert [file.status for file in library.add([tmp_path / "2031-03-14.md", tmp_path / "2031-03-15.md"]).files] == [
        "added",
        "added",
    ]
    (tmp_path / "2031-03-15.md").rename(tmp_path / "2031-03-16.md")
    (renamed,) = library.add([tmp_path / "2031-03-16.md"]).files
    assert (renamed.status, renamed.new, renamed.gone) == ("updated", 1, 1)
    dates = [article.date.first for key in library.all_keys() if (article := library.article_by_key(key)).date]
    assert dates == ["2031-03-14", "2031-03-16"]


def test_topics_of_a_file_keep_its_markup(tmp_path: Path, library: Library) -> None:
    path = tmp_path / "note.md"
    path.write_text("# T\n\n## Humanitarian aid\n\nTwo **lorries** of flour reached Karrow.\n")
    add(library, path)
    (article,) = (library.article_by_key(key) for key in library.all_keys())
    assert "aid" in article.topics
    assert styles(blocks(article)[0]) == [("strong", "lorries")]


def test_a_folder_is_added_whole_and_every_failure_is_named(tmp_path: Path, library: Library) -> None:
    folder = tmp_path / "notes"
    (folder / "deeper" / "still").mkdir(parents=True)
    (folder / ".hidden").mkdir()
    for name in (
        "b.md",
        "a.md",
        "deeper/c.MARKDOWN",
        "deeper/still/d.md",
        ".hidden/no.md",
        ".no.md",
        "x.pdf",
        "README",
    ):
        (folder / name).write_text(f"Text of {name} in Karrow.")
    (folder / "deeper" / "dump.txt").write_text(DUMP)
    (folder / "all.jsonl").write_text('{"body": "One came."}\n')
    (folder / "empty.md").write_text("")
    (folder / "deeper" / "loop").symlink_to(folder)
    outside = tmp_path / "outside.md"
    outside.write_text("Not of the folder.")
    (folder / "link.md").symlink_to(outside)
    os.mkfifo(folder / "pipe.md")
    report = library.add([folder])
    named = [(str(Path(file.path).relative_to(folder)), file.status) for file in report.files]
    assert named == [
        ("a.md", "added"),
        ("all.jsonl", "added"),
        ("b.md", "added"),
        ("empty.md", "failed"),
        ("pipe.md", "failed"),
        ("deeper/c.MARKDOWN", "added"),
        ("deeper/dump.txt", "added"),
        ("deeper/still/d.md", "added"),
    ]
    assert report.passed_over == 4
    assert all(file.fault and file.hint for file in report.failed)
    assert [file.status for file in library.add([folder]).files].count("unchanged") == 6


def test_a_folder_with_nothing_to_read_and_one_that_cannot_be_opened_are_told(
    tmp_path: Path, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "notes" / "shut").mkdir(parents=True)
    (file,) = library.add([tmp_path / "notes"]).files
    assert file.status == "failed" and "holds no file" in file.fault and ".md" in file.hint
    (tmp_path / "notes" / "a.md").write_text("Text.")
    real = os.scandir

    def scandir(path: Path) -> "os.ScandirIterator[str]":  # type: ignore[name-defined]
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    added, shut = library.add([tmp_path / "notes"]).files
    assert (added.status, shut.status) == ("added", "failed") and "shut" in shut.fault


def test_an_archive_of_before_markdown_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from reader.archive import migrations

    steps = migrations.STEPS
    before = next(number for number, step in enumerate(steps) if "ADD COLUMN markup" in step)
    monkeypatch.setattr(migrations, "STEPS", steps[:before])
    Archive(tmp_path / "archive").close()
    monkeypatch.setattr(migrations, "STEPS", steps)
    archive = Archive(tmp_path / "archive")
    source = tmp_path / "note.md"
    source.write_text("a *b*")
    article, _ = read_file(source)
    archive.file_dump(source, "note.md", iter([article]), lambda: DumpFacts("d", 1, "utf-8", "s"), lambda _: ())
    (kept,) = archive.articles(archive.keys_in_order())
    archive.close()
    assert kept.sections == article.sections
