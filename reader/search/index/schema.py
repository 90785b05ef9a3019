"""What Whoosh is told of an article: its key as a column, its words with their positions; no text is stored.

Importing this module imports Whoosh, so only modules of this package do, when an index is first used.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from whoosh import columns, fields, formats

from reader.search.index.document import positions

TITLE, BODY, KEY, LAYOUT = "title", "body", "key", "layout"
TEXT_FIELDS = (TITLE, BODY)


class PackedPositions(formats.Positions):  # type: ignore[misc]
    """Positions as an array of 32-bit numbers: a third of the size of Whoosh's pickled lists, and never unpickled."""

    def encode(self, poslist: Iterable[int]) -> bytes:
        """Pack ascending positions."""
        return array("I", poslist).tobytes()

    def decode_positions(self, valuestring: bytes) -> list[int]:
        """Unpack what `encode` packed."""
        found = array("I")
        found.frombytes(valuestring)
        return found.tolist()

    def decode_frequency(self, valuestring: bytes) -> int:
        """How often the term stands in the field."""
        return len(valuestring) // 4

    def decode_weight(self, valuestring: bytes) -> float:
        """The same, as Whoosh's weight."""
        return float(len(valuestring) // 4)


class FastText(fields.FieldType):  # type: ignore[misc]
    """A text field that yields its postings straight from `reader.text`, without Whoosh's token objects."""

    scorable = True

    def __init__(self) -> None:
        self.format = PackedPositions()

    def index(self, value: Iterable[str], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of a field, given as the texts of its parts."""
        encode = self.format.encode
        for term, at in positions(value)[0].items():
            yield term.encode(), len(at), float(len(at)), encode(at)


class Layout(fields.FieldType):  # type: ignore[misc]
    """Where the parts and sections of a body begin (`document.layout`), kept as postings of two terms."""

    def __init__(self) -> None:
        self.format = PackedPositions()

    def index(self, value: Mapping[str, list[int]], **_: Any) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings, given as terms with their positions."""
        for term, at in value.items():
            yield term.encode(), len(at), float(len(at)), self.format.encode(at)


def build_schema() -> fields.Schema:
    """The schema of every index of ours."""
    key = fields.COLUMN(columns.NumericColumn("q"))
    return fields.Schema(key=key, title=FastText(), body=FastText(), layout=Layout())
