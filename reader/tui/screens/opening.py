"""What is seen first: the frame of the desk, painted before the library, the other screens and the index are loaded."""

from collections.abc import Awaitable, Callable

from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from reader.tui.content import content

WIDE = 110


class OpeningScreen(Screen[None], inherit_bindings=False):
    """The empty frame. Once it is painted it has the desk furnished, and then gives way to it."""

    def __init__(self, furnish: Callable[[], Awaitable[None]]) -> None:
        super().__init__()
        self._furnish = furnish

    def on_screen_resume(self) -> None:
        """Go on once this has been painted."""
        self.app.call_later(self._furnish)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Bar, status, rules: where they will be."""
        width, height = self.size
        style = self.rich_style
        lines = [" /", "", _rule("facets", "hits", "article", width), *[""] * (height - 5), "─" * width]
        lines.append(" broadsheet is opening …")
        strips = [
            Strip(content(line).render_segments(self.visual_style)).adjust_cell_length(width, style)
            for line in lines[:height]
        ]
        return [strip.crop(crop.x, crop.right) for strip in strips[crop.y : crop.bottom]]


def _rule(facets: str, hits: str, article: str, width: int) -> str:
    if width < WIDE:
        return f"── {hits} ".ljust(width, "─")
    middle = (width - 25) * 11 // 21
    return "┬".join([f"── {facets} ".ljust(25, "─"), f"── {hits} ".ljust(middle - 1, "─"), f"── {article} "]).ljust(
        width, "─"
    )
