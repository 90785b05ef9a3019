"""Whatever is typed is read or refused; nothing crashes, and what was read can be told."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.errors import QueryError
from reader.search.query.describe import canonical, canonical_error, read_as
from reader.search.query.fields import FIELDS, SPELLINGS
from reader.search.query.parser import parse
from reader.search.query.tree import And, Everything, Exact, Literally, Node, Not, Or, Phrase, Prefix, Query, Word
from reader.search.query.walk import column_of, walk
from reader.search.saved_queries import read_query
from reader.search.sources import SavedQuery
from reader.search.typing.typed_word import widened

TODAY = date(2031, 3, 19)
MARKS = ["(", ")", "-", "–", '"', "“", "=", "*", ",", ":", "~", "~5", "..", "[", "]", " TO ", "#", "/", "?", "'", ">"]
WORDS = ["ferry", "Lindholm", "the", "1,396", "cease-fire", "or", "fe", "2031-03-14", "7d", "last-week", "🚢", "ﷺ"]
OPERATORS = [" AND ", " OR ", " NOT ", " NEAR ", " NEAR/5 ", " ADJ/2 ", " "]
FILTERS = [rule.example for rule in FIELDS]
OPENINGS = [*(f"{name}:" for name in SPELLINGS), "any:(", "same:sentence("]
TOKENS = st.sampled_from([*MARKS, *WORDS, *OPERATORS, *FILTERS, *OPENINGS])


def told(text: str) -> Query | None:
    """The query, everything of it described, or None when it is refused."""
    try:
        query = parse(text, TODAY)
    except QueryError as error:
        assert 1 <= error.column <= len(text) + 1
        assert error.fault and canonical_error(error).startswith("(error ")
        return None
    assert query.canonical == canonical(query.tree, query.sort) and query.canonical
    assert query.read_as == read_as(query.tree, query.sort) and query.read_as
    assert all(1 <= column_of(node) <= max(len(text), 1) for node in walk(query.tree))
    typed = widened(query, lambda _: True)
    assert typed.canonical == canonical(typed.tree, typed.sort)
    assert (typed.tree == query.tree) == (typed.typed is None)
    try:
        read_query(text, TODAY, lambda: [SavedQuery("port-watch", "ferry OR query:boats"), SavedQuery("boats", "fog")])
    except QueryError as error:
        assert 1 <= error.column <= len(text) + 1
    return query


@given(st.lists(TOKENS, max_size=25).map("".join))
@settings(max_examples=500)
def test_tokens_of_the_language_in_any_order(text: str) -> None:
    told(text)


@given(st.lists(TOKENS, max_size=12).map(" ".join))
@settings(max_examples=500)
def test_tokens_of_the_language_with_blanks(text: str) -> None:
    told(text)


@given(st.text(max_size=600))
def test_any_text(text: str) -> None:
    told(text)


@given(st.text(alphabet=st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Zs", "Po"]), max_size=80))
def test_surrogates_controls_and_marks(text: str) -> None:
    told(text)


LEAVES = st.one_of(
    st.sampled_from(["ferry", "talks", "barge", "1396"]).map(Word),
    st.sampled_from(["lindholm", "karrow"]).map(Exact),
    st.just(Literally("strike")),
    st.just(Phrase(("frozen", "assets"))),
    st.just(Prefix("brennv")),
)


def branches(below: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    several = st.lists(below, min_size=2, max_size=3).map(tuple)
    negatable = below.filter(lambda node: not isinstance(node, Not))
    return st.one_of(several.map(And), several.map(Or), negatable.map(Not))


@given(st.recursive(LEAVES, branches, max_leaves=12))
def test_words_for_people_are_read_as_the_same_query(tree: Node) -> None:
    assert parse(read_as(tree), TODAY).canonical == canonical(tree)


@given(st.text(alphabet=" \t\n\u00a0\u200b", max_size=20))
def test_blanks_are_everything(text: str) -> None:
    assert parse(text, TODAY).tree == Everything()
