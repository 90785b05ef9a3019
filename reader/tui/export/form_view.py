"""The form of an export, painted: a field a line or two, the choice of each marked by signs and not by colour alone."""

from collections.abc import Iterator, Sequence

from textual.strip import Strip

from reader.text import clean
from reader.tui.export.form import FIELDS, ExportForm, option_title
from reader.tui.layout import Piece
from reader.tui.widgets.painted import PaintedView
from reader.tui.wrap import cells_of, cut, wrap

_TITLES = {"what": "What", "format": "Format", "options": "With", "to": "To"}
_LABEL = 10
"""Cells of a field's title and of the sign before it."""


class FormView(PaintedView, can_focus=True, inherit_bindings=False):
    """Shows a form. The screen changes it and calls `show`."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._form: ExportForm | None = None
        self._note = ""
        self._lines: list[list[Piece]] = []

    def show(self, form: ExportForm, note: str = "") -> None:
        """Paint a form; `note` says what to know before it is written."""
        self._form, self._note = form, note
        self._layout()

    def on_resize(self) -> None:
        """The choices wrap otherwise."""
        self._layout()

    def move(self, rows: int) -> None:
        """To another field."""
        if self._form is not None:
            self._form.move(rows)
            self._layout()

    def move_page(self, direction: int, *, half: bool = False) -> None:  # noqa: ARG002 - there is but one page
        """To the first field or the last."""
        self.move(direction * len(FIELDS))

    def move_first(self) -> None:
        """To the first field."""
        self.move(-len(FIELDS))

    def move_last(self) -> None:
        """To the last field."""
        self.move(len(FIELDS))

    def _layout(self) -> None:
        if self._form is None:
            return
        self._strips.clear()
        self._lines = [line for field in FIELDS for line in self._field(self._form, field)]
        for title, text, ink in (("Same as", self._form.same_as, "code"), ("Note", self._note, "sign")):
            if text:
                lines = _wrapped(text, max(10, self.size.width - _LABEL - 1))
                self._lines += [
                    [(f"  {title if not at else '':<{_LABEL - 2}}", ("count",)), (line, (ink,))]
                    for at, line in enumerate(lines)
                ]
        self.styles.height = max(1, len(self._lines))
        self.refresh()

    def _field(self, form: ExportForm, field: str) -> Iterator[list[Piece]]:
        here = form.field == field
        label: list[Piece] = [("> " if here else "  ", ("mark",)), (f"{_TITLES[field]:<{_LABEL - 2}}", ("count",))]
        for line in self._choices(form, field, here=here):
            yield [*label, *line]
            label = [(" " * _LABEL, ())]
        if field == "format":
            yield [(" " * _LABEL, ()), (cut(form.format.sentence, max(1, self.size.width - _LABEL - 1)), ("byline",))]

    def _choices(self, form: ExportForm, field: str, *, here: bool) -> Iterator[list[Piece]]:
        if field == "to":
            yield [
                (cut(clean(form.target or "…"), max(1, self.size.width - _LABEL - 1)), ("on",) if here else ("row",))
            ]
            return
        if field == "what":
            items = [
                (f"({'•' if at == form.offer_at else ' '}) {_counted(each.title, each.count)}", at == form.offer_at)
                for at, each in enumerate(form.offers)
            ]
            now = form.offer_at
        elif field == "format":
            items = [
                (f"[{each.name}]" if each == form.format else f" {each.name} ", each == form.format)
                for each in form.formats
            ]
            now = list(form.formats).index(form.format)
        else:
            items = [
                (f"[{'x' if name in form.chosen else ' '}] {option_title(name)}", name in form.chosen)
                for name in form.options
            ]
            now = form.option_at
        if not items:
            yield [("nothing to choose", ("empty",))]
            return
        line: list[Piece] = []
        used, room = 0, max(10, self.size.width - _LABEL - 1)
        for at, (text, on) in enumerate(items):
            text = cut(clean(text), room)
            if line and used + cells_of(text) > room:
                yield line
                line, used = [], 0
            inks = ("cursor",) if here and at == now else ("on",) if on else ()
            line += [(text, inks), ("  ", ())]
            used += cells_of(text) + 2
        yield line

    def render_line(self, y: int) -> Strip:
        """A line of the form."""
        return self.paint(self._lines[y] if y < len(self._lines) else [], self.size.width)


def _counted(title: str, count: int) -> str:
    return title if count == 1 else f"{title}, {count:,} articles"


def _wrapped(text: str, room: int) -> Sequence[str]:
    """A text in lines of some cells, broken at blanks where it can be."""
    line = clean(text)
    return [line[start:end].strip() for start, end in wrap(line, room)]
