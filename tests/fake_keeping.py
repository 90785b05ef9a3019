"""What the fake library keeps of what a reader does: states, notes and undo, in memory and behind one lock."""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from reader.article import Article
from reader.digest import Digest
from reader.errors import ArchiveError, StaleSearch, UsageError
from reader.kept import ArticleState, Change, Dossier, DossierEntry, Note, SavedSearch, TagCount, TextSpan
from reader.text import slug


@dataclass(kw_only=True)
class FakeKeeping:
    """Answers as the real part of the facade does. `kept_calls` are the changes that were asked for, in order.

    `state_fault` is raised instead of any change, `read_fault` instead of any look at dossiers and digests; `keep_gate`
    holds changes up until it is set, `ask_gate` questions, `digest_gate` the digest, which is `changed`.
    """

    kept_states: dict[int, ArticleState] = field(default_factory=dict)
    kept_marks: list[int] = field(default_factory=list)
    kept_notes: list[Note] = field(default_factory=list)
    kept_calls: list[tuple[object, ...]] = field(default_factory=list)
    journal: list[tuple[str, dict[int, ArticleState], list[int], list[Note]]] = field(default_factory=list)
    state_fault: ArchiveError | None = None
    keep_gate: threading.Event | None = None
    ask_gate: threading.Event | None = None
    lock: threading.RLock = field(default_factory=threading.RLock)
    saved: tuple[SavedSearch, ...] = ()
    kept_dossiers: dict[str, Dossier] = field(default_factory=dict)
    changed: Digest = field(default_factory=lambda: Digest(()))
    digest_gate: threading.Event | None = None
    digests: list[str] = field(default_factory=list)
    read_fault: ArchiveError | None = None

    @property
    def there(self) -> Mapping[int, Article]:
        """The articles that there are."""
        raise NotImplementedError

    def state_of(self, key: int) -> ArticleState:
        return self.kept_states.get(key, ArticleState())

    def _wait(self) -> None:
        if self.ask_gate is not None:
            assert self.ask_gate.wait(30)

    def states(self, keys: Sequence[int]) -> dict[int, ArticleState]:
        self._wait()
        with self.lock:
            return {key: self.state_of(key) for key in keys if key in self.there}

    def _change(
        self, keys: Sequence[int], change: Callable[[ArticleState], ArticleState], words: str, *, journal: bool = True
    ) -> Change:
        if self.keep_gate is not None:
            assert self.keep_gate.wait(30)
        if self.state_fault is not None:
            raise self.state_fault
        with self.lock:
            before = (dict(self.kept_states), list(self.kept_marks), list(self.kept_notes))
            changed = [key for key in dict.fromkeys(keys) if change(self.state_of(key)) != self.state_of(key)]
            for key in changed:
                self.kept_states[key] = change(self.state_of(key))
            label = f"{len(changed)} article{'' if len(changed) == 1 else 's'} {words}"
            if changed and journal:
                self.journal.append((label, *before))
            return Change(len(changed), label)

    def set_read(self, keys: Sequence[int], wanted: bool, journal: bool = True) -> Change:
        self.kept_calls.append(("read", tuple(keys), wanted, journal))
        words = "read" if wanted else "unread"
        return self._change(keys, lambda state: replace(state, read=wanted), words, journal=journal)

    def set_starred(self, keys: Sequence[int], wanted: bool) -> Change:
        self.kept_calls.append(("star", tuple(keys), wanted))
        words = "starred" if wanted else "unstarred"
        return self._change(keys, lambda state: replace(state, starred=wanted), words)

    def set_marked(self, keys: Sequence[int], wanted: bool) -> Change:
        self.kept_calls.append(("mark", tuple(keys), wanted))
        done = self._change(keys, lambda state: replace(state, marked=wanted), "marked" if wanted else "unmarked")
        with self.lock:
            rest = [key for key in self.kept_marks if wanted or key not in set(keys)]
            self.kept_marks = [*rest, *(key for key in keys if wanted and key not in rest)]
        return done

    def marked(self) -> list[int]:
        with self.lock:
            return list(self.kept_marks)

    def add_tags(self, keys: Sequence[int], tags: Sequence[str]) -> Change:
        self.kept_calls.append(("tag", tuple(keys), tuple(tags)))
        if any(" " in tag for tag in tags):
            raise UsageError("a tag has no blanks")
        return self._change(
            keys, lambda state: replace(state, tags=tuple(sorted({*state.tags, *tags}))), f"tagged {', '.join(tags)}"
        )

    def remove_tags(self, keys: Sequence[int], tags: Sequence[str]) -> Change:
        self.kept_calls.append(("untag", tuple(keys), tuple(tags)))
        return self._change(
            keys,
            lambda state: replace(state, tags=tuple(tag for tag in state.tags if tag not in tags)),
            f"without {', '.join(tags)}",
        )

    def tags(self) -> tuple[TagCount, ...]:
        self._wait()
        with self.lock:
            names = {tag for state in self.kept_states.values() for tag in state.tags}
            counts = [TagCount(tag, sum(tag in each.tags for each in self.kept_states.values())) for tag in names]
        return tuple(sorted(counts, key=lambda each: (-each.articles, each.tag)))

    def notes(self, key: int) -> tuple[Note, ...]:
        self._wait()
        with self.lock:
            found = [note for note in self.kept_notes if note.key == key]
        return tuple(sorted(found, key=lambda note: (note.passage.part if note.passage else -1, note.number)))

    def write_note(self, key: int, text: str, passage: TextSpan | None = None, *, number: int | None = None) -> Change:
        self.kept_calls.append(("note", key, text, passage, number))
        with self.lock:
            before = (dict(self.kept_states), list(self.kept_marks), list(self.kept_notes))
        old = next((note for note in self.kept_notes if note.number == number), None)
        step = (not old) - (bool(old) and not text)
        words = "noted" if text else "without a note"
        done = self._change([key], lambda state: replace(state, notes=state.notes + step), words)
        with self.lock:
            if done.number == 0:
                self.journal.append((f"1 article {words}", *before))
            if old is not None:
                self.kept_notes.remove(old)
            if text:
                now = f"2031-03-20T10:00:{len(self.kept_calls):02d}Z"
                parts = self.there[key].parts()
                quote = parts[passage.part].text[passage.start : passage.end] if passage else ""
                made = Note(max([0, *(note.number for note in self.kept_notes)]) + 1, key, text, now, now)
                made = replace(made, quote=quote, passage=passage)
                self.kept_notes.append(replace(old, text=text, changed=now) if old is not None else made)
        return Change(1, f"1 article {words}")

    def saved_searches(self) -> tuple[SavedSearch, ...]:
        return self.saved

    def visit_saved(self, name: str, moment: int | None = None) -> None:
        self.kept_calls.append(("visit", name, moment))
        self.saved = tuple(replace(each, visited=moment or 1) if each.name == name else each for each in self.saved)

    def see_saved(self, found: Digest) -> Change:
        self.kept_calls.append(("seen", found.moment))
        names = {each.name for each in found.searches}
        self.saved = tuple(replace(each, visited=found.moment) if each.name in names else each for each in self.saved)
        return Change(len(names), f"{len(names)} searches seen")

    def digest(
        self,
        since: str | None = None,
        names: Sequence[str] = (),
        *,
        limit: int = 50,
        stale: Callable[[], bool] = lambda: False,
    ) -> Digest:
        if self.read_fault is not None:
            raise self.read_fault
        self.digests.append(f"since {since}" if since else "begun")
        while self.digest_gate is not None and not self.digest_gate.wait(0.01):
            if stale():
                self.digests.append("stopped")
                raise StaleSearch
        return self.changed

    def check_since(self, day: str) -> None:
        if not day[0].isdigit():
            raise UsageError(f"since: no date {day!r}")

    def dossiers(self) -> tuple[Dossier, ...]:
        if self.read_fault is not None:
            raise self.read_fault
        with self.lock:
            return tuple(self.kept_dossiers[name] for name in sorted(self.kept_dossiers))

    def make_dossier(self, title: str, keys: Sequence[int] = ()) -> Dossier:
        self.kept_calls.append(("make", title, tuple(keys)))
        with self.lock:
            self.kept_dossiers[slug(title)] = Dossier(slug(title), title)
        self._put(slug(title), keys)
        return self.kept_dossiers[slug(title)]

    def collect(self, name: str, keys: Sequence[int]) -> Change:
        self.kept_calls.append(("collect", name, tuple(keys)))
        return self._put(name, keys)

    def _put(self, name: str, keys: Sequence[int]) -> Change:
        with self.lock:
            dossier = self.kept_dossiers[name]
            have = {entry.id for entry in dossier.entries}
            new = [DossierEntry(self.there[key].id, key, self.there[key].title) for key in keys]
            new = [entry for entry in new if entry.id not in have]
            self.kept_dossiers[name] = replace(dossier, entries=(*dossier.entries, *new))
        return Change(len(new), f"{len(new)} articles put into dossier {name}")

    def undo(self) -> Change:
        self.kept_calls.append(("undo",))
        if self.state_fault is not None:
            raise self.state_fault
        with self.lock:
            if not self.journal:
                return Change(0, "nothing to undo")
            label, self.kept_states, self.kept_marks, self.kept_notes = self.journal.pop()
            return Change(1, label)
