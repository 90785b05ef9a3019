"""One line of the screen with a left and a right side; what does not fit is cut on the left side, with an ellipsis."""

from textual.content import Content
from textual.widget import Widget

from reader.tui.content import content

GAP = 2
"""Blank cells kept between the two sides."""


def two_sided(left: Content, right: Content, width: int) -> Content:
    """Both sides in exactly `width` cells. The right side goes only where it leaves the left less than a third."""
    right_width = right.cell_length
    if right_width + GAP > width * 2 // 3 and left.cell_length + GAP + right_width > width:
        right = right.truncate(max(0, width * 2 // 3 - GAP), ellipsis=True)
        right_width = right.cell_length
    room = max(0, width - right_width - (GAP if right_width else 0))
    left = left.truncate(room, ellipsis=True)
    return left + Content(" " * max(0, width - left.cell_length - right_width)) + right


class OneLine(Widget, can_focus=False):
    """A line with two sides."""

    DEFAULT_CSS = """
    OneLine { height: 1; width: 1fr; }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.left = Content("")
        self.right = Content("")

    def show(self, left: Content, right: Content | None = None) -> None:
        """Paint these; both must be safe content."""
        right = right if right is not None else Content("")
        if left.is_same(self.left) and right.is_same(self.right):
            return
        self.left, self.right = left, right
        self.refresh()

    def render(self) -> Content:
        """The line, as wide as the widget."""
        return two_sided(self.left, self.right, self.content_size.width)


class Rule(OneLine):
    """A rule with a title in it, `┬── title ──────`; `joint` is its first character, where columns meet."""

    DEFAULT_CSS = """
    Rule { color: $desk-meta; }
    """

    def __init__(self, joint: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.joint = joint

    def set_joint(self, joint: str) -> None:
        """Change the first character."""
        if joint != self.joint:
            self.joint = joint
            self.refresh()

    def render(self) -> Content:
        """The rule, its title and what stands at its right in the widget's own colour."""
        width = self.content_size.width
        left = _rule(f"{self.joint}──")
        if self.left.plain:
            left = left + Content(" ") + self.left + Content(" ")
        right = Content(" ") + self.right + Content(" ") + _rule("──") if self.right.plain else Content("")
        if left.cell_length + right.cell_length > width:
            right = Content("")
        left = left.truncate(width, ellipsis=True)
        return left + _rule("─" * max(0, width - left.cell_length - right.cell_length)) + right


def _rule(line: str) -> Content:
    return content(line, [(0, len(line), "not bold $desk-rule")])
