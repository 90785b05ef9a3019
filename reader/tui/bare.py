"""What the terminal itself can take from the desk: its mouse, and the bare text of a pane to select from."""

import sys
from typing import Any

from textual.app import App, SuspendNotSupported
from textual.widget import Widget

from reader.text import clean
from reader.tui.widgets.laid_out import LaidOutView

BACK = "-- Enter goes back"


def switch_mouse(app: App[None]) -> bool:
    """Let the desk have the mouse, or the terminal, whichever had it not; whether the desk has it now.

    Textual 8.2.8 has no way to do so while it runs, so what its driver does at the start and the end is done here.
    """
    driver: Any = app._driver
    on = not driver._mouse
    if on:
        driver._mouse = True
        _call(driver, "_enable_mouse_support")
        if getattr(driver, "_mouse_pixels", False):
            _call(driver, "_enable_mouse_pixels")
    else:
        _call(driver, "_disable_mouse_support")
        driver._mouse = False
    return on


def _call(driver: object, name: str) -> None:
    """A driver without a terminal has no such method."""
    getattr(driver, name, lambda: None)()


def bare_text(pane: Widget) -> str:
    """The text of a pane without frames and without breaks at the ends of lines; of a list the rows in sight."""
    if isinstance(pane, LaidOutView):
        return "\n".join(f"{each.lead}{each.text}" for each in pane.document.paragraphs)
    return "\n".join(pane.render_line(y).text.rstrip() for y in range(pane.size.height))


def show_bare(app: App[None], text: str) -> bool:
    """Leave the screen to a text until Enter is pressed; False where the terminal cannot be left."""
    stream = sys.__stderr__
    try:
        with app.suspend():
            if stream is not None and sys.__stdin__ is not None:
                print(f"{clean(text, multiline=True)}\n{BACK}", file=stream, flush=True)
                sys.__stdin__.readline()
    except SuspendNotSupported:
        return False
    return True
