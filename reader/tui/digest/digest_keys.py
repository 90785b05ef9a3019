"""The key that tells what has changed since the last visit."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class DigestKeys(Base):
    """Mixed into the list and the reader."""

    async def do_digest_open(self) -> None:
        """Tell what has changed in the saved searches."""
        from reader.tui.digest.digest_screen import DigestScreen

        self.opens()
        await self.app.push_screen(DigestScreen())
