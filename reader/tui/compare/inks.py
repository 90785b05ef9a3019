"""The inks of a comparison, beside those that all painted widgets share."""

from typing import ClassVar

from rich.style import Style

from reader.tui.compare.texts import CHANGED, DIFFERS, FIGURE, NO_SIGN, ONLY, REWORDED, SAME
from reader.tui.widgets.painted import PaintedView

SIGN_INKS = {SAME: "off", REWORDED: "mark", DIFFERS: "differing", ONLY: "only", NO_SIGN: "off"}
"""The ink of each sign of the gutter."""

_OWN = (CHANGED, FIGURE, "differing", "only", "standing")


class ComparedInks(PaintedView, can_focus=True, inherit_bindings=False):
    """A painted view that knows how differences look. What is lit is reversed, so that it shows without colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"ink--{name}" for name in _OWN}
    DEFAULT_CSS = """
    ComparedInks {
        & > .ink--changed { color: $desk-heading; text-style: underline reverse; }
        & > .ink--differs { color: $desk-failed; text-style: bold underline reverse; }
        & > .ink--differing { color: $desk-failed; text-style: bold; }
        & > .ink--only { color: $desk-heading; text-style: bold; }
        & > .ink--standing { color: $desk-sign; text-style: bold; }
    }
    """

    def ink(self, *names: str) -> Style:
        """The style of these inks, a comparison's own among them."""
        style = self._inks.get(names)
        if style is None:
            style = super().ink(*names)
            for name in names:
                if name in _OWN:
                    style += self.get_component_rich_style(f"ink--{name}", partial=True)
            self._inks[names] = style
        return style
