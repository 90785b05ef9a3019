"""Hostile text in titles, bodies, outlets, topics, queries and names: shown as text, in every screen."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reader.article import Article, Block, Label, Section
from reader.results import IndexState
from reader.text import clean
from reader.tui.clusters import steady
from tests.desk_pilot import Desk, open_desk
from tests.fake_library import FakeRun, make_article, make_library
from tests.hostile import HOSTILE, is_clean


def hostile_article(number: int, text: str) -> Article:
    """An article that says the same bad thing everywhere."""
    label = Label(text[:40] or "aid", f'heading "{text}"')
    sections = (
        Section(None, None, (Block("paragraph", text, 2),)),
        Section(text, 3, (Block("bullet", text, 4), Block("paragraph", text * 3, 5)), (label,)),
    )
    return replace(
        make_article(number), title=text, sections=sections, outlet=text, byline=text, kicker=text, standfirst=text
    )


async def through_every_screen(desk: Desk) -> None:
    """Open everything, and look at each for what a terminal would act on."""
    keys = "j enter gr gr g escape slash x escape z z J K question_mark J K q q k m m c x q f j space q ctrl+p escape"
    for name in keys.split():
        await desk.press(*(name if name == "gr" else (name,)))
        await desk.pilot.pause()
        assert is_clean(desk.text.replace("\n", ""))


BATCHES = [HOSTILE[start : start + 5] for start in range(0, len(HOSTILE), 5)]
"""Hostile texts to a library: an article each, so that one walk through the screens meets them all."""


@pytest.mark.parametrize("texts", BATCHES, ids=range(len(BATCHES)))
@pytest.mark.parametrize("size", [(120, 30), (60, 20)])
async def test_hostile_text_is_text_in_every_screen(
    tmp_path: Path, texts: tuple[str, ...], size: tuple[int, int]
) -> None:
    library = make_library(tmp_path, len(texts))
    library.articles = {key: hostile_article(key, text) for key, text in zip(library.articles, texts, strict=True)}
    library.state, library.run = IndexState("behind", 0, 5, texts[0]), FakeRun(steps=2, error=texts[-1])
    async with open_desk(library, size=size, notice=texts[1 % len(texts)]) as desk:
        await through_every_screen(desk)
        assert desk.app.return_code is None


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
async def test_a_hostile_query_and_state_are_text(tmp_path: Path, text: str) -> None:
    (tmp_path / "desk.json").write_text(json.dumps({"schema": 1, "query": text}), encoding="utf-8")
    async with open_desk(make_library(tmp_path)) as desk:
        assert is_clean(desk.text.replace("\n", ""))
        desk.browse.bar.value = text
        await desk.pilot.pause(0.2)
        assert is_clean(desk.text.replace("\n", ""))
        desk.app.say(text, warning=True)
        await desk.pilot.pause()
        assert desk.message == steady(clean(text))


async def test_a_click_on_markup_in_a_title_runs_nothing(tmp_path: Path) -> None:
    library = make_library(tmp_path, 3)
    library.articles = {key: hostile_article(key, "[@click=app.quit]talks[/]") for key in library.articles}
    async with open_desk(library, size=(120, 30)) as desk:
        for y in range(0, 29, 4):
            for x in range(0, 120, 15):
                await desk.pilot.click(offset=(x, y))
        assert desk.app.return_code is None
