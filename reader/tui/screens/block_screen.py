"""What screens that one list of blocks fills have in common: a head, the blocks, what the keys do, a way back."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult

from reader.tui.content import content
from reader.tui.export.export_keys import ExportKeys
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.widgets.block_list import BlockList
from reader.tui.widgets.one_line import OneLine, Rule


class BlockScreen(ExportKeys, DeskScreen):
    """Blocks from edge to edge. What they are, the screen itself knows."""

    CSS_PATH = Path(__file__).with_name("block_screen.tcss")
    AUTO_FOCUS: ClassVar[str | None] = "BlockList"

    def compose(self) -> ComposeResult:
        """Head, blocks, what the keys do, footer."""
        yield OneLine(id="blocks-head")
        yield Rule()
        yield BlockList()
        yield Rule(id="blocks-foot")
        yield from self.compose_frame()

    @property
    def list(self) -> BlockList:
        """The blocks."""
        return self.query_one(BlockList)

    def show_head(self, title: str, right: str, *, beside: str = "") -> None:
        """Show the title, what stands beside it, and at the right how much there is."""
        left = content(title + beside, [(0, len(title), "bold $desk-title")])
        self.query_one("#blocks-head", OneLine).show(left, content(right))

    def show_foot(self, words: str) -> None:
        """Say what the keys do."""
        self.query_one("#blocks-foot", Rule).show(content(words))

    async def do_view_open(self) -> None:
        """Open what is under the cursor."""
        raise NotImplementedError

    async def on_block_list_activated(self) -> None:
        """A block was clicked."""
        await self.do_view_open()

    def do_view_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss()

    def do_prompt_cancel(self) -> None:
        """The same."""
        self.do_view_back()
