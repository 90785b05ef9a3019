"""Other queries that may find something: what they change and how far that is from what was typed."""

from dataclasses import dataclass
from typing import Literal

ProposalKind = Literal["spelling", "form", "leave out", "some"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A query to try. `cost` is about the number of letters changed, and more than that for another question."""

    label: str
    query: str
    cost: float
    kind: ProposalKind


COMMA_COST = 0.5
DATE_COST = 1.0
FORM_COST = 5.0
LEAVE_OUT_COST = 7.0
SOME_COST = 8.0
