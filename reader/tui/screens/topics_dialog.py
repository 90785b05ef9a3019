"""The topics of a section, with the reason of each: a person may say otherwise, and take that back."""

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from reader.article import Article
from reader.tui.content import content
from reader.tui.messages import TopicsRead, WorkFailed
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.search_thread import Stale
from reader.tui.widgets.one_line import OneLine, Rule
from reader.tui.widgets.topic_list import TopicList

if TYPE_CHECKING:
    from reader.library import Library

Changed = Callable[[int, Article], None]
"""Told the article's key, and the article as it is now."""


class TopicsDialog(DeskScreen):
    """The topics of section `section`, counted from 0, of an article. `changed` is told of every correction."""

    CSS_PATH = "topics_dialog.tcss"
    AUTO_FOCUS: ClassVar[str | None] = "TopicList"
    PLACE: ClassVar[str] = "topics"

    def __init__(self, key: int, section: int, changed: Changed) -> None:
        super().__init__()
        self._key = key
        self._section = section
        self._changed = changed
        self._read: TopicsRead | None = None
        self._wishes: list[tuple[int, str, bool | None]] = []
        self._busy = False
        self._leaving = False

    def compose(self) -> ComposeResult:
        """Heading, topics, footer."""
        with Vertical(id="topics-box"):
            yield Rule(id="topics-top")
            yield OneLine(id="topics-heading")
            yield TopicList()
            yield Rule(id="topics-bottom")
        yield from self.compose_frame()

    @property
    def topics(self) -> TopicList:
        """The topics."""
        return self.query_one(TopicList)

    def on_mount(self) -> None:
        """Ask for the topics."""
        self.query_one("#topics-top", Rule).show(content("Topics of a section"))
        self.topics.show_message("reading the topics …", "loading")
        self._ask()

    # asking

    def _ask(self) -> None:
        """Have the next wish written, and the topics read; one after the other, so that none is lost."""
        if self._busy:
            return
        self._busy = True
        wish = self._wishes.pop(0) if self._wishes else None
        library, key, section = self.desk.library, self._key, self._section

        def work(_: Stale) -> Message:
            article = _correct(library, key, *wish) if wish is not None else library.article_by_key(key)
            said = library.topics_by_hand(key, section)
            return TopicsRead(library.topic_sentences(), article, said, changed=wish is not None)

        self.desk.thread.submit("topics", work, self)

    def on_topics_read(self, event: TopicsRead) -> None:
        """Show how the section stands to every topic."""
        self._busy, self._read = False, event
        self._show()
        if event.changed:
            self._changed(self._key, event.article)
        if self._wishes:
            self._ask()
        elif self._leaving:
            self.dismiss()

    def _show(self) -> None:
        if self._read is None:
            return
        sections = self._read.article.sections
        self._section = min(self._section, len(sections) - 1)
        if self._section < 0:
            self.topics.show_message("this article has no section", "empty")
            return
        section = sections[self._section]
        first = section.blocks[0].text if section.blocks else ""
        named = section.heading if section.heading is not None else f"no heading: {first}"
        left = content(named, [(0, len(named), "bold $desk-heading")] if section.heading is not None else ())
        right = content(f"section {self._section + 1} of {len(sections)}")
        self.query_one("#topics-heading", OneLine).show(left, right)
        self.topics.show(self._read.sentences, section, self._read.said, self.session.signs)

    def on_work_failed(self, event: WorkFailed) -> None:
        """It cannot be read or written: say so; what is shown stays."""
        if event.slot == "topics" and event.words:
            event.stop()
            self._busy = self._leaving = False
            self._wishes.clear()
            if self._read is None:
                self.topics.show_message(f"{event.words}\n\n{self.way_back}", "failed")
            else:
                self._show()
                self.say(event.words, warning=True)

    # actions

    def do_topic_toggle(self) -> None:
        """Give the section the topic under the cursor, or take it away."""
        topic = self.topics.current
        if topic is not None:
            self._wish(topic, not self.topics.has(topic))

    def do_topic_clear(self) -> None:
        """Take back what was said of the topic: the rules decide again."""
        topic = self.topics.current
        if topic is not None and self._read is not None:
            if topic in self._read.said:
                self._wish(topic, None)
            else:
                self.say("nothing was said of this topic by hand")

    def _wish(self, topic: str, wanted: bool | None) -> None:
        if any(section == self._section and topic == other for section, other, _ in self._wishes):
            return
        self._wishes.append((self._section, topic, wanted))
        self.topics.wait_for(topic)
        self._ask()

    def on_topic_list_toggled(self) -> None:
        """A topic was clicked."""
        self.do_topic_toggle()

    def do_pane_next(self) -> None:
        """The next section of the article."""
        self._step(1)

    def do_pane_previous(self) -> None:
        """The section before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._read is None or self._busy:
            return
        at = self._section + step
        if 0 <= at < len(self._read.article.sections):
            self._section = at
            self._ask()
        else:
            self.say("the last section" if step > 0 else "the first section")

    def do_view_back(self) -> None:
        """Back to the text."""
        if self._busy and self._read is not None:
            self._leaving = True  # what was said last is still being written
        else:
            self.dismiss()

    def do_prompt_cancel(self) -> None:
        """Back to the text."""
        self.do_view_back()


def _correct(library: "Library", key: int, section: int, topic: str, wanted: bool | None) -> Article:
    """Say that a section has a topic, or has it not; where the rules say the same, nothing is said by hand."""
    article = library.correct_topic(key, section, topic, None)
    if wanted is None or (topic in article.sections[section].topics) == wanted:
        return article
    return library.correct_topic(key, section, topic, wanted)
