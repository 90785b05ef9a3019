"""All of it in one section, paragraph or sentence, with a plain evaluation beside it."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from reader.article import Article
from reader.errors import QueryError
from reader.search.query.tree import (
    And,
    Everything,
    Exact,
    Field,
    Literally,
    Near,
    Node,
    Not,
    Or,
    Phrase,
    Prefix,
    Within,
    Word,
)
from reader.search.stems import stem_of
from reader.text import sentences, words
from tests.language_desk import Desk, article_of


@pytest.fixture
def reports(tmp_path: Path) -> Desk:
    return Desk(
        tmp_path,
        [
            article_of(
                "Ferry talks",
                (None, (), ("The ferry sailed. Talks go on.",)),
                ("Fighting", ("fighting",), ("In Brennvik seven were killed. Thirty fled.", "Shells fell on Karrow.")),
                ("Aid", ("aid",), ("A loan of 30 crowns for Karrow.",)),
            ),
            article_of(
                "Seven killed",
                (None, ("aid",), ()),
                ("Brennvik", ("fighting", "aid"), ("30 crowns.", "The ferry talks.")),
                ("Nothing", ("diplomacy",), ()),
                standfirst="In Brennvik the talks are over",
            ),
        ],
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("section:( brennvik 30 )", {2}),
        ("section:( brennvik thirty )", {1}),
        ("section:( karrow topic:aid )", {1}),
        ("section:( brennvik topic:aid )", {2}),
        ("section:( brennvik topic:fighting,diplomacy )", {1, 2}),
        ("section:( ferry -talks )", set()),
        ("section:( -ferry )", {1, 2}),
        ("section:( karrow -loan )", {1}),
        ("section:( karrow -topic:aid )", {1}),
        ("section:( brennvik -topic:aid )", {1}),
        ("section:( topic:aid topic:fighting )", {2}),
        ("section:( topic:diplomacy )", {2}),
        ("section:( seven )", {1}),
        ("same:section( brennvik 30 )", {2}),
        ("same:paragraph( ferry talks )", {1, 2}),
        ("same:paragraph( brennvik thirty )", {1}),
        ("same:paragraph( brennvik talks )", {2}),
        ("same:paragraph( brennvik karrow )", set()),
        ("same:paragraph( karrow topic:fighting )", {1}),
        ("same:sentence( ferry talks )", {1, 2}),
        ("same:sentence( killed seven )", {1, 2}),
        ("same:sentence( killed seven brennvik )", {1}),
        ("same:sentence( killed thirty )", set()),
        ("same:sentence( killed OR thirty -brennvik )", {1, 2}),
        ("same:sentence( sailed -talks )", {1}),
        ('same:sentence( "sailed talks" )', set()),
        ('"sailed talks"', {1}),
        ("section:( same:sentence( ferry sailed ) talks )", {1}),
        ("section:( same:sentence( ferry talks ) )", {2}),
        ("section:( -same:sentence( ferry OR karrow ) )", {2}),
        ("same:sentence( section:( 30 crowns ) )", {1, 2}),
        ("section:( ferry title:killed )", {2}),
        ("-section:( brennvik topic:aid )", {1}),
        ("any:( loan section ) section:( karrow )", {1}),
    ],
)
def test_all_of_it_in_one_unit(reports: Desk, text: str, found: set[int]) -> None:
    assert reports.finds(text) == found


def test_with_any_of_the_words_a_group_stays_a_condition(reports: Desk) -> None:
    assert reports.finds("loan over", match="any") == {1, 2}
    assert reports.finds("loan over section:( karrow )", match="any") == {1}


VOCABULARY = ("ferry", "ferries", "talks", "talk", "port", "loan", "crowns", "Karrow", "the", "toll", "strike", "30")
TOPICS = ("aid", "fighting", "other")


def random_articles(seed: int, count: int) -> list[Article]:
    chance = random.Random(seed)

    def text() -> str:
        pieces = (" ".join(chance.choices(VOCABULARY, k=chance.randint(1, 5))) for _ in range(chance.randint(1, 3)))
        return ". ".join(piece[0].upper() + piece[1:] for piece in pieces) + "."

    def section(first: bool) -> tuple[str | None, Sequence[str], Sequence[str]]:
        topics = [topic for topic in TOPICS if chance.random() < 0.3]
        return None if first else text(), topics, [text() for _ in range(chance.randint(0, 3))]

    return [
        article_of(
            f"{text()} {n}",
            *(section(not number) for number in range(chance.randint(1, 3))),
            **({"standfirst": text()} if chance.random() < 0.4 else {}),
        )
        for n in range(count)
    ]


def random_operand(chance: random.Random, depth: int) -> Node:
    def word() -> str:
        return next(words(chance.choice(VOCABULARY))).term

    leaves: tuple[Callable[[], Node], ...] = (
        lambda: Word(word()),
        lambda: Exact(word()),
        lambda: Literally(word()),
        lambda: Prefix("fer"),
        lambda: Phrase((word(), word())),
        lambda: Near(chance.randint(1, 4), (Word(word()), Word(word())), chance.random() < 0.5),
        lambda: Field("topic", chance.choice(TOPICS)),
        lambda: Field("outlet", "wire"),
        lambda: Everything(),
    )
    if depth == 0 or chance.random() < 0.3:
        return chance.choice(leaves)()
    below = [random_operand(chance, depth - 1) for _ in range(chance.randint(2, 3))]
    return chance.choice((lambda: And(tuple(below)), lambda: Or(tuple(below)), lambda: Not(below[0])))()


Unit = tuple[list[str], frozenset[str]]
"""A unit as its terms, with one that no query has between two parts, and the topics of its section."""

BETWEEN = ["\0"] * 100


def units_of(article: Article, unit: str) -> list[Unit]:
    def terms(text: str) -> list[str]:
        return [word.term for word in words(text)]

    if unit in ("section", "same section"):
        found = []
        for number, section in enumerate(article.sections):
            texts = [terms(part.text) for part in article.parts() if part.section == number]
            if texts:
                found.append(([term for text in texts for term in (*text, *BETWEEN)], frozenset(section.topics)))
        return found
    pieces = []
    for part in article.parts():
        topics = frozenset(article.sections[part.section].topics) if part.section is not None else frozenset()
        spans = sentences(part.text) if unit == "sentence" and part.kind != "title" else [(0, len(part.text))]
        pieces += [(terms(part.text[start:end]), topics) for start, end in spans]
    return pieces


def holds(node: Node, unit: Unit, outlet: str | None) -> bool:
    terms, topics = unit
    match node:
        case And():
            return all(holds(each, unit, outlet) for each in node.operands)
        case Or():
            return any(holds(each, unit, outlet) for each in node.operands)
        case Not():
            return not holds(node.operand, unit, outlet)
        case Field(field="topic"):
            return node.value in topics
        case Field():
            return outlet == "Harbour Wire"
        case Everything():
            return True
        case Phrase():
            return any(terms[at : at + len(node.terms)] == list(node.terms) for at in range(len(terms)))
        case Near(operands=(left, right)):
            return any(
                holds(left, ([terms[a]], topics), outlet) and holds(right, ([terms[b]], topics), outlet)
                for a in range(len(terms))
                for b in range(max(0, a - node.distance), min(len(terms), a + node.distance + 1))
                if a != b and (a < b or not node.ordered)
            )
        case Word():
            return any(term == node.text or stem_of(term) == stem_of(node.text) for term in terms)
        case Exact() | Literally():
            return node.text in terms
        case Prefix():
            return any(term.startswith(node.stem) for term in terms)
    raise TypeError(node)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    facts = [{"outlet": "Harbour Wire"} if n % 2 else {} for n in range(120)]
    return Desk(tmp_path_factory.mktemp("crowd"), random_articles(4, 120), facts)


@pytest.mark.parametrize("seed", range(120))
def test_units_hold_what_a_plain_evaluation_finds(crowd: Desk, seed: int) -> None:
    chance = random.Random(seed)
    unit = ("section", "same section", "paragraph", "sentence")[seed % 4]
    node = Within(unit, random_operand(chance, 2))  # type: ignore[arg-type]
    expected = {
        key
        for key, article in crowd.articles.items()
        if any(holds(node.operand, each, "Harbour Wire" if key % 2 == 0 else None) for each in units_of(article, unit))
    }
    assert crowd.finds_tree(node) == expected, node
    assert crowd.finds_tree(Not(node)) == set(crowd.articles) - expected


@pytest.mark.parametrize("seed", range(200))
def test_any_query_that_can_be_read_is_answered_or_refused_with_a_column(crowd: Desk, seed: int) -> None:
    chance = random.Random(seed)
    pieces = (
        "ferry", "talks", "Karrow", "=toll", '"the port"', "fer*", "loan NEAR/3 crowns", "a ADJ b", '"loan talks"~4',
        "OR", "AND", "NOT", "-", "(", ")", "section:(", "same:sentence(", "any:(", "title:ferry", "topic:aid",
        "outlet:wire", "kind:news", "day:1..", "words:>5", "is:undated", "is:duplicate", "since:7d", "new:", "id:t",
        "like:b1", "people:maren", "name:karrow", "place:x", "date:2031", "sort:date", "*",
    )  # fmt: skip
    text = " ".join(chance.choices(pieces, k=chance.randint(1, 9)))
    try:
        page = crowd.page(text)
    except QueryError as error:
        assert 1 <= error.column <= len(text) + 1
        return
    assert page.total == len(page.keys) == len(set(page.keys))
    names = crowd.names_in(text)
    assert names.distinct == (0, 0, 0)
