"""Related articles: reports of one event first, and nothing related for what every article has."""

import itertools
import json
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from reader.cli.main import run
from reader.config import Config
from reader.errors import UsageError
from reader.library import Library
from reader.results import Related

ROOT = Path(__file__).resolve().parent.parent
TRUTH = json.loads((ROOT / "tests/data/sample/truth.json").read_text(encoding="utf-8"))

Record = dict[str, Any]

BLAST = (
    "An explosion tore a hole in the deck of the Pell bridge on Wednesday, hours after the first aid lorries crossed. "
    "Two guards died, said Kirsten Vang of the district. Amara Voss, who heads the Relief Office, said that flour for "
    "Karrow would last four days. Engineers measured a gap of eleven metres."
)
BLAST_AGAIN = (
    "Two guards were killed when a blast broke the Pell bridge on Wednesday. The Relief Office under Amara Voss halted "
    "its aid lorries; Karrow has flour for four days. The gap in the deck is eleven metres wide, Kirsten Vang said."
)
FERRY = (
    "The ferry from Brennvik reached Karrow with 212 passengers after eight weeks in port. The harbour master, Olle "
    "Strand, rang the bell of the Saint Ansgar twice. Monitors along the river reported no shots."
)
FERRY_AGAIN = (
    "With 212 passengers on board the Saint Ansgar sailed from Brennvik to Karrow, the first ferry in eight weeks. "
    "Olle Strand, the harbour master, had the bell rung. No shots were heard along the river."
)
LOAN = (
    "The Straits Council will lend Veldmark 2.4 billion crowns for two budget years, its treasurer Henrik Dahl said "
    "in Ostrana. The money comes from bonds, and deposits that are frozen stay untouched."
)
SNOW = "Late snow closed the coast road north of Skarn. Ploughs from three parishes were out until dawn."


def article(title: str, body: str, date: str = "2031-03-19", source: str = "Harbour Wire") -> Record:
    return {"title": title, "body": body, "date": date, "source": source}


SIX = [
    article("Explosion damages Pell bridge", BLAST),
    article("Blast at Pell bridge kills two", BLAST_AGAIN, source="Lindholm Courier"),
    article("First ferry leaves Brennvik", FERRY, "2031-03-21"),
    article("Ferry sails again after eight weeks", FERRY_AGAIN, "2031-03-21", "The Meridian"),
    article("Council lends 2.4 billion crowns", LOAN, "2031-03-12", "Capital Desk"),
    article("Late snow closes coast road", SNOW, "2031-03-17", "Lindholm Courier"),
]


class Desk:
    """An archive of articles with its index; an article is called by its place, from 0."""

    def __init__(self, folder: Path, records: Sequence[Record]) -> None:
        self.library = Library(folder / "archive", Config())
        dump = folder / "dump.jsonl"
        dump.write_text("".join(json.dumps(each) + "\n" for each in records), encoding="utf-8")
        if records:
            report = self.library.add([dump])
            assert not report.failed
        self.library.update_index(lambda _: None, lambda: False)
        self.keys = self.library.all_keys()

    def related(self, number: int, limit: int = 10) -> list[Related]:
        return self.library.related(self.keys[number], limit)

    def numbers(self, found: Sequence[Related]) -> list[int]:
        return [self.keys.index(each.key) for each in found]

    def story(self, number: int) -> list[int]:
        return sorted(self.numbers([each for each in self.related(number, 40) if each.same_story]))


@pytest.fixture
def six(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path, SIX)
    yield desk
    desk.library.close()


def test_the_report_of_the_same_event_comes_first_and_is_marked(six: Desk) -> None:
    assert [six.story(number) for number in range(6)] == [[1], [0], [3], [2], [], []]
    for number, other in ((0, 1), (1, 0), (2, 3), (3, 2)):
        assert six.numbers(six.related(number))[0] == other


def test_scores_fall_from_one_to_nothing_and_the_article_itself_is_left_out(six: Desk) -> None:
    for number in range(6):
        found = six.related(number, 40)
        assert all(0 < each.score <= 1 for each in found)
        order = [(not each.same_story, -each.score) for each in found]
        assert order == sorted(order)
        assert number not in six.numbers(found)


def test_the_limit_cuts_and_changes_nothing_else(six: Desk) -> None:
    whole = six.related(0, 40)
    assert [six.related(0, limit) for limit in (0, 1, 2)] == [whole[:0], whole[:1], whole[:2]]


def test_like_has_the_truly_alike_only(six: Desk) -> None:
    found = six.library.like(six.keys[0])
    assert six.keys.index(found[0][0]) == 1
    assert six.keys[5] not in dict(found)
    assert [score for _, score in found] == sorted((score for _, score in found), reverse=True)


def test_a_story_folds_under_its_first_report(six: Desk) -> None:
    shown = [six.keys[number] for number in (3, 5, 1, 2, 0)]
    led = six.library.stories(shown)
    assert [six.keys.index(led[key]) for key in shown] == [3, 5, 1, 3, 1]
    assert six.library.stories([]) == {}
    assert six.library.stories([10**6]) == {10**6: 10**6}


def test_the_same_words_long_after_tell_of_less(tmp_path: Path) -> None:
    late = [{**each, "date": "2031-09-30"} if number == 1 else each for number, each in enumerate(SIX)]
    (tmp_path / "near").mkdir()
    (tmp_path / "far").mkdir()
    near, far = Desk(tmp_path / "near", SIX), Desk(tmp_path / "far", late)
    assert far.related(0)[0].score < near.related(0)[0].score


def test_boilerplate_makes_nothing_alike(tmp_path: Path) -> None:
    appeal = (
        "The Harbour Foundation keeps this paper free: five crowns at any tobacconist buy an enamel lighthouse badge."
    )
    (tmp_path / "with").mkdir()
    (tmp_path / "without").mkdir()
    plain = Desk(tmp_path / "without", SIX)
    appealing = Desk(tmp_path / "with", [{**each, "body": f"{each['body']}\n\n{appeal}"} for each in SIX])
    for number in range(5):
        assert appealing.story(number) == plain.story(number)
        unrelated = [each.score for each in appealing.related(number, 40) if not each.same_story]
        assert unrelated == pytest.approx(
            [each.score for each in plain.related(number) if not each.same_story], abs=0.03
        )


def running_list(day: int, *events: str) -> str:
    bullets = "".join(f"* {event}\n\n" for event in events)
    return (
        f"Border conflict: List of key events, day {day} | Border conflict News\n\n"
        f"These are the key events on day {day} of the border conflict between Ostrana and Veldmark.\n\n"
        f"Here is where things stand on Friday, March {day - 1382}:\n\nFighting\n\n{bullets}Source link\n\n"
    )


def test_parts_of_a_running_list_are_not_one_story(tmp_path: Path) -> None:
    events = {
        1396: ("Shells hit the granary of Seldby at dawn.", "Two tugs burned in the port of Skarn."),
        1397: ("Envoys met in the customs house of Lindholm.", "A prisoner exchange freed thirty-four men."),
        1398: ("The refinery of Orlech was set on fire by drones.", "Floods cut the railway to Vastrel."),
    }
    dump = tmp_path / "lists.txt"
    dump.write_text("".join(running_list(day, *events[day]) for day in events), encoding="utf-8")
    library = Library(tmp_path / "archive", Config())
    assert not library.add([dump]).failed
    library.update_index(lambda _: None, lambda: False)
    keys = library.all_keys()
    assert [library.article_by_key(key).series for key in keys].count(None) == 0
    for key in keys:
        assert library.related(key, 40) == []
    assert library.stories(keys) == {key: key for key in keys}
    library.close()


def test_what_an_outlet_prints_under_one_headline_every_day_is_a_series(tmp_path: Path) -> None:
    body = "Wind from the west at {0} knots off Skarn, the glass at 10{0}, ice in the sound of Karrow, fog until noon."
    days = [article("Sea weather", body.format(n), f"2031-03-{n}") for n in (11, 12, 13)]
    desk = Desk(tmp_path, [*days, *SIX])
    assert [desk.story(number) for number in range(3)] == [[], [], []]


HOSTILE = [
    article("Fog", "Fog"),
    article("", "Fog"),
    article("Fog", "…"),
    article("One word of a megabyte", "x" * 2**20),
    article("A megabyte of words", "harbour fog bell " * 65_000),
    article("Combining", "f" + "\u0301" * 5000 + " 霧 туман \U0001f32b\ufe0f \x1b[31mred"),
    article("Only the very common", "the of and to in it is was " * 50),
]


def test_hostile_articles_are_compared_like_any(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [*SIX, *HOSTILE])
    assert len(desk.keys) > len(SIX) + 3
    for number in range(len(desk.keys)):
        assert all(0 < each.score <= 1 for each in desk.related(number, 40))
        assert all(0 < score <= 1 for _, score in desk.library.like(desk.keys[number]))
    assert [desk.story(number) for number in range(4)] == [[1], [0], [3], [2]]
    led = desk.library.stories(desk.keys)
    assert set(led) == set(desk.keys)


def test_what_is_gone_or_not_indexed(six: Desk, tmp_path: Path) -> None:
    more = tmp_path / "more.jsonl"
    third = article("Bridge blast: two guards dead", BLAST_AGAIN + " Divers searched the Osk.", source="The Meridian")
    more.write_text(json.dumps(third) + "\n", encoding="utf-8")
    assert six.related(0)
    six.library.add([more])
    new = next(key for key in six.library.all_keys() if key not in six.keys)
    assert {six.keys.index(each.key) for each in six.library.related(new) if each.same_story} == {0, 1}
    assert new not in {each.key for each in six.related(0)}
    six.library.update_index(lambda _: None, lambda: False)
    assert new in {each.key for each in six.related(0)}
    six.library.forget("more.jsonl")
    assert new not in {each.key for each in six.related(0)}
    with pytest.raises(UsageError):
        six.library.related(new)


def test_an_engine_belongs_to_the_thread_of_its_first_search(six: Desk) -> None:
    six.related(0)
    faults: list[BaseException] = []

    def ask() -> None:
        try:
            six.related(0)
        except RuntimeError as fault:
            faults.append(fault)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert len(faults) == 1


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    library = Library(tmp_path_factory.mktemp("sample"), Config(), rules=ROOT / "sample_corpus")
    library.add(sorted((ROOT / "sample_corpus").glob("*.txt")))
    library.index_folder = tmp_path_factory.mktemp("index")
    library.update_index(lambda _: None, lambda: False)
    yield library
    library.close()


def test_stories_of_the_sample_corpus(sample: Library) -> None:
    articles = {key: sample.article_by_key(key) for key in sample.all_keys()}
    reports = {key for key, each in articles.items() if each.series is None}
    at = {(each.place.dump, each.place.line_start): key for key, each in articles.items()}
    true = {
        frozenset(pair)
        for story in TRUTH["stories"]
        for pair in itertools.combinations([at[dump, line] for dump, line in story["articles"]], 2)
    }
    found = {key: sample.related(key, 40) for key in articles}
    told = [key for key in reports if any(key in pair and pair <= reports for pair in true)]
    first = [key for key in told if any({key, each.key} in true for each in found[key][:1])]
    assert len(first) >= 0.75 * len(told)
    said = {frozenset((key, each.key)) for key in reports for each in found[key] if each.same_story}
    said = {pair for pair in said if pair <= reports}
    right = len(said & true)
    assert right >= 0.55 * len(said)
    assert right >= 0.5 * sum(pair <= reports for pair in true)
    for dump, line in TRUTH["off_topic"]:
        assert not any(each.same_story for each in found[at[dump, line]])


def test_the_command_line_prints_the_record(six: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    archive = ["--archive", str(six.library.folder)]
    id = six.library.article_by_key(six.keys[0]).id
    assert run(["related", id, "--format", "json", "--limit", "2", *archive]) == 0
    record = json.loads(capsys.readouterr().out)
    want = six.related(0, 2)
    assert record == {
        "id": id,
        "related": [
            {"id": each.id, "title": each.title, "score": round(each.score, 4), "same_story": each.same_story}
            for each in want
        ],
    }
    assert run(["related", id[:10], *archive]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[0].startswith(f"= {want[0].id}  ")
    assert run(["related", "--all", "--limit", "1", "--format", "jsonl", *archive]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == [six.library.article_by_key(key).id for key in six.keys]
    assert all(len(line["related"]) <= 1 for line in lines)


def test_exit_codes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path, [SIX[0], SIX[5]])
    archive = ["--archive", str(desk.library.folder)]
    id = desk.library.article_by_key(desk.keys[1]).id
    assert run(["related", id, "--format", "json", *archive]) == 1
    assert json.loads(capsys.readouterr().out) == {"id": id, "related": []}
    assert run(["related", "ffffffffffff", *archive]) == 2
    assert run(["related", *archive]) == 2
    assert run(["related", id, "--all", *archive]) == 2
    assert run(["related", "--all", "--format", "json", *archive]) == 2


def test_all_of_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    desk = Desk(tmp_path, [])
    assert list(desk.library.related_all()) == []
    assert run(["related", "--all", "--format", "jsonl", "--archive", str(desk.library.folder)]) == 1
    assert capsys.readouterr().out == ""
