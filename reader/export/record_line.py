"""The record line: by what an exported article is found again, in its archive and in its dump."""

from reader.article import Article
from reader.export.characters import visible


def record_line(article: Article) -> str:
    """`broadsheet ID DUMP START-END sha256:HEX`: the first byte and the byte after the last, and the digest of those.

    A name with blanks stays as it is: what stands before and after it has none.
    """
    place = article.place
    return visible(f"broadsheet {article.id} {place.dump} {place.byte_start}-{place.byte_end} sha256:{place.digest}")
