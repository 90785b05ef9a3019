"""Several lines of the reader's own words: a remark or a foreword; they are not dropped unasked."""

from collections.abc import Callable

from textual import events

from reader.tui.content import content
from reader.tui.keys import typed_name
from reader.tui.screens.editor_dialog import EditorDialog
from reader.tui.widgets.one_line import OneLine, Rule


class WordsDialog(EditorDialog):
    """Asks for words. `heading` says what for, `about` on what; `take` is told them if they are other than `text`."""

    def __init__(self, heading: str, about: str, text: str, take: Callable[[str], None]) -> None:
        super().__init__()
        self._heading = heading
        self._about = about
        self._text = text
        self._take = take
        self._warned = False

    def on_mount(self) -> None:
        """Begin with what there is."""
        self.query_one("#note-top", Rule).show(content(self._heading))
        self.query_one("#note-about", OneLine).show(content(self._about))
        empty = " · empty takes it away" if self._text else ""
        keys = f"{self.key_of('note.save')} saves · {self.key_of('prompt.cancel')} goes back · Enter: a new line{empty}"
        self.query_one("#note-bottom", Rule).show(content(keys))
        self.editor.put(self._text)

    async def take_key(self, event: events.Key) -> None:
        """Type, or do what the key says."""
        if self.editor.take_key(typed_name(event.key, event.character, self.live_keys())):
            self._warned = False
            self.footer.clear_message()
        else:
            await super().take_key(event)

    def do_note_save(self) -> None:
        """Keep the words, and go back."""
        text = self.editor.text.strip()
        self.dismiss()
        if text != self._text.strip():
            self._take(text)

    def do_prompt_cancel(self) -> None:
        """Go back; words that are not saved are dropped at the second press only."""
        if self._warned or self.editor.text.strip() == self._text.strip():
            self.dismiss()
            return
        self._warned = True
        self.say(f"not saved: {self.key_of('note.save')} saves it, {self.key_of('prompt.cancel')} again drops it")
