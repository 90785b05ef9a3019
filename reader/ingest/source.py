"""Files as numbered lines: opened safely, decoded with a stated fallback, streamed, and hashed on the way."""

import codecs
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from reader.errors import InputError, UsageError
from reader.results import Notice

CHUNK = 1 << 18
"""Bytes read at a time."""
MAX_LINE = 1 << 20
"""Bytes of a line of text that are kept. The longest paragraph of real dumps is some 5,000."""
HEAD = 1 << 16
"""Bytes looked at to tell text from other files."""

_MAGIC = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes([*range(9), 11, *range(14, 27), *range(28, 32), 127])
# Of random bytes one in ten is a control; text with stray control characters has far fewer, other than UTF-16 text.
_CONTROLS_IN_TEXT = 0.3
_CONTROLS_IN_BROKEN_TEXT = 0.02
_WIDE_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")


class Line(NamedTuple):
    """A line of a file that is not blank: number from 1, text without its end, bytes [start, end) with its end."""

    number: int
    text: str
    start: int
    end: int


class Source:
    """One regular file, open for reading once from its first line to its last.

    `lines` yields what is not blank; then `digest` is the SHA-256 of the whole file. `notices` tells what had to be
    guessed or cut; `longest` is how many bytes of a line are kept. Close it, or use it in a `with` statement.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self.path = path
        self.notices: list[Notice] = []
        self.digest = ""
        self.bytes_read = 0
        self.longest = MAX_LINE
        self.encoding = _known_encoding(encoding)
        self._handle, self._before = _open_regular(path)
        self.size = self._before.st_size
        try:
            self.head = self._read(0, HEAD)
            self._check_content()
        except BaseException:
            self.close()
            raise
        self._bom = next((bom for bom, _ in _BOMS if self.head.startswith(bom)), b"")
        self._explicit = self.encoding is not None
        if self.encoding is None:
            self.encoding = next((name for bom, name in _BOMS if bom and bom == self._bom), "utf-8")
        self._undecoded, self._first_undecoded = 0, 0
        self._trim = _without_blanks

    def __enter__(self) -> "Source":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; closing twice does no harm."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def head_text(self) -> str:
        """The first characters of the file, decoded as well as can be."""
        return self.head[len(self._bom) :].decode(self.encoding or "utf-8", "replace")

    def slice_digest(self, start: int, end: int) -> str:
        """SHA-256 of the bytes [start, end) of the file."""
        digest = hashlib.sha256()
        while start < end and (data := self._read(start, min(end - start, CHUNK))):
            digest.update(data)
            start += len(data)
        return digest.hexdigest()

    def lines(self) -> Iterator[Line]:
        """Every line that is not blank. Raises InputError where the file cannot be read or changes meanwhile."""
        wide = self.encoding is not None and self.encoding.startswith(("utf-16", "utf-32"))
        yield from self._wide_lines() if wide else self._byte_lines()
        self._check_unchanged()
        if self._undecoded:
            lines = "1 line is" if self._undecoded == 1 else f"{self._undecoded:,} lines are"
            how = (
                f"not valid {self.encoding}; replacement characters stand there"
                if self._explicit
                else "not UTF-8 and read as Windows-1252; --encoding names another"
            )
            self.notices.append(Notice(f"{lines} {how}", self._first_undecoded))

    def verbatim_lines(self) -> Iterator[Line]:
        """The same with the blanks at both ends of each line, which mean something in some formats."""
        self._trim = _without_end
        yield from self.lines()

    def _byte_lines(self) -> Iterator[Line]:
        """Lines of an encoding whose line ends are the bytes of ASCII."""
        number, start = 0, len(self._bom)
        carry, dropped = b"", 0
        for chunk in self._chunks():
            raws = (carry + chunk if carry else chunk).splitlines(keepends=True)
            carry = b""
            # A carriage return at the end may be half of CRLF: it waits for the next chunk, like an unfinished line.
            if raws and (not raws[-1].endswith(b"\n")):
                carry = raws.pop()
                if len(carry) > self.longest + CHUNK and not carry.endswith(b"\r"):
                    dropped += len(carry) - self.longest
                    carry = carry[: self.longest]
            for raw in raws:
                number += 1
                end = start + len(raw) + dropped
                if not raw.isspace() and (text := self._decode(raw, number, dropped)):
                    yield Line(number, text, start, end)
                start, dropped = end, 0
        for raw in carry.splitlines(keepends=True):
            number += 1
            end = start + len(raw) + dropped
            if not raw.isspace() and (text := self._decode(raw, number, dropped)):
                yield Line(number, text, start, end)
            start, dropped = end, 0

    def _decode(self, raw: bytes, number: int, dropped: int) -> str:
        if dropped or len(raw) > self.longest:
            self.notices.append(Notice(f"a line of {len(raw) + dropped:,} bytes was cut to {self.longest:,}", number))
            raw = raw[: self.longest]
            while raw and 0x80 <= raw[-1] < 0xC0:  # a character cut in two would make the line look undecodable
                raw = raw[:-1]
            raw = raw[:-1] if raw and raw[-1] >= 0xC0 else raw
        try:
            return self._trim(raw.decode(self.encoding or "utf-8"))
        except UnicodeDecodeError:
            self._undecoded += 1
            self._first_undecoded = self._first_undecoded or number
        if self._explicit:
            return self._trim(raw.decode(self.encoding or "utf-8", "replace"))
        try:
            return self._trim(raw.decode("cp1252"))
        except UnicodeDecodeError:
            return self._trim(raw.decode("latin-1"))

    def _wide_lines(self) -> Iterator[Line]:
        """Lines of UTF-16 and UTF-32, whose line ends are characters of two or four bytes."""
        encoding = self.encoding or "utf-16-le"
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        number, start, carry, dropped = 0, len(self._bom), "", 0
        chunks = self._chunks()
        while True:
            chunk = next(chunks, b"")
            pieces = _WIDE_LINE.findall(carry + decoder.decode(chunk, final=not chunk))
            carry = ""
            if chunk and pieces and not pieces[-1].endswith("\n"):
                carry = pieces.pop()
                if len(carry) > self.longest and not carry.endswith("\r"):
                    dropped += len(carry[self.longest :].encode(encoding, "surrogatepass"))
                    carry = carry[: self.longest]
            for piece in pieces:
                number += 1
                end = start + len(piece.encode(encoding, "surrogatepass")) + dropped
                if "\ufffd" in piece:
                    self._undecoded, self._first_undecoded = self._undecoded + 1, self._first_undecoded or number
                    self._explicit = True
                if dropped or len(piece) > self.longest:
                    self.notices.append(Notice(f"a line of {end - start:,} bytes was cut", number))
                if (text := self._trim(piece[: self.longest]).lstrip("\ufeff")) and not text.isspace():
                    yield Line(number, text, start, end)
                start, dropped = end, 0
            if not chunk:
                return

    def _chunks(self) -> Iterator[bytes]:
        """The file from the end of its byte order mark on; hashes all of it and counts what was read."""
        digest = hashlib.sha256(self._bom)
        position = len(self._bom)
        while data := self._read(position, CHUNK):
            digest.update(data)
            position += len(data)
            self.bytes_read = position
            yield data
        self.digest = digest.hexdigest()

    def _read(self, position: int, size: int) -> bytes:
        try:
            return os.pread(self._handle, size, position)
        except OSError as fault:
            raise InputError(f"{self.path}: cannot be read: {fault.strerror}", "check the disk and try again") from None

    def _check_content(self) -> None:
        head, name = self.head, self.path
        if not head:
            raise InputError(f"{name} is empty", "name a file that holds articles")
        if self.encoding is not None or head.startswith(tuple(bom for bom, _ in _BOMS)):
            return
        what = next((what for magic, what in _MAGIC if head.startswith(magic)), "")
        controls = (len(head) - len(head.translate(None, _CONTROLS))) / len(head)
        broken = b"\x00" in head and not _is_utf8(head)
        if what or controls > (_CONTROLS_IN_BROKEN_TEXT if broken else _CONTROLS_IN_TEXT):
            raise InputError(
                f"{name} is {what or 'not text'}", "name a text file, or its encoding with --encoding (such as utf-16)"
            )

    def _check_unchanged(self) -> None:
        try:
            after, named = os.fstat(self._handle), os.stat(self.path)
        except OSError:
            after, named = self._before, None
        same = named is not None and all(
            (found.st_size, found.st_mtime_ns, found.st_ino, found.st_dev)
            == (self._before.st_size, self._before.st_mtime_ns, self._before.st_ino, self._before.st_dev)
            for found in (after, named)
        )
        if not same or self.bytes_read not in (0, self.size):
            raise InputError(f"{self.path} changed while it was read", "add it again when nothing writes to it")


def file_digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file, with the same checks as reading it. Raises InputError."""
    with Source(path) as source:
        digest, size = hashlib.sha256(), 0
        while data := source._read(size, 4 * CHUNK):
            digest.update(data)
            size += len(data)
        return digest.hexdigest(), size


def _without_blanks(line: str) -> str:
    return line.strip()


def _without_end(line: str) -> str:
    return line.rstrip("\r\n")


def _known_encoding(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        found = None
    if found is None or not getattr(found, "_is_text_encoding", True):
        raise UsageError(f"no encoding {name!r}", "utf-8, utf-16, cp1252, latin-1, cp1251, shift_jis … are known")
    return {"utf-16": "utf-16-le", "utf-32": "utf-32-le", "utf-8-sig": "utf-8"}.get(found.name, found.name)


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


_KINDS = (
    (stat.S_ISDIR, "a folder", "name the files in it"),
    (stat.S_ISFIFO, "a pipe", "write it to a file first"),
    (stat.S_ISSOCK, "a socket", "name a file"),
    (stat.S_ISCHR, "a device", "name a file"),
    (stat.S_ISBLK, "a device", "name a file"),
)


def _open_regular(path: Path) -> tuple[int, os.stat_result]:
    """A handle on a regular file; opening never waits, and nothing but a regular file is read."""
    try:
        _check_kind(path, os.stat(path))  # also before opening: to open a device may be enough to change it
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY)
    except FileNotFoundError:
        raise InputError(f"{path}: there is no such file", "check the name") from None
    except PermissionError:
        raise InputError(f"{path}: no permission to read it", f"run: chmod u+r {path}") from None
    except (OSError, ValueError) as fault:
        told = getattr(fault, "strerror", None) or str(fault)
        raise InputError(f"{path}: cannot be opened: {told}", "name a file that holds articles") from None
    found = os.fstat(handle)
    try:
        _check_kind(path, found)
    except InputError:
        os.close(handle)
        raise
    return handle, found


def _check_kind(path: Path, found: os.stat_result) -> None:
    for test, what, hint in _KINDS:
        if test(found.st_mode):
            raise InputError(f"{path} is {what}, not a file", hint)
    if not stat.S_ISREG(found.st_mode):
        raise InputError(f"{path} is not a regular file", "name a file that holds articles")
