"""Queries that ask for less: without a part, without an order of words, with either of two values, in other days."""

from collections.abc import Sequence
from datetime import date

from reader.errors import QueryError
from reader.search.query.dates import Span, days_in_words, read_point, read_range
from reader.search.query.fields import find_field
from reader.search.query.lexer import MAX_DISTANCE, Token, Value
from reader.search.query.source import brief
from reader.search.query.toplevel import find_terms
from reader.search.repair.edits import Edit, apply_edits
from reader.search.repair.proposals import COMMA_COST, DATE_COST, FORM_COST, LEAVE_OUT_COST, SOME_COST, Proposal
from reader.search.repair.query_parts import OPENING, Part, closing, removal
from reader.search.repair.spots import WordSpot

_DATE_FIELDS = ("date", "after", "before")
_NEAR = 10  # positions apart, what NEAR means without a number
_FAR = MAX_DISTANCE


def either_value(text: str, tokens: Sequence[Token]) -> list[Proposal]:
    """Two terms of a field that an article has once, which together find nothing, as one term with a comma."""
    by_field: dict[str, list[tuple[Token, tuple[Value, ...]]]] = {}
    for term in find_terms(tokens):
        rule = find_field(term.token.text)
        if rule and rule.single and not term.negative and term.token.kind == "filter":
            by_field.setdefault(rule.name, []).append((term.token, term.values))
    found = []
    for field, terms in by_field.items():
        if len(terms) < 2:
            continue
        (first, values), *others = terms
        said = ",".join(text[value.start : value.end] for _, each in others for value in each)
        parts = [Part(at, at, token.start, token.end, False) for at, token in _numbered(tokens, others)]
        edits = [Edit(first.end, first.end, f",{said}"), *(removal(text, tokens, part) for part in parts)]
        either = ",".join([*(text[value.start : value.end] for value in values), said])
        found.append(Proposal(f"either: {field}:{either}", apply_edits(text, edits), COMMA_COST, "form"))
    return found


def _numbered(tokens: Sequence[Token], terms: Sequence[tuple[Token, tuple[Value, ...]]]) -> list[tuple[int, Token]]:
    wanted = {token.start for token, _ in terms}
    return [(number, token) for number, token in enumerate(tokens) if token.start in wanted]


def from_newest(text: str, tokens: Sequence[Token], today: date, newest: date | None) -> list[Proposal]:
    """Dates that are counted from today, counted from the newest article instead and written out."""
    if newest is None or newest >= today:
        return []
    edits, said = [], []
    for token in tokens:
        if token.kind != "filter" or token.text not in _DATE_FIELDS:
            continue
        for value in token.values:
            try:
                now, then = (_span(token.text, value.text, day) for day in (today, newest))
            except QueryError:
                continue
            if now != then:
                edits.append(Edit(value.start, value.end, _written(token.text, then)))
                first, last = (day.isoformat() if day else None for day in then)
                said.append(f"{token.text}:{text[value.start : value.end]} → {days_in_words(first, last)}")
    return [Proposal(", ".join(said), apply_edits(text, edits), DATE_COST, "form")] if edits else []


def _span(field: str, text: str, today: date) -> tuple[date | None, date | None]:
    if field == "date":
        return read_range(text, today, 1)
    span: Span = read_point(text, today, 1)
    return (span[0], None) if field == "after" else (None, span[1])


def _written(field: str, days: tuple[date | None, date | None]) -> str:
    first, last = (day.isoformat() if day else "" for day in days)
    if field != "date":
        return first or last
    return first if first == last else f"{first}..{last}"


def looser_words(text: str, tokens: Sequence[Token], spots: Sequence[WordSpot]) -> list[Proposal]:
    """A phrase as words near each other, or as words; `=word` and a word with a capital with their inflections."""
    found = []
    for token in tokens:
        typed = text[token.start : token.end]
        if token.kind == "quoted" and token.number is None:
            inner = typed[1 + token.literal : -1]
            if len(inner.split()) > 1:
                near = Edit(token.end, token.end, f"~{_NEAR}")
                found.append(_loosened(text, near, f"{brief(typed)} → near each other", FORM_COST))
                plain = Edit(token.start, token.end, inner)
                found.append(_loosened(text, plain, f"{brief(typed)} → {brief(inner)}", FORM_COST + 0.2))
        if token.literal or (token.kind == "word" and token.text.startswith("=")):
            edit = Edit(token.start, token.start + 1, "")
            found.append(_loosened(text, edit, f"{brief(typed)} → {brief(typed[1:])}", FORM_COST))
        for value in token.values:
            if value.whole:
                said = text[value.start : value.end]
                edit = Edit(value.start, value.start + 1, "")
                found.append(_loosened(text, edit, f"{brief(said)} → {brief(said[1:])}", FORM_COST))
    for spot in spots:
        typed = text[spot.start : spot.end]
        if spot.bare and typed != typed.lower():
            edit = Edit(spot.start, spot.end, typed.lower())
            found.append(_loosened(text, edit, f"{typed} → {typed.lower()}, with its other forms", FORM_COST + 0.1))
    return found


def looser_nearness(text: str, tokens: Sequence[Token]) -> list[Proposal]:
    """Words joined by NEAR or ADJ as words further apart, in any order, and as words anywhere."""
    found: list[Proposal] = []
    at = 0
    while at < len(tokens):
        joins = [at] if tokens[at].kind == "near" else []
        while joins and (following := closing(tokens, joins[-1] + 1) + 1) < len(tokens):
            if tokens[following].kind != "near":
                break
            joins.append(following)
        if joins and not _is_left_out(tokens, joins[0]):
            found += _less_near(text, [tokens[number] for number in joins])
        at = joins[-1] + 1 if joins else at + 1
    return found


def _less_near(text: str, joins: Sequence[Token]) -> list[Proposal]:
    widest = max(token.number or _NEAR for token in joins)
    said = " and ".join(dict.fromkeys(text[token.start : token.end] for token in joins))
    proposals = []
    for place, (instead, wider) in enumerate(((f"NEAR/{_NEAR}", _NEAR), ("AND", 0), (f"NEAR/{_FAR}", _FAR))):
        if not wider or wider > widest:
            edits = [Edit(token.start, token.end, instead) for token in joins]
            cost = FORM_COST + 0.1 * place
            proposals.append(Proposal(f"{said} → {instead}", apply_edits(text, edits), cost, "form"))
    return proposals


def _is_left_out(tokens: Sequence[Token], join: int) -> bool:
    """Whether a NOT stands before what a NEAR joins: what is left out is not to be found."""
    depth, at = 0, join - 1
    while at > 0:
        depth += (tokens[at].kind == "close") - (tokens[at].kind in OPENING)
        if depth == 0:
            break
        at -= 1
    return at > 0 and tokens[at - 1].kind == "not"


def _loosened(text: str, edit: Edit, label: str, cost: float) -> Proposal:
    return Proposal(label, apply_edits(text, [edit]), cost, "form")


def without_parts(text: str, tokens: Sequence[Token], parts: Sequence[Part], empty: Sequence[Part]) -> list[Proposal]:
    """The query without one of its parts, and without all that find nothing even alone."""
    groups: list[Sequence[Part]] = [[part] for part in parts]
    if len(empty) > 1:
        groups.insert(0, empty)
    found = []
    for group in groups:
        if any(not part.negative for part in parts if part not in group):
            label = " and ".join(brief(text[part.start : part.end]) for part in group)
            query = apply_edits(text, [removal(text, tokens, part) for part in group])
            # What finds nothing alone is what is in the way.
            cost = LEAVE_OUT_COST - 0.5 * all(part in empty for part in group)
            found.append(Proposal(f"leave out {label}", query, cost, "leave out"))
    return found


def some_of_the_words(text: str, tokens: Sequence[Token]) -> Proposal:
    """`any:( … )` around a query of words only; an order stays outside."""
    sorts = [token for token in tokens if (token.kind, token.text) == ("filter", "sort")]
    said = [text[token.start : token.end] for token in sorts]
    words = apply_edits(text, [Edit(token.start, token.end, "") for token in sorts])
    return Proposal("some of the words", " ".join([f"any:( {words} )", *said]), SOME_COST, "some")
