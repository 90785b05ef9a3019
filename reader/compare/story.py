"""The figures of a story: what several articles say of the same quantities."""

from collections import Counter
from collections.abc import Sequence

from reader.article import Article
from reader.compare.figure_likeness import agree
from reader.compare.heeding import Stale, never
from reader.compare.story_columns import story_columns
from reader.compare.story_groups import group_tellings
from reader.compare.story_links import find_links
from reader.compare.story_tellings import Telling, find_tellings
from reader.comparison import StoryFigures, StoryRow, StoryValue

_FIRST = ("killed", "wounded", "missing", "casualties")


def story_figures(articles: Sequence[tuple[int, Article]], *, stale: Stale = never) -> StoryFigures:
    """The quantities that at least two of the articles, each with its key, tell; the articles in time order.

    What two of them are found to differ on when they are compared is among them. Raises StaleSearch.
    """
    ordered = sorted(articles, key=lambda each: (each[1].date is None, each[1].date.first if each[1].date else ""))
    columns = story_columns(ordered)
    reports = [article for _, article in ordered]
    tellings = find_tellings(reports, stale)
    found = group_tellings(tellings, find_links(reports, tellings, stale), stale)
    rows = [(_rank(group, number), _row(group, len(columns))) for number, group in enumerate(found)]
    return StoryFigures(columns, _distinct([row for _, row in sorted(rows, key=lambda each: each[0])]))


def _row(group: Sequence[Telling], columns: int) -> StoryRow:
    chosen: dict[int, Telling] = {}
    for told in group:
        chosen.setdefault(told.column, told)
    agreeing = {
        column: sum(agree(told.quantity, other.quantity) for other in chosen.values())
        for column, told in chosen.items()
    }
    most = max(agreeing.values())
    # Of values that equally many tell, the one that was told last is the commonest: it is known longest.
    commonest = next(chosen[column].quantity for column in sorted(chosen, reverse=True) if agreeing[column] == most)
    values: list[StoryValue | None] = [None] * columns
    for column, told in chosen.items():
        quantity = told.quantity
        values[column] = StoryValue(
            text=told.text,
            value=quantity.value,
            part=told.part,
            at=(quantity.start, quantity.end),
            sentence=told.sentence,
            odd=most == 1 or not agree(quantity, commonest),
        )
    label = Counter(told.quantity.label for told in group).most_common(1)[0][0]
    return StoryRow(label, group[0].quantity.unit, tuple(values))


def _rank(group: Sequence[Telling], number: int) -> tuple[int, int, int, int]:
    """The lost and the wounded first, then what most articles tell, then reading order."""
    state = group[0].quantity.state or ""
    first = _FIRST.index(state) if state in _FIRST else len(_FIRST)
    return first, -len({told.column for told in group}), group[0].column, number


def _distinct(rows: Sequence[StoryRow]) -> tuple[StoryRow, ...]:
    """Rows of one name told apart by a number: killed, killed (2)."""
    seen: Counter[tuple[str, str | None]] = Counter()
    named: list[StoryRow] = []
    for row in rows:
        seen[row.what, row.unit] += 1
        count = seen[row.what, row.unit]
        named.append(StoryRow(f"{row.what} ({count})", row.unit, row.values) if count > 1 else row)
    return tuple(named)
