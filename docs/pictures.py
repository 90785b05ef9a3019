"""Take the README's pictures of the real desk, on the sample corpus: `python -m docs.pictures [NAME…]`.

They are SVG files that load nothing: no font, no style sheet, no script. Look at them before they are committed.
"""

import asyncio
import os
import re
import sys
import tempfile
from pathlib import Path

from tests.scenes import SCENES, make_archive, play, surroundings

FOLDER = Path(__file__).resolve().parent / "pictures"
SIZE = (120, 36)
THEME = "day"

PICTURES = {
    "browse": "Searching: facets with counts, hits in their context, the article under the cursor",
    "timeline": "Choosing days on the timeline; facets with their counts",
    "reader": "Reading: the hit one is at, and ticks where the others are",
    "compare": "Two reports of one story side by side",
    "export": "Taking articles away: what, as what, where to, and how it begins",
}
"""Scenes that are taken, each with what the picture shows."""

_FAMILIES = "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"
_CELL = 12.2
"""Units of the picture that a cell is wide; what Textual writes."""

_LEFT_OUT = re.compile(
    r"@font-face\s*\{[^}]*\}|<!--.*?-->|<clipPath id=\"\S+-line-\d+\">\s*<rect[^>]*/>\s*</clipPath>"
    r"|\sclip-path=\"url\(#\S+-line-\d+\)\"|\sshape-rendering=\"crispEdges\"|<text[^>]*>\s*</text>",
    re.DOTALL,
)
_TEXT = re.compile(r'x="([\d.]+)" y="([\d.]+)" textLength="([\d.]+)">((?:&#160;)*)([^<]*?)((?:&#160;)*)</text>')
_RECT = re.compile(r'<rect fill="(#\w+)" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/>')
_LOADS = re.compile(r"url\((?!#)|@import|<script|<image|<foreignObject|\bhref=", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://")
_NAMESPACES = ('xmlns="http://www.w3.org/2000/svg"', 'xmlns:xlink="http://www.w3.org/1999/xlink"')


def standalone(svg: str) -> str:
    """The picture without web fonts and without what does not show. Raises ValueError where it loads something."""
    svg = _LEFT_OUT.sub("", svg)
    svg = re.sub(r"font-family: (?:Fira Code|arial)[^;]*;", f"font-family: {_FAMILIES};", svg)
    svg = re.sub(r"terminal-\d+", "t", svg)
    svg = _TEXT.sub(_without_blanks, svg)
    svg = _with_fewer_blocks(svg)
    svg = re.sub(r">\s+<", ">\n<", re.sub(r"\n\s*\n", "\n", svg)).strip() + "\n"
    if faults := loaded_by(svg):
        raise ValueError(f"the picture loads {', '.join(faults)}")
    return svg


def _without_blanks(found: re.Match[str]) -> str:
    """A run of text without the blanks around it, each of them a cell."""
    x, length = float(found[1]), float(found[3])
    before, after = len(found[4]) // len("&#160;"), len(found[6]) // len("&#160;")
    x, length = x + before * _CELL, length - (before + after) * _CELL
    return f'x="{x:.5g}" y="{found[2]}" textLength="{length:.5g}">{found[5]}</text>'


def _with_fewer_blocks(svg: str) -> str:
    """The commonest background is one block under all; of the others, those that touch in a line are one."""
    blocks = [(each[1], float(each[2]), float(each[3]), float(each[4]), float(each[5])) for each in _RECT.finditer(svg)]
    if not blocks:
        return svg
    fills = [block[0] for block in blocks]
    common = max(sorted(set(fills)), key=lambda fill: sum(block[3] for block in blocks if block[0] == fill))
    right, bottom = max(x + wide for _, x, _, wide, _ in blocks), max(y + high for _, _, y, _, high in blocks)
    merged: list[tuple[str, float, float, float, float]] = [(common, 0.0, 0.0, right, bottom)]
    for fill, x, y, wide, high in blocks:
        last = merged[-1]
        if (fill, y) == (last[0], last[2]) and abs(last[1] + last[3] - x) < 1 and len(merged) > 1:
            merged[-1] = (fill, last[1], y, last[3] + wide, high)
        elif fill != common:
            merged.append((fill, x, y, wide, high))
    told = [
        f'<rect fill="{fill}" x="{x:.5g}" y="{y:.5g}" width="{wide:.5g}" height="{high:.5g}"/>'
        for fill, x, y, wide, high in merged
    ]
    at = _RECT.search(svg)
    assert at is not None
    return svg[: at.start()] + "".join(told) + _RECT.sub("", svg[at.start() :])


def loaded_by(svg: str) -> list[str]:
    """What a picture would have a browser fetch."""
    for name in _NAMESPACES:
        svg = svg.replace(name, "")
    return [found[0] for pattern in (_LOADS, _ADDRESS) for found in pattern.finditer(svg)]


async def take(name: str, archive: Path) -> str:
    """The picture of a scene."""
    async with play(SCENES[name], archive, SIZE, THEME) as desk:
        return standalone(desk.app.export_screenshot(title="broadsheet", simplify=True))


def main(wanted: list[str]) -> None:
    """Write the pictures named, or all."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        os.environ.pop("NO_COLOR", None)
        os.environ.update(surroundings(Path(place), THEME))
        archive = make_archive(Path(place))
        for name in PICTURES:
            if not wanted or name in wanted:
                picture = asyncio.run(take(name, archive))
                (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")
                print(f"{name}.svg  {len(picture.encode()) // 1024} kB")


if __name__ == "__main__":
    main(sys.argv[1:])
