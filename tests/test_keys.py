"""The table of actions: sound, documented, and carried out by some screen in every place."""

from pathlib import Path

import pytest

from reader.keys.action import LIST, PLACES, PROMPT, READER, action, at
from reader.keys.actions import ACTIONS, FOOTER, get_action
from reader.keys.check import check_actions
from reader.keys.keymap import build_keymap
from reader.keys.page import keys_page
from reader.tui.compare.screen import CompareScreen
from reader.tui.digest.digest_screen import DigestScreen
from reader.tui.dossier.dossier_list import DossierList
from reader.tui.dossier.dossier_screen import DossierScreen
from reader.tui.export.dialog import ExportDialog
from reader.tui.keys import KeyDispatcher, Nothing, Run, Waiting, key_name
from reader.tui.saved.panel import SavedPanel
from reader.tui.screens.browse import BrowseScreen
from reader.tui.screens.desk_screen import DeskScreen
from reader.tui.screens.figures import FiguresScreen
from reader.tui.screens.help import HelpScreen
from reader.tui.screens.note_dialog import NoteDialog
from reader.tui.screens.reader import ReaderScreen
from reader.tui.screens.roll import RollScreen
from reader.tui.screens.topics_dialog import TopicsDialog

ROOT = Path(__file__).resolve().parent.parent
SCREENS: dict[str, tuple[type[DeskScreen], ...]] = {
    "list": (BrowseScreen, FiguresScreen),
    "time": (BrowseScreen,),
    "facets": (BrowseScreen,),
    "reader": (BrowseScreen, ReaderScreen, RollScreen),
    "compare": (CompareScreen,),
    "help": (HelpScreen,),
    "menu": (BrowseScreen, CompareScreen),
    "passage": (ReaderScreen, BrowseScreen),
    "topics": (TopicsDialog,),
    "export": (ExportDialog,),
    "saved": (SavedPanel,),
    "dossier": (DossierList, DossierScreen),
    "digest": (DigestScreen,),
    "note": (NoteDialog,),
    "prompt": (BrowseScreen, ReaderScreen, HelpScreen),
}


def test_the_table_has_no_fault() -> None:
    assert check_actions() == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ((action("a.one", "", "", at((LIST,), "j")), action("a.two", "", "", at((LIST,), "j"))), "both"),
        ((action("a.one", "", "", at((LIST,), "g")), action("a.two", "", "", at((LIST,), "g u"))), "begins"),
        ((action("a.one", "", "", at((LIST,), "Ctrl-M")),), "reliably"),
        ((action("a.one", "", "", at((LIST,), "Alt-x")),), "reliably"),
        ((action("a.one", "", "", at((LIST,), "] u")),), "keyboards lack"),
        ((action("a.one", "", "", at((LIST,), "x")), action("a.one", "", "", at((LIST,), "y"))), "twice"),
    ],
)
def test_a_fault_of_the_table_is_found(bad: tuple[object, ...], fault: str) -> None:
    assert any(fault in problem for problem in check_actions(bad))  # type: ignore[arg-type]


@pytest.mark.parametrize("place", PLACES)
def test_every_action_of_a_place_can_be_carried_out_there(place: str) -> None:
    missing = [
        row.id for row in ACTIONS if row.keys(place) and not any(screen.can(row.id) for screen in SCREENS[place])
    ]
    assert missing == []


@pytest.mark.parametrize("place", PLACES)
def test_the_footer_has_six_keys_of_the_place(place: str) -> None:
    assert len(FOOTER[place]) == 6
    assert all(get_action(id).keys(place) for id in FOOTER[place])


def test_in_a_prompt_no_letter_is_a_key_of_ours() -> None:
    assert [key for key in build_keymap().keys_of(PROMPT) if len(key) == 1] == ["?"]


def test_the_page_of_keys_is_made_from_the_table() -> None:
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == keys_page(), "run: python -m docs.tables"


@pytest.mark.parametrize(
    ("key", "character", "name"),
    [
        ("g", "g", "g"), ("G", "G", "G"), ("question_mark", "?", "?"), ("space", " ", "Space"),
        ("ctrl+f", "\x06", "Ctrl-F"),
        ("pagedown", None, "PgDn"), ("shift+tab", None, "Shift-Tab"), ("enter", "\r", "Enter"),
        ("ctrl+j", "\n", "Enter"), ("escape", "\x1b", "Esc"),
        ("é", "é", "é"), ("right_curly_bracket", "}", "}"), ("ctrl+shift+left", None, "Ctrl-Shift-Left"),
    ],
)  # fmt: skip
def test_keys_are_named_as_in_the_table(key: str, character: str | None, name: str) -> None:
    assert key_name(key, character) == name


def test_two_presses_start_an_action_and_the_prefix_is_told() -> None:
    keys, table = KeyDispatcher(), build_keymap().keys_of(READER)
    waiting = keys.press(table, "g")
    assert isinstance(waiting, Waiting)
    assert waiting.following["s"] == "section.next"
    assert keys.press(table, "s") == Run("section.next")
    assert keys.prefix == ""


def test_an_unknown_second_key_ends_the_sequence_and_does_nothing_else() -> None:
    keys, table = KeyDispatcher(), build_keymap().keys_of(READER)
    keys.press(table, "g")
    assert keys.press(table, "q") == Nothing(dropped=True)
    assert keys.press(table, "q") == Run("view.back")


def test_escape_drops_a_half_typed_sequence() -> None:
    keys, table = KeyDispatcher(), build_keymap().keys_of(READER)
    keys.press(table, "g")
    assert keys.press(table, "Esc") == Nothing(dropped=True)
    assert keys.press(table, "Esc") == Run("prompt.cancel")
