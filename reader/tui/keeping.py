"""What the reader did with articles, as the desk shows it: as it was read, under the changes that are being written."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reader.kept import ArticleState
from reader.results import Hit

Kind = Literal["read", "star", "mark", "tag"]
"""What a change is about."""

NOTHING = ArticleState()


@dataclass(frozen=True, slots=True, eq=False)
class StateChange:
    """Articles are read, starred, marked or tagged from now on, or are not (`wanted`).

    `by_opening`: they were read by being opened, which is nothing to be undone.
    """

    kind: Kind
    keys: tuple[int, ...]
    wanted: bool
    tags: tuple[str, ...] = ()
    by_opening: bool = False
    among: frozenset[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "among", frozenset(self.keys))

    def on(self, keys: Sequence[int]) -> "StateChange":
        """The same change of other articles."""
        return StateChange(self.kind, tuple(keys), self.wanted, self.tags)

    def applied(self, key: int, state: ArticleState) -> ArticleState:
        """The state of an article once this has been done."""
        if key not in self.among:
            return state
        if self.kind == "read":
            return replace(state, read=self.wanted)
        if self.kind == "star":
            return replace(state, starred=self.wanted)
        if self.kind == "mark":
            return replace(state, marked=self.wanted)
        rest = tuple(tag for tag in state.tags if tag not in self.tags)
        return replace(state, tags=(*rest, *self.tags) if self.wanted else rest)


class KeptStates:
    """The states of the articles that were seen, and the marks in the order in which they were set.

    What is being written is seen at once; `end` puts in its place what the archive says, be it done or not. `check` is
    told of rows that have come.
    """

    def __init__(self) -> None:
        self.check: Callable[[Iterable[int]], None] = lambda _: None
        self._known: dict[int, ArticleState] = {}
        self._marked: tuple[int, ...] = ()
        self._marks: tuple[int, ...] | None = ()
        self._pending: list[StateChange] = []

    @property
    def known(self) -> Sequence[int]:
        """The keys of the articles whose state is known."""
        return tuple(self._known)

    def learn(self, states: Mapping[int, ArticleState]) -> None:
        """Take over states as the archive has them."""
        self._known.update(states)

    def learn_hits(self, hits: Iterable[Hit]) -> None:
        """Take over the states that rows have come with."""
        found = {hit.key: hit.state for hit in hits}
        self._known.update(found)
        if found:
            self.check(found)

    def learn_marks(self, keys: Iterable[int]) -> None:
        """Take over what is marked."""
        self._marked, self._marks = tuple(keys), None

    def begin(self, change: StateChange) -> None:
        """A change is on its way to the archive."""
        self._pending.append(change)
        self._marks = None if change.kind == "mark" else self._marks

    def end(self, change: StateChange) -> None:
        """The change has been made, or has failed: what was learnt since says which."""
        self._pending.remove(change)
        self._marks = None if change.kind == "mark" else self._marks

    def knows(self, key: int) -> bool:
        """Whether the state of an article has been learnt."""
        return key in self._known

    def of(self, key: int, before: ArticleState = NOTHING) -> ArticleState:
        """The state of an article; `before` where it has not been learnt."""
        state = self._known.get(key, before)
        for change in self._pending:
            state = change.applied(key, state)
        return state

    def of_hit(self, hit: Hit) -> ArticleState:
        """The state of a row's article."""
        return self.of(hit.key, hit.state)

    @property
    def marks(self) -> tuple[int, ...]:
        """The keys of the marked articles, in the order in which they were marked."""
        if self._marks is None:
            found = dict.fromkeys(self._marked)
            for change in self._pending:
                if change.kind == "mark" and change.wanted:
                    found |= {key: None for key in change.keys if key not in found}
                elif change.kind == "mark":
                    found = {key: None for key in found if key not in change.among}
            self._marks = tuple(found)
        return self._marks
