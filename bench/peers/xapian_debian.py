"""Xapian through Debian's binding, with its English stemmer and its spies that count."""

import json
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.peers.interface import ROWS, Document, Missing, Page, Question, Row

try:
    xapian: Any = import_module("xapian")
except ImportError as fault:
    raise Missing("Xapian is not installed: apt install python3-xapian") from fault

_OUTLET, _DAY, _TOPICS = range(3)


class Xapian:
    """One database."""

    name = "Xapian"

    def build(self, documents: Iterator[Document], folder: Path) -> None:
        """Index all documents."""
        database = xapian.WritableDatabase(str(folder), xapian.DB_CREATE_OR_OPEN)
        terms = xapian.TermGenerator()
        terms.set_stemmer(xapian.Stem("en"))
        for each in documents:
            document = xapian.Document()
            terms.set_document(document)
            terms.index_text(each.title)
            terms.increase_termpos()
            terms.index_text(each.body)
            document.set_data(json.dumps({"title": each.title, "day": each.day, "body": each.body}))
            document.add_value(_OUTLET, each.outlet)
            document.add_value(_DAY, each.day)
            document.add_value(_TOPICS, ",".join(each.topics))
            for topic in each.topics:
                document.add_boolean_term(f"XT{topic}")
            database.add_document(document)
        database.commit()
        database.close()

    def open(self, folder: Path) -> None:
        """Open the database."""
        self._database, self._stemmer = xapian.Database(str(folder)), xapian.Stem("en")

    def page(self, question: Question) -> Page:
        """Answer a question in full."""
        enquire = xapian.Enquire(self._database)
        enquire.set_query(self._query(question))
        spies = [xapian.ValueCountMatchSpy(slot) for slot in (_OUTLET, _DAY, _TOPICS)]
        for spy in spies:
            enquire.add_matchspy(spy)
        found = enquire.get_mset(0, ROWS, self._database.get_doccount())  # looked at in full, so the total is exact
        outlets, days, sets = ({each.term.decode(): each.termfreq for each in spy.values()} for spy in spies)
        topics: Counter[str] = Counter()
        for together, count in sets.items():
            topics.update(dict.fromkeys(filter(None, together.split(",")), count))
        rows = []
        for match in found:
            stored = json.loads(match.document.get_data())
            passage = found.snippet(stored["body"].encode(), 160, self._stemmer).decode()
            rows.append(Row(stored["title"], stored["day"], passage))
        return Page(found.get_matches_estimated(), tuple(rows), dict(topics), outlets, days)

    def _query(self, question: Question) -> Any:
        query, words = xapian.Query, [word.lower() for word in question.words]
        match question.kind:
            case "prefix":
                asked = query(query.OP_WILDCARD, words[0], 0, query.WILDCARD_LIMIT_ERROR)  # 0: no limit
            case "phrase":
                asked = query(query.OP_PHRASE, words)
            case kind:
                stems = [f"Z{self._stemmer(word.encode()).decode()}" for word in words]
                asked = query(query.OP_OR if kind == "any" else query.OP_AND, stems)
        if question.topic:
            asked = query(query.OP_FILTER, asked, query(f"XT{question.topic}"))
        if question.days:
            asked = query(query.OP_FILTER, asked, query(query.OP_VALUE_RANGE, _DAY, *question.days))
        return asked

    def close(self) -> None:
        """Close the database."""
        self._database.close()
