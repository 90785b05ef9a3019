"""Writing a segment faster than Whoosh does, with the same postings as a result.

Postings are kept grouped by term while articles come in, so nothing is sorted or checked one by one, and are written a
term at a time. The names with an underscore are Whoosh's own and hold under the exact pin only; a test compares what
can be read back with what the stock writer writes.
"""

import os
from array import array
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import FileIndex
from whoosh.util.numeric import length_to_byte
from whoosh.writing import SegmentWriter

from reader.paths import sync_folder
from reader.search.backend import keys_of, leaves
from reader.search.blocks import BLOCK, TermWriter
from reader.search.document import IndexDocument, positions
from reader.search.schema import BODY, KEY, TITLE

Posting = tuple[str, bytes, int, float, bytes]
Postings = tuple["array[int]", list[bytes]]

# Half of all postings are of a word that stands once, early in its article: their bytes are made once and shared.
_SINGLE = [array("I", [at]).tobytes() for at in range(4096)]


class TermPool:
    """The postings of the segment being written, by field and term, document numbers ascending."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, Postings]] = {}
        self.size = 0

    def add(self, posting: Posting) -> None:
        """Take one posting, as Whoosh's own writer hands them in (merging does). The weight follows from the value."""
        field, term, document, _, value = posting
        terms = self.fields.setdefault(field, {})
        documents, values = terms.setdefault(term.decode(), (array("I"), []))
        documents.append(document)
        values.append(value)
        self.size += 1

    def add_words(self, field: str, document: int, found: dict[str, list[int]]) -> None:
        """Take all postings of a document's field."""
        terms = self.fields.setdefault(field, {})
        for term, at in found.items():
            try:
                documents, values = terms[term]
            except KeyError:
                documents, values = terms[term] = (array("I"), [])
            documents.append(document)
            values.append(_SINGLE[at[0]] if len(at) == 1 and at[0] < 4096 else array("I", at).tobytes())
        self.size += len(found)

    def cleanup(self) -> None:
        """Let everything go."""
        self.fields.clear()


class ArticleWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with the grouped pool. `pool.size` is the number of postings held in memory."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=W3Codec(blocklimit=BLOCK), compound=False)
        self.pool: TermPool = TermPool()

    def add_article(self, article: IndexDocument) -> None:
        """Index an article. The caller sees to it that no other article of the index has its key."""
        document, per_document = self.docnum, self.perdocwriter
        per_document.start_doc(document)
        for field, parts in ((BODY, article.parts), (TITLE, (article.title,))):
            found, count = positions(parts)
            self.pool.add_words(field, document, found)
            per_document.add_field(field, self.schema[field], None, count)
        per_document.add_column_value(KEY, self.schema[KEY].column_type, article.key)
        per_document.finish_doc()
        self._added = True
        self.docnum += 1

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        lengths = self.per_document_reader()
        for name in sorted(self.pool.fields):
            length_of = lengths.doc_field_length
            of_documents = bytes(length_to_byte(length_of(number, name) or 0) for number in range(self.docnum))
            self.fieldwriter.start_field(name, self.schema[name])
            terms = TermWriter(self.fieldwriter, of_documents)
            for term, (documents, values) in sorted(self.pool.fields[name].items()):
                terms.write(term.encode(), documents, values)
            self.fieldwriter.finish_field()
        self.fieldwriter.close()
        lengths.close()

    def _commit_toc(self, segments: list[Any]) -> None:
        # Whoosh never syncs: after a power cut its table of contents could name files that never reached the disk.
        folder = Path(self.storage.folder)
        sync_files(path for path in folder.iterdir() if path.name.startswith(self.newsegment.segment_id()))
        super()._commit_toc(segments)
        sync_files(folder.glob("*.toc"))
        sync_folder(folder)


def sync_files(paths: Iterable[Path]) -> None:
    """Make the content of files last."""
    for path in paths:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


# More segments than this make every search slower; fewer make every small addition merge.
_MOST_SEGMENTS = 10
_MERGED_AT_ONCE = 6
_LARGEST_MERGED = 4000


def merge_small(writer: ArticleWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's merge policy for additions: segments that lost half of their articles, and the smallest of many."""
    from whoosh.reading import SegmentReader

    chosen = [each for each in segments if each.deleted_count() * 2 > each.doc_count_all()]
    if len(segments) - len(chosen) > _MOST_SEGMENTS:
        small = [each for each in segments if each not in chosen and each.doc_count_all() <= _LARGEST_MERGED]
        chosen += sorted(small, key=lambda each: each.doc_count_all())[:_MERGED_AT_ONCE]
    for segment in chosen:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [each for each in segments if each not in chosen]


def delete_articles(writer: ArticleWriter, keys: Collection[int]) -> int:
    """Delete the articles of these keys; how many there were. They are gone with the next commit."""
    if not keys:
        return 0
    wanted, reader = frozenset(keys), writer.reader()
    try:
        found = [
            start + number
            for leaf, start in leaves(reader)
            for number, key in enumerate(keys_of(leaf))
            if key is not None and key in wanted
        ]
    finally:
        reader.close()
    for number in found:
        writer.delete_document(number)
    return len(found)
