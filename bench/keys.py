"""From a key press in the hit list to the repainted screen, with few rows and with a hundred thousand."""

import asyncio
import time

from bench.measure import median_ms

PRESSES = 60


def main() -> None:
    """Print the figures."""
    for rows in (20, 100_000):
        print(f"down in {rows:>7,} rows       {median_ms(asyncio.run(press_down(rows)))}")


async def press_down(rows: int) -> list[float]:
    """Seconds from each key to the end of its repaint, headless at 120 x 36."""
    from textual.app import App, ComposeResult

    from reader.results import Hit, Snippet
    from reader.tui.widgets.hit_list import HitList

    snippet = Snippet("Talks on the Karrow ferry resumed in Lindholm on Friday.", ((17, 23),))

    class ListApp(App[None]):
        def compose(self) -> ComposeResult:
            yield HitList()

    def hits(start: int, stop: int) -> list[Hit]:
        return [
            Hit(
                key,
                f"{key:012x}",
                f"Ferry talks resume, part {key}",
                "Harbour Wire",
                None,
                ("aid",),
                1.0,
                None,
                3,
                snippet,
            )
            for key in range(start, stop)
        ]

    app = ListApp()
    times: list[float] = []
    async with app.run_test(size=(120, 36)) as pilot:
        hit_list = app.query_one(HitList)
        hit_list.focus()
        hit_list.set_page(rows, cursor_key=None)
        hit_list.supply(0, hits(0, min(rows, 200)))
        await pilot.pause()
        for _ in range(PRESSES):
            before = time.perf_counter()
            hit_list.move(1)
            await pilot.pause()
            times.append(time.perf_counter() - before)
    return times
