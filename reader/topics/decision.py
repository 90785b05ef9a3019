"""Which topics the blocks of a section have, and why: by the heading, by their own words, by their neighbours."""

from collections.abc import Collection, Mapping, Sequence

from reader.topics.evidence import Evidence

# All in weights of rules: 1 for a strong rule, 0.5 for words, 0.25 for hints.
ENOUGH = 1.0
"""A block has a topic from this weight on, where no strong rule speaks for another."""
ALONE = 2.0
"""From this weight on words count beside another topic's strong rule; chosen on annotated war reports."""
LEANING = 0.5
"""From this weight on a block without a topic takes one that the heading leans to."""
SHOWN = 4
"""Words that a reason names at most."""

Said = Mapping[int, Evidence]
"""What a text says for each topic, by the topic's number."""
Reasons = dict[int, str]
"""Why each topic is given, by its number, the weightiest first."""


def quoted(evidence: Evidence) -> str:
    """The words of a reason: `words "loan", "tranche"`."""
    return "words " + ", ".join(f'"{word}"' for word in evidence.words[:SHOWN])


def decide_alone(said: Said, hinted: Collection[int], heading: str) -> Reasons:
    """The topics of a block under a heading that announces none; `hinted` are those its words lean to."""
    decided = decide_besides(said)
    if decided or not said:
        return decided
    for topic, evidence in _weightiest_first(said):
        if evidence.weight >= ENOUGH:
            decided[topic] = quoted(evidence)
        elif evidence.weight >= LEANING and topic in hinted:
            decided[topic] = f'{quoted(evidence)} under "{heading}"'
    return decided


def decide_besides(said: Said) -> Reasons:
    """The topics that a block's words give it even beside another topic."""
    if not said:
        return {}
    found = _weightiest_first(said)
    return {topic: quoted(evidence) for topic, evidence in found if evidence.strong or evidence.weight >= ALONE}


def decide_by_neighbours(
    reasons: Sequence[Reasons], said: Sequence[Said], names: Sequence[str], *, follow: bool
) -> list[Reasons]:
    """Fill blocks without a topic from the blocks beside them.

    A block takes what its words lean to and a neighbour has. With `follow` one that leans to nothing goes with the
    block before it, as a quotation or a detail does, for one block only; the topic on both sides is preferred.
    """
    if all(reasons) or not any(reasons):
        return list(reasons)
    leaning = [dict(each) for each in reasons]
    for place, each in enumerate(said):
        if not reasons[place]:
            near = [*_at(reasons, place - 1), *_at(reasons, place + 1)]
            for topic, evidence in _weightiest_first(each):
                if topic in near:
                    leaning[place][topic] = f"{quoted(evidence)} next to a block on {names[topic]}"
    filled = [dict(each) for each in leaning]
    for place, own in enumerate(leaning):
        before = _at(leaning, place - 1)
        if follow and before and not own:
            topic = next((topic for topic in before if topic in _at(leaning, place + 1)), next(iter(before)))
            filled[place][topic] = f"follows a block on {names[topic]}"
    return filled


def _at(reasons: Sequence[Reasons], place: int) -> Reasons:
    return reasons[place] if 0 <= place < len(reasons) else {}


def _weightiest_first(said: Said) -> list[tuple[int, Evidence]]:
    return sorted(said.items(), key=lambda item: (-item[1].weight, item[0]))
