"""How often any of several terms stands in each document of a segment."""

from collections.abc import Iterable

from reader.search.index.blocks import MOST_OFTEN, PackedPostings

_MANY = 2048  # documents from which on two rows of counts are added sooner as two long numbers than one by one
_SMALL = bytes(range(16))  # counts of which so many fit into one byte that nearly all terms can be added so


def add_up(terms: Iterable[PackedPostings], size: int) -> bytearray:
    """The counts of all terms by document, at most `MOST_OFTEN`, in a segment of `size` documents."""
    total, most = bytearray(size), 0
    for term in sorted(terms, key=lambda each: -len(each.documents)):
        greatest = len(_SMALL) - 1 if not term.counts.translate(None, _SMALL) else MOST_OFTEN
        if most == 0:
            total, most = _row(term, size), greatest
        elif most + greatest <= MOST_OFTEN and len(term.documents) >= _MANY:
            total, most = _sum(total, _row(term, size)), most + greatest
        else:
            _add(total, term)
            most = MOST_OFTEN
    return total


def _row(term: PackedPostings, size: int) -> bytearray:
    row = bytearray(size)
    for document, count in zip(term.documents, term.counts, strict=True):
        row[document] = count
    return row


def _sum(one: bytearray, other: bytearray) -> bytearray:
    """The sums of two rows of bytes, none of which is above 255: so there is no carry."""
    total = int.from_bytes(one, "little") + int.from_bytes(other, "little")
    return bytearray(total.to_bytes(len(one), "little"))


def _add(total: bytearray, term: PackedPostings) -> None:
    pairs, document = zip(term.documents, term.counts, strict=True), 0
    while True:
        try:
            for document, count in pairs:
                total[document] += count
            return
        except ValueError:  # more than a byte holds; the rest of the pairs is still to come
            total[document] = MOST_OFTEN
