"""The choices of an export: what, as which format, with what, and where to. Nothing here paints or writes."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from reader.taking import FormatInfo
from reader.tui.commands import path_of
from reader.tui.export.offers import EACH, MANIFEST, OPTION_TITLES, Offer

FIELDS = ("what", "format", "options", "to")
USUAL = frozenset({MANIFEST})
"""What is switched on until somebody switches it off."""


@dataclass(slots=True)
class ExportForm:
    """The state of the dialog. `written_as` are the formats of each offer, in the order of the offers.

    `name` is what a file is called unless `path` says otherwise; empty: not known yet.
    """

    offers: Sequence[Offer]
    written_as: Sequence[Sequence[FormatInfo]]
    format_name: str = ""
    on: frozenset[str] = USUAL
    folder: str = ""
    at: int = 0
    offer_at: int = 0
    option_at: int = 0
    name: str = ""
    path: str = ""

    @classmethod
    def as_last_time(
        cls, offers: Sequence[Offer], written_as: Sequence[Sequence[FormatInfo]], choice: Sequence[str]
    ) -> "ExportForm":
        """A form that begins with what `choice` kept of another one; of nothing, with what is usual."""
        format, on, folder = choice or ("", " ".join(USUAL), "")
        return cls(offers, written_as, format, frozenset(on.split()), folder)

    @property
    def choice(self) -> tuple[str, str, str]:
        """What comes back with the next form: format, what is switched on, folder. A file each is asked for anew."""
        return self.format.name, " ".join(sorted(self.on - {EACH})), self.folder

    @property
    def offer(self) -> Offer:
        """What is to be exported."""
        return self.offers[self.offer_at]

    @property
    def formats(self) -> Sequence[FormatInfo]:
        """What it can be written as."""
        return self.written_as[self.offer_at]

    @property
    def format(self) -> FormatInfo:
        """What it is to be written as."""
        return next((each for each in self.formats if each.name == self.format_name), self.formats[0])

    @property
    def options(self) -> tuple[str, ...]:
        """What can be switched on with this format."""
        return self.offer.options(self.format)

    @property
    def chosen(self) -> frozenset[str]:
        """What is switched on, of what this format knows."""
        return self.on & frozenset(self.options)

    @property
    def field(self) -> str:
        """The field that the cursor is on."""
        return FIELDS[self.at]

    @property
    def target(self) -> str:
        """The path as it is shown; empty while it is not known."""
        if self.path:
            return self.path
        return str(Path(self.folder) / self.name) if self.name else ""

    def move(self, step: int) -> None:
        """To another field."""
        self.at = min(max(0, self.at + step), len(FIELDS) - 1)

    def choose(self, step: int) -> bool:
        """The next choice of the field, or the one before; whether the document is another one now."""
        if self.field == "what":
            before, self.offer_at = self.offer_at, min(max(0, self.offer_at + step), len(self.offers) - 1)
            return before != self.offer_at
        if self.field == "format":
            at = (self.formats.index(self.format) + step) % len(self.formats)
            self.format_name, self.option_at = self.formats[at].name, 0
            return True
        if self.field == "options" and self.options:
            self.option_at = (self.option_at + step) % len(self.options)
        return False

    def toggle(self) -> bool:
        """Switch the option under the cursor on or off; in other fields take the next choice, round and round."""
        if self.field == "options":
            if not self.options:
                return False
            self.option_at = min(self.option_at, len(self.options) - 1)
            self.on ^= {self.options[self.option_at]}
            return True
        if self.field == "what" and len(self.offers) > 1:
            self.offer_at = (self.offer_at + 1) % len(self.offers)
            return True
        return self.choose(1)

    def take_path(self, text: str) -> None:
        """Write there; a folder gets the file's own name, and nothing typed is the name that is offered."""
        text = text.strip()
        path = path_of(text)
        if not text:
            self.path = ""
        elif text.endswith("/") or path.is_dir():
            self.folder, self.path = ("" if text in (".", "./") else str(path)), ""
        else:
            self.path = str(path)

    @property
    def same_as(self) -> str:
        """The command that does the same."""
        return self.offer.same_as(self.format.name, self.chosen, self.target or "…")


def option_title(name: str) -> str:
    """An option in words for people."""
    return OPTION_TITLES.get(name, name)
