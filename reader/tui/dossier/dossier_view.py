"""What the list of dossiers and a dossier have in common: they are read again whenever they may be others."""

from typing import ClassVar

from reader.tui.screens.block_screen import BlockScreen


class DossierView(BlockScreen):
    """Shows dossiers; what is kept may change under it, and dumps may come and go."""

    PLACE: ClassVar[str] = "dossier"

    def __init__(self) -> None:
        super().__init__()
        self._edition = -1  # of what is kept, when it was read last; -1: not yet

    def on_screen_resume(self) -> None:
        """Dumps may have been added or forgotten meanwhile."""
        super().on_screen_resume()
        if self._edition >= 0:
            self.read()

    def show_state(self) -> None:
        """Read it again where something was changed or taken back."""
        super().show_state()
        if self.is_mounted and self._edition not in (-1, self.desk.keeping.notes_edition):
            self.read()

    def read(self) -> None:
        """Have it read anew."""
        self._edition = self.desk.keeping.notes_edition
        self.ask()

    def ask(self) -> None:
        """Ask for what is shown."""
        raise NotImplementedError
