"""Copying in the desk: what is taken, with which source, where it goes, and what the footer says of it."""

import os
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from reader.config import Config
from reader.ingest.intake import open_intake
from reader.library import Library
from reader.paths import copy_file
from reader.tui.app import DeskApp
from reader.tui.quotation import Excerpt, quotation
from tests.desk_pilot import NARROW, STACKED, WIDE, Desk, open_desk
from tests.fake_library import make_article, make_library
from tests.hostile import HOSTILE, is_clean
from tests.sample_library import SAMPLE, copy_sample
from tests.test_desk_hostile import hostile_article


@pytest.fixture
def clipboard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clipboard program that keeps what it is given in a file; no other is found."""
    for name in ("WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "WSL_DISTRO_NAME", "WSL_INTEROP", "TMUX", "STY"):
        monkeypatch.delenv(name, raising=False)
    folder, kept = tmp_path / "bin", tmp_path / "clipboard"
    folder.mkdir()
    program = folder / "xclip"
    program.write_text(f'#!/bin/sh\nexec /bin/cat > "{kept}"\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("DISPLAY", ":7")
    return kept


async def copied(desk: Desk, kept: Path) -> str:
    await desk.until(lambda: desk.message.startswith("copied"))
    return kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", [WIDE, STACKED, NARROW])
async def test_y_copies_the_paragraph_of_the_hit(tmp_path: Path, clipboard: Path, size: tuple[int, int]) -> None:
    async with open_desk(make_library(tmp_path), size=size) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 1")
        await desk.press("y")
        text = await copied(desk, clipboard)
        assert text == desk.app.library.article_by_key(3).sections[0].blocks[0].text.strip()
        assert desk.message == f"copied {len(text)} characters with xclip"
        assert copy_file().read_text(encoding="utf-8") == text + "\n"
        assert copy_file().stat().st_mode & 0o777 == 0o600


async def test_without_a_hit_y_copies_the_first_paragraph_in_sight(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter", *"jjjjjjjjjjjjjjjjjj")
        await desk.shows("Paragraph 1 of report 1.")
        await desk.press("y")
        number = desk.reader.view.reading_paragraph
        assert await copied(desk, clipboard) == desk.reader.view.document.paragraphs[number].text.strip()


async def test_a_quotation_says_where_it_stands(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 1")
        await desk.press("Y")
        text = desk.app.library.article_by_key(3).sections[0].blocks[0].text.strip()
        assert await copied(desk, clipboard) == (
            f'"{text}"\n— Capital Desk, "Report 3 from Brennvik", 3 March 2031 (id 0000000000000003, dump.txt line 123)'
        )


async def test_a_passage_is_chosen_by_sentences(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 1")
        await desk.press("v")
        await desk.shows("Y copy")
        assert desk.reader.place == "passage"
        await desk.press("j")
        await desk.shows("o other end", "Esc cancel")
        assert reversed_text(desk).startswith("The ferry to Karrow left the harbour of Brennvik. This is report")
        await desk.press("y")
        assert await copied(desk, clipboard) == "The ferry to Karrow left the harbour of Brennvik. This is report 3."
        assert desk.reader.place == "reader"
        assert reversed_text(desk) == "ferry"


async def test_the_other_end_of_a_passage_moves_too_and_esc_drops_it(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.search("ferry")
        await desk.press("enter", "enter")
        await desk.shows("hit 1 of 1")
        await desk.press("v", "j", "j", "o", "j", "Y")
        text = await copied(desk, clipboard)
        assert text.startswith('"This is report 3. This is report 3."\n— Capital Desk')
        assert text.endswith("dump.txt line 123)")
        await desk.press("v", "G", "escape")
        assert desk.reader.place == "reader"
        await desk.press("v", "q")
        assert desk.reader.place == "reader"
        await desk.press("q")
        await desk.until(lambda: desk.app.screen is desk.browse)


async def test_a_passage_over_paragraphs_names_all_its_lines(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("v", "g", "g", "o", "G", "Y")
        text = await copied(desk, clipboard)
        assert text.startswith('"Report 1 from Brennvik\nShells fell near Lindholm.')
        assert "\nDiplomacy\nParagraph 0 of report 1." in text
        assert text.endswith("(id 0000000000000001, dump.txt lines 21–41)")


async def test_what_the_mouse_has_selected_is_copied_with_the_lines_it_stands_on(
    tmp_path: Path, clipboard: Path
) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        view = desk.reader.view
        y = next(y for y in range(view.size.height) if "Shells fell near" in view.render_line(y).text)
        x = view.render_line(y).text.index("near")
        await desk.pilot.mouse_down(view, offset=(x, y))
        await desk.pilot.hover(view, offset=(x + 4, y))
        await desk.pilot.mouse_up(view, offset=(x + 13, y))
        await desk.pilot.pause()
        await desk.press("Y")
        text = await copied(desk, clipboard)
        assert text.startswith('"near Lindholm')
        assert text.endswith("(id 0000000000000001, dump.txt line 43)")
        await desk.press("ctrl+c")
        await desk.until(lambda: not clipboard.read_text().startswith('"'))
        assert (await copied(desk, clipboard)).startswith("near Lindholm")


async def test_in_the_list_the_headings_are_copied(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("y")
        assert await copied(desk, clipboard) == "Report 1 from Brennvik\nThe Meridian, 1 March 2031"
        await desk.press("m", "j", "m", "Y")
        await desk.until(lambda: clipboard.read_text().count("\n"))
        assert await copied(desk, clipboard) == (
            '— The Meridian, "Report 1 from Brennvik", 1 March 2031 (id 0000000000000001, dump.txt lines 41–79)\n'
            '— Capital Desk, "Report 3 from Brennvik", 3 March 2031 (id 0000000000000003, dump.txt lines 121–159)'
        )


async def test_an_article_is_copied_whole(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("g", "y")
        text = await copied(desk, clipboard)
        assert text.startswith("Report 1 from Brennvik\nThe Meridian, 1 March 2031\n\nShells fell near Lindholm.")
        assert "\n\nDiplomacy\n\nParagraph 0 of report 1." in text
        assert not text.endswith("\n")


async def test_hostile_text_is_copied_clean_and_without_a_last_line_end(tmp_path: Path, clipboard: Path) -> None:
    library = make_library(tmp_path, 1)
    library.articles = {1: make_article(1, text="rm -rf ~\x1b]52;c;eA==\x07\u202e fell.\r\n")}
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("rm -rf")
        await desk.press("y")
        assert await copied(desk, clipboard) == "rm -rf ~␛]52;c;eA==␇\ufffd fell.␍␊"


async def test_without_a_program_the_terminal_is_asked_and_a_file_has_it(
    tmp_path: Path, clipboard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("y")
        await desk.until(lambda: desk.message)
        assert "through the terminal (OSC 52)" in desk.message
        assert "copied.txt" in desk.message
        await desk.until(copy_file().is_file)
    assert not clipboard.exists()


async def test_what_is_too_long_for_the_terminal_is_in_the_file(
    tmp_path: Path, clipboard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DISPLAY")
    library = make_library(tmp_path, 1)
    library.articles = {1: make_article(1, text="Shells fell near Lindholm. " * 3000)}
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("Shells fell")
        await desk.press("g", "y")
        await desk.until(lambda: "too long for the terminal" in desk.message)
        assert copy_file().stat().st_size > 80_000


async def test_a_program_that_hangs_holds_nothing_up(
    tmp_path: Path, clipboard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.tui.clipboard.TOOL_SECONDS", 0.2)
    program = Path(os.environ["PATH"]) / "xclip"
    program.write_text("#!/bin/sh\nexec /bin/sleep 60\n")
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("y", "j", "j")
        assert desk.browse.hits.cursor == 2
        await desk.until(lambda: "OSC 52" in desk.message)


def reversed_text(desk: Desk) -> str:
    """What shows without colours: all that is reversed."""
    view = desk.reader.view
    lines = [view.render_line(y) for y in range(view.size.height)]
    return "".join(each.text for line in lines for each in line if each.style is not None and each.style.reverse)


async def test_a_roll_names_the_article_of_each_passage(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path, 6)) as desk:
        await desk.press("f", "R")
        await desk.shows("oldest first")
        view = desk.app.screen.query_one("LineView")
        await desk.press("v", "G", "Y")
        text = await copied(desk, clipboard)
        assert view is desk.app.screen.query_one("LineView")
        assert text.count("\n— ") > 1
        assert "\n\n" in text
        assert all("dump.txt line" in line for line in text.splitlines() if line.startswith("— "))


async def test_a_line_of_the_dump_is_copied_with_its_number(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("g", "r")
        await desk.shows("Recommended Stories")
        await desk.press("Y")
        assert (await copied(desk, clipboard)).startswith('"Recommended Stories"\n— The Meridian')
        assert clipboard.read_text().endswith("dump.txt line 41)")


async def test_the_article_beside_the_list_is_copied_from_too(tmp_path: Path, clipboard: Path) -> None:
    async with open_desk(make_library(tmp_path)) as desk:
        await desk.shows("This is report 1.")
        await desk.press("tab", "v", "y")
        assert await copied(desk, clipboard) == "Shells fell near Lindholm."
        await desk.press("v", "q")
        assert desk.browse.place == "reader"
        await desk.press("q")
        assert desk.browse.place == "list"


async def test_hostile_texts_are_copied_as_text_and_nothing_else(tmp_path: Path, clipboard: Path) -> None:
    library = make_library(tmp_path, len(HOSTILE))
    library.articles = {key: hostile_article(key, text) for key, text in enumerate(HOSTILE, 1)}
    async with open_desk(library) as desk:
        await desk.press(*"m" * len(HOSTILE), "g", "y")
        assert is_clean((await copied(desk, clipboard)).replace("\n", ""))
        await desk.press("g", "g", "enter")
        for _ in HOSTILE:
            clipboard.unlink(missing_ok=True)
            await desk.press("v", "G", "o", "g", "g", "j", "Y")
            await desk.until(clipboard.is_file)
            await desk.until(lambda: desk.message.startswith("copied"))
            assert is_clean(clipboard.read_text(encoding="utf-8").replace("\n", ""))
            await desk.press("J")
            await desk.pilot.pause(0.05)


async def test_code_is_copied_with_the_lines_and_blanks_of_its_author(tmp_path: Path, clipboard: Path) -> None:
    path = tmp_path / "code.md"
    path.write_text("# Gauges\n\n```\ndef  f(x):\n    return x\n```\n\nAfter it.\n", encoding="utf-8")
    with open_intake(path) as intake:
        (article,) = intake.articles()
    library = make_library(tmp_path)
    library.articles = {1: article}
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("return x")
        await desk.press("v", "j", "y")
        assert "def  f(x):\n    return x" in await copied(desk, clipboard)


FERRY = replace(make_article(3, "Ferry | talks = {resume}"), byline="Ilse Maren", outlet=None)


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ("plain", '"One."\n— "Ferry | talks = {resume}", 3 March 2031 (id 0000000000000003, dump.txt line 4)'),
        ("markdown", '> One.\n>\n> — "Ferry | talks = {resume}", 3 March 2031 (id 0000000000000003, dump.txt line 4)'),
        (
            "wiki",
            "<ref>{{cite news |title=Ferry &#124; talks &#61; &#123;resume&#125; |author=Ilse Maren"
            " |date=3 March 2031 |quote=One.}}</ref>",
        ),
        (
            "bibtex",
            '"One."\n— "Ferry | talks = {resume}", 3 March 2031 (id 0000000000000003, dump.txt line 4)\n\n@misc{…}',
        ),
    ],
)
def test_a_quotation_tells_its_source_in_the_style_that_is_set(style: str, wanted: str) -> None:
    records = {FERRY.id: "@misc{…}"} if style == "bibtex" else {}
    assert quotation([Excerpt(("One.",), FERRY, (4, 4))], style, records) == wanted


async def test_a_source_is_copied_as_the_record_of_an_export(tmp_path: Path, clipboard: Path) -> None:
    archive = copy_sample(tmp_path, "veldmark-1.txt", indexed=False)
    library = Library(archive, Config(quote="bibtex"), rules=SAMPLE)
    async with DeskApp(lambda: (library, "", "")).run_test(size=WIDE) as pilot:
        desk = Desk(cast(DeskApp, pilot.app), pilot)
        await desk.until(lambda: desk.app.furnished and desk.app.session.page is not None)
        await desk.press("enter")
        await desk.shows("Harbour Wire")
        await desk.press("Y")
        text = await copied(desk, clipboard)
        assert "\n\n@article{" in text and "journal = {Harbour Wire}" in text
    library.close()
