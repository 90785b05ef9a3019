"""The key that opens the export dialog, and what the desk as a whole has to take away."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.tui.export.offers import Offer
    from reader.tui.screens.desk_screen import DeskScreen

    Base = DeskScreen
else:
    Base = object


class ExportKeys(Base):
    """Mixed into a screen that has something to take away."""

    def export_offers(self) -> "Sequence[Offer]":
        """What there is, what one would mean first."""
        return ()

    async def do_export_open(self) -> None:
        """Open the dialog."""
        from reader.tui.export.dialog import ExportDialog

        offers = self.export_offers()
        if offers:
            await self.app.push_screen(ExportDialog(offers))
        else:
            self.say("nothing to export here")

    def offer_marked(self) -> "Iterator[Offer]":
        """The marked articles, if there are any."""
        from reader.tui.export.offers import marked_articles

        if self.session.marks:
            yield marked_articles(self.session.marks)

    def offer_one(self, key: int | None, title: str = "this one") -> "Iterator[Offer]":
        """The article of a key, if it was seen."""
        from reader.tui.export.offers import one_article

        if key is not None and key in self.session.ids:
            yield one_article(key, self.session.ids[key], title)

    def offer_result(self) -> "Iterator[Offer]":
        """The result of the search, without what has some of the words only; that of a saved one has its name."""
        from reader.tui.export.offers import result_of, saved_result

        page, saved = self.session.page, self.session.saved
        if page is None or not page.total:
            return
        if saved is not None and (saved[1], saved[0].match) == (page.request.query, page.request.match):
            yield saved_result(saved[0], page)
        else:
            yield result_of(page)
