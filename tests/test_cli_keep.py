"""The command line of what a reader keeps and follows: marks, tags, notes, dossiers, saved searches, the digest."""

import io
import json
import sys
from pathlib import Path

import pytest

from tests.filing import file_dumps
from tests.hostile import HOSTILE, is_clean
from tests.test_cli import DUMP, Desk
from tests.test_digest import SECOND_DUMP


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An archive with two articles."""
    made = Desk(tmp_path, capsys)
    add(made, tmp_path / "march.txt", DUMP)
    return made


def add(desk: Desk, path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    file_dumps(Path(desk.archive), path)


def id_of(desk: Desk, query: str) -> str:
    return str(desk.json("search", query)["hits"][0]["id"])


def many(count: int) -> str:
    """A dump of short articles, each on a ferry of its own."""
    return "Ostrana\n\n" + "".join(
        f"Ferry number {number} sails\n\nThe ferry of pier {number} sailed to Karrow.\n\nSource link\n\n"
        for number in range(1, count + 1)
    )


# saved searches


def test_a_search_is_saved_listed_with_its_counts_and_used(desk: Desk) -> None:
    assert desk("saved", "add", "Port watch", "brennvik", "-topic:aid", "--colour", "red", "--lit") == 2
    assert "--" in desk.err
    assert desk("saved", "add", "Port watch", "--colour", "red", "--lit", "--", "brennvik", "-topic:aid") == 0
    assert desk.out == "" and "port-watch" in desk.err
    assert desk("saved", "add", "both", "brennvik OR aid", "--sort", "-date") == 0
    assert desk("saved") == 0
    assert desk.out.splitlines()[1].split()[:5] == ["1", "port-watch", "1", "1", "1"]
    first, second = desk.json("saved")["searches"]
    assert first == {
        "number": 1, "name": "port-watch", "query": "brennvik -topic:aid", "match": "all", "sort": None,
        "colour": "red", "lit": True, "visited": None, "total": 1, "unread": 1, "new": 1, "fault": None,
    }  # fmt: skip
    assert (second["sort"], second["total"]) == ("-date", 2)
    assert desk("count", "query:port-watch") == 0 and desk.out == "1\n"
    assert desk.json("saved", "show", "both")["name"] == "both"
    assert desk("saved", "show", "both") == 0 and "never looked at" in desk.out


def test_no_saved_search_is_told_and_exit_1(desk: Desk) -> None:
    assert desk("saved") == 1 and desk.out == "" and "saved add" in desk.err
    assert desk.json("saved") == {"searches": []}


def test_a_saved_search_is_changed_renamed_moved_coloured_and_deleted(desk: Desk) -> None:
    desk("saved", "add", "ports", "brennvik", "--colour", "red")
    desk("saved", "add", "watch", "query:ports")
    assert desk("saved", "add", "ports", "ferry") == 2 and "ports is saved already: brennvik" in desk.err
    assert desk("saved", "add", "ports", "ferry", "--force") == 0
    assert desk("saved", "rename", "ports", "quays") == 0
    assert desk("saved", "move", "watch", "1") == 0
    assert desk("saved", "colour", "watch", "blue", "--lit") == 0
    assert desk("saved", "colour", "quays", "none") == 0
    watch, quays = desk.json("saved")["searches"]
    assert (watch["name"], watch["query"], watch["colour"], watch["lit"]) == ("watch", "query:quays", "blue", True)
    assert (quays["name"], quays["query"], quays["colour"]) == ("quays", "ferry", "")
    assert desk("saved", "delete", "quays") == 2 and "watch" in desk.err
    assert desk("saved", "delete", "watch") == 0
    assert desk("undo") == 0 and "watch" in desk.err
    assert len(desk.json("saved")["searches"]) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "ports"], "NAME QUERY"),
        (["add", "ports", "(ferry OR"], "column 8"),
        (["add", "ports", "query:ports"], "ring"),
        (["add", "…", "ferry"], "name"),
        (["add", "ports", "ferry", "--colour", "reed"], "red"),
        (["add", "ports", "ferry", "--sort", "dat"], "dat"),
        (["show", "nothing"], "nothing"),
        (["rename", "one"], "NAME NEW"),
        (["move", "one", "0"], "from 1"),
        (["delete", "one", "--lit"], "--lit"),
        (["list", "one"], "nothing more"),
        (["paint"], "paint"),
    ],
)
def test_a_mistake_is_one_line_and_exit_2(desk: Desk, arguments: list[str], said: str) -> None:
    desk("saved", "add", "one", "ferry")
    assert desk("saved", *arguments) == 2
    assert desk.out == "" and said in desk.err and len(desk.err.splitlines()) == 1
    assert [each["query"] for each in desk.json("saved")["searches"]] == ["ferry"]


# the digest


def test_a_digest_tells_what_is_new_once_it_was_seen_and_1_when_nothing_is(desk: Desk, tmp_path: Path) -> None:
    desk("saved", "add", "ports", "brennvik")
    assert desk("digest", "--seen") == 0 and "2 new" in desk.out and "Shells hit" in desk.out
    assert desk("digest") == 1 and "nothing new" in desk.out
    assert desk("digest", "--since", "yesterday") == 0 and "2 new" in desk.out
    assert desk("digest", "ports", "--since", "yesterday", "--limit", "1") == 0 and "1 more" in desk.out
    assert desk("digest", "nothing") == 2 and desk("digest", "--since", "3/14/2031") == 2


def test_a_digest_is_written_in_every_form(desk: Desk, tmp_path: Path) -> None:
    desk("saved", "add", "ports", "brennvik")
    assert desk("digest", "--format", "markdown") == 0 and desk.out.startswith("# What has changed\n")
    assert desk("digest", "--format", "html") == 0 and desk.out.startswith("<!doctype html>")
    record = desk.json("digest")
    assert record["schema"] == "broadsheet/digest/1" and len(record["searches"][0]["articles"]) == 2
    target = tmp_path / "digest.md"
    assert desk("digest", "--format", "markdown", "--out", target, "--seen") == 0 and desk.out == ""
    assert target.read_text().count("\n- ") == 2
    assert desk("digest", "--out", target) == 2, "a file is not written over unasked"


def test_a_digest_that_could_not_be_written_was_not_seen(desk: Desk, tmp_path: Path) -> None:
    desk("saved", "add", "ports", "brennvik")
    assert desk("digest", "--seen", "--out", tmp_path / "no" / "such" / "folder.txt") != 0
    assert desk("digest") == 0


def test_a_digest_without_saved_searches_is_empty(desk: Desk) -> None:
    assert desk("digest") == 1 and "saved add" in desk.err


def test_a_search_that_cannot_be_answered_is_told_on_standard_error_too(desk: Desk) -> None:
    desk("saved", "add", "ports", "brennvik")
    lines = [
        line.replace('"query": "brennvik"', '"query": "outlt:x"').replace('"query":"brennvik"', '"query":"outlt:x"')
        for line in dumped(desk).splitlines()
    ]
    path = Path(desk.archive).parent / "state.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    desk("restore-state", "--replace", path)
    assert desk("digest") == 1 and "outlt" in desk.err and "outlt" in desk.out
    assert desk("saved") == 0 and "outlt" in desk.out


# stars, read, marks, tags


@pytest.mark.parametrize(("verb", "state"), [("star", "starred"), ("read", "read"), ("mark", "marked")])
def test_articles_are_starred_read_and_marked_by_query_and_by_id(desk: Desk, verb: str, state: str) -> None:
    assert desk(verb) == 1
    assert desk(verb, "on", "brennvik") == 0 and desk.out == "" and "2 articles" in desk.err
    assert desk("count", f"is:{state}") == 0 and desk.out == "2\n"
    id = id_of(desk, "ferry")
    assert desk(verb, "off", "--id", id[:6]) == 0 and "1 article" in desk.err
    assert desk(verb, "list") == 0 and len(desk.out.splitlines()) == 1 and id not in desk.out
    assert desk(verb, "--format", "jsonl") == 0 and json.loads(desk.out)["id"] != id
    assert desk("undo") == 0
    assert desk(verb, "list", "ferry") == 0 and id in desk.out
    assert desk(verb, "on", "brennvik") == 0 and "nothing to change" in desk.err
    assert desk(verb, "on", "zeppelin") == 1


@pytest.mark.parametrize("arguments", [["on"], ["on", "ferry", "--id", "3f"], ["on", "--id", "zz"], ["on", "fe*"]])
def test_articles_are_named_by_a_query_or_by_ids(desk: Desk, arguments: list[str]) -> None:
    assert desk("star", *arguments) == 2
    assert desk("star") == 1


def test_above_a_screenful_a_script_must_say_yes(desk: Desk, tmp_path: Path) -> None:
    add(desk, tmp_path / "many.txt", many(30))
    assert desk("star", "on", "pier") == 2
    assert "30 articles" in desk.err and "--yes" in desk.err
    assert desk("count", "is:starred") == 1
    assert desk("star", "on", "pier", "--yes") == 0 and "30 articles" in desk.err
    assert desk("tag", "add", "check", "*") == 2 and desk("tag") == 1
    assert desk("undo") == 0 and desk("count", "is:starred") == 1, "one step took all of it back"


@pytest.mark.parametrize(("said", "code"), [("y\n", 0), ("YES\n", 0), ("n\n", 1), ("\n", 1), ("", 1)])
def test_above_a_screenful_a_person_is_asked(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, code: int
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    add(desk, tmp_path / "many.txt", many(30))
    monkeypatch.setenv("LINES", "24")
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr(sys, "stdin", Terminal(said))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert desk("star", "on", "pier", "--plain") == code
    assert "30 articles: star them? [y/N]" in desk.err
    assert desk("count", "is:starred") == 1 - (code == 0)


def test_tags_are_added_removed_and_listed(desk: Desk) -> None:
    assert desk("tag") == 1
    assert desk("tag", "add", "check,loan", "brennvik") == 0 and "2 articles" in desk.err
    assert desk("tag", "remove", "loan", "ferry") == 0
    assert desk.json("tag") == {"tags": [{"tag": "check", "articles": 2}, {"tag": "loan", "articles": 1}]}
    assert desk("tag") == 0 and [line.split() for line in desk.out.splitlines()] == [["2", "check"], ["1", "loan"]]
    assert desk("count", "#loan") == 0 and desk.out == "1\n"
    assert desk("tag", "add") == 2 and desk("tag", "add", "check") == 2
    assert desk("undo") == 0 and desk("count", "#loan") == 0 and desk.out == "2\n"


def test_what_is_kept_of_an_article_stands_under_it(desk: Desk) -> None:
    id = id_of(desk, "ferry")
    desk("show", id)
    assert "starred" not in desk.out
    desk("star", "on", "--id", id)
    desk("tag", "add", "check", "--id", id)
    desk("note", "add", id, "Ask", "the", "port", "office.")
    assert desk("show", id) == 0 and "starred · #check · 1 note" in desk.out


# notes


def test_notes_are_written_listed_changed_and_deleted(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    id = id_of(desk, "ferry")
    assert desk("note", "list") == 1
    assert desk("note", "add", id, "Ask", "the", "port", "office.") == 0
    monkeypatch.setattr(sys, "stdin", io.StringIO("First line.\nSecond line.\n"))
    assert desk("note", "add", id, "-", "--quote", "evening   ferry") == 0
    whole, passage = desk.json("note")["notes"]
    assert (whole["article"], whole["text"], whole["quote"]) == (id, "Ask the port office.", None)
    assert passage["quote"] == "evening ferry" and passage["text"].splitlines() == ["First line.", "Second line."]
    assert desk("note", "list", "ferry") == 0 and "on “evening ferry”" in desk.out and "Second line." in desk.out
    assert desk("note", "edit", id, str(whole["number"]), "Asked.") == 0
    assert desk("note", "delete", id, str(passage["number"])) == 0
    assert [note["text"] for note in desk.json("note")["notes"]] == ["Asked."]
    assert desk("undo") == 0 and len(desk.json("note")["notes"]) == 2
    assert desk("count", "has:note") == 0 and desk.out == "1\n"


@pytest.mark.parametrize(
    "arguments",
    [["add", "ID"], ["add", "ID", " "], ["add", "ID", "x", "--quote", "zeppelin"], ["add", "zz", "x"],
     ["edit", "ID", "99", "x"], ["edit", "ID", "x", "y"],
     ["delete", "ID", "99"], ["delete", "ID", "1", "--quote", "a"]],
)  # fmt: skip
def test_a_note_that_cannot_be_written_is_told(desk: Desk, arguments: list[str]) -> None:
    id = id_of(desk, "ferry")
    desk("note", "add", id, "Ask.")
    assert desk("note", *[id if word == "ID" else word for word in arguments]) == 2
    assert desk.out == "" and len(desk.err.splitlines()) == 1
    assert [note["text"] for note in desk.json("note")["notes"]] == ["Ask."]


# dossiers


def test_a_dossier_is_made_filled_ordered_and_told(desk: Desk, tmp_path: Path) -> None:
    add(desk, tmp_path / "later.txt", SECOND_DUMP)
    assert desk("dossier") == 1 and "dossier make" in desk.err
    assert desk("dossier", "make", "Ferry", "talks") == 0 and "ferry-talks" in desk.err
    assert desk("dossier", "add", "ferry-talks", "brennvik") == 0 and "4 articles" in desk.err
    ids = [entry["id"] for entry in desk.json("dossier", "show", "ferry-talks")["entries"]]
    assert desk("dossier", "move", "ferry-talks", ids[3][:6], "1") == 0
    assert desk("dossier", "remove", "ferry-talks", ids[0], ids[1]) == 0
    assert desk("dossier", "remark", "ferry-talks", ids[3], "The", "first.") == 0
    assert desk("dossier", "foreword", "ferry-talks", "What is known.") == 0
    assert desk("dossier", "rename", "ferry-talks", "Talks") == 0
    shown = desk.json("dossier", "show", "talks")
    assert (shown["title"], shown["foreword"]) == ("Talks", "What is known.")
    assert [(entry["id"], entry["remark"]) for entry in shown["entries"]] == [(ids[3], "The first."), (ids[2], "")]
    assert desk("dossier", "show", "talks") == 0 and "The first." in desk.out
    assert desk("dossier") == 0 and desk.out.split() == ["2", "talks", "Talks"]
    assert desk("dossier", "delete", "talks") == 0 and desk("dossier") == 1
    assert desk("undo") == 0 and len(desk.json("dossier", "show", "talks")["entries"]) == 2


def test_an_article_of_a_forgotten_dump_stays_in_its_dossier(desk: Desk) -> None:
    desk("dossier", "make", "Talks")
    desk("dossier", "add", "talks", "ferry")
    desk("forget", "march.txt")
    (entry,) = desk.json("dossier", "show", "talks")["entries"]
    assert not entry["in_archive"] and entry["title"] == "Shells hit Brennvik harbour"
    assert desk("dossier", "show", "talks") == 0 and "in no dump" in desk.out
    assert desk("dossier", "remove", "talks", entry["id"][:5]) == 0
    assert desk.json("dossier", "show", "talks")["entries"] == []


@pytest.mark.parametrize(
    "arguments",
    [["show", "nothing"], ["make"], ["add", "talks"], ["add", "nothing", "ferry"], ["remove", "talks"],
     ["remove", "talks", "ffff"], ["remark", "talks", "", "x"], ["list", "--id", "3f"], ["delete", "nothing"]],
)  # fmt: skip
def test_a_dossier_that_cannot_be_changed_is_told(desk: Desk, arguments: list[str]) -> None:
    desk("dossier", "make", "Talks")
    desk("dossier", "add", "talks", "brennvik")
    assert desk("dossier", *arguments) == 2
    assert desk.out == "" and len(desk.err.splitlines()) == 1
    assert len(desk.json("dossier", "show", "talks")["entries"]) == 2


# all of it


def dumped(desk: Desk) -> str:
    assert desk("dump-state") == 0
    return desk.out


def test_all_that_is_kept_goes_to_a_file_and_comes_back(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = id_of(desk, "ferry")
    desk("star", "on", "--id", id)
    desk("tag", "add", "check", "brennvik")
    desk("note", "add", id, "Ask.", "--quote", "evening ferry")
    desk("saved", "add", "ports", "brennvik", "--colour", "red")
    desk("dossier", "make", "Talks")
    desk("dossier", "add", "talks", "ferry")
    before = dumped(desk)
    assert before == dumped(desk) and all(isinstance(json.loads(line), dict) for line in before.splitlines())
    target = tmp_path / "state.jsonl"
    assert desk("dump-state", "--out", target) == 0 and target.read_text(encoding="utf-8") == before
    assert desk("dump-state", "--out", target) == 2
    other = Desk(tmp_path / "other", desk.capsys)
    assert other("restore-state", target) == 0 and "restored" in other.err
    assert dumped(other) == before, "what is kept needs no article"
    desk("star", "on", "brennvik")
    monkeypatch.setattr(sys, "stdin", io.StringIO(before))
    assert desk("restore-state", "--replace", "-") == 0
    assert dumped(desk) == before
    assert desk("undo") == 0 and desk("count", "is:starred") == 0 and desk.out == "2\n"


def test_lines_that_cannot_be_restored_are_named(desk: Desk, tmp_path: Path) -> None:
    desk("star", "on", "ferry")
    good = tmp_path / "good.jsonl"
    good.write_text(dumped(desk) + "no json\n", encoding="utf-8")
    assert desk("restore-state", good) == 3 and "nothing new" in desk.err and len(desk.err.splitlines()) == 2
    for name, text in {"empty": "", "nonsense": "no json\n", "list": "[1, 2]\n"}.items():
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert desk("restore-state", "--replace", path) == 3, name
        assert desk("count", "is:starred") == 0, "nothing was lost"
    assert desk("restore-state", tmp_path / "missing") == 3 and desk("restore-state", tmp_path) == 3


def test_there_is_nothing_to_undo_at_first(desk: Desk) -> None:
    assert desk("undo") == 1 and "nothing" in desk.err


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_text_of_a_reader_steers_a_terminal(desk: Desk, hostile: str) -> None:
    id = id_of(desk, "ferry")
    text = f"x {hostile}".replace("\0", "")
    for arguments in (
        ["saved", "add", text, "ferry"], ["tag", "add", text, "ferry"], ["note", "add", id, text],
        ["dossier", "make", text], ["saved", "show", text], ["dossier", "show", text], ["digest", text],
        ["saved", "add", "mine", "--", text],
        ["saved"], ["tag"], ["note"], ["dossier"], ["digest"], ["undo"], ["undo"],
    ):  # fmt: skip
        assert desk(*arguments) in (0, 1, 2), arguments
        assert is_clean((desk.out + desk.err).replace("\n", "")), arguments
        assert "Traceback" not in desk.err and "unexpected" not in desk.err


def test_state_that_is_written_and_read_is_counted_in_words(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "state.jsonl"
    desk("star", "on", "--id", id_of(desk, "ferry"))
    assert desk("dump-state", "--out", path) == 0
    assert (desk.out, desk.err) == ("", f"1 record → {path}\n")
    desk("undo")
    assert desk("restore-state", path) == 0 and desk.err == "1 record of 1 article restored\n"


def test_what_comes_from_standard_input_in_another_encoding_is_taken_as_far_as_it_can_be_read(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Ask at the caf\xe9."), encoding="utf-8"))
    assert desk("note", "add", id_of(desk, "ferry"), "-") == 0
    assert [note["text"] for note in desk.json("note")["notes"]] == ["Ask at the caf\ufffd."]


def test_a_state_without_line_ends_is_refused_and_not_held_in_memory(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.cli.verbs.restore_state_verb.MOST_READ", 100)
    asked: list[int] = []

    class Lines(io.StringIO):
        def readline(self, size: int | None = -1) -> str:  # type: ignore[override]
            asked.append(size or -1)
            return super().readline(-1 if size is None else size)

    article = id_of(desk, "ferry")
    long = json.dumps({"kind": "article", "id": article, "tags": ["x" * 60] * 9})
    star = json.dumps({"kind": "article", "id": article, "starred": True})
    monkeypatch.setattr(sys, "stdin", Lines(f'{{"schema": "broadsheet/state/1"}}\n{long}\n{star}\n'))
    assert desk("restore-state", "-") == 3
    assert desk.err.splitlines()[0].startswith("broadsheet: line 2:") and "1 record of 1 article" in desk.err
    assert set(asked) == {100}
