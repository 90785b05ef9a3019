"""Themes: those that ship can be read by anyone, and a wrong file never stops the start."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from reader.paths import bundled
from reader.results import Reading
from reader.theme_files import ThemeError
from reader.tui.document import article_document
from reader.tui.themes import VARIABLE_DEFAULTS, check_theme, load_themes
from reader.tui.widgets.line_view import LineView
from tests.articles import make_article

SHIPPED, PROBLEMS = load_themes([bundled("themes")])
COLOURED = [theme for theme in SHIPPED if not theme.ansi]

# Each text with the grounds it is painted on; a hit has its own ground.
TEXTS = ("foreground", "desk-title", "desk-heading", "desk-meta", "desk-sign", "desk-code", "desk-link", "desk-failed")
GROUNDS = ("background", "surface", "panel", "desk-cursor-blurred-block")


def test_five_themes_ship_and_all_are_sound() -> None:
    assert PROBLEMS == []
    assert {theme.name for theme in SHIPPED} == {"night", "day", "paper", "contrast", "terminal"}


def test_every_shipped_theme_sets_every_variable_of_ours() -> None:
    colours = {name for name in VARIABLE_DEFAULTS if not name.endswith("-style")}
    for theme in SHIPPED:
        assert colours <= set(theme.variables), theme.name


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1, definition of terms)."""

    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part / 255) for part in Color.parse(colour).rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(text: str, ground: str) -> float:
    """Contrast ratio (WCAG 2.1)."""
    low, high = sorted((luminance(text), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def pairs(theme: Theme) -> Iterator[tuple[str, str, float]]:
    colours = {**theme.to_color_system().generate(), **theme.variables}

    def contrast(text: str, ground: str) -> tuple[str, str, float]:
        return text, ground, ratio(colours[text], colours[ground])

    for text in TEXTS:
        for ground in GROUNDS:
            yield contrast(text, ground)
    for text in ("desk-cursor", "desk-title", "desk-meta", "desk-sign"):
        yield contrast(text, "desk-cursor-block")
    yield contrast("desk-hit", "desk-hit-block")
    yield contrast("desk-hit-now", "desk-hit-now-block")
    yield contrast("footer-key-foreground", "footer-background")
    yield contrast("footer-description-foreground", "footer-background")


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_text_can_be_read(theme: Theme) -> None:
    least = 7.0 if theme.name == "contrast" else 4.5  # WCAG 2.1, 1.4.6 and 1.4.3
    assert [(text, ground, round(found, 2)) for text, ground, found in pairs(theme) if found < least] == []


@pytest.mark.parametrize("theme", COLOURED, ids=lambda theme: theme.name)
def test_a_hit_and_the_cursor_stand_out_from_their_ground(theme: Theme) -> None:
    colours = theme.variables
    for name in ("desk-hit-block", "desk-hit-now-block", "desk-cursor-block"):
        assert ratio(colours[name], theme.background or "") > 1.15, name


GOOD = 'name = "mine"\nprimary = "#8fb4d8"\n'
BAD = {
    "not TOML": "name = ",
    "no name": 'primary = "#fff"',
    "a name that is no word": 'name = "a b"\nprimary = "#fff"',
    "a name with a comma": 'name = "a,b"\nprimary = "#fff"',
    "no primary": 'name = "mine"',
    "unknown field": GOOD + "luminosity_spread = 0.9",
    "unknown variable": GOOD + '[variables]\nmargin = "#fff"',
    "bad colour": GOOD + 'background = "zzz"',
    "colour with an end": GOOD + 'background = "#fff }"',
    "colour auto": GOOD + 'background = "auto"',
    "number as colour": GOOD + "background = 7",
    "bad variable": GOOD + '[variables]\ndesk-hit = "} Screen { display: none; "',
    "variables no table": GOOD + 'variables = "x"',
    "bad style": GOOD + '[variables]\ndesk-meta-style = "blink; color: red"',
    "empty style": GOOD + '[variables]\ndesk-meta-style = ""',
    "dark as text": GOOD + 'dark = "yes"',
    "terminal colour in a coloured theme": GOOD + 'background = "ansi_red"',
    "colour in a terminal theme": GOOD + "ansi = true",
    "a name of Textual's": 'name = "nord"\nprimary = "#fff"',
    "not text": "\udcff",
}


@pytest.mark.parametrize("content", BAD.values(), ids=BAD)
def test_a_bad_theme_is_named_and_left_out(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.toml").write_bytes(content.encode("utf-8", "surrogateescape"))
    (tmp_path / "good.toml").write_text(GOOD.replace("mine", "good"))
    themes, problems = load_themes([tmp_path])
    assert [theme.name for theme in themes] == ["good"]
    assert len(problems) == 1
    assert "bad.toml" in problems[0]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "huge.toml").write_text("#" * 70_000)
    (tmp_path / "lost.toml").symlink_to(tmp_path / "nowhere")
    themes, problems = load_themes([tmp_path])
    assert themes == []
    assert len(problems) == 3


def test_a_folder_that_is_not_there_has_no_themes(tmp_path: Path) -> None:
    assert load_themes([tmp_path / "none"]) == ([], [])


def test_the_first_theme_of_a_name_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(GOOD.replace("mine", "night"))
    themes, problems = load_themes([bundled("themes"), tmp_path])
    assert len(themes) == 5
    assert "night" in problems[0]


def test_a_problem_is_one_clean_line(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[31m\n.toml").write_text("name = ")
    _, problems = load_themes([tmp_path])
    assert problems[0].isprintable()


@pytest.mark.parametrize("name", sorted(BUILTIN_THEMES))
def test_no_theme_takes_a_name_of_textual(name: str) -> None:
    with pytest.raises(ThemeError):
        check_theme({"name": name, "primary": "#fff"})


class Desk(App[None]):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.register_theme(theme)
        self.theme = theme.name

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(VARIABLE_DEFAULTS)

    def compose(self) -> ComposeResult:
        yield LineView()


@pytest.mark.parametrize("theme", [*SHIPPED, check_theme(tomllib.loads(GOOD))], ids=lambda theme: theme.name)
async def test_every_theme_paints(theme: Theme) -> None:
    app = Desk(theme)
    async with app.run_test(size=(60, 20), notifications=True, tooltips=True) as pilot:
        app.query_one(LineView).show(article_document(Reading(make_article())))
        await pilot.pause()
        assert app.query_one(LineView).render_line(0).text.strip() == "Ferry talks resume in Lindholm"


async def test_the_terminal_theme_uses_no_colour_but_the_terminals() -> None:
    app = Desk(next(theme for theme in SHIPPED if theme.ansi))
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(LineView)
        view.show(article_document(Reading(make_article("Ferry talks", "On Friday."), ())))
        await pilot.pause()
        assert app.native_ansi_color
        for strip in app.screen._compositor.render_strips():
            for segment in strip:
                for colour in (segment.style.color, segment.style.bgcolor) if segment.style else ():
                    assert colour is None or colour.triplet is None


async def test_our_defaults_serve_every_theme_of_textual() -> None:
    app = Desk(SHIPPED[0])
    async with app.run_test(size=(60, 20)) as pilot:
        view = app.query_one(LineView)
        view.show(article_document(Reading(make_article())))
        for name in sorted(BUILTIN_THEMES):
            app.theme = name
            await pilot.pause()
            assert view.render_line(0).text.strip() == "Ferry talks resume in Lindholm"
