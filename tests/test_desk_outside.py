"""Opening outside: the pager gets clean text and its own Ctrl-C; a browser gets a web address, asked for twice."""

import webbrowser
from pathlib import Path

import pytest

from reader.errors import UsageError
from reader.tui.programs import (
    editor_command,
    find_address,
    is_web_address,
    pager_command,
    pager_environment,
    split_command,
    with_file,
)
from tests.desk_pilot import open_desk
from tests.fake_library import make_article, make_library
from tests.terminal import ROOT, Terminal

PROGRAM = str(ROOT / "tests" / "desk_program.py")


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("More at https://harbour-wire.example/ferry, it said.", "https://harbour-wire.example/ferry"),
        ("(see http://a.example/x_(y)).", "http://a.example/x_(y)"),
        ("“https://a.example/?q=1&r=2”", "https://a.example/?q=1&r=2"),
        ("HTTPS://A.EXAMPLE/b!", "HTTPS://A.EXAMPLE/b"),
        ("https:// nothing, then http://b.example", "http://b.example"),
        ("javascript:alert(1) file:///etc/passwd smb://host/share data:text/html,x //host/x", ""),
        ("file%3A///etc/passwd --help -x", ""),
        ("https://[::1", ""),
        ("no address", ""),
    ],
)
def test_only_web_addresses_are_found(text: str, address: str) -> None:
    assert find_address(text) == address


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "smb://host/share", "data:text/html,x", "/relative", "--help", "-x",
     "https://", "https:///path", "http://a.example/\n", "http://a.example/\x1b]52;c;x", "http://a.example/a b",
     "http://a\u202egpj.example/", "http://a.example\\@b.example", "file%3A///etc/passwd", "file%253A///etc/passwd"],
)  # fmt: skip
def test_nothing_else_is_given_to_a_browser(address: str) -> None:
    assert not is_web_address(address)


def test_the_pager_s_words_are_arguments_and_no_shell_reads_them(tmp_path: Path) -> None:
    program = tmp_path / "my pager"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert pager_command({"PAGER": f"'{program}' -x '; touch y' $HOME"}) == [str(program), "-x", "; touch y", "$HOME"]
    assert pager_command({"PAGER": "no-such-pager"}) == []


def test_a_command_is_split_into_arguments_and_no_shell_reads_it(tmp_path: Path) -> None:
    program = tmp_path / "count it"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert split_command(f"'{program}' -w | tee x > y; $HOME `id`") == [
        str(program), "-w", "|", "tee", "x", ">", "y;", "$HOME", "`id`",
    ]  # fmt: skip
    assert split_command("") == []
    for wrong, said in (("no-such-program -x", "no program no-such-program"), ("'open", "close the quotation mark")):
        with pytest.raises(UsageError, match=said):
            split_command(wrong)


def test_the_editor_is_that_of_the_environment(tmp_path: Path) -> None:
    program = tmp_path / "ed"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    assert editor_command({"EDITOR": f"{program} -r", "VISUAL": ""}) == [str(program), "-r"]
    assert editor_command({"EDITOR": "no-such-editor", "VISUAL": str(program)}) == [str(program)]
    assert editor_command({"EDITOR": "no-such-editor"}) == []


@pytest.mark.parametrize("name", ["-x", ";id", "$(id)", "a\nb"])
def test_the_name_of_a_file_is_never_an_option(name: str) -> None:
    assert with_file(["/usr/bin/less", "-R"], name) == ["/usr/bin/less", "-R", "--", name]
    assert with_file(["/usr/bin/vim", "--"], name) == ["/usr/bin/vim", "--", name]
    assert with_file(["/home/me/open-it"], f"/tmp/{name}") == ["/home/me/open-it", f"/tmp/{name}"]


def test_a_pager_shows_a_text_and_does_nothing_else(tmp_path: Path) -> None:
    kept = {"TERM": "xterm", "HOME": str(tmp_path), "LESSCHARSET": "utf-8"}
    steered = {"LESSOPEN": "|touch opened %s", "LESSCLOSE": "touch closed", "LESS": "-F +!id", "MORE": "-d"}
    assert pager_environment(kept | steered) == kept


async def test_an_address_is_shown_first_and_opened_when_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    class Browser(webbrowser.BaseBrowser):
        def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
            opened.append(url)
            return True

    monkeypatch.setattr(webbrowser, "get", lambda: Browser("fake"))
    library = make_library(tmp_path, 1)
    library.articles = {1: make_article(1, text="The timetable is at https://ferry.example/karrow, they said.")}
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("The timetable")
        await desk.press("g", "x")
        assert desk.message == "the same key again opens https://ferry.example/karrow"
        await desk.press("j", "k", "o")
        assert desk.message.startswith("the same key again")
        assert opened == []
        await desk.press("g", "x")
        await desk.until(lambda: opened == ["https://ferry.example/karrow"])


async def test_without_a_browser_the_address_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise webbrowser.Error("none")

    monkeypatch.setattr(webbrowser, "get", none)
    library = make_library(tmp_path, 1)
    library.articles = {1: make_article(1, text="See https://ferry.example/karrow.")}
    async with open_desk(library) as desk:
        await desk.press("enter")
        await desk.shows("See https")
        await desk.press("o", "o")
        assert desk.message == "no browser is known here; the address is https://ferry.example/karrow"


async def test_where_the_terminal_cannot_be_left_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "/bin/cat")
    async with open_desk(make_library(tmp_path, 1)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("o")
        await desk.until(lambda: desk.message == "cat: this terminal cannot be left to another program")


async def test_without_a_pager_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PAGER", "no-such-pager")
    async with open_desk(make_library(tmp_path, 1)) as desk:
        await desk.press("enter")
        await desk.shows("This is report 1.")
        await desk.press("o")
        await desk.until(lambda: "no pager here" in desk.message)


def test_the_pager_has_the_terminal_and_ctrl_c_is_its_own(tmp_path: Path) -> None:
    pager, kept = tmp_path / "pager", tmp_path / "kept"
    pager.write_text(
        f'#!/bin/sh\ntrap \'echo "pager stopped"; exit 0\' INT\ncat "$2" > "{kept}"\necho "pager $1 runs"\n'
        "while :; do sleep 0.05; done\n"
    )
    pager.chmod(0o755)
    with Terminal([PROGRAM, str(tmp_path), ""], {"PAGER": f"{pager} --plain"}) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("\r")
        terminal.until("1 of 40")
        terminal.send("o")
        terminal.until("pager --plain runs")
        terminal.send("\x03")
        terminal.until("pager stopped")
        terminal.output = b""
        terminal.until("Report 1 from Brennvik")
        assert kept.read_text(encoding="utf-8").startswith(
            "Report 1 from Brennvik\nThe Meridian, 1 March 2031\n\nShells"
        )
        assert max(map(len, kept.read_text(encoding="utf-8").splitlines())) <= 80
        terminal.send("q")
        terminal.until("40 articles")
        terminal.send("q")
        assert terminal.wait() == 0


def test_an_article_is_given_to_a_command_whose_answer_stays_until_enter(tmp_path: Path) -> None:
    counter, kept = tmp_path / "counter", tmp_path / "kept"
    counter.write_text(f'#!/bin/sh\ncat > "{kept}"\necho "$1 has $(wc -l < "{kept}") lines"\nexit 3\n')
    counter.chmod(0o755)
    with Terminal([PROGRAM, str(tmp_path), ""]) as terminal:
        terminal.until("Report 1 from Brennvik")
        terminal.send("\r")
        terminal.until("1 of 40")
        terminal.send(f"gp\x15{counter} '; touch x'\r")
        terminal.until("; touch x has ")
        terminal.until("[counter ended with 3; Enter goes back]")
        terminal.output = b""
        terminal.send("\r")
        terminal.until("Report 1 from Brennvik")
        assert kept.read_text(encoding="utf-8").startswith("Report 1 from Brennvik\nThe Meridian, 1 March 2031\n\n")
        terminal.send("qq")
        assert terminal.wait() == 0
