"""Cuts a query into tokens. Offsets count from 0 in the query as typed; columns of errors from 1."""

import re
from dataclasses import dataclass
from typing import Literal

from reader.errors import QueryError
from reader.search.query.fields import LATER, SPELLINGS, FieldRule, find_field
from reader.search.query.nearest import find_nearest
from reader.search.query.source import DASHES, Source, brief, read_source
from reader.text import fold, words

MAX_DEPTH = 20
MAX_DISTANCE = 100

TokenKind = Literal[
    "open", "close", "group", "fieldopen", "and", "or", "not", "near", "filter", "new", "word", "quoted", "star",
    "stray",
]  # fmt: skip

_FIELD = re.compile(r"([^\W\d_]+):")
_BLANK = re.compile(r"\s+")
_PLAIN = re.compile(r'[^\s()\[\]"]+')
_VALUE = re.compile(r'[^\s()\[\]",]+')
# In a number a comma before exactly three digits is a thousands mark and parts nothing.
_NUMBER = re.compile(r'(?:[^\s()\[\]",]|(?<=\d),(?=\d{3}(?!\d)))+')
_NEAR = re.compile(r"(NEAR|ADJ)(?:/(.*))?")
_DIGITS = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Value:
    """A value after a field: what it says, where it stands with its quotes, and whether `=` or quotes were there."""

    text: str
    start: int
    end: int
    quoted: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query. `text` is the field's name, the word, the quoted text or the unit.

    `number` is the distance of NEAR, ADJ or `"…"~`; `literal` says that `=` stands before quotes.
    """

    kind: TokenKind
    start: int
    end: int
    text: str = ""
    number: int | None = None
    literal: bool = False
    values: tuple[Value, ...] = ()


def tokenize(text: str) -> list[Token]:
    """The tokens of a query, stray punctuation included. Raises QueryError."""
    return _Lexer(read_source(text)).run()


class _Lexer:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.text = source.text
        self.at = 0
        self.depth = 0
        self.tokens: list[Token] = []

    def run(self) -> list[Token]:
        while self.at < len(self.text):
            if blank := _BLANK.match(self.text, self.at):
                self.at = blank.end()
            else:
                self.read()
        return self.tokens

    def fault(self, position: int, message: str, repair: str = "") -> QueryError:
        return QueryError(self.source.typed(position) + 1, message, repair)

    def add(self, kind: TokenKind, start: int, text: str = "", **more: object) -> None:
        token = Token(kind, self.source.typed(start), self.source.end(self.at), text, **more)  # type: ignore[arg-type]
        self.tokens.append(token)

    def read(self) -> None:
        start, letter = self.at, self.text[self.at]
        if letter in DASHES:
            self.read_dashes()
        elif letter == "(":
            self.at += 1
            self.open("open", start)
        elif letter == ")":
            self.at += 1
            self.depth -= 1
            self.add("close", start)
        elif letter in "[]":
            raise self.fault(start, f"{letter} stands only in dates, as in date:[2031-03-01 TO 2031-03-14]")
        elif letter == '"' or self.text.startswith('="', start):
            self.read_quoted(start)
        elif letter == "#" and (_VALUE.match(self.text, start + 1) or self.text.startswith('#"', start)):
            self.at += 1
            self.add("filter", start, "tag", values=self.read_values("value"))
        elif not ((name := _FIELD.match(self.text, start)) and self.read_field(name[1])):
            self.read_word()

    def open(self, kind: TokenKind, start: int, text: str = "") -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self.fault(self.at - 1, f"at most {MAX_DEPTH} brackets deep")
        self.add(kind, start, text)

    def read_dashes(self) -> None:
        """Each dash that touches what follows is a NOT; dashes with a blank on both sides are punctuation."""
        start = self.at
        while self.at < len(self.text) and self.text[self.at] in DASHES:
            self.at += 1
        rest = self.text[self.at :]
        if not rest.strip() or rest.startswith(")"):
            raise self.fault(start, "- needs something after it")
        if rest[0].isspace():
            self.add("stray", start, self.text[start : self.at])
            return
        end, self.at = self.at, start
        while self.at < end:
            self.at += 1
            self.add("not", self.at - 1, "-")

    def read_word(self) -> None:
        start = self.at
        found = _PLAIN.match(self.text, start)
        assert found, "brackets, quotes and blanks are read elsewhere"
        self.at, text = found.end(), found[0]
        if text in ("AND", "OR", "NOT"):
            kinds: dict[str, TokenKind] = {"AND": "and", "OR": "or", "NOT": "not"}
            self.add(kinds[text], start, text)
        elif near := _NEAR.fullmatch(text):
            distance = 10 if near[2] is None else self.distance(near[2], start + len(near[1]) + 1, near[1])
            self.add("near", start, near[1], number=distance)
        elif text == "*":
            self.add("star", start)
        elif text in ("||", "&&"):
            word = "OR" if text == "||" else "AND"
            raise self.fault(start, f"{text} is written {word}", word)
        elif "*" not in text and next(words(text), None) is None:
            if self.tokens and self.tokens[-1].text == "-" and self.tokens[-1].end == self.source.typed(start):
                raise self.fault(start - 1, "- needs something after it")
            self.add("stray", start, text)
        else:
            self.add("word", start, text)

    def distance(self, digits: str, position: int, operator: str) -> int:
        if not _DIGITS.fullmatch(digits):
            raise self.fault(position, f"{operator} needs a number here", {"~": "~10"}.get(operator, operator))
        if not 1 <= int(digits) <= MAX_DISTANCE:
            raise self.fault(position, f"{operator} goes from 1 to {MAX_DISTANCE}")
        return int(digits)

    def read_quoted(self, start: int) -> None:
        literal = self.text[start] == "="
        self.at += literal
        content, slop = self.quoted(), None
        if self.at < len(self.text) and self.text[self.at] == "~":
            digits = _DIGITS.match(self.text, self.at + 1)
            slop = self.distance(digits[0] if digits else "", self.at + 1, "~")
            self.at += 1 + len(digits[0] if digits else "")
        self.add("quoted", start, content, number=slop, literal=literal)

    def quoted(self) -> str:
        """The text between the quote at the current place and the next one."""
        end = self.text.find('"', self.at + 1)
        if end < 0:
            raise self.fault(self.at, "this quote is not closed")
        content, self.at = self.text[self.at + 1 : end], end + 1
        return content

    def read_field(self, name: str) -> bool:
        """A field, where the colon touches what follows; False for a word with a colon after it."""
        start, after = self.at, self.at + len(name) + 1
        rest = self.text[after : after + 1]
        bare = not rest or rest.isspace() or rest == ")"
        rule = find_field(fold(name))
        if rule is not None and rule.kind == "new":
            if not bare:
                raise self.fault(after, "new: takes no value", "new:")
            self.at = after
            self.add("new", start)
            return True
        if bare:
            return False
        if rule is None:
            raise self.unknown(name)
        self.at = after
        if rule.kind in ("group", "unit"):
            self.read_group(rule, start)
        elif rest == "(" and rule.kind != "sort":
            self.at += 1
            self.open("fieldopen", start, rule.name)
        else:
            self.add("filter", start, rule.name, values=self.read_values(rule.kind))
        return True

    def unknown(self, name: str) -> QueryError:
        if fold(name) in LATER:
            return self.fault(self.at, f"{fold(name)}: is kept for a later version")
        near = find_nearest(fold(name), SPELLINGS)
        quote = "" if near else "; for the words put it in quotes"
        return self.fault(self.at, f"no field {brief(name)}{quote}", near)

    def read_group(self, rule: FieldRule, start: int) -> None:
        unit, position = rule.name, self.at
        if rule.kind == "unit":
            found = _VALUE.match(self.text, self.at)
            typed = found[0] if found else ""
            self.at += len(typed)
            if fold(typed) not in rule.values:
                near = find_nearest(fold(typed), rule.values)
                raise self.fault(position, f"same: goes with {', '.join(rule.values)}", near)
            unit = f"same {fold(typed)}"
        if not self.text.startswith("(", self.at):
            name = unit.replace(" ", ":") if rule.kind == "unit" else f"{unit}:"
            raise self.fault(position, f"{name} needs brackets, as in {rule.example}")
        self.at += 1
        self.open("group", start, unit)

    def read_values(self, kind: str) -> tuple[Value, ...]:
        values = [self.read_value(kind)]
        while self.at < len(self.text) and self.text[self.at] == ",":
            self.at += 1
            values.append(self.read_value(kind))
        return tuple(values)

    def read_value(self, kind: str) -> Value:
        start, whole = self.at, self.text.startswith("=", self.at)
        self.at += whole
        pieces, quoted = [], False
        plain = _NUMBER if kind in ("number", "series") else _VALUE
        while self.at < len(self.text):
            if self.text[self.at] == '"':
                pieces.append(self.quoted())
                quoted = True
            elif found := plain.match(self.text, self.at):
                if quoted and kind != "date":
                    raise self.fault(self.at, "a blank or a comma is missing after the quotes")
                pieces.append(found[0])
                self.at = found.end()
            elif self.text[self.at] == "[" and kind == "date" and not pieces:
                pieces.append(self.bracketed())
            else:
                break
            following = self.text[self.at : self.at + 1]
            if kind != "date" and following == '"':
                raise self.fault(self.at, "a blank or a comma is missing before the quotes")
        if not pieces:
            raise self.fault(start, "a value is missing")
        text = "".join(pieces)
        return Value(text, self.source.typed(start), self.source.end(self.at), quoted, whole)

    def bracketed(self) -> str:
        """`[A TO B]` as `A..B`; an asterisk is an open end."""
        end = self.text.find("]", self.at)
        if end < 0:
            raise self.fault(self.at, "this bracket is not closed")
        first, to, last = self.text[self.at + 1 : end].replace('"', "").partition(" TO ")
        if not to:
            raise self.fault(self.at, "a date in brackets is written [A TO B]")
        self.at = end + 1
        return "..".join("" if point.strip() == "*" else point.strip() for point in (first, last))
