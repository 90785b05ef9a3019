"""`broadsheet topics`."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

from reader.article import Article, Section
from reader.cli.archive import open_named
from reader.cli.narration import say
from reader.cli.output import Painter, lines, write
from reader.errors import UsageError
from reader.library import Library
from reader.results import SearchRequest

WANTED = {"set": True, "unset": False, "reset": None}
RULES_SUFFIX = ".toml"


def run(options: argparse.Namespace) -> int:
    """Carry out the action; 1 where a test changes nothing."""
    with open_named(options.archive) as library:
        if options.action == "list":
            found, code = _list(library, options), 0
        elif options.action == "show":
            (id,) = _words(options, "ID")
            found, code = _show(library.article(id), options), 0
        elif options.action == "test":
            found, code = _test(library, options)
        else:
            id, section, topic = _words(options, "ID SECTION TOPIC")
            if not section.isdecimal():
                raise UsageError(f"{section!r} is no number of a section", f"see: broadsheet topics show {id}")
            article = library.correct_topic(library.key_of(id), int(section) - 1, topic, WANTED[options.action])
            found, code = _show(article, options), 0
        write(library, found, out=options.out, force=options.force)
        return code


def _words(options: argparse.Namespace, wanted: str) -> list[str]:
    words: list[str] = options.words
    if len(words) != len(wanted.split()):
        raise UsageError(f"topics {options.action} takes {wanted}", "see: broadsheet topics --help")
    return words


def _list(library: Library, options: argparse.Namespace) -> Iterator[str]:
    _words(options, "")
    facets = library.search(SearchRequest()).facets.topic
    counts = {each.value: (each.count, each.sections or 0) for each in facets}
    signs, sentences = library.topic_signs(), library.topic_sentences()
    names = [*sentences, *(name for name in counts if name not in sentences)]
    if options.format == "json":
        records = [
            {
                "name": name,
                "sign": signs.get(name),
                "sentence": sentences.get(name),
                "articles": counts.get(name, (0, 0))[0],
                "sections": counts.get(name, (0, 0))[1],
            }
            for name in names
        ]
        return iter([json.dumps({"topics": records}, indent=2) + "\n"])
    painter = Painter(plain=options.plain, out=options.out)
    found = []
    for name in names:
        articles, sections = counts.get(name, (0, 0))
        row = f"{signs.get(name, ' ')}  {painter.strong(f'{name:<18}')} {articles:>7,} articles {sections:>7,} sections"
        found.append(f"{row}  {painter.quiet(sentences.get(name, ''))}".rstrip())
    return iter(list(lines(found)))


def _show(article: Article, options: argparse.Namespace) -> Iterator[str]:
    if options.format == "json":
        record = {"id": article.id, "title": article.title, "sections": list(map(_section_record, article.sections))}
        return iter([json.dumps(record, indent=2) + "\n"])
    painter = Painter(plain=options.plain, out=options.out)
    found = [painter.strong(article.title)]
    for number, section in enumerate(article.sections, 1):
        text = section.blocks[0].text if section.blocks else ""
        found.append(f"{number:>3}  {painter.strong(section.heading or '(opening)')}  {painter.quiet(_brief(text))}")
        found += [f"       {label.topic:<18} {painter.quiet(label.reason)}" for label in section.labels]
    return iter(list(lines(found)))


def _section_record(section: Section) -> dict[str, object]:
    return {
        "heading": section.heading,
        "topics": [asdict(label) for label in section.labels],
        "blocks": [
            {"line": block.line, "topics": [asdict(label) for label in block.labels]} for block in section.blocks
        ],
    }


def _test(library: Library, options: argparse.Namespace) -> tuple[Iterator[str], int]:
    files = [Path(word) for word in options.words]
    rules = next((path for path in files if path.suffix == RULES_SUFFIX), None)
    dumps = [path for path in files if path is not rules]
    if not files or len(dumps) > 1:
        raise UsageError("topics test takes FILE.toml, a dump, or both", "see: broadsheet topics --help")
    trial = library.try_topics(rules, dumps[0] if dumps else None, options.limit)
    for problem in trial.problems:
        say(f"broadsheet: {problem}")
    code = 0 if trial.changed else 1
    if options.format == "json":
        return iter([json.dumps(asdict(trial), indent=2) + "\n"]), code
    painter = Painter(plain=options.plain, out=options.out)
    found = [f"{trial.articles:,} articles read; {trial.changed:,} sections would have other topics than now"]
    for topic in trial.topics:
        found.append(
            f"  {topic.name:<18} articles {topic.articles_before:>6,} → {topic.articles_after:<6,}"
            f" sections {topic.sections_before:>6,} → {topic.sections_after:,}"
        )
    for verdict in trial.verdicts:
        found += [
            "",
            f"{painter.quiet(verdict.article)}  {painter.strong(verdict.title)}",
            f"  section {verdict.section}: {painter.strong(verdict.heading or '(opening)')}"
            f"  {painter.quiet(_brief(verdict.text))}",
            f"    now      {', '.join(verdict.before) or 'none'}",
        ]
        found += [f"    would be {label.topic:<18} {painter.quiet(label.reason)}" for label in verdict.after] or [
            "    would be none"
        ]
    return iter(list(lines(found))), code


def _brief(text: str, most: int = 70) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
