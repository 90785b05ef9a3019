"""Writing a note on an article or a passage: what is there is chosen from, and what is left unsaved stays a draft."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.widget import Widget

from reader.kept import Note, TextSpan
from reader.keys.action import MENU, NOTE
from reader.text import clean, collapse
from reader.tui.content import content
from reader.tui.keeping_drafts import Target
from reader.tui.keys import typed_name
from reader.tui.screens.editor_dialog import EditorDialog
from reader.tui.widgets.one_line import OneLine, Rule
from reader.tui.widgets.pop_up import Entry, PopUpList

_FIRST_WORDS = 60
"""Characters of a note that it is listed by."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A note that can be gone on with: its target, the passage in words, and its text as it is kept."""

    target: Target
    quote: str = ""
    text: str = ""


class NoteWays(PopUpList, can_focus=True, inherit_bindings=False):
    """The notes that there are, and a new one."""


class NoteDialog(EditorDialog):
    """The notes on the article `key`, or the one on a `passage` of it, whose words are `quote`."""

    def __init__(self, key: int, title: str, passage: TextSpan | None = None, quote: str = "") -> None:
        super().__init__()
        self._key = key
        self._title = title
        self._new = Begun((key, None, passage), quote)
        self._begun: list[Begun] = []
        self._now: Begun | None = None
        self._early: list[events.Key] = []

    def compose(self) -> ComposeResult:
        """The box, and the list of notes over it."""
        yield from super().compose()
        yield NoteWays(id="note-ways")

    @property
    def ways(self) -> NoteWays:
        """The notes to choose from."""
        return self.query_one(NoteWays)

    def place_of(self, pane: Widget | None) -> str:
        """While a note is chosen, the keys are those of a list."""
        return MENU if pane is self.ways else NOTE

    def on_mount(self) -> None:
        """Ask for the notes that there are."""
        self.query_one("#note-top", Rule).show(content(f"Note · {self._title}"))
        self.query_one("#note-about", OneLine).show(content("reading the notes …"))
        self.desk.keeping.ask_notes(self._key, self._take_notes)

    # choosing

    async def _take_notes(self, notes: Sequence[Note]) -> None:
        """Go on with the only one there is, or with the one on the passage; of several one is chosen."""
        if not self.is_mounted or not self.is_current or self._now is not None:  # it may have been left meanwhile
            return
        self._begun = [Begun((self._key, note.number, None), note.quote, note.text) for note in notes]
        drafts = [target for target in self.desk.keeping.drafts.on(self._key) if target[1] is None]
        passage = self._new.target[2]
        if passage is not None:
            same = [each for each, note in zip(self._begun, notes, strict=True) if note.passage == passage]
            self._go_on_with(same[0] if same else self._new)
        else:
            self._begun += [Begun(target, "a passage" if target[2] else "") for target in drafts if target[2]]
            self._begun += [self._new] if self._new.target in drafts else []
            if len(self._begun) > 1:
                self._choose()
            else:
                self._go_on_with(self._begun[0] if self._begun else self._new)
        early, self._early = self._early, []
        for event in early:
            await self.take_key(event)

    @property
    def _all(self) -> list[Begun]:
        """The notes that there are, and a new one."""
        return [*self._begun, *([] if self._new in self._begun else [self._new])]

    def _choose(self) -> None:
        entries = [Entry(self._told(each)) for each in self._all]
        self.ways.open(entries, x=2, y=max(0, self.size.height // 2 - len(entries) // 2 - 1))
        self.go_to(self.ways)

    def _told(self, begun: Begun) -> str:
        """A note in one line of the list."""
        draft = self.desk.keeping.drafts.of(begun.target)
        words = collapse(draft or begun.text)[:_FIRST_WORDS]
        about = f"on “{collapse(begun.quote)[:24]}”: " if begun.quote else ""
        return f"{'draft · ' if draft else ''}{about}{words}" if words else "a new note on the article"

    def do_menu_take(self) -> None:
        """Go on with the note under the cursor."""
        self.ways.take()

    def on_pop_up_list_taken(self, event: PopUpList.Taken) -> None:
        """A note was chosen."""
        event.stop()
        self.ways.close()
        self._go_on_with(self._all[event.row])

    def do_view_back(self) -> None:
        """Choose none."""
        self.dismiss()

    # writing

    def _go_on_with(self, begun: Begun) -> None:
        self._now = begun
        draft = self.desk.keeping.drafts.of(begun.target)
        self.editor.put(draft or begun.text)
        self.go_to(self.editor)
        every = self._all
        about = f"on “{collapse(begun.quote)}”" if begun.quote else "on the article"
        counted = f"note {every.index(begun) + 1} of {len(self._begun)}" if begun in self._begun else "a new note"
        self.query_one("#note-about", OneLine).show(content(clean(about)), content("a draft" if draft else counted))
        keys = f"{self.key_of('note.save')} saves · {self.key_of('prompt.cancel')} keeps a draft · Enter: a new line"
        self.query_one("#note-bottom", Rule).show(content(keys + (" · empty deletes it" if begun.text else "")))

    async def take_key(self, event: events.Key) -> None:
        """Type, or do what the key says; what is typed before the notes have come is not lost."""
        live = self.live_keys()
        name = typed_name(event.key, event.character, live)
        if self._now is None and self.focused is not self.ways and name not in live:
            self._early.append(event)
        elif self.focused is self.editor and self._now is not None and self.editor.take_key(name):
            self.footer.clear_message()
        else:
            await super().take_key(event)

    def do_note_next(self) -> None:
        """The next note; after the last a new one."""
        self._step(1)

    def do_note_previous(self) -> None:
        """The note before."""
        self._step(-1)

    def _step(self, step: int) -> None:
        if self._now is None:
            return
        self._keep_draft()
        every = self._all
        if len(every) == 1:
            self.say("there is no other note")
        else:
            at = every.index(self._now) if self._now in every else 0
            self._go_on_with(every[(at + step) % len(every)])

    def do_note_save(self) -> None:
        """Keep the note as it stands, and go back."""
        begun, text = self._now, self.editor.text.strip()
        if begun is None:
            return
        keeping, (key, number, passage) = self.desk.keeping, begun.target
        keeping.drafts.put(begun.target, "")
        keeping.save_drafts()
        self.dismiss()
        if text == begun.text.strip():
            self.desk.browse.call_later(self.desk.say, "nothing has changed" if text else "nothing to keep")
            return

        def failed() -> None:
            keeping.drafts.put(begun.target, text)
            keeping.save_drafts()

        keeping.write_note(key, text, passage, number, failed)

    def do_prompt_cancel(self) -> None:
        """Go back; the text stays as a draft."""
        kept = self._keep_draft()
        self._now = None
        self.desk.keeping.save_drafts()
        self.dismiss()
        if kept:
            key = self.desk.browse.key_of("note.edit")
            self.desk.browse.call_later(self.desk.say, f"the draft is kept; {key} goes on with it")

    def take_down(self) -> None:
        """The desk is left: the text stays as a draft."""
        if self._keep_draft():
            self.desk.keeping.drafts.save()

    def _keep_draft(self) -> bool:
        """Keep what is not saved; False where all is."""
        if self._now is None:
            return False
        text = self.editor.text
        unsaved = text.strip() != self._now.text.strip()
        self.desk.keeping.drafts.put(self._now.target, text if unsaved else "")
        return unsaved and bool(text.strip())
