"""Real reports of one war, annotated by hand: what of each other they tell is found, and little else is proposed."""

import json
from collections import Counter
from pathlib import Path

import pytest

from reader.article import Article
from reader.compare.alignment import compare
from reader.config import Config
from reader.library import Library


@pytest.fixture(scope="module")
def articles(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Article]:
    with Library(tmp_path_factory.mktemp("archive"), Config()) as library:
        library.add([shared / "seed" / "dump.txt"])
        return [library.article_by_key(key) for key in library.all_keys()]


def test_annotated_pairs_of_blocks_are_found(shared: Path, articles: list[Article]) -> None:
    found, wanted, proposed, known = Counter[str](), Counter[str](), 0, 0
    for pair in json.loads((shared / "seed" / "pairs.json").read_text(encoding="utf-8")):
        comparison = compare(articles[pair["a"] - 1], articles[pair["b"] - 1])
        left, right = comparison.left.parts(), comparison.right.parts()
        lines = {(left[each.left].line, right[each.right].line) for each in comparison.pairs}
        proposed += len(lines)
        known += len(lines & {(each["a_line"], each["b_line"]) for each in pair["alignments"]})
        for each in pair["alignments"]:
            if each["scope"] == "whole" and "title" not in (each["a_kind"], each["b_kind"]):
                wanted[each["relation"]] += 1
                found[each["relation"]] += (each["a_line"], each["b_line"]) in lines
    assert found["verbatim-shared"] == wanted["verbatim-shared"] > 0
    assert found["near-verbatim"] == wanted["near-verbatim"] > 0
    assert found["same-fact"] >= 0.45 * wanted["same-fact"]
    assert known >= 0.8 * proposed
