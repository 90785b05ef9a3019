"""Writing a segment faster than Whoosh does, with the same postings as a result.

The names with an underscore are Whoosh's own and hold under the exact pin only; a test compares what can be read back
with what the stock writer writes.
"""

import os
from collections import defaultdict
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from reader.paths import sync_folder
from reader.search.index.backend import keys_of, leaves
from reader.search.index.document import IndexDocument, layout
from reader.search.index.merging import add_segment
from reader.search.index.pool import TermPool
from reader.search.index.schema import BODY, KEY, LAYOUT, TITLE
from reader.search.index.share import SegmentFacts
from reader.search.index.term_writer import TermWriter


class ArticleWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer with a pool of our own. `pool.size` is about the memory that it holds, in bytes."""

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=W3Codec(), compound=False)
        self.pool: TermPool = TermPool()

    def add_article(self, article: IndexDocument) -> None:
        """Index an article. The caller sees to it that no other article of the index has its key."""
        document, per_document = self.docnum, self.perdocwriter
        per_document.start_doc(document)
        count, starts = self.pool.field(BODY).add_text(document, article.parts)
        per_document.add_field(BODY, self.schema[BODY], None, count)
        self.pool.field(LAYOUT).add_terms(document, layout(starts, article.sections))
        count, _ = self.pool.field(TITLE).add_text(document, (article.title,))
        per_document.add_field(TITLE, self.schema[TITLE], None, count)
        per_document.add_column_value(KEY, self.schema[KEY].column_type, article.key)
        per_document.finish_doc()
        self._added = True
        self.docnum += 1

    def cancel(self) -> None:
        """Let everything go, the files too, which Whoosh leaves for the next commit to remove."""
        super().cancel()
        for path in Path(self.storage.folder).glob(f"*_{self.newsegment.segid}.*"):
            path.unlink(missing_ok=True)

    def finish(self) -> SegmentFacts:
        """End the writer with its segment on the disk, named by no table of contents."""
        segment = self._finalize_segment()
        sync_files(Path(self.storage.folder).glob(f"*_{segment.segid}.*"))
        self._finish()
        return SegmentFacts(segment.segid, segment.doc_count_all(), dict(segment._fieldlengths))

    def commit_segments(self, written: Collection[SegmentFacts]) -> None:
        """Commit deletions and segments whose files lie in the index's folder already."""
        self.commit(mergetype=lambda _, segments: [*segments, *map(self._segment, written)])

    def _segment(self, facts: SegmentFacts) -> W3Segment:
        segment = W3Segment(self.codec, self.indexname, facts.documents, facts.id)
        segment._fieldlengths = defaultdict(int, facts.lengths)
        return segment

    def add_postings_to_pool(self, reader: Any, startdoc: int, docmap: dict[int, int] | None) -> None:
        """Take the postings of a segment that is merged into this one (called by Whoosh)."""
        add_segment(self.pool, reader, startdoc, docmap)

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        for name in sorted(self.pool.fields):
            self.fieldwriter.start_field(name, self.schema[name])
            terms = TermWriter(self.fieldwriter)
            for term, postings in self.pool.fields[name].postings():
                terms.write(term.encode(), postings)
            self.fieldwriter.finish_field()
        self.fieldwriter.close()

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
