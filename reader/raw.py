"""An article as it stood in its dump."""

import hashlib
from pathlib import Path

from reader.archive.store import Archive
from reader.article import Article


def raw_text(archive: Archive, article: Article) -> str:
    """The dump's own bytes where their SHA-256 is unchanged, else the lines that the archive kept, and a word on it."""
    place = article.place
    for dump in archive.dumps():
        if dump.name != place.dump:
            continue
        try:
            with Path(dump.path).open("rb") as file:
                file.seek(place.byte_start)
                found = file.read(place.byte_end - place.byte_start)
        except OSError:
            continue
        if hashlib.sha256(found).hexdigest() == place.digest:
            return found.decode(archive.encoding(dump.path), errors="replace")
    lines = {part.line: part.text for part in article.parts() if part.kind != "title"}
    lines |= {caption.line: f"{caption.text} {caption.credit or ''}".rstrip() for caption in article.captions}
    lines |= {residue.line: residue.text for residue in article.removed}
    title = f"{article.title} | {article.kicker}" if article.kicker else article.title
    note = f"(the dump {place.dump} has changed or is gone; this is what the archive kept)"
    return "\n\n".join([note, title, *(lines[number] for number in sorted(lines))]) + "\n"
