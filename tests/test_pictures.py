"""The README's pictures: there, named there, small, and files that fetch nothing."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from docs.pictures import FOLDER, PICTURES, loaded_by, standalone

ROOT = Path(__file__).resolve().parent.parent
SVG = '<svg class="rich-terminal" viewBox="0 0 10 10" xmlns="http://www.w3.org/2000/svg">{}</svg>'


def test_the_readme_shows_every_picture_with_words_for_it() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(docs/pictures/(\w+)\.svg\)", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert {name: words for words, name in shown} == PICTURES


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_whole_small_and_loads_nothing(name: str) -> None:
    picture = (FOLDER / f"{name}.svg").read_text(encoding="utf-8")
    assert ElementTree.fromstring(picture).tag.endswith("svg")
    assert loaded_by(picture) == []
    assert len(picture.encode()) < 60_000
    assert "broadsheet" in picture


def test_web_fonts_and_what_does_not_show_are_left_out() -> None:
    font = '<style>@font-face { font-family: "Fira Code"; src: url("https://fonts.example/f.woff2") }</style>'
    svg = standalone(
        SVG.format(
            font + '<rect fill="#ffffff" x="0" y="0" width="12.2" height="24"/>'
            '<rect fill="#ffffff" x="12.2" y="0" width="61" height="24"/>'
            '<rect fill="#d5e3f1" x="0" y="24" width="12.2" height="24"/>'
            '<text class="terminal-7-r1" x="0" y="20" textLength="48.8">&#160;ab&#160;</text>'
        )
    )
    assert "fonts.example" not in svg
    assert svg.count('fill="#ffffff"') == 1
    assert '<text class="t-r1" x="12.2" y="20" textLength="24.4">ab</text>' in svg


@pytest.mark.parametrize(
    "part",
    ['<image href="https://a.example/x.png"/>', '<style>@import "x.css"</style>', "<script>1</script>",
     '<rect style="fill:url(https://a.example/x)"/>', '<a href="x">x</a>'],
)  # fmt: skip
def test_a_picture_that_loads_something_is_refused(part: str) -> None:
    with pytest.raises(ValueError, match="loads"):
        standalone(SVG.format(part))


def test_a_clip_within_the_picture_is_no_loading() -> None:
    assert loaded_by(SVG.format('<g clip-path="url(#t-clip)"/>')) == []
