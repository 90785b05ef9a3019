"""The query doctor: why a query finds nothing, and other queries that find something."""

from collections.abc import Callable, Iterator
from datetime import date

from reader.errors import QueryError
from reader.results import Diagnosis, Repair, SearchRequest, TermCount
from reader.search.engine import Engine
from reader.search.query.lexer import Token, tokenize
from reader.search.query.tree import Query
from reader.search.repair.edits import Edit
from reader.search.repair.loosening import (
    either_value,
    from_newest,
    looser_nearness,
    looser_words,
    some_of_the_words,
    without_parts,
)
from reader.search.repair.proposals import Proposal, ProposalKind
from reader.search.repair.query_parts import Part, find_parts, removal
from reader.search.repair.respelling import Respelling, beginning, joined, respellings, respelt, splits
from reader.search.repair.revaluing import revalued
from reader.search.repair.spots import ValueSpot, WordSpot, find_spots
from reader.search.repair.symptoms import note_on
from reader.search.repair.trial import TooSlow, Trials

MOST_REPAIRS = 5

_MOST_OF_A_KIND: dict[ProposalKind, int] = {"spelling": 3, "form": 2, "leave out": 2, "some": 1}
_MOST_FAILING = 3  # words that are looked up; who mistypes more has another problem
_RARE = 2  # articles that have a word which may still be a slip of whoever wrote them


def diagnose(
    request: SearchRequest,
    engine: Engine,
    today: date,
    read: Callable[[SearchRequest], Query],
    stale: Callable[[], bool] = lambda: False,
    report: Callable[[Diagnosis], None] = lambda _: None,
) -> Diagnosis:
    """Each part of a request's query alone, with its count, and at most five repairs that find something.

    `read` reads a query and raises QueryError; `report` is told the parts so far as they are counted.
    Raises QueryError, StaleSearch, IndexFault, ArchiveError.
    """
    trials = Trials(engine, request, read, stale)
    query = trials.query(request.query)
    case = _Case(request.query, query, engine, today, trials)
    parts: tuple[TermCount, ...] = ()
    for part in case.parts:
        parts = (*parts, case.alone(part))
        report(Diagnosis(request, parts, ()))
    return Diagnosis(request, parts, tuple(case.repairs()))


class _Case:
    """A query that finds nothing."""

    def __init__(self, text: str, query: Query, engine: Engine, today: date, trials: Trials) -> None:
        self._text, self._query, self._engine = text, query, engine
        self._today, self._trials = today, trials
        self._tokens: list[Token] = tokenize(text)
        self.parts = find_parts(self._tokens)
        spots = list(find_spots(text, self._tokens))
        self._words = [spot for spot in spots if isinstance(spot, WordSpot)]
        self._values = [spot for spot in spots if isinstance(spot, ValueSpot)]

    def alone(self, part: Part) -> TermCount:
        """A part with what it finds by itself."""
        text = self._said(part)
        try:
            count = self._trials.count(text)
        except TooSlow:
            return TermCount(text, 0, "too slow")
        except QueryError as fault:
            return TermCount(text, 0, fault.fault)
        node = self._trials.query(text).tree
        return TermCount(text, count, note_on(node, count, self._engine.vocabulary, self._engine.consult))

    def repairs(self) -> list[Repair]:
        """Proposals that find something, as many of each kind as leave room for the others, the nearest first."""
        chosen: list[tuple[float, Repair]] = []
        room = dict(_MOST_OF_A_KIND)
        seen = {self._query.canonical}
        some = self._some(seen)
        most = MOST_REPAIRS - len(some)
        for proposal in sorted(self._proposals(), key=lambda each: each.cost):
            # The last place is kept for what leaves something out: it helps where no spelling is meant.
            if len(chosen) >= most - (proposal.kind != "leave out") or self._trials.over:
                continue
            if room[proposal.kind] and (repair := self._tried(proposal, seen)):
                room[proposal.kind] -= 1
                chosen.append((proposal.cost, repair))
        return [repair for _, repair in chosen] + some

    def _tried(self, proposal: Proposal, seen: set[str]) -> Repair | None:
        count = self._trials.found(proposal.query)
        if not count:
            return None
        canonical = self._trials.query(proposal.query).canonical
        if canonical in seen:
            return None
        seen.add(canonical)
        return Repair(proposal.label, proposal.query, count)

    def _some(self, seen: set[str]) -> list[Repair]:
        if not self._query.words_only or sum(bool(self._trials.found(self._said(part))) for part in self.parts) < 2:
            return []  # of one word alone that finds anything the others are left out
        repair = self._tried(some_of_the_words(self._text, self._tokens), seen)
        return [repair] if repair else []

    def _proposals(self) -> Iterator[Proposal]:
        text, tokens = self._text, self._tokens
        yield from self._respelt()
        if self._words:
            yield from self._engine.consult(lambda lexicon: joined(text, self._words, lexicon))
        yield from revalued(text, self._values, self._engine.vocabulary)
        yield from either_value(text, tokens)
        newest = self._engine.vocabulary.newest
        yield from from_newest(text, tokens, self._today, date.fromordinal(newest) if newest else None)
        yield from looser_words(text, tokens, self._words)
        yield from looser_nearness(text, tokens)
        empty = [part for part in self.parts if not self._trials.found(self._said(part))]
        left_out = list(without_parts(text, tokens, self.parts, empty))
        yield from sorted(left_out, key=lambda each: -self._trials.found(each.query))

    def _respelt(self) -> list[Proposal]:
        if not self._words:
            return []
        counts = [self._having(spot) for spot in self._words]
        # Where the archive has all words, a rare one may be a slip of its own as well as of the query.
        rare = _RARE if all(counts) else 0
        failing = [spot for spot, count in zip(self._words, counts, strict=True) if count <= rare][:_MOST_FAILING]
        choices: list[list[Respelling | None]] = []
        removed: dict[str, Edit] = {}
        for spot in failing:
            found = self._spellings(spot)
            if found:
                choices.append([None, *found] if rare else [*found])
            elif not rare:
                part = next(part for part in self.parts if part.first <= spot.token <= part.last)
                removed[self._said(part)] = removal(self._text, self._tokens, part)
        if not choices:
            return []
        proposals = respelt(self._text, choices, {})
        # Only where the other words are in the way do they have to go: beside OR they are not.
        if removed and not any(self._trials.found(each.query) for each in proposals):
            return respelt(self._text, choices, removed) if len(removed) < len(self.parts) else []
        return proposals

    def _spellings(self, spot: WordSpot) -> list[Respelling]:
        text = self._text
        found = self._engine.consult(lambda lexicon: respellings(text, spot, lexicon))
        if spot.bare:
            apart = self._engine.consult(lambda lexicon: splits(text, spot, lexicon))
            found += [each for each in apart if self._trials.found(each.edit.text)]
            begun = beginning(text, spot)
            # It was perhaps seen to find something while it was typed.
            if self._trials.found(begun.edit.text) > self._trials.found(text[spot.start : spot.end]):
                found.insert(0, begun)
        return found

    def _having(self, spot: WordSpot) -> int:
        """About how many articles have a word, in any of its forms where it stands by itself."""
        if spot.bare and (count := self._trials.found(self._text[spot.start : spot.end])):
            return count
        return self._engine.consult(lambda lexicon: lexicon.frequency(spot.term, title_only=spot.title_only))

    def _said(self, part: Part) -> str:
        return self._text[part.start : part.end]
