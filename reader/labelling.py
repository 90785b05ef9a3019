"""Topics wired up: what rules make of articles, and what a person says against them."""

from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reader.archive.store import Archive
from reader.article import Article
from reader.errors import InputError, UsageError
from reader.topic_results import TopicChange, TopicTrial, Verdict
from reader.topics.corrections import apply_corrections, passage_of
from reader.topics.label import label_article
from reader.topics.rules import load_topics, load_topics_of

if TYPE_CHECKING:
    from reader.topics.rules import TopicRules


class Labelling:
    """Gives articles their topics: by the rules in force in `folder`, then by hand."""

    def __init__(self, archive: Archive, folder: Path) -> None:
        self._archive = archive
        self._folder = folder

    @cached_property
    def rules(self) -> "TopicRules":
        """The rules in force."""
        return load_topics(self._folder)

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

    def _topic_named(self, name: str) -> str:
        known = [topic.name for topic in self.rules.topics]
        if name in known:
            return name
        import difflib

        near = difflib.get_close_matches(name, known, 1)
        raise UsageError(f"no topic {name!r}", f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}")

    def trial(self, path: Path, limit: int, articles: Iterable[Article] | None = None) -> TopicTrial:
        """What the rules of a file would make of articles, those of the archive unless others are given.

        At most `limit` of the sections whose topics change are told one by one. Raises InputError where the file
        cannot be read.
        """
        try:
            rules = load_topics_of(str(path), path.read_text(encoding="utf-8"))
        except OSError as fault:
            raise InputError(f"cannot read {path}: {fault.strerror}", "name a file of topic rules") from fault
        except ValueError as fault:
            raise InputError(f"{path} is no text in UTF-8", "save it as UTF-8") from fault
        corrections = self._corrections if articles is None else {}
        return _compare(
            self._archive.articles(self._archive.keys_in_order()) if articles is None else articles,
            lambda article: apply_corrections(label_article(article, rules), corrections),
            rules.problems,
            limit,
        )

    def judge(self, articles: Iterable[Article], limit: int) -> TopicTrial:
        """What the rules in force make of articles that are not in the archive."""
        return _compare(articles, lambda article: label_article(article, self.rules), self.rules.problems, limit)


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
