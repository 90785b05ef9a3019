"""Hostile text through every format of the table: intact or escaped, and nothing that steers a terminal."""

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.bparser import BibTexParser
from jsonschema import Draft7Validator, Draft202012Validator
from pybtex.database import parse_string

from reader.article import Article
from reader.export.article_csv import guarded
from reader.export.characters import visible
from reader.export.formats import FORMATS
from reader.export.schemas import schema_text
from reader.taking import ExportOptions, Selection
from tests.articles import make_article
from tests.exports import hostile_selection, hostile_texts
from tests.hostile import HOSTILE, is_clean
from tests.test_export_bibliography import unescaped
from tests.test_export_references import SCHEMA as CSL_SCHEMA
from tests.written_records import exported

ROOT = Path(__file__).resolve().parent.parent
ALL = ExportOptions(notes=True, raw=True, body=True)

Texts = Sequence[str]


@pytest.fixture(scope="module", params=["ours", "of others"])
def texts(request: pytest.FixtureRequest) -> Texts:
    """The hostile texts of this project as they are, and those of others as they are filed."""
    if request.param == "ours":
        return [text for text in HOSTILE if text.strip()]
    return hostile_texts(request.getfixturevalue("shared"))


def articles_of(texts: Texts) -> list[Article]:
    return [make_article(text, text, outlet=text, dump=text, headed=[(text, [], [text])]) for text in texts]


def written(name: str, selection: Selection) -> bytes:
    return b"".join(FORMATS[name].exporter()(selection))


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "epub"])
def test_no_format_steers_a_terminal(name: str, texts: Texts) -> None:
    found = written(name, hostile_selection(texts)).decode()
    characters = set(found.replace("\r\n", "")) - set("\t\n\f")
    assert is_clean("".join(characters))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_takes_every_text_with_every_option(name: str, texts: Texts) -> None:
    assert exported(name, *articles_of(texts), options=ALL)


def test_json_lines_give_every_text_back(texts: Texts) -> None:
    lines = exported("jsonl", *articles_of(texts)).decode().split("\n")
    records = [json.loads(line) for line in lines[:-1]]
    assert [record["title"] for record in records] == list(texts)
    assert [record["sections"][1]["blocks"][0]["text"] for record in records] == list(texts)
    assert json.loads(exported("json", *articles_of(texts)))["articles"] == records
    validator = Draft202012Validator(json.loads(schema_text("article")))
    for record in records:
        validator.validate(record)


def test_tables_give_every_text_back(texts: Texts) -> None:
    def titles(written: bytes) -> list[str]:
        return [row[1] for row in csv.reader(io.StringIO(written.decode(), newline=""), strict=True)][1:]

    articles, shown = articles_of(texts), [visible(text) for text in texts]
    body = ExportOptions(body=True)
    assert titles(exported("csv", *articles)) == titles(exported("csv", *articles, options=body))
    assert titles(exported("csv", *articles)) == [guarded(text) for text in shown]
    assert titles(exported("csv", *articles, options=ExportOptions(raw_csv=True))) == shown
    assert all(not text.startswith(("=", "+", "-", "@", "\t", "\r")) for text in titles(exported("csv", *articles)))


def test_ris_gives_every_text_back(texts: Texts) -> None:
    records = rispy.loads(exported("ris", *articles_of(texts)).decode())
    assert [record["title"] for record in records] == [visible(text).strip() for text in texts]


@pytest.mark.parametrize("name", ["biblatex", "bibtex"])
def test_bibliographies_give_every_text_back_from_both_parsers(name: str, texts: Texts) -> None:
    if name == "biblatex":
        texts = texts[::8]  # its texts are written as those of BibTeX are, and the parsers are slow
    found = exported(name, *articles_of(texts)).decode()
    wanted = [" ".join(visible(text).split()) for text in texts]
    entries = bibtexparser.loads(found, BibTexParser(common_strings=True)).entries
    assert [" ".join(unescaped(entry["title"]).split()) for entry in entries] == wanted
    others = list(parse_string(found, "bibtex").entries.values())
    assert [" ".join(unescaped(entry.fields["title"]).split()) for entry in others] == wanted


def test_csl_gives_every_text_back(texts: Texts) -> None:
    items: list[dict[str, Any]] = json.loads(exported("csl-json", *articles_of(texts)))
    Draft7Validator(CSL_SCHEMA).validate(items)
    assert [item["title"] for item in items] == list(texts)


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_selection_gives_the_same_bytes(name: str, texts: Texts) -> None:
    selection = hostile_selection(texts[::8] if len(texts) > 100 else texts)
    assert written(name, selection) == written(name, selection)


CODE = """
import hashlib
from reader.export.formats import FORMATS
from tests.exports import hostile_selection, hostile_texts
for name, each in FORMATS.items():
    print(name, hashlib.sha256(b"".join(each.exporter()(hostile_selection(hostile_texts())))).hexdigest())
"""


def test_another_process_with_other_hashes_zone_and_language_writes_the_same_bytes() -> None:
    outcomes = set()
    for seed, zone, language in (("1", "UTC", "C"), ("4242", "Pacific/Auckland", "de_DE.UTF-8")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": language}
        done = subprocess.run([sys.executable, "-c", CODE], cwd=ROOT, env=environment, capture_output=True, check=True)
        outcomes.add(done.stdout)
    assert len(outcomes) == 1 and outcomes.pop().count(b"\n") == len(FORMATS)
