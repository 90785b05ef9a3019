"""The export dialog: what it offers, what it writes, what it asks before it writes over a file, what it remembers."""

import csv
import json
import os
import shlex
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from reader.cli.main import run
from reader.config import Config
from reader.errors import Cancelled
from reader.library import Library
from reader.results import Progress
from reader.taking import ExportReport, ExportRequest
from reader.tui.app import DeskApp
from reader.tui.export.dialog import ExportDialog
from tests.desk_pilot import Desk
from tests.sample_library import SAMPLE, copy_sample


@pytest.fixture(autouse=True)
def inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is written without a path lies here."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@asynccontextmanager
async def open_desk(folder: Path, query: str = "topic:aid", kind: type[Library] = Library) -> AsyncIterator[Desk]:
    archive = folder / "archive"
    if not archive.exists():
        copy_sample(folder, "veldmark-1.txt", indexed=False)
    library = kind(archive, Config(), rules=SAMPLE)
    app = DeskApp(lambda: (library, query, ""))
    async with app.run_test(size=(120, 36)) as pilot:
        desk = Desk(app, pilot)
        await desk.until(lambda: app.furnished and app.session.page is not None and app.session.index is not None)
        yield desk
    library.close()


def dialog_of(desk: Desk) -> ExportDialog:
    assert isinstance(desk.app.screen, ExportDialog)
    return desk.app.screen


async def open_dialog(desk: Desk) -> ExportDialog:
    await desk.press("s")
    await desk.until(lambda: isinstance(desk.app.screen, ExportDialog) and desk.app.screen.form.name)
    return dialog_of(desk)


async def choose(desk: Desk, format: str) -> None:
    """Go to the field of formats and on to one."""
    await desk.press("g", "g", "j")
    while dialog_of(desk).form.format.name != format:
        await desk.press("l")
    await desk.until(lambda: dialog_of(desk).form.name)


async def test_the_result_is_written_where_the_dialog_says(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        page = desk.app.session.page
        assert page is not None
        dialog = await open_dialog(desk)
        await desk.shows(f"(•) result, {page.total} articles")
        await choose(desk, "jsonl")
        name = dialog.form.name
        await desk.shows(f"To      {name}")
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
        records = [json.loads(line) for line in (inside / name).read_text().splitlines()]
        library = desk.app.library
        assert [each["id"] for each in records] == [library.article_by_key(key).id for key in page.keys]
        assert (inside / f"{name}.manifest.json").exists()


async def test_the_command_that_it_shows_writes_the_same_bytes(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        dialog = await open_dialog(desk)
        await choose(desk, "csv")
        await desk.press("j", "l", "space")  # the text too
        await desk.until(lambda: "body" in dialog.form.chosen and dialog.form.name)
        command, written = dialog.form.same_as, inside / dialog.form.name
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
    first = written.read_bytes()
    assert "body" in next(csv.reader([first.decode().split("\r\n")[0]]))
    words = shlex.split(command)
    assert words[:2] == ["broadsheet", "export"]
    assert run([*words[1:], "--force", "--archive", str(tmp_path / "archive")]) == 0
    assert written.read_bytes() == first


async def test_a_file_that_is_there_is_written_over_at_the_second_press_only(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        dialog = await open_dialog(desk)
        target = inside / dialog.form.name
        target.write_text("mine")
        await desk.press("enter")
        await desk.shows("is there already: Enter writes over it")
        assert target.read_text() == "mine"
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
        assert target.read_text().startswith("---\n")


async def test_marked_articles_come_first_and_can_go_into_a_file_each(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.press("m", "m", "m")
        dialog = await open_dialog(desk)
        await desk.shows("(•) marked, 3 articles")
        await desk.press("j", "j")
        while dialog.form.options[dialog.form.option_at] != "each":
            await desk.press("l")
        await desk.press("space")
        await desk.until(lambda: "each" in dialog.form.chosen and dialog.form.name)
        folder = inside / dialog.form.name
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("3 files written to"))
        assert len(list(folder.glob("*.md"))) == 3


async def test_the_path_can_be_typed_and_a_folder_keeps_the_name(tmp_path: Path, inside: Path) -> None:
    (inside / "exports").mkdir()
    async with open_desk(tmp_path) as desk:
        dialog = await open_dialog(desk)
        name = dialog.form.name
        await desk.press("e", "ctrl+u")
        await desk.type("exp")
        await desk.press("tab", "enter")
        assert dialog.form.target == f"exports/{name}"
        await desk.press("e", "ctrl+u")
        await desk.type("exports/mine.md")
        await desk.press("escape")
        assert dialog.form.target == f"exports/{name}"
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
        assert (inside / "exports" / name).is_file()


async def test_the_dialog_remembers_its_choices_over_a_restart(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await open_dialog(desk)
        await choose(desk, "ris")
        await desk.press("escape", "Q")
    async with open_desk(tmp_path) as desk:
        assert (await open_dialog(desk)).form.format.name == "ris"


async def test_what_cannot_be_written_is_said_and_the_choices_stay(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        dialog = await open_dialog(desk)
        await desk.press("e", "ctrl+u")
        await desk.type("no/such/way.md")
        await desk.press("enter", "enter")
        await desk.until(lambda: desk.message.startswith("not written: "))
        assert dialog_of(desk) is dialog and dialog.form.target == "no/such/way.md"
        assert list(inside.iterdir()) == []


async def test_files_in_a_folder_are_written_over_at_the_second_press_only(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        await desk.press("m", "m")
        for pressed in (1, 2):
            dialog = await open_dialog(desk)
            assert "each" not in dialog.form.chosen  # it is asked for each time
            await desk.press("g", "g", "j", "j", "l", "l", "space")
            await desk.until(lambda: "each" in dialog_of(desk).form.chosen and dialog_of(desk).form.name)
            folder = inside / dialog.form.name
            if pressed == 2:
                next(folder.glob("*.md")).write_text("mine")
                await desk.press("enter")
                await desk.shows(f"something in {folder.name}/ is there already")
                assert "mine" in {path.read_text() for path in folder.glob("*.md")}
            await desk.press("enter")
            await desk.until(lambda: desk.message.startswith("2 files written to"))
            assert "mine" not in {path.read_text() for path in folder.glob("*.md")}
            await desk.press("j", "k")  # the message goes


async def test_a_manifest_that_is_there_is_asked_about_too(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path) as desk:
        dialog = await open_dialog(desk)
        (inside / f"{dialog.form.name}.manifest.json").write_text("mine")
        await desk.press("enter")
        await desk.shows(".manifest.json is there already")
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))


async def test_an_export_that_is_stopped_leaves_no_folder_behind(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path, kind=Slow) as desk:
        await open_dialog(desk)
        await desk.press("e", "ctrl+u")
        await desk.type("made/aid.md")
        await desk.press("enter", "enter")
        await desk.until(Slow.begun.is_set)
        await desk.press("ctrl+c")
        await desk.until(lambda: desk.message == "stopped; nothing was written")
        assert list(inside.iterdir()) == []


class Slow(Library):
    """Writes until it is stopped."""

    begun = threading.Event()

    def export_file(
        self,
        request: ExportRequest,
        path: Path,
        *,
        force: bool = False,
        manifest: bool | None = None,
        progress: Callable[[Progress], None] = lambda _: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> ExportReport:
        def waiting(now: Progress) -> None:
            progress(now)
            self.begun.set()
            for _ in range(3000):
                if cancelled():
                    raise Cancelled
                threading.Event().wait(0.01)

        return super().export_file(request, path, force=force, manifest=manifest, progress=waiting, cancelled=cancelled)


async def test_an_export_can_be_stopped_and_leaves_nothing_behind(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path, kind=Slow) as desk:
        dialog = await open_dialog(desk)
        await desk.press("enter")
        await desk.until(Slow.begun.is_set)
        await desk.press("ctrl+c")
        await desk.until(lambda: desk.message == "stopped; nothing was written")
        assert dialog_of(desk) is dialog
        assert list(inside.iterdir()) == []


async def test_a_comparison_is_exported_as_the_command_line_does(tmp_path: Path, inside: Path) -> None:
    async with open_desk(tmp_path, "") as desk:
        await desk.press("m", "m", "c")
        await desk.until(lambda: getattr(desk.app.screen, "comparison", None) is not None)
        dialog = await open_dialog(desk)
        await desk.shows("(•) the comparison")
        await choose(desk, "json")
        command, written = shlex.split(dialog.form.same_as), inside / dialog.form.name
        await desk.press("enter")
        await desk.until(lambda: desk.message.startswith("written to"))
    first = written.read_bytes()
    os.unlink(written)
    assert run([*command[1:], "--archive", str(tmp_path / "archive")]) == 0
    assert written.read_bytes() == first


@pytest.fixture(autouse=True)
def no_event() -> Iterator[None]:
    Slow.begun.clear()
    yield


async def test_a_home_that_there_is_not_is_a_name_like_any_other(tmp_path: Path) -> None:
    async with open_desk(tmp_path) as desk:
        dialog = await open_dialog(desk)
        dialog.do_export_path()
        await desk.press("ctrl+u")
        await desk.type("~nobody-of-that-name/x.md")
        await desk.press("tab")
        await desk.until(lambda: desk.message == "nothing goes on like that")
        await desk.press("enter")
        assert dialog.form.target == "~nobody-of-that-name/x.md"
        await desk.shows("the folder ~nobody-of-that-name is made")
