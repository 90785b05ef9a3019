"""What makes an article the same article: the words that are read, and nothing else."""

import hashlib
from collections.abc import Iterable

from reader.article import Section

ID_LENGTH = 12
"""Hexadecimal digits of an id: 48 bits, one accidental clash expected in some 16 million articles."""


def article_id(title: str, standfirst: str | None, sections: Iterable[Section]) -> str:
    """The id of an article: the first digits of the SHA-256 of its reading text, joined by line feeds, in UTF-8.

    The text is that of the records, white space collapsed, so the id is the same in every encoding of the dump and
    every place in it. Lone surrogates are encoded as they are.
    """
    digest = hashlib.sha256(title.encode("utf-8", "surrogatepass"))
    parts = [standfirst] if standfirst else []
    for section in sections:
        if section.heading is not None:
            parts.append(section.heading)
        parts += [block.text for block in section.blocks]
        for part in parts:
            digest.update(b"\n" + part.encode("utf-8", "surrogatepass"))
        parts = []
    for part in parts:
        digest.update(b"\n" + part.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:ID_LENGTH]
