"""How a query was read: its brackets, each of its parts with its count, and what each word stood for."""

from collections.abc import Callable, Iterator

from reader.errors import QueryError, ReaderError
from reader.results import Explanation, ReadPart, SearchRequest, WordForms
from reader.search.engine import Engine
from reader.search.query.lexer import tokenize
from reader.search.query.tree import Exact, Literally, Node, Prefix, Query, Word
from reader.search.query.walk import walk
from reader.search.repair.query_parts import find_parts
from reader.search.repair.trial import TooSlow, Trials


def explain(
    request: SearchRequest,
    engine: Engine,
    read: Callable[[SearchRequest], Query],
    stale: Callable[[], bool] = lambda: False,
) -> Explanation:
    """How a request's query is read. `read` reads a query and raises QueryError.

    Raises QueryError, StaleSearch; without an index it is not told what words stand for.
    """
    trials = Trials(engine, request, read, stale)
    query = trials.query(request.query)
    texts = [request.query[part.start : part.end] for part in find_parts(tokenize(request.query))]
    parts = tuple(_part(text, engine, trials) for text in texts)
    return Explanation(request, query.canonical, query.read_as, parts, query.hints)


def _part(text: str, engine: Engine, trials: Trials) -> ReadPart:
    try:
        query = trials.query(text)
    except QueryError as fault:
        return ReadPart(text, "", None, fault.fault)
    words = tuple(_words(query.tree, engine))
    try:
        return ReadPart(text, query.read_as, trials.count(text), "", words)
    except TooSlow:
        return ReadPart(text, query.read_as, None, "too slow to count", words)
    except QueryError as fault:
        return ReadPart(text, query.read_as, None, fault.fault, words)


def _words(tree: Node, engine: Engine) -> Iterator[WordForms]:
    for node in walk(tree):
        if isinstance(node, Word | Exact | Literally | Prefix):
            written = node.stem + "*" if isinstance(node, Prefix) else node.text
            try:
                yield WordForms(written, engine.stands_for(node))
            except ReaderError:
                return
