"""Sets of articles: integers with one bit for each position, the first position the highest."""

_TO_DIGITS = bytes(48 + bool(number) for number in range(256))
_TO_FLAGS = bytes(number == 49 for number in range(256))


def to_set(flags: bytes | bytearray) -> int:
    """The set of the positions whose byte is not 0. Through digits: the only way into bits that is all in C."""
    return int(flags.translate(_TO_DIGITS), 2) if flags else 0


def to_flags(articles: int, size: int) -> bytes:
    """A set as one byte a position, 0 or 1."""
    return f"{articles:0{size}b}".encode().translate(_TO_FLAGS)[:size]
