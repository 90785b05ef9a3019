"""An answer: the hits of a query in order, what follows them, and exact counts."""

from functools import partial
from typing import NamedTuple

from reader.results import SearchPage, SearchRequest
from reader.search.catalogue import Catalogue
from reader.search.evaluate import Evaluator, any_word, conditions, is_ranked, met
from reader.search.facets import FACET_FIELDS, count_facets, count_sections
from reader.search.filters import topics_of
from reader.search.hit_order import HitOrder, InOrder, OneAfterTheOther
from reader.search.ordering import order_hits, sort_keys
from reader.search.partial import partial_hits, wants_partial
from reader.search.query.tree import And, Any, BeingTyped, DateRange, Field, Node, Or, Query, Saved, SortKey
from reader.search.worth import Worth


class Answer(NamedTuple):
    """An answer that can be given again: its tags are counted each time, among `tagged`, since they change so often."""

    page: SearchPage
    tagged: int


def asked_tree(query: Query, request: SearchRequest) -> Node:
    """The tree that a request asks for."""
    return _matched(query.tree, request)


def said_tree(query: Query, request: SearchRequest) -> Node:
    """The same as it is told to people."""
    return _matched(query.typed.said if query.typed else query.tree, request)


def _matched(tree: Node, request: SearchRequest) -> Node:
    return any_word(tree) if request.match == "any" else tree


def build_answer(
    query: Query, request: SearchRequest, catalogue: Catalogue, evaluator: Evaluator, indexed: int
) -> Answer:
    """The answer to a request; `indexed` articles can be found by their words. Raises QueryError, StaleSearch."""
    tree = asked_tree(query, request)
    asked = met(evaluator, tree)
    hits, without = asked.hits, asked.without(FACET_FIELDS)
    keys = sort_keys(query, request.sort)
    ranks = is_ranked(tree) and any(key.field == "relevance" for key in keys or (SortKey("relevance"),))
    worth = Worth(evaluator, tree)
    if ranks and query.typed and (not keys or keys[0] == SortKey("relevance")):
        order = _whole_words_first(query.typed, request, catalogue, evaluator, hits, keys)
    else:
        order = order_hits(catalogue, hits, keys, worth if ranks else None)
    worth.make_way()
    some: list[tuple[int, float]] = []
    if wants_partial(query, request, order.total):
        some = partial_hits(query, catalogue, asked.sets, hits, worth.of)
        worth.make_way()
    wanted = _topics_wanted(catalogue, tree) or set(catalogue.sections)
    dated = any(isinstance(node, DateRange) and node.field == "date" for node in conditions(tree))
    facets = count_facets(catalogue, without)
    worth.make_way()
    page = SearchPage(
        request=request,
        keys=InOrder(order, catalogue.keys.__getitem__, partial(_hit_with, catalogue, hits)),
        scores=InOrder(order, order.worth) if ranks else (0.0,) * order.total,
        total=order.total,
        sections=sum(count_sections(catalogue, topic, hits) for topic in wanted),
        parsed=query.canonical,
        read_as=query.read_as,
        facets=facets,
        indexed=indexed,
        in_archive=catalogue.size,
        left_out_undated=(without["date"] & catalogue.undated).bit_count() if dated else 0,
        some=tuple(catalogue.keys[position] for position, _ in some),
        some_scores=tuple(worth for _, worth in some),
    )
    return Answer(page, without["tag"])


def _whole_words_first(
    typed: BeingTyped,
    request: SearchRequest,
    catalogue: Catalogue,
    evaluator: Evaluator,
    hits: int,
    keys: tuple[SortKey, ...],
) -> HitOrder:
    """The hits that a query has with its last word as it stands, in their order, then the others in theirs."""
    whole, begun = _matched(typed.whole, request), _matched(typed.begun, request)
    first = evaluator.articles(whole) & hits
    rest = hits ^ first
    if not first:
        return order_hits(catalogue, rest, keys, Worth(evaluator, begun))
    order = order_hits(catalogue, first, keys, Worth(evaluator, whole))
    return OneAfterTheOther(order, order_hits(catalogue, rest, keys, Worth(evaluator, begun))) if rest else order


def _hit_with(catalogue: Catalogue, hits: int, key: object) -> int | None:
    """The position of the article with a key, if it is a hit."""
    position: int | None = catalogue.position.get(key)  # type: ignore[call-overload]
    return position if position is not None and catalogue.holds(hits, position) else None


def _topics_wanted(catalogue: Catalogue, node: Node) -> set[str]:
    """The topics that a query asks for, not those that it excludes."""
    match node:
        case Field(field="topic"):
            return set(topics_of(catalogue, node))
        case And() | Or() | Any():
            return {topic for operand in node.operands for topic in _topics_wanted(catalogue, operand)}
        case Saved():
            return _topics_wanted(catalogue, node.operand)
    return set()
