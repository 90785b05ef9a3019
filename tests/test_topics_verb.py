"""`broadsheet topics`: rules tried before they hold, and topics corrected by hand."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reader.cli.main import run
from reader.library import Library, open_library

RULES = """
[[topic]]
name = "harbour"
sign = "B"
sentence = "Quays, ferries and ships."
strong = ["ferr*", "quay*"]
"""

DUMP = """Ferry talks resume in Lindholm
14 March 2031

Envoys met on Friday and spoke of the ferry for three hours in the old hall.

Aid
Two lorries of blankets and a loan of forty million crowns reached Karrow on Friday.
Source link
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))
    (tmp_path / "march.txt").write_text(DUMP, encoding="utf-8")
    yield tmp_path


@pytest.fixture
def library(folder: Path) -> Iterator[Library]:
    with open_library(folder / "archive") as found:
        found.add([folder / "march.txt"])
        yield found


def only(library: Library) -> int:
    (key,) = library.all_keys()
    return key


def topics_of(library: Library) -> list[tuple[str, ...]]:
    return [section.topics for section in library.article_by_key(only(library)).sections]


def test_a_file_of_rules_is_tried_without_touching_the_archive(
    folder: Path, library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    before = topics_of(library)
    rules = folder / "mine.toml"
    rules.write_text(RULES, encoding="utf-8")
    assert run(["topics", "test", str(rules), "--archive", str(folder / "archive"), "--format", "json"]) == 0
    trial = json.loads(capsys.readouterr().out)
    harbour = next(topic for topic in trial["topics"] if topic["name"] == "harbour")
    assert (harbour["sections_before"], harbour["sections_after"]) == (0, 1)
    assert 'words "ferry"' in str(trial["verdicts"])
    assert topics_of(library) == before


def test_only_these_leaves_no_other_topic(folder: Path, library: Library) -> None:
    rules = folder / "mine.toml"
    rules.write_text("only_these = true\n" + RULES, encoding="utf-8")
    trial = library.try_topics(rules, None, 20)
    after = {topic.name for topic in trial.topics if topic.sections_after}
    assert after == {"harbour"}


def test_a_dump_is_tried_on_the_rules_in_force(folder: Path, library: Library) -> None:
    trial = library.try_topics(None, folder / "march.txt", 20)
    assert trial.articles == 1
    assert "aid" in {topic.name for topic in trial.topics}


def test_a_rule_that_cannot_be_read_is_told(folder: Path, library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    rules = folder / "mine.toml"
    rules.write_text('[[topic]]\nname = "harbour"\nstrnog = ["ferry"]\n', encoding="utf-8")
    run(["topics", "test", str(rules), "--archive", str(library.folder)])
    assert "strnog" in capsys.readouterr().err


@pytest.mark.parametrize("wanted", [True, False])
def test_a_correction_survives_reading_the_dump_again(folder: Path, library: Library, wanted: bool) -> None:
    number = next(at for at, topics in enumerate(topics_of(library)) if ("aid" in topics) is not wanted)
    library.correct_topic(only(library), number, "aid", wanted)
    assert ("aid" in topics_of(library)[number]) is wanted
    changed = DUMP.replace("spoke of the ferry", "spoke of the ferry and of tolls")
    (folder / "march.txt").write_text(changed, encoding="utf-8")
    assert library.add([folder / "march.txt"]).files[0].status == "updated"
    if number:  # the first section's own words have changed, and with them what was said of it
        assert ("aid" in topics_of(library)[number]) is wanted


def test_what_was_said_by_hand_is_told_and_changes_the_version(library: Library) -> None:
    number = next(at for at, topics in enumerate(topics_of(library)) if "aid" in topics)
    before = library.version()
    assert library.topics_by_hand(only(library), number) == {}
    assert library.version() == before
    library.correct_topic(only(library), number, "aid", False)
    assert library.topics_by_hand(only(library), number) == {"aid": False}
    assert library.version() != before


def test_reset_goes_back_to_the_rules(library: Library) -> None:
    before = topics_of(library)
    number = next(at for at, topics in enumerate(before) if "aid" in topics)
    library.correct_topic(only(library), number, "aid", False)
    assert topics_of(library) != before
    library.correct_topic(only(library), number, "aid", None)
    assert topics_of(library) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["9", "aid"], "no section 9"),
        (["x", "aid"], "no number of a section"),
        (["1", "ad"], "did you mean aid?"),
        (["1"], "takes ID SECTION TOPIC"),
    ],
)
def test_a_wrong_correction_is_refused(
    library: Library, words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    id = library.article_by_key(only(library)).id
    assert run(["topics", "set", id, *words, "--archive", str(library.folder)]) == 2
    assert said in capsys.readouterr().err


def test_show_gives_every_reason(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    id = library.article_by_key(only(library)).id
    assert run(["topics", "show", id, "--archive", str(library.folder)]) == 0
    assert 'heading "Aid"' in capsys.readouterr().out
