"""The topics of one section, each with its reason and what it covers, to be given and taken away."""

from collections.abc import Iterator, Mapping

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.strip import Strip

from reader.article import Section
from reader.text import clean
from reader.tui.document import NO_SIGNS, TopicSigns, topic_sign
from reader.tui.layout import Piece
from reader.tui.widgets.painted import MessageKind, PaintedView
from reader.tui.wrap import cells_of, cut, pad

BY_HAND = "by hand"
"""The reason of what a person said, as the archive gives it."""

_LINES = 2  # of each topic: the topic with its reason, then what it covers


class TopicList(PaintedView, can_focus=True, inherit_bindings=False):
    """`[x]` the section has the topic, `[ ]` it has not; the reason beside it, what the topic covers below."""

    ALLOW_SELECT = False

    class Toggled(Message):
        """A topic was clicked."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._topics: list[tuple[str, str]] = []
        self._reasons: Mapping[str, str] = {}
        self._signs: TopicSigns = NO_SIGNS
        self._cursor = 0
        self._waiting: set[str] = set()

    def show(
        self, sentences: Mapping[str, str], section: Section, said: Mapping[str, bool], signs: TopicSigns = NO_SIGNS
    ) -> None:
        """Show every topic with its sentence, and how the section stands to it. `said` is what a person said of it."""
        reasons = {label.topic: label.reason for label in section.labels}
        self._reasons = reasons
        self._said = dict(said)
        self._topics = [*sentences.items(), *((topic, "") for topic in reasons if topic not in sentences)]
        self._signs, self._waiting = signs, set()
        self._cursor = min(self._cursor, max(0, len(self._topics) - 1))
        self.set_message(() if self._topics else ("there are no topics",), "empty")
        self._resized()
        self._fit(len(self._topics) * _LINES)

    def show_message(self, text: str, kind: MessageKind) -> None:
        """Say in words why there are none."""
        self._topics, self._cursor = [], 0
        self.set_message(text.split("\n"), kind)
        self._resized()
        self._fit(text.count("\n") + 1)

    def _fit(self, lines: int) -> None:
        """As high as what there is to show. Not `height: auto`: see `PaintedView`."""
        self.styles.height = max(1, lines)

    def wait_for(self, topic: str) -> None:
        """What was said of a topic is being written."""
        self._waiting.add(topic)
        self._strips.clear()
        self.refresh()

    @property
    def current(self) -> str | None:
        """The topic under the cursor."""
        return self._topics[self._cursor][0] if self._topics else None

    def has(self, topic: str) -> bool:
        """Whether the section has a topic."""
        return topic in self._reasons

    # The cursor

    def move(self, rows: int) -> None:
        """Down by so many topics, up if negative."""
        if self._topics:
            self._cursor = min(max(0, self._cursor + rows), len(self._topics) - 1)
            self._keep_cursor_in_sight()
            self.refresh()

    def move_page(self, direction: int, *, half: bool = False) -> None:
        """Down (1) or up (-1) by a page or half of one."""
        rows = max(1, self.size.height // _LINES - 1)
        self.move(direction * max(1, rows // 2 if half else rows))

    def move_first(self) -> None:
        """To the first topic."""
        self.move(-len(self._topics))

    def move_last(self) -> None:
        """To the last topic."""
        self.move(len(self._topics))

    def _keep_cursor_in_sight(self) -> None:
        first, height, top = self._cursor * _LINES, self.size.height, round(self.scroll_y)
        top = min(first, max(top, first + _LINES - height))
        self.scroll_to(y=max(0, top), animate=False, force=True)

    def on_resize(self) -> None:
        """The cursor stays in sight."""
        self._resized()

    def _resized(self) -> None:
        self._strips.clear()
        self.virtual_size = Size(0, len(self._topics) * _LINES)
        if self.size.height and self.is_mounted:
            self._keep_cursor_in_sight()
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """A click on a topic gives it or takes it away."""
        at = event.get_content_offset(self)
        row = (at.y + round(self.scroll_y)) // _LINES if at is not None else -1
        if 0 <= row < len(self._topics):
            self._cursor = row
            self.refresh()
            self.post_message(self.Toggled())

    # Painting

    def render_line(self, y: int) -> Strip:
        """Line `y` of the view: a topic, or what it covers."""
        width = self.size.width
        if self.message:
            return self.paint_message(y, width)
        row, line = divmod(y + round(self.scroll_y), _LINES)
        if not 0 <= row < len(self._topics):
            return self.paint([], width)
        at_cursor = row == self._cursor
        under = (("cursor" if self.has_focus else "cursor-blurred"),) if at_cursor else ()
        return self.paint(self._line(row, line, at_cursor, width), width, *under)

    def _line(self, row: int, line: int, at_cursor: bool, width: int) -> Iterator[Piece]:
        topic, sentence = self._topics[row]
        if line:
            yield " " * 8 + cut(clean(sentence), max(1, width - 9)), ("byline",)
            return
        names = max(cells_of(clean(name)) for name, _ in self._topics)
        room = max(1, min(names, width // 2 - 8))
        has = self.has(topic)
        yield ">" if at_cursor else " ", ("mark",)
        yield f"{topic_sign(topic, self._signs)} ", ("sign",)
        yield ("[…] " if topic in self._waiting else "[x] " if has else "[ ] "), ("sign",) if has else ("count",)
        yield pad(clean(topic), room) + "  ", ("on",) if has else ()
        reason = self._reasons.get(topic) or (f"taken away {BY_HAND}" if self._said.get(topic) is False else "")
        yield cut(clean(reason), max(1, width - room - 11)), ("byline",)
