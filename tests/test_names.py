"""Names: which people, places and organisations an article speaks of, by its own words, and which spellings are one."""

import json
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.article import Names
from reader.ingest.intake import open_intake
from reader.topics.names import NameRules, aliases_of, find_names, load_names
from reader.topics.spelling import spelling_key
from tests.articles import make_article
from tests.hostile import HOSTILE

DATA = Path(__file__).parent / "data" / "names"
SAMPLES = Path(__file__).resolve().parent.parent / "sample_corpus"
KINDS = ("people", "places", "organisations")


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> NameRules:
    return load_names(tmp_path_factory.mktemp("empty"))


def cases() -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each text of cases.txt with the names that are expected of it."""
    for case in (DATA / "cases.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in case.splitlines() if not line.startswith("#")]
        if lines:
            given_names = dict(line.split(": ", 1) for line in lines[1:])
            yield lines[0], {kind: given_names[kind].split("; ") if kind in given_names else [] for kind in KINDS}


def groups(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split() for line in lines if line and not line.startswith("#")]


def names_of(text: str, rules: NameRules, title: str = "Border diary") -> Names:
    return find_names(make_article(title, *text.split(" / ")), rules)


@pytest.mark.parametrize(("text", "expected"), list(cases()), ids=lambda value: str(value)[:50])
def test_names_and_their_kinds(text: str, expected: dict[str, list[str]], rules: NameRules) -> None:
    found = names_of(text, rules)
    assert {kind: list(getattr(found, kind)) for kind in KINDS} == expected


def test_what_ships_can_be_read(rules: NameRules) -> None:
    assert rules.problems == ()


def test_a_title_with_capitals_on_every_word_names_only_what_is_known_or_stands_in_the_text(rules: NameRules) -> None:
    found = names_of(
        "The ferry reached Karrow on Friday.", rules, "Karrow Counts Its Candles as Lukashenka Visits Kiev"
    )
    assert found == Names(("Alexander Lukashenko",), ("Karrow", "Kyiv"), ())


def test_a_line_in_capitals_names_only_what_is_well_known(rules: NameRules) -> None:
    assert names_of("Nothing was said.", rules, "FERRY SAILS TO BRAZIL FROM US PORT") == Names((), ("Brazil",), ())


def test_the_end_of_a_paragraph_says_nothing_of_the_name_that_begins_the_next(rules: NameRules) -> None:
    below = "Torvane saw the first ferries leave, and many still live in Torvane."
    assert names_of(f"A statue shows a former president {below}", rules).people == ("Torvane",)
    assert names_of(f"A statue shows a former president / {below}", rules) == Names((), ("Torvane",), ())


def test_a_short_form_in_brackets_is_that_of_a_name_in_the_same_paragraph(rules: NameRules) -> None:
    rest = "(SCRO) was late, said SCRO."
    assert names_of(f"It is run by the Straits Council Relief Office {rest}", rules).organisations == (
        "Straits Council Relief Office",
    )
    assert "SCRO" in names_of(f"It is run by the Straits Council Relief Office / {rest}", rules).organisations


@pytest.mark.parametrize("blank", ["\t", "\n", "\u2003", "\x85"])
def test_white_space_of_any_kind_may_stand_before_a_name(blank: str, rules: NameRules) -> None:
    assert names_of(f"{blank}Brennvik lies on the coast, and ships go to Brennvik.", rules).places == ("Brennvik",)


def test_other_spellings_come_from_the_table(rules: NameRules) -> None:
    assert "kyiv" in aliases_of("kiev", rules)
    assert "kiev" in aliases_of("kyiv", rules)
    assert "zelenskyy" in aliases_of("zelensky", rules)
    assert "volodymyr zelenskyy" in aliases_of("volodymyr zelensky", rules)
    assert "un" in aliases_of("united nations", rules)
    assert aliases_of("lindholm", rules) == ()


def test_a_surname_is_no_other_spelling_of_the_full_name(rules: NameRules) -> None:
    assert all(" " in other for other in aliases_of("volodymyr zelenskyy", rules))


def test_a_users_file_adds_names_and_takes_the_place_of_names(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_text(
        '[people]\n"Ilse Maren" = ["Ilsa Maren"]\n[places]\n"Kyiv" = []\n"Brennvik" = ["Brenvik"]\n'
        '[demonyms]\n"Ostrana" = ["Ostranan"]\n[plain]\norganisations = "Northline, The Meridian"\n'
        '[words]\nroles = ["ferry master"]\norganisation_heads = "lodge"\n',
        encoding="utf-8",
    )
    rules = load_names(tmp_path)
    assert rules.problems == ()
    assert names_of("Ferry Master Jorun Aas told Northline that Ilsa Maren had left Brenvik.", rules) == Names(
        ("Jorun Aas", "Ilse Maren"), ("Brennvik",), ("Northline",)
    )
    assert names_of("The Ostranan Pilots Lodge met.", rules).organisations == ("Pilots Lodge",)
    assert aliases_of("kiev", rules) == ()
    assert "odesa" in aliases_of("odessa", rules)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('[people]\n"Ilse Maren" = "Ilsa"', "line 2: 'Ilse Maren' needs a list"),
        ("[words]\n\nroles = 3", "line 3: roles needs a text"),
        ('[words]\nhats = "cap"', "line 2: no list 'hats'"),
        ('[ships]\n"Ansgar" = []', "line 1: no table 'ships'"),
        ("places = 1", "line 1: places needs a table"),
        ('[plain]\nplaces = ["Karrow"]', "line 2: places needs a text"),
        ('[places]\n"-" = []', "line 2: '-' is no name"),
        ('[people]\n"Ilse Maren" = =', "line 2"),
    ],
)
def test_a_fault_in_a_users_file_is_told_with_its_line_and_stops_nothing(
    content: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "names.toml").write_text(content, encoding="utf-8")
    rules = load_names(tmp_path)
    assert len(rules.problems) == 1
    assert rules.problems[0].startswith(str(tmp_path))
    assert said in rules.problems[0]
    assert names_of("They met in Kiev.", rules).places == ("Kyiv",)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "names.toml").write_bytes(b"\xff\xfe\x00")
    assert len(load_names(tmp_path).problems) == 1


def test_spellings_of_one_name_share_a_key_and_other_names_do_not() -> None:
    same = [spelling_key(a) == spelling_key(b) for group in groups("one_name.txt") for a, b in combinations(group, 2)]
    other = [
        spelling_key(a) == spelling_key(b) for group in groups("other_names.txt") for a, b in combinations(group, 2)
    ]
    assert sum(same) / len(same) >= 0.9
    assert sum(same) / (sum(same) + sum(other)) >= 0.97


@pytest.mark.parametrize(
    ("one", "other"),
    [("kharkiv", "kherson"), ("sumy", "suma"), ("marin", "maren"), ("brown", "braun"), ("poland", "holland")],
)
def test_names_that_only_look_alike_stay_two(one: str, other: str) -> None:
    assert spelling_key(one) != spelling_key(other)


@given(st.text())
def test_any_word_has_a_key_that_is_short_and_stays_its_own(word: str) -> None:
    assert len(spelling_key(word)) <= max(len(word) + 2, 4)
    assert spelling_key(word) == spelling_key(word)


@given(st.lists(st.text(), min_size=1, max_size=4))
@settings(deadline=None)
def test_no_text_stops_the_reading(texts: list[str]) -> None:
    found = find_names(make_article(*texts), load_names_once())
    assert all(name.strip() for kind in KINDS for name in getattr(found, kind))


def load_names_once(kept: list[NameRules] = []) -> NameRules:  # noqa: B006
    """The shipped rules, loaded once for a property that is tried many times."""
    if not kept:
        kept.append(load_names(DATA))
    return kept[0]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read(text: str, rules: NameRules) -> None:
    found = find_names(make_article(text, text, f"President {text} met in {text}."), rules)
    assert all(getattr(found, kind) is not None for kind in KINDS)


@pytest.mark.parametrize(
    "text",
    ["A" * 1_000_000, "Karrow " * 100_000, "KARROW OSK " * 50_000, "U." * 300_000, "Al-" * 200_000, "O’" * 200_000],
)
def test_huge_texts_end(text: str, rules: NameRules) -> None:
    found = names_of(text, rules)
    assert sum(len(getattr(found, kind)) for kind in KINDS) < 20


@pytest.mark.parametrize(
    "texts",
    [
        ["Karrow, Osk, " * 5_000],
        [" ".join(f"A{number:x}a said he left." for number in range(5_000))],
        [" and ".join(f"Ilse M{number:x}a" for number in range(5_000))],
    ],
    ids=["a row", "sentences", "people"],
)
def test_many_names_are_read_in_time_that_grows_with_them_only(texts: list[str], rules: NameRules) -> None:
    headings = [(f"Karrow {number} Osk Notes Told", (), ("The ferry left Karrow.",)) for number in range(500)]
    found = find_names(make_article("Karrow Counts Its Candles Again", *texts, headed=headings), rules)
    assert "Karrow" in found.places


def test_the_same_article_has_the_same_names_whatever_was_read_before(tmp_path: Path) -> None:
    text = "General Ditmar Rohde said in Karrow that Ostrana’s Ministry of Defence was wrong. Rohde left."
    rules = load_names(tmp_path)
    first = names_of(text, rules)
    names_of("Rohde is a town. In Rohde they met Karrow.", rules)
    assert names_of(text, rules) == first == names_of(text, load_names(tmp_path))


def test_the_sample_corpus_has_its_people_and_places(rules: NameRules) -> None:
    found: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    for dump in sorted(SAMPLES.glob("*.txt")):
        with open_intake(dump) as intake:
            for article in intake.articles():
                names = find_names(article, rules)
                for kind in KINDS:
                    found[kind].update(getattr(names, kind))
    wanted = {
        "people": ("Ilse Maren", "Mirela Stanko", "Vadim Torzhan", "Lucan Ferrow", "Ditmar Rohde", "Anton Brede"),
        "places": ("Lindholm", "Brennvik", "Karrow", "Ostrana", "Pell bridge", "Upper Karrow", "Halmgate", "Mossa"),
        "organisations": ("Straits Council", "Ostrana’s Ministry of Defence", "Halmgate Institute", "Relief Office"),
    }
    for kind, expected in wanted.items():
        for name in expected:
            assert found[kind][name] > 1, name
            assert found[kind][name] > sum(found[other][name] for other in KINDS if other != kind), name


def test_names_of_real_articles(shared: Path, rules: NameRules) -> None:
    truth = json.loads((shared / "seed" / "articles.json").read_text(encoding="utf-8"))
    known = [{kind: [forms_of(each, kind) for each in article[kind]] for kind in KINDS} for article in truth]
    right = said = 0
    with open_intake(shared / "seed" / "dump.txt") as intake:
        for article, true in zip(intake.articles(), known, strict=True):
            names = find_names(article, rules)
            for kind in KINDS:
                given_names = [name.casefold() for name in getattr(names, kind)]
                said += len(given_names)
                right += sum(any(name in forms for forms in true[kind]) for name in given_names)
    assert right / said >= 0.8


def forms_of(entity: dict[str, list[str]], kind: str) -> set[str]:
    written = {str(entity["canonical"]), *entity["variants"]}
    return {
        name.casefold() for name in written | ({name.split()[-1] for name in written} if kind == "people" else set())
    }
