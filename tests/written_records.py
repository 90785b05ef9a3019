"""What a format of the table makes of articles made for tests."""

from reader.article import Article
from reader.export.formats import FORMATS, get_format
from reader.taking import ExportOptions, Selection, Taken

NAMES = tuple(FORMATS)
PLAIN = ExportOptions()
MOMENT = 1931500800  # 17 March 2031


def selection_of(*articles: Article | Taken, single: bool = False, options: ExportOptions = PLAIN) -> Selection:
    """These articles, as an exporter gets them."""
    taken = [each if isinstance(each, Taken) else Taken(each) for each in articles]
    return Selection(
        articles=lambda: iter(taken),
        count=len(taken),
        moment=MOMENT,
        raw=lambda article: "\n".join(part.text for part in article.parts()),
        single=single,
        options=options,
    )


def exported(name: str, *articles: Article | Taken, single: bool = False, options: ExportOptions = PLAIN) -> bytes:
    """The document that a format makes of some articles."""
    return b"".join(get_format(name).exporter()(selection_of(*articles, single=single, options=options)))
