"""The prompt for tags: several parted by commas, completed with the tags that there are."""

from collections.abc import Callable, Sequence

from reader.kept import TagCount
from reader.text import collapse
from reader.tui.screens.ways_prompt import WaysPrompt
from reader.tui.widgets.pop_up import Entry


def tags_in(text: str) -> tuple[str, ...]:
    """The tags of a text, each once, in order."""
    return tuple(dict.fromkeys(tag for part in text.split(",") if (tag := collapse(part))))


class TagPrompt(WaysPrompt):
    """Asks for tags; `take` is told them. `offered` are the tags to choose from; None: all that are in use."""

    def __init__(
        self, question: str, take: Callable[[tuple[str, ...]], None], offered: Sequence[str] | None = None
    ) -> None:
        entries = None if offered is None else [Entry(tag) for tag in offered]
        super().__init__(question, "tags, parted by commas", entries)
        self._take = take

    def on_mount(self) -> None:
        """Ask for the tags in use, unless it is known what there is to choose from."""
        if self._offered is None:
            self.desk.keeping.ask_tags(self._show_tags)

    def _show_tags(self, counts: Sequence[TagCount]) -> None:
        self.offer([Entry(each.tag, f"{each.articles:,}") for each in counts])

    def piece(self) -> tuple[str, str]:
        """What stands before the tag that is being typed, and that tag."""
        before, comma, piece = self.bar.value.rpartition(",")
        return before + comma, piece

    def taken(self, before: str) -> Sequence[str]:
        """The tags that are in the line already."""
        return tags_in(before)

    def accept(self, line: str) -> None:
        """Take the tags, if there are any."""
        self.dismiss()
        if tags := tags_in(line):
            self._take(tags)
