"""The last line: six keys of the place, or a message until the next key; the state of the index and the marks."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from reader.keys.action import Action
from reader.keys.actions import FOOTER, get_action
from reader.tui.content import content
from reader.tui.widgets.one_line import GAP, OneLine
from reader.tui.wrap import cut

_BETWEEN = "   "


class Footer(OneLine):
    """Six keys on the left, the state on the right. A message or a half-typed sequence stands over the keys."""

    DEFAULT_CSS = """
    Footer { padding: 0 1; color: $desk-meta; }
    Footer.-message { color: $text; }
    Footer.-warning { color: $text-warning; text-style: bold; }
    """

    class Pressed(Message):
        """A key's title was clicked."""

        def __init__(self, action: str) -> None:
            super().__init__()
            self.action = action

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: list[tuple[Action, str]] = []
        self._spots: list[tuple[int, int, str]] = []
        self._over: Content | None = None
        self._state = Content("")

    @property
    def message(self) -> str:
        """The message that stands there, if any."""
        return self._over.plain if self._over else ""

    def show_place(self, place: str, live: Mapping[str, Sequence[str]]) -> None:
        """Show the keys of a place, of those actions that are live and have a key."""
        self._shown = [(get_action(id), live[id][0]) for id in FOOTER[place] if live.get(id)]
        self._paint()

    def show_keys(self, rows: Sequence[tuple[str, str]], live: Mapping[str, Sequence[str]]) -> None:
        """Show the keys of these actions, in a pane that is none of the places; with a title where theirs misleads."""
        actions = ((replace(get_action(id), title=title) if title else get_action(id)) for id, title in rows)
        self._shown = [(action, live[action.id][0]) for action in actions if live.get(action.id)]
        self._paint()

    def show_state(self, text: str) -> None:
        """Show the state on the right."""
        self._state = content(text)
        self._paint()

    def show_message(self, text: str, *, warning: bool = False) -> None:
        """Show a message over the keys, until `clear_message`."""
        self._over = content(text)
        self.set_class(not warning, "-message")
        self.set_class(warning, "-warning")
        self._paint()

    def show_prefix(self, prefix: str) -> None:
        """Show the keys of a sequence that is half typed."""
        self.show_message(f"{prefix} …")

    def clear_message(self) -> None:
        """Show the keys again."""
        if self._over is not None:
            self._over = None
            self.remove_class("-message", "-warning")
            self._paint()

    def on_resize(self) -> None:
        """As many keys as there is room for."""
        self._paint()

    def _paint(self) -> None:
        self._spots = []
        if self._over is None:
            self.show(self._keys(), self._state)
        else:
            fits = self._over.cell_length + GAP + self._state.cell_length <= self.content_size.width
            self.show(self._over, self._state if fits else None)

    def _keys(self) -> Content:
        """The keys that fit, in order; of the last two, the way back and the help, none goes while others can."""
        room = self.content_size.width - self._state.cell_length - GAP
        shown = list(self._shown)
        between = _BETWEEN if _width(shown, _BETWEEN) <= room else _BETWEEN[:-1]
        while len(shown) > 1 and _width(shown, between) > room:
            shown.pop(-3 if len(shown) > 2 else -2)
        line = Content("")
        for action, key in shown:
            if line.plain:
                line = line + content(between)
            start = line.cell_length
            line = line + content(f"{key} {action.title}", [(0, len(key), "bold $desk-sign")])
            self._spots.append((start, line.cell_length, action.id))
        return line

    def on_click(self, event: events.Click) -> None:
        """A click on a key's title presses the key."""
        if self._over is None:
            for start, end, id in self._spots:
                if start <= event.x - self.styles.padding.left < end:
                    self.post_message(self.Pressed(id))


def _width(shown: Sequence[tuple[Action, str]], between: str) -> int:
    return sum(cell_len(f"{key} {action.title}{between}") for action, key in shown) - len(between)


class NextKeys(Widget, can_focus=False):
    """The list of keys that can follow a half-typed sequence."""

    DEFAULT_CSS = """
    NextKeys {
        display: none; layer: popup; dock: bottom; offset-y: -1;
        width: 100%; max-height: 80%; padding: 0 1;
        background: $panel; color: $text; border-top: solid $desk-rule;
    }
    NextKeys.-open { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines = Content("")

    def open(self, prefix: str, following: dict[str, str]) -> None:
        """List what can follow `prefix`, with what it does; what is too long for the screen ends in `…`."""
        lines = []
        for key, id in following.items():
            keys = f"{prefix} {key}"
            line = cut(f"{keys}   {get_action(id).help}", max(1, self.app.size.width - 2))
            lines.append(content(line, [(0, min(len(keys), len(line)), "bold $desk-sign")]))
        self._lines = Content("\n").join(lines)
        self.add_class("-open")
        self.styles.height = len(lines) + 1  # with the line above them
        self.refresh()

    def close(self) -> None:
        """Hide the list."""
        self.remove_class("-open")

    def render(self) -> Content:
        """One line for each key."""
        return self._lines
