"""What all painted widgets share: names of inks resolved through the stylesheet, painted lines, and plain messages."""

from collections.abc import Iterable, Sequence
from typing import ClassVar, Literal

from rich.style import Style
from textual.cache import LRUCache
from textual.scroll_view import ScrollView
from textual.strip import Strip

from reader.text import clean
from reader.tui.content import strip
from reader.tui.layout import Piece
from reader.tui.wrap import wrap

MessageKind = Literal["empty", "loading", "failed"]

INKS = (
    "title", "row", "byline", "standfirst", "heading", "caption", "rule", "code", "quote", "hit", "hit-now", "sign",
    "emphasis", "strong", "struck", "link", "cursor", "cursor-blurred", "here", "mark", "count", "bar", "on", "off",
    "thumb", "tick", "empty", "loading", "failed", "selected", "lit-figure", "lit-date", "lit-quote",
    "saved-red", "saved-orange", "saved-yellow", "saved-green", "saved-cyan", "saved-blue", "saved-purple",
    "saved-pink",
)  # fmt: skip
"""Names of styles that a stylesheet may set, as `.ink--NAME` of the widget. `stale` dims; others are plain."""


_DIM = Style(dim=True)


class PaintedView(ScrollView, can_focus=True, inherit_bindings=False):
    """A scrolled view that paints its own lines, without a scroll bar of Textual's and without children.

    A view that is as high as its content sets its height to a number. Textual keeps the measure of `height: auto` and
    counts two requests for a layout as one: where a layout for another reason comes between, the first measure stays.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in INKS}
    DEFAULT_CSS = """
    PaintedView {
        background: $background;
        color: $foreground;
        overflow-x: hidden;
        overflow-y: auto;
        scrollbar-size: 0 0;
        & > .ink--title { color: $desk-title; text-style: bold; }
        & > .ink--row { color: $desk-title; }
        & > .ink--byline { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--standfirst { color: $desk-title; text-style: italic; }
        & > .ink--heading { color: $desk-heading; text-style: bold; }
        & > .ink--caption { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--rule { color: $desk-rule; text-style: $desk-meta-style; }
        & > .ink--code { color: $desk-code; }
        & > .ink--quote { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--hit { color: $desk-hit-block; background: $desk-hit; text-style: underline reverse; }
        & > .ink--hit-now { color: $desk-hit-now-block; background: $desk-hit-now; text-style: bold underline reverse; }
        & > .ink--lit-figure { color: $desk-sign; text-style: bold; }
        & > .ink--lit-date { color: $desk-link; text-style: underline; }
        & > .ink--lit-quote { color: $desk-heading; text-style: italic; }
        & > .ink--saved-red { color: $desk-lit; background: $desk-lit-red; text-style: underline; }
        & > .ink--saved-orange { color: $desk-lit; background: $desk-lit-orange; text-style: underline; }
        & > .ink--saved-yellow { color: $desk-lit; background: $desk-lit-yellow; text-style: underline; }
        & > .ink--saved-green { color: $desk-lit; background: $desk-lit-green; text-style: underline; }
        & > .ink--saved-cyan { color: $desk-lit; background: $desk-lit-cyan; text-style: underline; }
        & > .ink--saved-blue { color: $desk-lit; background: $desk-lit-blue; text-style: underline; }
        & > .ink--saved-purple { color: $desk-lit; background: $desk-lit-purple; text-style: underline; }
        & > .ink--saved-pink { color: $desk-lit; background: $desk-lit-pink; text-style: underline; }
        & > .ink--sign { color: $desk-sign; }
        & > .ink--emphasis { text-style: italic; }
        & > .ink--strong { text-style: bold; }
        & > .ink--struck { text-style: strike; }
        & > .ink--link { color: $desk-link; text-style: underline; }
        & > .ink--cursor { color: $desk-cursor; background: $desk-cursor-block; text-style: $desk-cursor-style; }
        & > .ink--cursor-blurred { background: $desk-cursor-blurred-block; }
        & > .ink--here { text-style: bold; }
        & > .ink--mark { color: $desk-sign; text-style: bold; }
        & > .ink--count { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--bar { color: $desk-bar; }
        & > .ink--on { color: $desk-title; text-style: bold; }
        & > .ink--off { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--thumb { color: $desk-rule; text-style: $desk-meta-style; }
        & > .ink--tick { color: $desk-sign; text-style: bold; }
        & > .ink--empty { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--loading { color: $desk-meta; text-style: $desk-meta-style; }
        & > .ink--failed { color: $desk-failed; text-style: bold; }
        & > .ink--selected { color: $desk-cursor; background: $desk-cursor-block; text-style: reverse; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._inks: dict[tuple[str, ...], Style] = {}
        self._strips: LRUCache[object, Strip] = LRUCache(2048)
        self._message: tuple[str, ...] = ()
        self._message_kind: MessageKind = "empty"

    @property
    def message(self) -> str:
        """What stands in the view instead of its content; empty where the content is shown."""
        return "\n".join(self._message)

    def notify_style_update(self) -> None:
        """Forget everything painted: theme, focus or stylesheet have changed."""
        self._inks.clear()
        self._strips.clear()
        super().notify_style_update()

    def ink(self, *names: str) -> Style:
        """The style of these inks laid over each other and over the widget's own."""
        style = self._inks.get(names)
        if style is None:
            style = self.rich_style
            for name in names:
                if name in INKS:
                    ink = self.get_component_rich_style(f"ink--{name}", partial=True)
                    # On a reversed cursor a colour would become a block of its own.
                    plain = style.reverse and not ink.reverse
                    style += ink.without_color if plain else ink
            if "stale" in names:
                style += _DIM
            self._inks[names] = style
        return style

    def paint(self, pieces: Iterable[Piece], width: int, *under: str) -> Strip:
        """A line of `width` cells from runs of text, each with its inks over the inks `under`."""
        return strip(((text, self.ink(*under, *names)) for text, names in pieces), width, self.ink(*under))

    def paint_message(self, y: int, width: int) -> Strip:
        """Line `y` of the message, wrapped, one blank line and one blank column in."""
        lines = [line[start:end] for line in map(clean, self._message) for start, end in wrap(line, width - 2)]
        text = lines[y - 1] if 0 < y <= len(lines) else ""
        return self.paint([(" " + text, (self._message_kind,))], width)

    def set_message(self, lines: Sequence[str], kind: MessageKind) -> None:
        """Put lines of text in place of the content; none brings the content back."""
        self._message, self._message_kind = tuple(lines), kind
        self._strips.clear()
        self.refresh()

    @property
    def page(self) -> int:
        """Lines that a page down goes: all but two of those in sight, so that the eye keeps its place."""
        return max(1, self.size.height - 2)
