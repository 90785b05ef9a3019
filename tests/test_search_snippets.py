"""What lights up, where an article opens, and the passage its row shows."""

import random

import pytest

from reader.article import Article
from reader.results import Mark, Snippet
from reader.search.index.document import positions
from reader.search.marks import marks
from reader.search.query.tree import And, Any, Exact, Field, Literally, Near, Node, Not, Or, Phrase, Prefix, Title, Word
from reader.search.snippets import Light, WeightOf, snippet
from tests.search_corpus import VOCABULARY, article_of, random_tree, stands

ARTICLE = article_of(
    "Ferry talks end in Brännvik",
    (None, (), ("The ferries’ owners met.", "Talks on the toll (1,396 crowns) failed; a ferry sailed.")),
    ("Fighting", ("fighting",), ("A strike near Karrow.", "Another strike hit the ferry port.")),
    ("Aid", ("aid",), ("The loan of thirty million crowns.", "No ferry took aid to Karrow; the ferry stayed.")),
    standfirst="What was said of tolls.",
    standfirst_line=2,
)
TITLE, STANDFIRST, OWNERS, TOLL, FIGHTING, NEAR_KARROW, PORT, AID, LOAN, TOOK = range(10)


def lit(article: Article, tree: Node) -> list[tuple[int, str]]:
    parts = article.parts()
    return [(mark.part, parts[mark.part].text[mark.start : mark.end]) for mark in marks(article, tree)]


def best_part(article: Article, tree: Node, weight_of: WeightOf = lambda _: 1.0) -> int:
    light = Light(tree, weight_of)
    return light.opens_at(article, article.parts(), light.topics_asked(article))


def test_inflections_light_up_as_they_stand() -> None:
    assert lit(ARTICLE, Word("ferry")) == [
        (TITLE, "Ferry"),
        (OWNERS, "ferries"),
        (TOLL, "ferry"),
        (PORT, "ferry"),
        (TOOK, "ferry"),
        (TOOK, "ferry"),
    ]
    assert (OWNERS, "ferries") not in lit(ARTICLE, Exact("ferry"))
    assert lit(ARTICLE, Literally("tolls")) == [(STANDFIRST, "tolls")]


def test_accents_case_and_figures_light_up_as_they_stand() -> None:
    assert lit(ARTICLE, Exact("brannvik")) == [(TITLE, "Brännvik")]
    assert lit(ARTICLE, Word("1396")) == [(TOLL, "1,396")]
    assert lit(ARTICLE, Prefix("brann")) == [(TITLE, "Brännvik")]


def test_a_phrase_is_one_piece_and_overlaps_become_one() -> None:
    assert lit(ARTICLE, Phrase(("million", "crowns"))) == [(LOAN, "million crowns")]
    both = And((Phrase(("thirty", "million")), Phrase(("million", "crowns")), Word("crown")))
    assert lit(ARTICLE, both) == [(TOLL, "crowns"), (LOAN, "thirty million crowns")]


def test_only_what_is_asked_for_lights_up() -> None:
    assert lit(ARTICLE, And((Word("loan"), Not(Word("ferry"))))) == [(LOAN, "loan")]
    assert lit(ARTICLE, Title(Word("ferry"))) == [(TITLE, "Ferry")]
    assert lit(ARTICLE, Near(4, (Word("loan"), Word("crowns")))) == [(LOAN, "loan"), (LOAN, "crowns")]
    assert lit(ARTICLE, Near(3, (Word("loan"), Word("crowns")))) == []
    assert lit(ARTICLE, Field("topic", "aid")) == []


@pytest.mark.parametrize("seed", range(80))
def test_what_the_index_finds_in_a_text_lights_up_in_it(seed: int) -> None:
    chance = random.Random(seed)
    text = " ".join(chance.choices(VOCABULARY, k=30))
    article = article_of("x", (None, (), (text,)))
    tree = random_tree(chance, 0)
    if isinstance(tree, Word | Exact | Literally | Phrase | Prefix | Near):
        field = {at: term for term, places in positions([text])[0].items() for at in places}
        assert bool(marks(article, tree)) == stands(tree, field), (tree, text)


def test_an_article_opens_at_the_weightiest_words() -> None:
    assert best_part(ARTICLE, Word("ferry")) == OWNERS
    assert best_part(ARTICLE, And((Word("ferry"), Word("strike")))) == PORT
    assert best_part(ARTICLE, Any((Word("ferry"), Word("million")))) == OWNERS
    rare = {Word("ferry"): 0.2, Word("million"): 3.0}
    assert best_part(ARTICLE, Or(tuple(rare)), weight_of=lambda node: rare[node]) == LOAN  # type: ignore[index]
    assert best_part(ARTICLE, Word("brannvik")) == TITLE
    assert best_part(ARTICLE, Word("fighting")) == FIGHTING
    assert best_part(ARTICLE, Word("nowhere")) == TITLE


def test_a_topic_opens_the_article_at_its_section() -> None:
    tree = Field("topic", "aid")
    assert Light(tree).topics_asked(ARTICLE) == {"aid"}
    assert best_part(ARTICLE, tree) == AID
    both = And((Word("ferry"), tree))
    assert best_part(ARTICLE, both) == TOOK
    elsewhere = And((Word("strike"), tree))
    assert best_part(ARTICLE, elsewhere) == AID
    assert Light(Not(tree)).topics_asked(ARTICLE) == frozenset()


def test_of_a_huge_article_only_the_beginning_is_lit() -> None:
    article = article_of("x", (None, (), ("fog " * 400_000, "ferry")))
    assert marks(article, Word("ferry")) == ()


def test_a_snippet_shows_the_marks_in_their_place() -> None:
    found = snippet(ARTICLE.parts(), marks(ARTICLE, Word("crowns")), LOAN)
    assert found == Snippet("The loan of thirty million crowns.", ((27, 33),))
    assert snippet(ARTICLE.parts(), marks(ARTICLE, Word("talks")), TITLE).text == "What was said of tolls."
    assert snippet(ARTICLE.parts(), (), AID).text == "The loan of thirty million crowns."


@pytest.mark.parametrize("width", [1, 5, 20, 60, 200])
def test_a_long_part_is_cut_around_its_marks(width: int) -> None:
    text = (
        "Of the weather in Ostrana there is much to say, " * 5 + "but a ferry sank off Karrow, a ferry!" + " Fog." * 50
    )
    article = article_of("Storm", (None, (), (text,)))
    found = snippet(article.parts(), marks(article, And((Word("ferry"), Word("karrow")))), 1, width)
    assert len(found.text) <= max(width, 3)
    for start, end in found.spans:
        assert 0 <= start < end <= len(found.text)
    if width >= 60:
        assert [found.text[start:end] for start, end in found.spans] == ["ferry", "Karrow", "ferry"]
        assert found.text.startswith("…")
        assert found.text.endswith("…")


def test_a_title_only_article_has_a_snippet_too() -> None:
    article = article_of("Ferry sinks")
    assert snippet(article.parts(), marks(article, Word("ferry")), best_part(article, Word("ferry"))) == Snippet(
        "Ferry sinks", ((0, 5),)
    )
    assert marks(article, Word("sink")) == (Mark(0, 6, 11),)
