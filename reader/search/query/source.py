"""A query as typed, made readable for the lexer without losing where each character stood."""

from dataclasses import dataclass

from reader.errors import QueryError

MAX_CHARACTERS = 512
"""One huge word costs a tokeniser quadratic time, and nobody types more."""

DASHES = "-–—−"
_QUOTES = str.maketrans({**dict.fromkeys("“”„‟«»＂", '"'), **dict.fromkeys("‘’‛＇", "'")})
# Dropped from articles where they enter the archive, so a query that was pasted with them must lose them too.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"


@dataclass(frozen=True, slots=True)
class Source:
    """The text to read, and for each of its characters the offset (from 0) in the query as typed."""

    text: str
    offsets: tuple[int, ...]

    def typed(self, position: int) -> int:
        """Where the character at `position` stands in the query as typed; past the end, one after the last."""
        if position < len(self.offsets):
            return self.offsets[position]
        return self.offsets[-1] + 1 if self.offsets else 0

    def end(self, position: int) -> int:
        """Where text that ends before `position` ends in the query as typed."""
        return self.offsets[position - 1] + 1 if position else 0


def read_source(text: str) -> Source:
    """Typographic quotes as plain ones, invisible characters out. Raises QueryError above 512 characters."""
    if len(text) > MAX_CHARACTERS:
        raise QueryError(MAX_CHARACTERS + 1, f"a query has at most {MAX_CHARACTERS} characters, this one {len(text):,}")
    kept = [(offset, letter) for offset, letter in enumerate(text.translate(_QUOTES)) if letter not in _INVISIBLE]
    return Source("".join(letter for _, letter in kept), tuple(offset for offset, _ in kept))


def brief(text: str) -> str:
    """A piece of a query as an error names it: at most 40 characters."""
    return text if len(text) <= 40 else text[:39] + "…"
