"""BibLaTeX and BibTeX, read by two parsers that are not ours: bibtexparser and pybtex."""

import re
from dataclasses import replace
from typing import Any

import bibtexparser
import pytest
from bibtexparser.bparser import BibTexParser
from pybtex.database import Entry, parse_string

from reader.article import Article, PublicationDate
from reader.export.record_line import record_line
from reader.kept import Note
from reader.taking import Taken
from tests.articles import make_article
from tests.written_records import exported

BOTH = ("biblatex", "bibtex")
NAMES_OF_CHARACTERS = {
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
}


def unescaped(value: str) -> str:
    """What LaTeX sets: groups fall away, commands become their characters."""
    return re.sub(
        r"\\([a-z]+)\{\}|\\([#$%&_{}])|[{}]",
        lambda found: NAMES_OF_CHARACTERS[found[1]] if found[1] else found[2] or "",
        value,
    )


def by_bibtexparser(written: bytes) -> list[dict[str, str]]:
    parser = BibTexParser(common_strings=True, ignore_nonstandard_types=False)
    entries: list[dict[str, str]] = bibtexparser.loads(written.decode(), parser).entries
    return entries


def by_pybtex(written: bytes) -> list[Entry]:
    return list(parse_string(written.decode(), "bibtex").entries.values())


def dated(first: str, last: str, precision: Any, basis: str = 'line "Published"') -> Article:
    return replace(make_article(), date=PublicationDate(first, last, precision, basis) if first else None)


def test_an_article_in_biblatex() -> None:
    article = make_article("Ferry talks resume in Lindholm", headed=[("Diplomacy", ["diplomacy"], ["They met."])])
    assert exported("biblatex", article).decode() == (
        "@article{noauthor_ferry_2031,\n"
        "  title = {Ferry talks resume in {Lindholm}},\n"
        "  journaltitle = {Harbour Wire},\n"
        "  date = {2031-03-14},\n"
        "  keywords = {diplomacy},\n"
        f"  note = {{{record_line(article)}}},\n"
        "}\n"
    )


def test_an_article_in_bibtex_has_year_and_a_month_as_macro() -> None:
    article = make_article()
    assert exported("bibtex", article).decode() == (
        "@article{noauthor_ferry_2031,\n"
        "  title = {Ferry talks resume in {Lindholm}},\n"
        "  journal = {Harbour Wire},\n"
        "  year = {2031},\n"
        "  month = mar,\n"
        f"  note = {{14 March 2031. {record_line(article)}}},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    ("first", "last", "precision", "date", "year", "month", "told"),
    [
        ("2031-03-14", "2031-03-14", "day", "2031-03-14", "2031", "mar", "14 March 2031. "),
        ("2031-03-01", "2031-03-31", "month", "2031-03", "2031", "mar", ""),
        ("2031-01-01", "2031-12-31", "year", "2031", "2031", None, ""),
        (
            "2031-03-13",
            "2031-03-14",
            "span",
            "2031-03-13/2031-03-14",
            "2031",
            "mar",
            "13--14 March 2031. Date inferred. ",
        ),
        (
            "2031-12-31",
            "2032-01-01",
            "span",
            "2031-12-31/2032-01-01",
            None,
            None,
            "31 December 2031 -- 1 January 2032. ",
        ),
        ("", "", "day", None, None, None, ""),
    ],
)
def test_a_date_is_as_precise_as_it_is_known(
    first: str, last: str, precision: str, date: str | None, year: str | None, month: str | None, told: str
) -> None:
    article = dated(first, last, precision)
    entry = by_bibtexparser(exported("biblatex", article))[0]
    assert entry.get("date") == date
    text = exported("bibtex", article).decode()
    plain = by_pybtex(text.encode())[0]
    assert plain.fields.get("year") == year
    assert (re.search(r"month = (\w+),", text) or [None, None])[1] == month
    assert plain.fields["note"].startswith(told or "broadsheet ")


@pytest.mark.parametrize("name", BOTH)
def test_without_an_outlet_it_is_a_misc_without_a_journal(name: str) -> None:
    entry = by_bibtexparser(exported(name, make_article(outlet=None)))[0]
    assert entry["ENTRYTYPE"] == "misc" and not {"journal", "journaltitle", "author", "url"} & entry.keys()


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    "title",
    [
        "100 % of R&D_costs at $5 #1 {braces} ~ ^ \\ end",
        "A } brace { the wrong way round",
        "One {open",
        'Quotes "and" @signs, commas = equals',
        "Łódź, Kyïv and Ångström: a meeting",
        "国际新闻：布伦维克港口遭炮击",
        "{{{{",
        "\\} \\{ %}",
        "U.S. and AT&T, 'iPhone' (NATO)",
    ],
)
def test_titles_come_back_from_both_parsers(name: str, title: str) -> None:
    written = exported(name, make_article(title), make_article("Another"))
    assert [unescaped(entry["title"]) for entry in by_bibtexparser(written)] == [title, "Another"]
    assert [unescaped(entry.fields["title"]) for entry in by_pybtex(written)] == [title, "Another"]


def test_words_with_capitals_are_kept_but_the_first_word() -> None:
    title = "Ferry to NATO port, McLeod says: “Brennvik” held; iPhone, R&D"
    assert (
        b"{Ferry to {NATO} port, {McLeod} says: \xe2\x80\x9c{Brennvik}\xe2\x80\x9d held; {iPhone}, {R\\&D}}"
        in exported("biblatex", make_article(title))
    )
    assert b"title = {{NATO} meets}" in exported("biblatex", make_article("NATO meets"))


@pytest.mark.parametrize("name", BOTH)
def test_keys_are_unique_and_ascii(name: str) -> None:
    articles = [make_article("The ferry sails", str(number)) for number in range(4)]
    articles += [make_article("国际"), make_article("Über dem Fjord", day=None), make_article("From the")]
    keys = [entry["ID"] for entry in by_bibtexparser(exported(name, *articles))]
    assert keys[:4] == ["noauthor_ferry_2031", *(f"noauthor_ferry_2031-{number}" for number in (1, 2, 3))]
    assert keys[4:] == [f"noauthor_{articles[4].id}_2031", "noauthor_uber_nodate", "noauthor_from_2031"]


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize(
    ("byline", "names", "key"),
    [
        ("Ada Winther", ["Winther, Ada"], "winther"),
        ("By Ada Winther and Jon van der Holt Jr.", ["Winther, Ada", "van der Holt, Jr., Jon"], "winther"),
        ("Ada Winther in Lindholm, Harbour Wire", ["Winther, Ada"], "winther"),
        ("Harbour Wire", None, "noauthor"),
        ("Harbour Wire staff", None, "noauthor"),
        ("Newsroom of the Coast", ["{Newsroom of the Coast}"], "newsroomofthecoast"),
        ("Søren Ångström & Nils Oberg", ["Ångström, Søren", "Oberg, Nils"], "angstrom"),
    ],
)
def test_bylines_become_authors_and_outlets_never_do(name: str, byline: str, names: list[str] | None, key: str) -> None:
    entry = by_bibtexparser(exported(name, make_article(byline=byline)))[0]
    assert entry.get("author") == (" and ".join(names) if names else None)
    assert entry["ID"].split("_")[0] == key
    people = by_pybtex(exported(name, make_article(byline=byline)))[0].persons
    assert len(people.get("author", ())) == len(names or ())


def test_tags_and_notes_stand_in_fields_of_their_own() -> None:
    note = Note(1, 1, "Ask for the {manifest}\nat the port", "2031-03-15T08:00:00Z", "2031-03-15T08:00:00Z")
    taken = Taken(make_article(), ("port watch", "a, b"), (note,))
    entry = by_bibtexparser(exported("biblatex", taken))[0]
    assert entry["keywords"] == "port watch, {a, b}"
    assert unescaped(entry["annotation"]) == "Ask for the {manifest} at the port"
    assert "annote" in by_bibtexparser(exported("bibtex", taken))[0]


def test_a_date_that_was_worked_out_says_so() -> None:
    worked_out = dated("2031-03-14", "2031-03-14", "day", "series day 1,396, counted from 2027-05-18")
    assert by_bibtexparser(exported("biblatex", worked_out))[0]["note"].startswith("Date inferred. broadsheet ")
