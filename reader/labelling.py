"""Topics wired up: what rules make of articles, and what a person says against them."""

import tomllib
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.store import Archive
from reader.article import Article, Section
from reader.errors import InputError, UsageError
from reader.topic_results import TopicChange, TopicTrial, Verdict
from reader.topics.corrections import apply_corrections, passage_of
from reader.topics.label import label_article
from reader.topics.rules import load_topics, load_topics_of

if TYPE_CHECKING:
    from reader.topics.rules import TopicRules


class Labelling:
    """Gives articles their topics: by the rules in force in `folders`, the user's own first, then by hand."""

    def __init__(self, archive: Archive, folders: Sequence[Path]) -> None:
        self._archive = archive
        self._folders = folders

    @cached_property
    def rules(self) -> "TopicRules":
        """The rules in force."""
        return load_topics(self._folders[0])

    @cached_property
    def _corrections(self) -> dict[str, dict[str, bool]]:
        return self._archive.corrections()

    def label(self, article: Article) -> Article:
        """The article with its topics."""
        return apply_corrections(label_article(article, self.rules), self._corrections)

    def correct(self, key: int, article: Article, section: int, topic: str, wanted: bool | None) -> Article:
        """Say that a section, counted from 0, has a topic or has it not; None takes back what was said.

        Raises UsageError for a section or a topic that there is not, ArchiveError.
        """
        if not 0 <= section < len(article.sections):
            raise UsageError(
                f"the article has no section {section + 1}", f"it has {len(article.sections)}; see: broadsheet topics"
            )
        name = self._topic_named(topic)
        passage = passage_of(article.sections[section])
        said = {key: dict(value) for key, value in self._archive.corrections().items()}
        said.setdefault(passage, {}).pop(name, None)
        if wanted is not None:
            said[passage][name] = wanted
        relabelled = apply_corrections(label_article(article, self.rules), said)
        self._archive.correct(key, relabelled, passage, name, wanted)
        self.__dict__.pop("_corrections", None)
        return relabelled

    def said(self, section: Section) -> dict[str, bool]:
        """The topics that a section has, or has not, because a person says so."""
        return dict(self._archive.corrections().get(passage_of(section), {}))

    def _topic_named(self, name: str) -> str:
        known = [topic.name for topic in self.rules.topics]
        if name in known:
            return name
        import difflib

        near = difflib.get_close_matches(name, known, 1)
        raise UsageError(f"no topic {name!r}", f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}")

    def examine(self, rules: Path | None, dump: Path | None, limit: int) -> TopicTrial:
        """What topic rules (those in force where no file is named) make of a dump, or of the archive.

        At most `limit` of the sections whose topics change are told one by one. Nothing is kept. Raises InputError.
        """
        tried = self.rules if rules is None else _read_rules(rules)
        if dump is None:
            articles, said = self._archive.articles(self._archive.keys_in_order()), self._archive.corrections()
        else:
            from reader.ingest.intake import load_profile, open_intake

            articles, said = open_intake(dump, profile=load_profile(*self._folders)).articles(), {}
        return _compare(
            articles, lambda article: apply_corrections(label_article(article, tried), said), tried.problems, limit
        )


def _read_rules(path: Path) -> "TopicRules":
    try:
        content = path.read_text(encoding="utf-8")
        tomllib.loads(content)
        return load_topics_of(str(path), content)
    except tomllib.TOMLDecodeError as fault:
        raise InputError(
            f"{path} is no TOML: {fault}", "mend the line it names; docs/topics.md shows a file"
        ) from fault
    except OSError as fault:
        raise InputError(f"cannot read {path}: {fault.strerror}", "name a file of topic rules") from fault
    except ValueError as fault:
        raise InputError(f"{path} is no text in UTF-8", "save it as UTF-8") from fault


def _compare(
    articles: Iterable[Article], label: Callable[[Article], Article], problems: tuple[str, ...], limit: int
) -> TopicTrial:
    counts: dict[str, list[int]] = {}
    verdicts: list[Verdict] = []
    read = changed = 0
    for before in articles:
        read += 1
        after = label(before)
        for number, article in enumerate((before, after)):
            for topic in article.topics:
                counts.setdefault(topic, [0, 0, 0, 0])[number] += 1
            for topic in (topic for section in article.sections for topic in section.topics):
                counts[topic][2 + number] += 1
        for number, (old, new) in enumerate(zip(before.sections, after.sections, strict=True), 1):
            if set(old.topics) != set(new.topics):
                changed += 1
                if len(verdicts) < limit:
                    text = new.blocks[0].text if new.blocks else ""
                    verdicts.append(Verdict(before.id, before.title, number, new.heading, text, old.topics, new.labels))
    changes = tuple(TopicChange(name, *numbers) for name, numbers in sorted(counts.items()))
    return TopicTrial(read, changed, changes, tuple(verdicts), problems)
