"""The whole journey by keys alone, in a terminal: a dump is searched, read, compared, kept, taken away and left."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.screen import Screen
from tests.terminal import ROOT

PROGRAM = ["-c", "from reader.cli.main import main; main()"]
SAMPLE = ROOT / "sample_corpus" / "veldmark-2.txt"
_AID = re.compile(r"^>\[.\] aid\b", re.MULTILINE)
_FIRST = re.compile(r"^ Topics .*\n>", re.MULTILINE)
_INDEXED = re.compile(r"index: ([\d,]+) of \1")
_CURSOR = re.compile(r"^>.{11}", re.MULTILINE)


def desk(folder: Path, *files: Path) -> Screen:
    homes = {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "DATA", "CACHE", "STATE")}
    return Screen([*PROGRAM, *map(str, files)], homes)


def rows(shown: str) -> int:
    """How many articles the search found, as the screen says; 0 while it does not."""
    found = re.search(r"([\d,]+) of [\d,]+ articles", shown)
    return int(found[1].replace(",", "")) if found else 0


def _moved_from(before: list[str]) -> Callable[[str], bool]:
    return lambda shown: _CURSOR.findall(shown) not in ([], before)


def take_the_journey(folder: Path, dump: Path, word: str) -> None:
    exported = folder / "exported.md"
    with desk(folder, dump) as screen:
        # open the dump, and search
        shown = screen.wait_for(lambda shown: " articles" in shown and bool(_INDEXED.search(shown)))
        everything = rows(shown)
        screen.send(f"/{word}")
        screen.wait_for(lambda shown: f"/ {word}" in shown and 0 < rows(shown) < everything)
        screen.send("\r")
        screen.wait_for("/ search   Enter read")
        # filter by aid, in the panel
        screen.send("f")
        screen.wait_for("Space take in")
        screen.send("gg")
        screen.wait_for(lambda shown: bool(_FIRST.search(shown)))
        for _ in range(20):
            shown = screen.wait_for(lambda shown: bool(_CURSOR.search(shown)))
            if _AID.search(shown):
                break
            before = _CURSOR.findall(shown)
            screen.send("j")
            screen.wait_for(_moved_from(before))
        screen.send(" ")
        shown = screen.wait_for(lambda shown: "topic:aid" in shown and "1 filter" in shown and ">[x] aid" in shown)
        found = rows(shown)
        assert 3 <= found < everything
        screen.send("q")
        screen.wait_for("/ search   Enter read")
        # read
        screen.send("\r")
        screen.wait_for(lambda shown: f"1 of {found}" in shown and "n next hit" in shown)
        screen.send("q")
        screen.wait_for("/ search   Enter read")
        # compare two reports
        screen.send("c")
        screen.wait_for("% shared")
        screen.wait_for("g d difference")
        screen.send("q")
        screen.wait_for("/ search   Enter read")
        # save the search, and mark three articles
        screen.send("B")
        screen.wait_for("save this search as: ")
        screen.send("\x15Aid watch\r")
        screen.wait_for("search aid-watch saved")
        screen.send("mmm")
        screen.wait_for("3 marked")
        # export them as Markdown
        screen.send("s")
        screen.wait_for("(•) marked, 3 articles")
        screen.wait_for(lambda shown: "[markdown]" in shown and "_3-articles.md" in shown)
        screen.send("e")
        screen.wait_for("write to ")
        screen.send(f"\x15{exported}\r")
        screen.wait_for("Enter write")
        screen.send("\r")
        screen.wait_for("written to ")
        # leave, from an article
        screen.send("gg\r")
        place = screen.wait_for(lambda shown: f"1 of {found}" in shown and "n next hit" in shown)
        screen.send("Q")
        assert screen.wait() == 0
    written = exported.read_text(encoding="utf-8")
    assert len(re.findall("^## ", written, re.MULTILINE)) == 3
    assert (folder / "exported.md.manifest.json").exists()
    with desk(folder) as screen:
        # the same place
        screen.wait_for(lambda shown: shown.split("\n")[:20] == place.split("\n")[:20])
        screen.send("q")
        shown = screen.wait_for(lambda shown: "topic:aid" in shown and "3 marked" in shown)
        assert rows(shown) == found
        # the saved search with its counts
        screen.send("b")
        shown = screen.wait_for(
            lambda shown: "aid-watch" in shown and "…" not in re.findall("aid-watch.*", shown)[0][:58]
        )
        counted = re.search(r"aid-watch +([\d,]+) +([\d,]+) +([\d,]+)", shown)
        assert counted is not None, shown
        total, unread, new = (int(each.replace(",", "")) for each in counted.groups())
        assert (total, new) == (found, 0)
        assert unread == found - 1  # one was read, twice
        screen.send("qqQ")
        assert screen.wait() == 0


def test_the_journey_on_the_sample(tmp_path: Path) -> None:
    dump = tmp_path / "veldmark.txt"
    shutil.copy(SAMPLE, dump)
    take_the_journey(tmp_path, dump, "crowns OR lorries")


def test_the_journey_on_a_real_dump(tmp_path: Path, shared: Path) -> None:
    dump = tmp_path / "dump.txt"
    shutil.copy(shared / "seed" / "dump.txt", dump)
    take_the_journey(tmp_path, dump, "loan OR Odesa")
