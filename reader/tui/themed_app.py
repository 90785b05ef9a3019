"""An app that is painted in themes from files: first in the one that is wanted, later in any of them."""

import contextlib

from textual.app import App

from reader.errors import ReaderError
from reader.theme_files import theme_folders
from reader.tui.themes import VARIABLE_DEFAULTS, load_theme, load_themes


class ThemedApp(App[None], inherit_bindings=False):
    """Themes that ship with broadsheet, and those of the user. `theme_names` is empty until all are loaded."""

    def __init__(self) -> None:
        super().__init__(watch_css=False)
        self.theme_names: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our own variables, for themes that leave them out."""
        return dict(VARIABLE_DEFAULTS)

    def take_theme(self, name: str) -> None:
        """Paint in one theme, if its file is sound; the others need not be read for that."""
        if not name or name == self.theme:
            return
        with contextlib.suppress(ReaderError):
            for folder in theme_folders():
                if (path := folder / f"{name}.toml").is_file():
                    theme = load_theme(path)
                    self.register_theme(theme)
                    self.theme = theme.name
                    return

    def load_all_themes(self) -> list[str]:
        """Register every usable theme; a sentence on each file that is none."""
        try:
            folders = theme_folders()
        except ReaderError as fault:
            return [str(fault)]
        themes, problems = load_themes(folders)
        for theme in themes:
            if theme.name != self.theme:  # that one is registered and in use
                self.register_theme(theme)
        self.theme_names = [theme.name for theme in themes]
        return problems
