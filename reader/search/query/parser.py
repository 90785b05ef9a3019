"""Reads a query: tokens to a tree by recursive descent, with the column of whatever is wrong."""

from dataclasses import dataclass
from datetime import date
from typing import cast

from reader.errors import QueryError
from reader.search.query import hints
from reader.search.query.describe import canonical, read_as
from reader.search.query.fields import FieldRule, find_field
from reader.search.query.filters import read_filter, read_sort
from reader.search.query.lexer import Token, Value, tokenize
from reader.search.query.operands import alternatives, joinable, part_values
from reader.search.query.terms import echo, is_common, read_quoted, read_stem, read_term
from reader.search.query.tree import (
    And,
    Any,
    Everything,
    Exact,
    Literally,
    Near,
    New,
    Node,
    Not,
    Or,
    Phrase,
    Query,
    SortKey,
    Title,
    Within,
    Word,
)
from reader.search.query.walk import column_of, count_terms, walk

MAX_TERMS = 200


def parse(text: str, today: date) -> Query:
    """Read a query; relative dates count from `today`. Raises QueryError with the column and the nearest repair."""
    tokens, sort = _take_sort(tokenize(text))
    parser = _Parser([token for token in tokens if token.kind != "stray"], today)
    if parser.tokens:
        tree = parser.read()
    elif tokens:
        raise QueryError(tokens[0].start + 1, "no letters or digits here to search for")
    else:
        tree = Everything()
    return Query(
        text=text,
        tree=tree,
        sort=sort,
        canonical=canonical(tree, sort),
        read_as=read_as(tree, sort),
        words_only=_is_words_only(tree),
        hints=hints.collect(tree, tokens, tuple(dict.fromkeys(parser.left_out)), loose=parser.loose),
    )


def _take_sort(tokens: list[Token]) -> tuple[list[Token], tuple[SortKey, ...]]:
    """Parts `sort:` from what is searched for; it stands outside brackets, once."""
    rest: list[Token] = []
    sort: tuple[SortKey, ...] = ()
    depth = 0
    for token in tokens:
        depth += (token.kind in ("open", "fieldopen", "group")) - (token.kind == "close")
        rule = find_field(token.text) if token.kind == "filter" else None
        if rule is None or rule.kind != "sort":
            rest.append(token)
        elif depth > 0:
            raise QueryError(token.start + 1, "sort: stands outside brackets")
        elif sort:
            raise QueryError(token.start + 1, "sort: stands only once; write sort:outlet,-date for two orders")
        elif rest and rest[-1].kind in ("and", "or", "not", "near"):
            raise QueryError(token.start + 1, f"sort: is an order, so no {rest[-1].text} before it")
        else:
            sort = read_sort(rule, token.values)
    return rest, sort


def _is_words_only(tree: Node) -> bool:
    return all(isinstance(node, And | Word | Exact | Literally | Phrase) for node in walk(tree))


@dataclass(frozen=True, slots=True)
class _Common:
    """A very common word, or nothing but such words; left out where something else stands beside it."""

    node: Node
    words: tuple[str, ...]


_Operand = Node | _Common


def _kept(operand: _Operand) -> Node:
    return operand.node if isinstance(operand, _Common) else operand


class _Parser:
    def __init__(self, tokens: list[Token], today: date) -> None:
        self.tokens = tokens
        self.today = today
        self.at = 0
        self.terms = 0
        self.left_out: list[str] = []
        self.loose = False

    def read(self) -> Node:
        tree = self.either(None, None)
        if self.at < len(self.tokens):
            raise QueryError(self.tokens[self.at].start + 1, "no bracket is open here")
        return _kept(tree)

    def peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self, *kinds: str) -> Token | None:
        token = self.peek()
        if token is None or token.kind not in kinds:
            return None
        self.at += 1
        return token

    # `rule` is the field whose brackets we are in; `after` the operator that an operand belongs to.

    def either(self, rule: FieldRule | None, after: Token | None) -> _Operand:
        operand, loose = self.both(rule, after)
        operands = [operand]
        while operator := self.take("or"):
            operand, also_loose = self.both(rule, operator)
            operands.append(operand)
            loose = loose or also_loose
        if len(operands) == 1:
            return operand
        self.loose = self.loose or loose
        return self.join(Or, operands)

    def both(self, rule: FieldRule | None, after: Token | None) -> tuple[_Operand, bool]:
        """What AND joins, and whether an AND between two parts that count was left unwritten."""
        operands, unwritten = [self.unary(rule, after)], False
        while (token := self.peek()) and token.kind not in ("or", "close"):
            operator = self.take("and")
            unwritten = unwritten or operator is None
            operands.append(self.unary(rule, operator))
        joined = self.join(And, operands)
        return joined, unwritten and isinstance(joined, And) and len(operands) > 1

    def join(self, kind: type[And] | type[Or], operands: list[_Operand]) -> _Operand:
        kept = [operand for operand in operands if not isinstance(operand, _Common)]
        if not kept:
            nodes = tuple(map(_kept, operands))
            spelled = tuple(word for operand in operands if isinstance(operand, _Common) for word in operand.words)
            return _Common(kind(nodes) if len(nodes) > 1 else nodes[0], spelled)
        for operand in operands:
            if isinstance(operand, _Common):
                self.left_out.extend(operand.words)
        return kind(tuple(kept)) if len(kept) > 1 else kept[0]

    def unary(self, rule: FieldRule | None, after: Token | None) -> _Operand:
        negative = False
        while sign := self.take("not"):
            negative, after = not negative, sign
        operand = self.near(rule, after)
        if not negative:
            return operand
        return _Common(Not(operand.node), operand.words) if isinstance(operand, _Common) else Not(operand)

    def near(self, rule: FieldRule | None, after: Token | None) -> _Operand:
        left = self.primary(rule, after)
        chain: Near | None = None
        while operator := self.take("near"):
            right = joinable(_kept(self.primary(rule, operator)), operator, rule)
            first = joinable(_kept(left), operator, rule) if chain is None else chain
            distance, ordered = cast(int, operator.number), operator.text == "ADJ"
            same = chain is not None and (chain.distance, chain.ordered) == (distance, ordered)
            operands = (*chain.operands, right) if chain is not None and same else (first, right)
            left = chain = Near(distance, operands, ordered, column_of(first))
        return Title(chain, chain.column) if chain and rule else left

    def primary(self, rule: FieldRule | None, after: Token | None) -> _Operand:
        token = self.take("open", "fieldopen", "group", "filter", "new", "star", "word", "quoted")
        if token is None:
            raise self.missing(after)
        if token.kind == "open":
            return self.bracketed(token, rule)
        if token.kind in ("word", "quoted", "star"):
            operand = self.word(token) if rule is None else self.value(token, rule)
            return operand
        if rule is not None:
            raise QueryError(token.start + 1, f"no field inside the brackets of {rule.name}:")
        if token.kind == "new":
            return self.counted(New(token.start + 1))
        if token.kind == "group":
            return self.group(token)
        field = find_field(token.text)
        assert field is not None, "the lexer names only fields that exist"
        if token.kind == "fieldopen":
            return _kept(self.bracketed(token, field))
        return self.values(field, token.values, token.start + 1)

    def missing(self, after: Token | None) -> QueryError:
        token = self.peek()
        if after is not None:
            where = "after it" if after.kind == "not" else "on both sides"
            return QueryError(after.start + 1, f"{after.text} needs something {where}")
        if token is None:
            opened = self.tokens[self.at - 1]
            return QueryError(opened.start + 1, "this bracket is not closed")
        if token.kind != "close":
            return QueryError(token.start + 1, f"{token.text} needs something on both sides")
        opened = self.tokens[self.at - 1] if self.at else token
        fault = "nothing between the brackets" if self.at else "no bracket is open here"
        return QueryError(opened.start + 1, fault)

    def bracketed(self, opened: Token, rule: FieldRule | None) -> _Operand:
        inner = self.either(rule, None)
        if self.take("close") is None:
            raise QueryError(opened.start + 1, "this bracket is not closed")
        return inner

    def group(self, token: Token) -> Node:
        inner = _kept(self.bracketed(token, None))
        column = token.start + 1
        if token.text == "any":
            return Any(alternatives(inner), column)
        if token.text == "section":
            return Within("section", inner, column)
        unit = token.text.removeprefix("same ")
        return Within("sentence" if unit == "sentence" else "paragraph" if unit == "paragraph" else "same section",
                      inner, column)  # fmt: skip

    def word(self, token: Token) -> _Operand:
        column = token.start + 1
        if token.kind == "star":
            return self.counted(Everything(column))
        if token.kind == "quoted":
            return self.counted(read_quoted(token.text, token.number, column, literal=token.literal))
        node = self.counted(read_term(token.text, column))
        return _Common(node, (echo(token.text),)) if is_common(node, token.text) else node

    def value(self, token: Token, rule: FieldRule) -> _Operand:
        """A word or quoted text inside the brackets of a field."""
        if token.kind == "star":
            read_stem("*", token.start + 1)
        if token.number is not None and rule.kind == "title":
            quoted = self.counted(read_quoted(token.text, token.number, token.start + 1))
            return Title(quoted, token.start + 1)
        if token.kind == "quoted":
            if token.number is not None:
                raise QueryError(token.start + 1, "~ joins words, not values")
            start = token.start + token.literal
            value = Value(token.text, start - token.literal, token.end, quoted=True, whole=token.literal)
            return self.values(rule, (value,), token.start + 1)
        operand = self.values(rule, part_values(token, rule), token.start + 1)
        if isinstance(operand, Title) and is_common(operand.operand, token.text):
            return _Common(operand, (echo(token.text),))
        return operand

    def values(self, rule: FieldRule, values: tuple[Value, ...], column: int) -> Node:
        nodes = tuple(self.counted(read_filter(rule, value, column, self.today)) for value in values)
        return Or(nodes) if len(nodes) > 1 else nodes[0]

    def counted(self, node: Node) -> Node:
        self.terms += count_terms(node)
        if self.terms > MAX_TERMS:
            raise QueryError(column_of(node), f"a query has at most {MAX_TERMS} terms")
        return node
