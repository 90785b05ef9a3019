"""A comparison as others can use it: text with its signs, Markdown, HTML and JSON."""

from collections.abc import Callable, Iterator, Sequence

from reader.article import Article, Part
from reader.comparison import (
    BlockPair,
    Chars,
    Comparison,
    ComparisonRow,
    FigureDifference,
    NameDifference,
    Passage,
    PassageMatch,
)
from reader.export.markup import escape_html, escape_markdown
from reader.export.pages import html_page
from reader.export.records import Record, to_json
from reader.text import clean

Mark = Callable[[str, bool], str]
"""Writes a piece of text that both sides have, or (True) one that differs."""

_Parts = tuple[tuple[Part, ...], tuple[Part, ...]]  # of both articles: made once, as each passage asks for its own

_SIDES = ("A", "B")
_NEWS = ("+", "#")
"""Signs of what is new in the second article: what only it has, and what it tells with other figures or names."""


def comparison_text(found: Comparison, *, new: bool = False) -> Iterator[str]:
    """Text with the signs before each passage and the line of its dump; words that differ stand in brackets.

    `new`: only what the second article has and the first has not.
    """
    parts: _Parts = (found.left.parts(), found.right.parts())

    def mark(text: str, differs: bool) -> str:
        return f"[{clean(text)}]" if differs and text.strip() else clean(text)

    for side, article in zip(_SIDES, (found.left, found.right), strict=True):
        yield f"{side}  {clean(_heading(found, article))}\n"
    yield f"{_summary(found)}\n"
    for row in _rows(found, new):
        yield "\n"
        sign = row.sign
        for side, line, text in _written(found, parts, row, mark):
            yield f"{sign} {side} {line:>6}  {text}\n"
            sign = " "
    differing = [] if new else list(_differing(found))
    if differing:
        yield "\nFigures and names that differ\n"
    for match, each in differing:
        what, verdict, unit = _told(each)
        yield f"\n  {clean(what)}: {clean(each.left)} | {clean(each.right)}{clean(unit)}  ({verdict})\n"
        for side, text in _quotes(found, parts, match):
            yield f"    {side}  {clean(text)}\n"


def comparison_markdown(found: Comparison, *, new: bool = False) -> Iterator[str]:
    """A table of two columns, and one of the figures; words that differ stand in `==`."""
    parts: _Parts = (found.left.parts(), found.right.parts())

    def mark(text: str, differs: bool) -> str:
        return f"=={escape_markdown(text)}==" if differs and text.strip() else escape_markdown(text)

    yield f"# {escape_markdown(found.left.title)} / {escape_markdown(found.right.title)}\n\n"
    yield f"{_summary(found)}\n\n"
    heads = [escape_markdown(_heading(found, article)) for article in (found.left, found.right)]
    yield f"|   | {heads[0]} | {heads[1]} |\n|---|---|---|\n"
    for row in _rows(found, new):
        texts = {side: text for side, _, text in _written(found, parts, row, mark)}
        yield f"| {row.sign.strip()} | {texts.get('A', '')} | {texts.get('B', '')} |\n"
    differing = [] if new else list(_differing(found))
    if differing:
        yield "\n## Figures and names that differ\n\n"
        yield "| what | A | B | | quote of A | quote of B |\n|---|---|---|---|---|---|\n"
    for match, each in differing:
        what, verdict, unit = _told(each)
        cells = [what, each.left, each.right + unit, verdict, *(text for _, text in _quotes(found, parts, match))]
        yield f"| {' | '.join(map(escape_markdown, cells))} |\n"


def comparison_html(found: Comparison, *, new: bool = False) -> Iterator[str]:
    """One page without anything remote: a table of two columns, and one of the figures."""
    parts: _Parts = (found.left.parts(), found.right.parts())

    def mark(text: str, differs: bool) -> str:
        return f"<mark>{escape_html(text)}</mark>" if differs and text.strip() else escape_html(text)

    body = [f"<h1>{escape_html(found.left.title)} / {escape_html(found.right.title)}</h1>"]
    body.append(f"<p>{escape_html(_summary(found))}</p>")
    heads = "".join(f"<th>{escape_html(_heading(found, article))}</th>" for article in (found.left, found.right))
    body.append(f"<table><thead><tr><th></th>{heads}</tr></thead><tbody>")
    for row in _rows(found, new):
        texts = {side: text for side, _, text in _written(found, parts, row, mark)}
        sign = escape_html(row.sign.strip())
        body.append(f"<tr><td>{sign}</td><td>{texts.get('A', '')}</td><td>{texts.get('B', '')}</td></tr>")
    body.append("</tbody></table>")
    differing = [] if new else list(_differing(found))
    if differing:
        body.append("<h2>Figures and names that differ</h2><table><tbody>")
    for match, each in differing:
        what, verdict, unit = _told(each)
        cells = [what, each.left, each.right + unit, verdict, *(text for _, text in _quotes(found, parts, match))]
        body.append(f"<tr>{''.join(f'<td>{escape_html(cell)}</td>' for cell in cells)}</tr>")
    if differing:
        body.append("</tbody></table>")
    yield html_page(f"{found.left.title} / {found.right.title}", "\n".join(body))


def comparison_json(found: Comparison, *, new: bool = False) -> Iterator[str]:
    """One record; with `new` the blocks of the second article that the first does not have."""
    yield to_json(comparison_record(found, new=new), indent=2) + "\n"


def comparison_record(found: Comparison, *, new: bool = False) -> Record:
    """The pairs of blocks, as docs/records.md says. `names` beside `figures` stands only where names differ."""
    parts: _Parts = (found.left.parts(), found.right.parts())
    record: Record = {
        "left": found.left.id,
        "right": found.right.id,
        "shared": round(found.shared, 4),
        "pairs": [_pair_record(parts, pair) for pair in found.pairs],
    }
    if new:
        only = dict.fromkeys(found.right_passages[each].part for row in _rows(found, new) for each in row.right)
        del record["pairs"]
        record["new"] = [{"line": parts[1][part].line, "text": parts[1][part].text} for part in only]
    return record


def _pair_record(parts: _Parts, pair: BlockPair) -> Record:
    left, right = parts[0][pair.left], parts[1][pair.right]
    record: Record = {
        "left": {"line": left.line, "text": left.text},
        "right": {"line": right.line, "text": right.text},
        "relation": pair.relation,
        "similarity": round(pair.similarity, 4),
        "figures": [
            {
                "what": each.what,
                "left": each.left,
                "right": each.right,
                "left_value": each.left_value,
                "right_value": each.right_value,
                "unit": each.unit,
                "verdict": each.verdict,
            }
            for each in pair.figures
        ],
    }
    if pair.names:
        record["names"] = [{"left": each.left, "right": each.right} for each in pair.names]
    return record


COMPARISON_FORMATS: dict[str, Callable[..., Iterator[str]]] = {
    "text": comparison_text,
    "markdown": comparison_markdown,
    "html": comparison_html,
    "json": comparison_json,
}
"""Each takes a Comparison and `new`, and gives pieces of text."""


def _heading(found: Comparison, article: Article) -> str:
    date = article.date.first if article.date else None
    return ", ".join(filter(None, [article.title, article.outlet, date, _text_of(found, article), article.id]))


def _text_of(found: Comparison, article: Article) -> str | None:
    """Which of two texts of one article it is."""
    revision = found.revision
    if revision is None:
        return None
    if article.id != revision.later:
        return "earlier text"
    return f"corrected text added {revision.day}" if revision.day else "later text"


def _summary(found: Comparison) -> str:
    figures = sum(len(match.figures) for match in found.matches)
    names = sum(len(match.names) for match in found.matches)
    told = f"{round(found.shared * 100)} % shared, {figures} {'figure differs' if figures == 1 else 'figures differ'}"
    return told + (f", {names} {'name differs' if names == 1 else 'names differ'}" if names else "")


def _rows(found: Comparison, new: bool) -> Iterator[ComparisonRow]:
    for row in found.rows():
        if not new or (row.right and row.sign in _NEWS):
            yield row


_NONE: tuple[int, tuple[Chars, ...]] = (-1, ())


def _written(found: Comparison, parts: _Parts, row: ComparisonRow, mark: Mark) -> Iterator[tuple[str, int, str]]:
    """Side, line of the dump and marked text of each side of a row."""
    match = row.match
    left, right = ((match.left, match.left_changed), (match.right, match.right_changed)) if match else (_NONE, _NONE)
    sides = (("A", found.left_passages, row.left, *left), ("B", found.right_passages, row.right, *right))
    for side, passages, numbers, matched, changed in sides:
        if numbers:
            its = parts[_SIDES.index(side)]
            # Of passages that stand level together, what differs is known of the two that were matched.
            texts = [
                _marked(its[passages[each].part].text, passages[each], changed if each == matched else (), mark)
                for each in numbers
            ]
            line = its[passages[numbers[0]].part].line
            yield side, line, mark(" ", False).join(texts) + mark(_elsewhere(found, parts, row, side), False)


def _elsewhere(found: Comparison, parts: _Parts, row: ComparisonRow, side: str) -> str:
    """Where the other half of a passage stands, if that is not on the same level."""
    if row.match is None or (row.left and row.right):
        return ""
    if side == "A":
        other, part = "B", parts[1][found.right_passages[row.match.right].part]
    else:
        other, part = "A", parts[0][found.left_passages[row.match.left].part]
    return f" (see {other}, line {part.line})"


def _marked(text: str, passage: Passage, changed: Sequence[Chars], mark: Mark) -> str:
    pieces, done = [], passage.start
    for start, end in sorted(changed):
        start, end = max(start, done), min(end, passage.end)
        if start < end:
            pieces += [mark(text[done:start], False), mark(text[start:end], True)]
            done = end
    return "".join([*pieces, mark(text[done : passage.end], False)])


def _differing(found: Comparison) -> Iterator[tuple[PassageMatch, FigureDifference | NameDifference]]:
    for match in found.matches:
        for figure in match.figures:
            yield match, figure
        for name in match.names:
            yield match, name


def _told(each: FigureDifference | NameDifference) -> tuple[str, str, str]:
    """What is counted, the verdict, and the unit with a blank before it."""
    if isinstance(each, NameDifference):
        return "named", "named otherwise", ""
    return each.what, "conflict" if each.verdict == "conflict" else "later state", f" {each.unit}" if each.unit else ""


def _quotes(found: Comparison, parts: _Parts, match: PassageMatch) -> Iterator[tuple[str, str]]:
    sides = ((parts[0], found.left_passages, match.left), (parts[1], found.right_passages, match.right))
    for side, (its, passages, number) in zip(_SIDES, sides, strict=True):
        passage = passages[number]
        yield side, its[passage.part].text[passage.start : passage.end]
