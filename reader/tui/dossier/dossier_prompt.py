"""The prompt for a dossier: completed with the titles that there are; another one makes a new dossier, once asked."""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from reader.kept import Dossier
from reader.text import collapse, plural, slug
from reader.tui.screens.ways_prompt import WaysPrompt
from reader.tui.widgets.pop_up import Entry


class Take(Protocol):
    """Told the title of a dossier, and whether it is a new one."""

    def __call__(self, title: str, *, new: bool) -> None:
        """The dossier was chosen."""


class DossierPrompt(WaysPrompt):
    """Asks for a dossier. The one that something was put into last is offered first."""

    def __init__(self, question: str, take: Take) -> None:
        super().__init__(question, "a title; another one makes a new dossier")
        self._take = take
        self._known: dict[str, str] = {}
        self._asked = ""
        self._accepted = False

    def on_mount(self) -> None:
        """Ask for the dossiers that there are."""
        library = self.desk.library
        self.desk.keeping.ask("dossiers to choose", lambda: partial(self._show, library.dossiers()))

    def _show(self, dossiers: Sequence[Dossier]) -> None:
        last = self.session.dossier
        ranked = sorted(dossiers, key=lambda each: each.name != last)
        self._known = {each.name: each.title for each in ranked}
        self.offer([Entry(each.title, plural(len(each.entries), "article")) for each in ranked])
        if self._accepted and self.is_mounted:
            self.accept(self.bar.value)

    def accept(self, line: str) -> None:
        """Take the dossier of that title or name; a new one only at the second press."""
        title, name = collapse(line), slug(line)
        if self._offered is None:  # it is not known yet which ones there are
            self._accepted = True
            return
        self._accepted = False
        if not title:
            self.say("type a title, or choose one")
        elif not name:
            self.say("a dossier's title needs at least one letter or digit", warning=True)
        elif name in self._known:
            self.dismiss()
            self._take(self._known[name], new=False)
        elif self._asked == name:
            self.dismiss()
            self._take(title, new=True)
        else:
            self._asked = name
            self.say(f"there is no dossier “{title}” yet: {self.key_of('prompt.accept')} makes it")
