"""A zip file written as it comes, whose bytes follow from its entries alone."""

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that the format knows
_RIGHTS = 0o100644 << 16
_UNIX = 3


class BookArchive:
    """Takes whole entries, and gives the bytes that are finished with `take`."""

    def __init__(self) -> None:
        self._out = _Outlet()
        self._zip = zipfile.ZipFile(self._out, "w")

    def add(self, name: str, content: bytes, *, stored: bool = False) -> None:
        """Add an entry, deflated unless `stored`."""
        entry = zipfile.ZipInfo(name, _MOMENT)
        entry.create_system, entry.external_attr = _UNIX, _RIGHTS
        self._zip.writestr(entry, content, zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED, 9)

    def close(self) -> None:
        """Write what stands at the end."""
        self._zip.close()

    def take(self) -> bytes:
        """What was written since the last time."""
        return self._out.take()


class _Outlet(io.RawIOBase):
    """A file of which only what was not taken yet is held: an entry's head is written again when its size is known."""

    def __init__(self) -> None:
        self._held = io.BytesIO()
        self._taken = 0

    def seekable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._taken + self._held.tell()

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET:
            offset -= self._taken
        return self._taken + self._held.seek(offset, whence)

    def write(self, content: "ReadableBuffer", /) -> int:
        return self._held.write(content)

    def take(self) -> bytes:
        content = self._held.getvalue()
        self._taken += len(content)
        self._held = io.BytesIO()
        return content
