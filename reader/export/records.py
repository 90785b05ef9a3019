"""Articles and answers as JSON records, version 1: the contract that scripts outside the project read."""

from collections.abc import Sequence
from typing import Any

from reader.article import Article
from reader.results import FacetValue, Hit, Related, SearchPage
from reader.text import to_json as to_json

ARTICLE_SCHEMA = "broadsheet/article/1"
EXPORT_SCHEMA = "broadsheet/export/1"

Record = dict[str, Any]


def article_record(article: Article) -> Record:
    """An article with every key of the contract; what is not known is null."""
    date, series, place = article.date, article.series, article.place
    return {
        "schema": ARTICLE_SCHEMA,
        "id": article.id,
        "title": article.title,
        "kicker": article.kicker,
        "standfirst": article.standfirst,
        "byline": article.byline,
        "kind": article.kind,
        "outlet": article.outlet,
        "outlet_basis": article.outlet_basis,
        "agency": article.agency,
        "dateline": article.dateline,
        "date": date.first if date else None,
        "date_end": date.last if date and date.last != date.first else None,
        "date_precision": date.precision if date else None,
        "date_basis": date.basis if date else None,
        "series": {"name": series.name, "number": series.number} if series else None,
        "topics": list(article.topics),
        "names": {
            "people": list(article.names.people),
            "places": list(article.names.places),
            "organisations": list(article.names.organisations),
        },
        "sections": [
            {
                "heading": section.heading,
                "topics": list(section.topics),
                "blocks": [
                    {"kind": block.kind, "text": block.text, "topics": list(block.topics), "line": block.line}
                    for block in section.blocks
                ],
            }
            for section in article.sections
        ],
        "captions": [
            {"text": caption.text, "credit": caption.credit, "line": caption.line} for caption in article.captions
        ],
        "removed": [
            {"line": residue.line, "text": residue.text, "reason": residue.reason} for residue in article.removed
        ],
        "words": article.words,
        "dump": {"name": place.dump, "line_start": place.line_start, "line_end": place.line_end},
        "tags": [],
        "notes": [],
    }


def _facet(values: Sequence[FacetValue]) -> list[Record]:
    return [
        {"value": each.value, "count": each.count} | ({"sections": each.sections} if each.sections is not None else {})
        for each in values
    ]


def hit_record(hit: Hit) -> Record:
    """A row of an answer; `partial` stands only where it has some of the words."""
    record = {
        "id": hit.id,
        "title": hit.title,
        "outlet": hit.outlet,
        "date": hit.date.first if hit.date else None,
        "topics": list(hit.topics),
        "score": round(hit.score, 4),
        "section": hit.section,
        "line": hit.line,
        "snippet": {"text": hit.snippet.text, "spans": [list(span) for span in hit.snippet.spans]}
        if hit.snippet
        else None,
    }
    return record | {"partial": True} if hit.partial else record


def search_record(page: SearchPage, hits: Sequence[Hit], suggestion: str | None = None) -> Record:
    """The answer to a search; `suggestion` is another query that finds something."""
    return {
        "query": page.request.query,
        "parsed": page.parsed,
        "match": page.request.match,
        "total": page.total,
        "indexed": page.indexed,
        "articles_in_archive": page.in_archive,
        "elapsed_ms": round(page.elapsed_ms, 1),
        "suggestion": suggestion,
        "facets": {
            "topic": _facet(page.facets.topic),
            "outlet": _facet(page.facets.outlet),
            "date": _facet(page.facets.date),
        },
        "hits": [hit_record(hit) for hit in hits],
    }


def fault_record(query: str, column: int, message: str) -> Record:
    """A query of a batch that cannot be answered."""
    return {"query": query, "error": {"column": column, "message": message}}


def related_record(id: str, related: Sequence[Related]) -> Record:
    """The articles related to one, in their order."""
    return {
        "id": id,
        "related": [
            {"id": each.id, "title": each.title, "score": round(each.score, 4), "same_story": each.same_story}
            for each in related
        ],
    }
